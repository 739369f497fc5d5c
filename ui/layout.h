/* layout: which bytes of an article stand in which row and column at a given width, and back; for the screen as for
 * what is printed. Copies no text: a row is a range of bytes and an indent, a row of a table a piece of each of its
 * cells. Never in here: curses, colours, what the bytes mean. */
#ifndef WHOSAID_UI_LAYOUT_H
#define WHOSAID_UI_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/array.h"
#include "ui/glyphs.h"
#include "ui/signs.h"

/* More rows than this nobody scrolls through: a text of 64 MiB at a comfortable width has a million. */
enum { LAYOUT_ROWS_MAX = 4000000 };

/* So wide that nothing is broken: a paragraph is one row. */
enum { LAYOUT_UNBROKEN = 1 << 28 };

/* Beside the bits of enum signs_extra: code keeps its lines, however wide they are. */
enum { LAYOUT_KEEP_CODE = 1 << 8 };

enum layout_kind {
    LAYOUT_TEXT,
    LAYOUT_CELLS,      /* of a table */
    LAYOUT_GAP,        /* empty, between two blocks */
    LAYOUT_RULE,       /* a line across the page */
    LAYOUT_TABLE_RULE, /* a line below the heading of a table, or between rows of it */
};

struct layout_row {
    /* Bytes to be shown, blanks at the end left out. Of a row of cells from the first byte of its first piece to the
     * end of its last one. Empty in a row that is none of the text's; it starts where the next row does, a gap where
     * the block before ends. */
    struct range range;
    uint32_t block; /* index; for a gap or a rule the block before it */
    uint32_t piece; /* of a row of cells: the first of its pieces */
    uint16_t piece_count;
    uint16_t indent; /* empty columns before the text */
    uint8_t kind;    /* enum layout_kind */
    bool first;      /* of its block: an item's marker hangs in the indent before it */
    bool continues;  /* what did not fit into the row before, in code and in cells */
};

/* What of a cell stands in one row. */
struct layout_piece {
    struct range range;
    int column, width; /* of the text itself, from the row's indent on */
    int end;           /* the column behind its cell */
    bool is_heading;
};

/* A table's columns of cells, each with a bar and a blank on either side between it and the next. */
struct layout_column {
    int column, width; /* from the indent on */
};

/* A table of cells; one whose cells are not known, or are not as they should be, is laid out as lines. */
struct layout_table {
    uint32_t block;
    uint32_t column; /* the first of its columns */
    uint32_t column_count;
    int width; /* of all of it: it may be wider than the layout */
};

struct layout {
    const struct article *article;
    int width;       /* at least 1 */
    int table_width; /* at least that */
    enum glyph_set set;
    bool keeps_code;
    struct signs signs;
    struct array rows;    /* of struct layout_row, in text order */
    struct array pieces;  /* of struct layout_piece */
    struct array tables;  /* of struct layout_table, by block */
    struct array columns; /* of struct layout_column */
};

/* Breaks the article into rows of at most `width` columns (taken as 1 when less) by UAX 14; a word that is wider than
 * the row is cut between clusters. Code keeps its lines: one that is too long goes on in the next row. A table's
 * columns share `table_width` (taken as `width` when less); a table that does not fit is wider. `options` are bits of
 * enum signs_extra, for signs between the text, and LAYOUT_KEEP_CODE. The article must outlive the layout. False when
 * memory was short or there are too many rows: the rows so far stand. Release it in either case. */
bool layout_make(struct layout *layout, const struct article *article, int width, int table_width, enum glyph_set set,
                 unsigned options);

void layout_release(struct layout *layout);

/* Row `index`, which must exist, and its pieces. */
const struct layout_row *layout_row(const struct layout *layout, size_t index);
const struct layout_piece *layout_pieces(const struct layout *layout, const struct layout_row *row);

/* The table that a block is laid out as, NULL when it is none; and its columns. */
const struct layout_table *layout_table(const struct layout *layout, size_t block);
const struct layout_column *layout_columns(const struct layout *layout, const struct layout_table *table);

/* The row that holds byte `byte`, or the last one before it; 0 without rows. */
size_t layout_row_at(const struct layout *layout, size_t byte);

/* The column, indent included, in which byte `byte` of row `index` stands: the row's end for a byte behind it. */
int layout_column_at(const struct layout *layout, size_t index, size_t byte);

/* The byte shown in column `column` of row `index`; ARTICLE_NONE before and behind the text, and between cells. */
size_t layout_byte_at(const struct layout *layout, size_t index, int column);

/* --- what is shown of a row, from left to right --- */

/* Some text of the article, or a sign between it. */
struct layout_shown {
    const char *text;
    size_t length;
    size_t byte; /* what it is or belongs to */
    int width;
};

struct layout_cursor {
    size_t at, end;          /* bytes still to be shown */
    size_t openers, closers; /* signs at `at` that were shown */
    bool has_begun;          /* so that what closes before the first byte is not shown with it */
};

/* The next cluster or sign; false at the end. */
bool layout_show(const struct layout *layout, struct layout_cursor *cursor, struct layout_shown *shown);

/* Columns that the bytes take, with their signs. */
int layout_text_width(const struct layout *layout, struct range range);

#endif
