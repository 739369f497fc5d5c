/* glyphs: how text looks in a terminal's cells: how wide it is there, what may not be torn apart, and what stands for
 * it where only ASCII can be written. Never in here: curses, lines of text. */
#ifndef WHOSAID_UI_GLYPHS_H
#define WHOSAID_UI_GLYPHS_H

#include <stddef.h>
#include <stdint.h>

enum glyph_set { GLYPHS_UTF8, GLYPHS_ASCII };

/* Room for what stands for one character in ASCII, with a NUL. */
enum { GLYPH_ASCII_SIZE = 16 };

/* The bytes of the grapheme cluster (UAX 29) at the start of `length` > 0 bytes of UTF-8, and in `width` the columns
 * that it takes, 0 or more: the sum over its characters, as terminals count. */
size_t glyph_next(const char *text, size_t length, enum glyph_set set, int *width);

/* Columns of the whole text. */
int glyphs_width(const char *text, size_t length, enum glyph_set set);

/* How many bytes from the start on fit into `columns`, whole clusters only; `width` gets the columns that they take. */
size_t glyphs_fit(const char *text, size_t length, int columns, enum glyph_set set, int *width);

/* How many bytes from the start on stand in a line of at most `columns` (taken as 1 when less) that is broken at a
 * blank, or inside a word that is wider; `next` gets where the next line begins, `length` when there is none. */
size_t glyphs_line(const char *text, size_t length, int columns, enum glyph_set set, size_t *next);

/* Writes what stands for the character in ASCII, and a NUL: the plain letter of an accented one, `"` for a curly
 * quotation mark, "..." for an ellipsis, nothing for a mark or a joiner, "?" for what has no likeness. Returns its
 * length. */
size_t glyph_to_ascii(uint32_t character, char ascii[GLYPH_ASCII_SIZE]);

#endif
