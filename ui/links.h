/* links: out of the article: labels on the links that can be seen, and the browser. Never in here: how a program is
 * started (base/child.h). */
#ifndef WHOSAID_UI_LINKS_H
#define WHOSAID_UI_LINKS_H

#include <stddef.h>

struct ui;

/* Labels the links and pictures on the screen and opens the one whose label is typed; a link within the article is
 * jumped along. */
void links_hint(struct ui *ui);

/* Opens the `count`th link of the article; without a count the picture, film or sound that is the current stop, or else
 * the article itself. */
void links_open(struct ui *ui, size_t count);

/* Opens the link or picture under the current stop. */
void links_open_here(struct ui *ui);

#endif
