/* layout: one walk over each block, filling rows greedily at the break opportunities that libunistring finds. */
#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

enum {
    QUOTE_INDENT = 4, /* columns for each depth of a block quotation */
    LIST_INDENT = 2   /* columns for each depth of a list below the first */
};

/* What is needed while one block is filled into rows. */
struct filling {
    struct layout *layout;
    const char *text;
    const char *breaks; /* for each byte of the block whether a row may begin there; NULL where only newlines count */
    size_t start, end;  /* of the block */
    uint32_t block;
    uint16_t indent;
    int width; /* of the text, without the indent */
};

int layout_marker_width(const struct block *block)
{
    if (block->type != BLOCK_ITEM)
        return 0;
    return 1 + (block->marker ? glyphs_width(block->marker, strlen(block->marker), GLYPHS_UTF8) : 1);
}

static int indent_of(const struct block *block, int width)
{
    int depth = block->level < 10 ? (int)block->level : 10, indent = 0;
    if (block->type == BLOCK_ITEM)
        indent = (depth > 1 ? depth - 1 : 0) * LIST_INDENT + layout_marker_width(block);
    else if (block->type == BLOCK_QUOTE)
        indent = (depth > 1 ? depth : 1) * QUOTE_INDENT;
    /* On a narrow screen the text needs the columns more. */
    return indent <= width / 3 ? indent : width / 3;
}

static void add_row(const struct filling *filling, size_t start, size_t end)
{
    while (end > start && filling->text[end - 1] == ' ')
        end--;
    struct layout_row *row = array_push(&filling->layout->rows);
    if (row)
        *row = (struct layout_row){.range = {start, end},
                                   .block = filling->block,
                                   .indent = filling->indent,
                                   .first = start == filling->start};
}

static bool may_break(const struct filling *filling, size_t at)
{
    return filling->breaks && filling->breaks[at - filling->start] == UC_BREAK_POSSIBLE;
}

static void fill(const struct filling *filling)
{
    size_t row = filling->start, last_break = row, at = row;
    int column = 0;
    while (at < filling->end && !filling->layout->rows.failed) {
        if (filling->text[at] == '\n') {
            add_row(filling, row, at);
            row = last_break = ++at;
            column = 0;
            continue;
        }
        int width;
        size_t size = glyph_next(filling->text + at, filling->end - at, filling->layout->set, &width);
        if (at > row && may_break(filling, at))
            last_break = at;
        /* Blanks at the end of a row hang over its edge unseen. */
        if (column + width > filling->width && at > row && filling->text[at] != ' ') {
            size_t cut = last_break > row ? last_break : at;
            add_row(filling, row, cut);
            row = last_break = at = cut;
            column = 0;
            continue;
        }
        column += width;
        at += size;
    }
    add_row(filling, row, filling->end);
}

/* One empty row between blocks, but none between the items of one list. */
static void add_gap(struct layout *layout, uint32_t block)
{
    const struct block *blocks = layout->article->blocks;
    if (block + 1 == layout->article->block_count ||
        (blocks[block].type == BLOCK_ITEM && blocks[block + 1].type == BLOCK_ITEM))
        return;
    struct layout_row *row = array_push(&layout->rows);
    if (row)
        *row = (struct layout_row){.range = {blocks[block].range.end, blocks[block].range.end}, .block = block};
}

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

bool layout_make(struct layout *layout, const struct article *article, int width, enum glyph_set set)
{
    if (width < 1)
        width = 1;
    *layout = (struct layout){.article = article,
                              .width = width,
                              .set = set,
                              .rows = array_create(sizeof(struct layout_row), LAYOUT_ROWS_MAX)};
    char *breaks = malloc(longest_block(article) + 1);
    if (!breaks)
        return false;
    for (uint32_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        bool keep_lines = block->type == BLOCK_CODE || block->type == BLOCK_TABLE;
        int indent = indent_of(block, width);
        if (!keep_lines)
            u8_possible_linebreaks((const uint8_t *)article->text + block->range.start,
                                   block->range.end - block->range.start, "UTF-8", breaks);
        fill(&(struct filling){.layout = layout,
                               .text = article->text,
                               .breaks = keep_lines ? NULL : breaks,
                               .start = block->range.start,
                               .end = block->range.end,
                               .block = i,
                               .indent = (uint16_t)indent,
                               .width = width - indent});
        add_gap(layout, i);
    }
    free(breaks);
    return !layout->rows.failed;
}

void layout_release(struct layout *layout)
{
    array_release(&layout->rows);
}

const struct layout_row *layout_row(const struct layout *layout, size_t index)
{
    return (const struct layout_row *)layout->rows.items + index;
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
    return low;
}

int layout_column_at(const struct layout *layout, size_t index, size_t byte)
{
    const struct layout_row *row = layout_row(layout, index);
    size_t end = byte < row->range.end ? byte : row->range.end;
    if (end <= row->range.start)
        return row->indent;
    return row->indent + glyphs_width(layout->article->text + row->range.start, end - row->range.start, layout->set);
}

size_t layout_byte_at(const struct layout *layout, size_t index, int column)
{
    const struct layout_row *row = layout_row(layout, index);
    int at = row->indent, width;
    if (column < at)
        return ARTICLE_NONE;
    for (size_t byte = row->range.start; byte < row->range.end; at += width) {
        size_t size = glyph_next(layout->article->text + byte, row->range.end - byte, layout->set, &width);
        if (column < at + width)
            return byte;
        byte += size;
    }
    return ARTICLE_NONE;
}
