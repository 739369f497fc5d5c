/* reader_rows: the drawing of the article's rows, apart from where the screen stands in it. Never in here: scrolling. */
#ifndef WHOSAID_UI_READER_ROWS_H
#define WHOSAID_UI_READER_ROWS_H

#include <stddef.h>

struct reader;
struct screen;
struct session;

/* Draws row `index` of the layout in row `line` of the screen, all columns of the reader; an empty one behind the end. */
void reader_draw_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                     int line);

#endif
