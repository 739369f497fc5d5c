/* list: the library and the articles of a source, as a screen of their own or beside the reader. Never in here: what a
 * row leads to. */
#ifndef WHOSAID_UI_LIST_H
#define WHOSAID_UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct ui;

/* Draws the list of the context (CONTEXT_LIBRARY or CONTEXT_ARTICLES) in the columns before `end`. */
void list_draw(struct ui *ui, int end);

/* Which list is drawn: that of the screen, or in the reader that from which the article came. */
size_t list_cursor(const struct ui *ui);
size_t list_count(const struct ui *ui);

/* The row of the list at that row of the screen; ARTICLE_NONE where there is none. */
size_t list_row_at(const struct ui *ui, int row);

/* The row of the screen with the cursor. */
int list_cursor_line(const struct ui *ui);

/* The next (previous) row after the cursor whose title has what is sought in it, going on at the other end of the list;
 * ARTICLE_NONE when none of the `most` next rows has: those of an archive have to be read for it, some 60,000 a
 * second. */
size_t list_find(const struct ui *ui, const char *sought, bool forward, size_t most);

/* The first row on the screen when row `cursor` must be in sight: `top` where that will do. `rows` is at least 1. */
size_t list_scrolled(size_t top, size_t cursor, size_t count, size_t rows);

#endif
