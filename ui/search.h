/* search: typing what is sought, with the next match shown as one types. Never in here: how matches are found. */
#ifndef WHOSAID_UI_SEARCH_H
#define WHOSAID_UI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct ui;

/* Asks for what is sought and goes to it: in the reader the matches become the active list, in a list the cursor moves
 * to the next row. Nothing typed repeats the last search, in less' way; Escape leaves all as it was. */
void search_run(struct ui *ui);

/* Moves the cursor of a list to the `count`th next (previous) row with what was sought last. */
void search_again(struct ui *ui, bool forward, size_t count);

#endif
