/* layout table: a table of cells as rows of pieces. Never in here: other blocks. */
#ifndef WHOSAID_UI_LAYOUT_TABLE_H
#define WHOSAID_UI_LAYOUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct layout;
struct layout_filling;

/* Columns in all tables together; tables beyond are laid out as lines. */
enum { LAYOUT_COLUMNS_MAX = 1000000 };

/* Columns between two columns of cells: a bar with a blank on either side. */
enum { LAYOUT_BAR_WIDTH = 3 };

/* Lays a table out whose cells are from number `first` on; false when they are not as they should be, or there are
 * none: nothing was done. */
bool layout_table_fill(const struct layout_filling *filling, size_t first);

#endif
