/* reader_rows: the drawing of the article's rows, apart from where the screen stands in it. Never in here: scrolling.
 * */
#ifndef WHOSAID_UI_READER_ROWS_H
#define WHOSAID_UI_READER_ROWS_H

#include <stddef.h>

#include "config/theme.h"

struct reader;
struct screen;
struct session;

/* Draws row `index` of the layout in row `line` of the screen, all columns of the reader; an empty one behind the end.
 * */
void reader_draw_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                     int line);

/* The style of an entity's voice in the article that is laid out; that of an unknown speaker for ARTICLE_NONE. */
struct style reader_voice_style(const struct reader *reader, const struct screen *screen, size_t entity);

#endif
