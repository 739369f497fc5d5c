/* picture view: a picture of the article on the screen, in the place of the text until the next key. curses knows cells
 * and nothing of graphics: what is drawn between its cells would stay when they scroll, so nothing is. Never in here:
 * fetching, decoding, what a terminal can show (`whosaid picture`). */
#ifndef WHOSAID_UI_PICTURE_VIEW_H
#define WHOSAID_UI_PICTURE_VIEW_H

#include <stdbool.h>

struct figure;
struct ui;

/* Whether the settings want pictures to be shown here. */
bool picture_view_is_wanted(const struct ui *ui);

/* Fetches the picture, whose address is known, and shows it; Escape gives up. Or tells why not: over a slow line none
 * is. */
void picture_view_run(struct ui *ui, const struct figure *figure);

#endif
