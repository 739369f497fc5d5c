/* wrap: lines of a width, for what is printed outside of the reader's screen. Never in here: blocks, cells. */
#ifndef WHOSAID_CMD_WRAP_H
#define WHOSAID_CMD_WRAP_H

#include <stddef.h>

struct buffer;

/* Appends `length` bytes of UTF-8, broken where UAX 14 allows into lines of at most `width` columns (0: not broken),
 * each line but the first with `indent` blanks in front; the first starts in column `indent` already. A word that is
 * wider stands on a line of its own. Newlines in the text break too. No newline is added at the end. What could act on
 * a terminal is replaced (clean_for_terminal). Short memory shows in `out->failed`. */
void wrap_text(struct buffer *out, const char *text, size_t length, size_t width, size_t indent);

/* Columns that the text takes on a terminal. */
size_t text_columns(const char *text, size_t length);

/* The width of the terminal on standard output: the window's, or COLUMNS; 0 when it is no terminal. */
size_t terminal_width(void);

#endif
