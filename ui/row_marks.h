/* row marks: what stands before and between the text of rows: bars of quotations, items' markers, signs of figures,
 * lines of tables. The same on the screen and in print but for the characters. Never in here: curses, colours. */
#ifndef WHOSAID_UI_ROW_MARKS_H
#define WHOSAID_UI_ROW_MARKS_H

#include <stddef.h>

#include "ui/layout.h"

/* Lists nested deeper than this are indented no further. */
enum { ROW_MARKS_LEVELS = 10 };

/* A bar and a blank. */
enum { ROW_MARKS_BAR_WIDTH = 2 };

/* How wide the markers of the items are in which the walk over the blocks stands. */
struct row_marks {
    int widths[ROW_MARKS_LEVELS];
};

/* The columns before the text of block `index`, at most a third of `width`. The blocks must be asked for in their
 * order, from zeroed marks on. */
int row_marks_indent(struct row_marks *marks, const struct article *article, size_t index, int width);

/* The columns before what did not fit into a row of code, in a layout of that width. */
int row_marks_continuation_width(int width);

/* The characters, UTF-8. The screen's, and those of e-mail for what is printed. */
struct row_glyphs {
    const char *bar, *bullet, *continuation; /* bar and continuation are one column wide */
    const char *picture, *video, *audio;
    const char *cell_bar, *stroke, *crossing; /* between cells; of rules */
};

extern const struct row_glyphs row_glyphs_screen, row_glyphs_print;

/* What stands in the indent of a row: so many bars, each with a blank behind it, and a marker. */
struct row_marks_shown {
    int bar_column, bar_count;
    const char *marker; /* NULL: none */
    int marker_column;
};

struct row_marks_shown row_marks_of(const struct layout *layout, size_t index, const struct row_glyphs *glyphs);

/* The character in column `column`, counted from the row's indent, of a row that is a rule: a blank, a stroke, a
 * crossing; NULL behind its end. */
const char *row_marks_rule(const struct layout *layout, size_t index, int column, const struct row_glyphs *glyphs);

#endif
