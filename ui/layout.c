/* layout: one walk over the blocks; each is filled into rows as its kind wants. */
#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "ui/layout_filling.h"
#include "ui/layout_table.h"
#include "ui/row_marks.h"

enum { PIECES_MAX = 16000000 };

/* --- rows --------------------------------------------------------------------------------------------------------- */

struct layout_row *layout_add_row(const struct layout_filling *filling, enum layout_kind kind, struct range range)
{
    struct layout_row *row = array_push(&filling->layout->rows);
    if (row)
        *row = (struct layout_row){
            .range = range, .block = filling->index, .indent = (uint16_t)filling->indent, .kind = (uint8_t)kind};
    return row;
}

struct layout_lines layout_lines_of(const struct layout_filling *filling, struct range range)
{
    return (struct layout_lines){.layout = filling->layout,
                                 .breaks = filling->breaks,
                                 .base = filling->block->range.start,
                                 .at = range.start,
                                 .end = range.end};
}

/* Where a row of a block that runs from right to left begins, so that it ends at the right edge. */
static uint16_t right_indent(const struct layout_filling *filling, struct range range)
{
    int free = filling->layout->width - layout_text_width(filling->layout, range);
    bool is_moved = filling->layout->width < LAYOUT_UNBROKEN && free > filling->indent && free < UINT16_MAX;
    return (uint16_t)(is_moved ? free : filling->indent);
}

void layout_fill_text(const struct layout_filling *filling, struct range range)
{
    struct layout_lines lines = layout_lines_of(filling, range);
    struct layout_line line;
    int width = filling->layout->width - filling->indent, cut = row_marks_continuation_width(filling->layout->width);
    bool is_code = filling->block->type == BLOCK_CODE;
    if (is_code && filling->layout->keeps_code)
        width = LAYOUT_UNBROKEN;
    while (!filling->layout->rows.failed &&
           layout_lines_next(&lines, is_code && lines.is_cut ? width - cut : width, &line)) {
        struct layout_row *row = layout_add_row(filling, LAYOUT_TEXT, line.range);
        if (!row)
            return;
        row->first = line.range.start == filling->block->range.start;
        row->continues = line.continues && is_code;
        if (row->continues)
            row->indent = (uint16_t)(row->indent + cut);
        if (filling->block->right_to_left)
            row->indent = right_indent(filling, line.range);
    }
}

/* Items of a list stand close, a definition to its terms, a source to what it is the source of. */
static bool stand_close(const struct block *block, const struct block *next)
{
    bool is_definition = next->type == BLOCK_ITEM && next->marker && *next->marker == ' ';
    if (next->begins_list && next->list_depth <= 1)
        return false;
    return (block->type == BLOCK_ITEM && next->type == BLOCK_ITEM) ||
           (block->type == BLOCK_PARAGRAPH && is_definition) || (block->is_term && next->is_term) ||
           (block->type == BLOCK_QUOTE && next->is_source);
}

/* One empty row between blocks; a line across the page where one stood. */
static void add_gap(struct layout *layout, uint32_t index)
{
    const struct block *block = &layout->article->blocks[index], *next = block + 1;
    struct layout_filling filling = {.layout = layout, .block = block, .index = index};
    struct range end = {block->range.end, block->range.end};
    if (index + 1 == layout->article->block_count)
        return;
    if (next->after_rule) {
        (void)layout_add_row(&filling, LAYOUT_GAP, end);
        (void)layout_add_row(&filling, LAYOUT_RULE, end);
    }
    if (next->after_rule || !stand_close(block, next))
        (void)layout_add_row(&filling, LAYOUT_GAP, end);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static size_t longest_block(const struct article *article)
{
    size_t longest = 0;
    for (size_t i = 0; i < article->block_count; i++) {
        size_t length = article->blocks[i].range.end - article->blocks[i].range.start;
        if (length > longest)
            longest = length;
    }
    return longest;
}

/* The first of the article's cells that is in the block or behind it. */
static size_t first_cell(const struct article *article, size_t block)
{
    size_t low = 0, high = article->cell_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (article->cells[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void fill_blocks(struct layout *layout, char *breaks)
{
    const struct article *article = layout->article;
    struct row_marks marks = {0};
    for (uint32_t i = 0; i < article->block_count && !layout->rows.failed; i++) {
        const struct block *block = &article->blocks[i];
        bool may_break = block->type != BLOCK_CODE && (layout->width < LAYOUT_UNBROKEN || block->type == BLOCK_TABLE);
        if (may_break)
            u8_possible_linebreaks((const uint8_t *)article->text + block->range.start,
                                   block->range.end - block->range.start, "UTF-8", breaks);
        const struct layout_filling filling = {.layout = layout,
                                               .block = block,
                                               .breaks = may_break ? breaks : NULL,
                                               .index = i,
                                               .indent = row_marks_indent(&marks, article, i, layout->width)};
        if (block->type != BLOCK_TABLE || !layout_table_fill(&filling, first_cell(article, i)))
            layout_fill_text(&filling, block->range);
        add_gap(layout, i);
    }
}

bool layout_make(struct layout *layout, const struct article *article, int width, int table_width, enum glyph_set set,
                 unsigned options)
{
    if (width < 1)
        width = 1;
    *layout = (struct layout){.article = article,
                              .width = width,
                              .table_width = table_width < width ? width : table_width,
                              .set = set,
                              .keeps_code = options & LAYOUT_KEEP_CODE,
                              .rows = array_create(sizeof(struct layout_row), LAYOUT_ROWS_MAX),
                              .pieces = array_create(sizeof(struct layout_piece), PIECES_MAX),
                              .tables = array_create(sizeof(struct layout_table), article->block_count),
                              .columns = array_create(sizeof(struct layout_column), LAYOUT_COLUMNS_MAX)};
    bool whole = signs_make(&layout->signs, article, set, options);
    char *breaks = malloc(longest_block(article) + 1);
    if (!breaks)
        return false;
    fill_blocks(layout, breaks);
    free(breaks);
    return whole && !layout->rows.failed && !layout->pieces.failed && !layout->columns.failed;
}

void layout_release(struct layout *layout)
{
    signs_release(&layout->signs);
    array_release(&layout->rows);
    array_release(&layout->pieces);
    array_release(&layout->tables);
    array_release(&layout->columns);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

const struct layout_row *layout_row(const struct layout *layout, size_t index)
{
    return (const struct layout_row *)layout->rows.items + index;
}

const struct layout_piece *layout_pieces(const struct layout *layout, const struct layout_row *row)
{
    return row->piece_count ? (const struct layout_piece *)layout->pieces.items + row->piece : NULL;
}

const struct layout_table *layout_table(const struct layout *layout, size_t block)
{
    const struct layout_table *tables = layout->tables.items;
    size_t low = 0, high = layout->tables.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tables[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low < layout->tables.count && tables[low].block == block ? &tables[low] : NULL;
}

const struct layout_column *layout_columns(const struct layout *layout, const struct layout_table *table)
{
    return (const struct layout_column *)layout->columns.items + table->column;
}

/* The piece of the row that holds byte `byte`, or NULL. */
static const struct layout_piece *piece_at(const struct layout *layout, const struct layout_row *row, size_t byte)
{
    const struct layout_piece *pieces = layout_pieces(layout, row);
    for (size_t i = 0; i < row->piece_count; i++)
        if (range_holds(pieces[i].range, byte))
            return &pieces[i];
    return NULL;
}

/* Rows of cells overlap: a byte of a cell further right may stand in a row above the last one that begins before it. */
static size_t row_with_piece(const struct layout *layout, size_t last, size_t byte)
{
    for (size_t i = last + 1; i > 0 && layout_row(layout, i - 1)->kind == LAYOUT_CELLS; i--)
        if (piece_at(layout, layout_row(layout, i - 1), byte))
            return i - 1;
        else if (!layout_row(layout, i - 1)->continues)
            break;
    return last;
}

size_t layout_row_at(const struct layout *layout, size_t byte)
{
    size_t low = 0, high = layout->rows.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (layout_row(layout, middle)->range.start <= byte)
            low = middle;
        else
            high = middle;
    }
    return layout->rows.count ? row_with_piece(layout, low, byte) : 0;
}

int layout_column_at(const struct layout *layout, size_t index, size_t byte)
{
    const struct layout_row *row = layout_row(layout, index);
    struct range before = row->range;
    int left = row->indent;
    if (row->kind == LAYOUT_CELLS) {
        const struct layout_piece *piece = piece_at(layout, row, byte);
        if (!piece)
            return left;
        before = piece->range;
        left += piece->column;
    }
    if (byte < before.end)
        before.end = byte;
    return range_is_empty(before) ? left : left + layout_text_width(layout, before);
}

/* The byte of the stretch that is shown `column` columns on from its start. */
static size_t byte_in(const struct layout *layout, struct range range, int column)
{
    struct layout_cursor cursor = {.at = range.start, .end = range.end};
    struct layout_shown shown;
    while (column >= 0 && layout_show(layout, &cursor, &shown)) {
        column -= shown.width;
        if (column < 0)
            return shown.byte;
    }
    return ARTICLE_NONE;
}

size_t layout_byte_at(const struct layout *layout, size_t index, int column)
{
    const struct layout_row *row = layout_row(layout, index);
    const struct layout_piece *pieces = layout_pieces(layout, row);
    column -= row->indent;
    if (row->kind != LAYOUT_CELLS)
        return byte_in(layout, row->range, column);
    for (size_t i = 0; i < row->piece_count; i++)
        if (column >= pieces[i].column && column < pieces[i].column + pieces[i].width)
            return byte_in(layout, pieces[i].range, column - pieces[i].column);
    return ARTICLE_NONE;
}
