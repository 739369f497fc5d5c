/* row marks: arithmetic of indents. */
#include "ui/row_marks.h"

#include <string.h>

#include "ui/layout_table.h"

enum {
    BULLET_WIDTH = 2,
    FIGURE_WIDTH = 2,
    CONTINUATION_WIDTH = 2,
    CONTINUATION_FROM = 10, /* columns: in narrower rows of code nothing tells that they go on */
    RULE_WIDTH = 24         /* of a line across the page */
};

const struct row_glyphs row_glyphs_screen = {"│", "•", "↪", "▣", "▶", "♪", "│", "─", "┼"};
const struct row_glyphs row_glyphs_print = {">", "-", "\\", NULL, NULL, NULL, "|", "-", "+"};

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

/* --- indents ------------------------------------------------------------------------------------------------------ */

static int greatest(int one, int other)
{
    return one > other ? one : other;
}

static int quote_depth(const struct block *block)
{
    int least = block->type == BLOCK_QUOTE ? greatest(1, at_most((int)block->level, ROW_MARKS_LEVELS)) : 0;
    return at_most(greatest(block->quote_depth, least), ROW_MARKS_LEVELS);
}

static int list_depth(const struct block *block)
{
    int least = block->type == BLOCK_ITEM ? greatest(1, at_most((int)block->level, ROW_MARKS_LEVELS)) : 0;
    return at_most(greatest(block->list_depth, least), ROW_MARKS_LEVELS);
}

static int marker_width(const struct block *block)
{
    return block->marker ? 1 + glyphs_width(block->marker, strlen(block->marker), GLYPHS_UTF8) : BULLET_WIDTH;
}

/* The figure that the block is, or NULL. */
static const struct figure *figure_of(const struct article *article, size_t block)
{
    size_t low = 0, high = article->figure_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->figures[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->figure_count && article->figures[low].block == block ? &article->figures[low] : NULL;
}

/* True where a marker stands before the block, or its place is kept free. */
static bool has_marker(const struct block *block)
{
    return block->type == BLOCK_ITEM || (block->type == BLOCK_HEADING && block->marker);
}

int row_marks_indent(struct row_marks *marks, const struct article *article, size_t index, int width)
{
    const struct block *block = &article->blocks[index];
    int lists = list_depth(block), quotes = quote_depth(block);
    int indent = quotes * ROW_MARKS_BAR_WIDTH;
    if (block->begins_list && lists)
        marks->widths[lists - 1] = 0;
    if (has_marker(block) && lists)
        marks->widths[lists - 1] = marker_width(block);
    for (int i = 0; i < lists; i++)
        indent += marks->widths[i] ? marks->widths[i] : BULLET_WIDTH;
    /* Lists to come begin anew. */
    memset(marks->widths + lists, 0, (size_t)(ROW_MARKS_LEVELS - lists) * sizeof *marks->widths);
    if (block->type == BLOCK_FIGURE)
        indent += FIGURE_WIDTH;
    /* On a narrow screen the text needs the columns more. */
    return at_most(indent, width / 3);
}

int row_marks_continuation_width(int width)
{
    return width < CONTINUATION_FROM ? 0 : CONTINUATION_WIDTH;
}

/* --- what stands in them ------------------------------------------------------------------------------------------ */

static const char *figure_sign(const struct figure *figure, const struct row_glyphs *glyphs)
{
    const char *const signs[] = {
        [FIGURE_PICTURE] = glyphs->picture, [FIGURE_VIDEO] = glyphs->video, [FIGURE_AUDIO] = glyphs->audio};
    return signs[figure->type];
}

/* The marker of the row, and in `width` the columns that are kept free for it with a blank. */
static const char *marker_of(const struct layout *layout, const struct layout_row *row, const struct row_glyphs *glyphs,
                             int *width)
{
    const struct block *block = &layout->article->blocks[row->block];
    const struct figure *figure = block->type == BLOCK_FIGURE ? figure_of(layout->article, row->block) : NULL;
    *width = 0;
    if (row->continues && row->kind == LAYOUT_TEXT) {
        *width = row_marks_continuation_width(layout->width);
        return *width ? glyphs->continuation : NULL;
    }
    if (has_marker(block))
        *width = marker_width(block);
    else if (figure)
        *width = FIGURE_WIDTH;
    if (!row->first || !*width)
        return NULL;
    return figure ? figure_sign(figure, glyphs) : block->marker ? block->marker : glyphs->bullet;
}

struct row_marks_shown row_marks_of(const struct layout *layout, size_t index, const struct row_glyphs *glyphs)
{
    const struct layout_row *row = layout_row(layout, index);
    const struct block *block = &layout->article->blocks[row->block];
    struct row_marks_shown shown = {0};
    int width, room;
    if (row->kind != LAYOUT_TEXT && row->kind != LAYOUT_CELLS && row->kind != LAYOUT_TABLE_RULE)
        return shown;
    shown.marker = marker_of(layout, row, glyphs, &width);
    if (width > row->indent) {
        width = 0;
        shown.marker = NULL;
    }
    room = row->indent - width;
    shown.marker_column = room;
    shown.bar_count = at_most(quote_depth(block), room / ROW_MARKS_BAR_WIDTH);
    /* What is quoted in an item has its bars behind the item's indent; a list that is quoted has them before it. */
    bool is_list = list_depth(block) && block->type != BLOCK_QUOTE && !block->is_source;
    shown.bar_column = is_list || block->right_to_left ? 0 : room - shown.bar_count * ROW_MARKS_BAR_WIDTH;
    return shown;
}

/* --- rules -------------------------------------------------------------------------------------------------------- */

static const char *page_rule(const struct layout *layout, int column, const struct row_glyphs *glyphs)
{
    int width = at_most(layout->width, RULE_WIDTH);
    int left = layout->width < LAYOUT_UNBROKEN ? (layout->width - width) / 2 : 0;
    return column < left ? " " : column < left + width ? glyphs->stroke : NULL;
}

static const char *table_rule(const struct layout *layout, const struct layout_row *row, int column,
                              const struct row_glyphs *glyphs)
{
    const struct layout_table *table = layout_table(layout, row->block);
    if (column >= table->width)
        return NULL;
    const struct layout_column *columns = layout_columns(layout, table);
    for (uint32_t i = 1; i < table->column_count; i++)
        if (columns[i].column - LAYOUT_BAR_WIDTH + 1 == column)
            return glyphs->crossing;
    return glyphs->stroke;
}

const char *row_marks_rule(const struct layout *layout, size_t index, int column, const struct row_glyphs *glyphs)
{
    const struct layout_row *row = layout_row(layout, index);
    if (row->kind == LAYOUT_RULE)
        return page_rule(layout, column, glyphs);
    return row->kind == LAYOUT_TABLE_RULE ? table_rule(layout, row, column, glyphs) : NULL;
}
