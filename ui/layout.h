/* layout: which bytes of an article stand in which row and column at a given width, and back. Copies no text: a row is
 * a range of bytes and an indent. Never in here: curses, colours, what the bytes mean. */
#ifndef WHOSAID_UI_LAYOUT_H
#define WHOSAID_UI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/array.h"
#include "ui/glyphs.h"

/* More rows than this nobody scrolls through: a text of 64 MiB at a comfortable width has a million. */
enum { LAYOUT_ROWS_MAX = 4000000 };

struct layout_row {
    struct range range; /* bytes to be shown, blanks at the end left out; empty for the row between two blocks */
    uint32_t block;     /* index; for the row between two, the block before it */
    uint16_t indent;    /* empty columns before the text */
    bool first;         /* of its block: an item's marker hangs in the indent before it */
};

struct layout {
    const struct article *article;
    int width; /* at least 1 */
    enum glyph_set set;
    struct array rows; /* of struct layout_row, in text order */
};

/* Breaks the article into rows of at most `width` columns (taken as 1 when less) by UAX 14; a word that is wider than
 * the row is cut between clusters, code and tables keep their lines. Only a single cluster can be wider than its row.
 * The article must outlive the layout. False when memory was short or there are too many rows: the rows so far stand.
 * Release it in either case. */
bool layout_make(struct layout *layout, const struct article *article, int width, enum glyph_set set);

void layout_release(struct layout *layout);

/* Row `index`, which must exist. */
const struct layout_row *layout_row(const struct layout *layout, size_t index);

/* The row that holds byte `byte`, or the last one before it; 0 without rows. */
size_t layout_row_at(const struct layout *layout, size_t byte);

/* The column, indent included, in which byte `byte` of row `index` stands: the row's end for a byte behind it. */
int layout_column_at(const struct layout *layout, size_t index, size_t byte);

/* The byte shown in column `column` of row `index`; ARTICLE_NONE before and behind the text. */
size_t layout_byte_at(const struct layout *layout, size_t index, int column);

/* Columns that a list item's marker takes with the blank behind it; 0 for other blocks. */
int layout_marker_width(const struct block *block);

#endif
