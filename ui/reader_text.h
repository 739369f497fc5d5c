/* reader text: a row's bytes with the styles that are laid over them, written cell by cell. Never in here: margins. */
#ifndef WHOSAID_UI_READER_TEXT_H
#define WHOSAID_UI_READER_TEXT_H

#include <stddef.h>

struct pen;
struct reader;
struct screen;
struct session;

/* Writes row `index` of the layout, one of text, of cells or a rule, from its indent on. */
void reader_write_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                      struct pen *pen);

#endif
