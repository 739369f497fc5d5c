/* plain: the rows of a layout, each through the byte gate. */
#include "cmd/plain.h"

#include <stdio.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "cmd/command.h"
#include "ui/layout.h"
#include "ui/layout_table.h"
#include "ui/row_marks.h"

enum {
    FLUSH_AT = 64 * 1024,
    LINE_MAX_LENGTH = 1 << 30 /* bytes; the longest paragraph, every byte of it replaced by three, is shorter */
};

struct printing {
    const struct article *article;
    const struct plain_style *style;
    struct layout layout;
    struct buffer out;
    int column;       /* in which `out` stands */
    const char *open; /* the address of the hyperlink that is open; NULL: none */
};

/* --- characters --------------------------------------------------------------------------------------------------- */

static void pad(struct printing *printing, int column)
{
    for (; printing->column < column; printing->column++)
        buffer_append_byte(&printing->out, ' ');
}

static void put(struct printing *printing, const char *text, int width)
{
    buffer_append_string(&printing->out, text);
    printing->column += width;
}

static void end_line(struct printing *printing)
{
    struct buffer *out = &printing->out;
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->length--;
    buffer_append_byte(out, '\n');
    printing->column = 0;
    if (out->length < FLUSH_AT || out->failed)
        return;
    (void)fwrite(out->bytes, 1, out->length, stdout);
    buffer_clear(out);
}

/* --- hyperlinks --------------------------------------------------------------------------------------------------- */

/* The address of the link that holds the byte, where a terminal may have it; NULL for none. */
static const char *address_at(const struct printing *printing, size_t byte)
{
    const struct link *links = printing->article->links;
    size_t low = 0, high = printing->article->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (links[middle].range.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == printing->article->link_count || !range_holds(links[low].range, byte))
        return NULL;
    for (const char *at = links[low].url; at && *at; at++)
        if (*at <= ' ' || *at > '~')
            return NULL;
    return links[low].url;
}

static void set_hyperlink(struct printing *printing, const char *address)
{
    if (address == printing->open)
        return;
    buffer_append_format(&printing->out, "\x1b]8;;%s\x1b\\", address ? address : "");
    printing->open = address;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* The text with its signs, through the gate stretch by stretch; the column is the caller's business. */
static void put_text(struct printing *printing, struct range range)
{
    const char *text = printing->article->text;
    if (signs_are_none(&printing->layout.signs) && !printing->style->hyperlinks) {
        clean_for_terminal(text + range.start, range.end - range.start, &printing->out);
        return;
    }
    struct layout_cursor cursor = {.at = range.start, .end = range.end};
    struct layout_shown shown;
    const char *stretch = NULL;
    size_t length = 0;
    while (layout_show(&printing->layout, &cursor, &shown)) {
        const char *address = printing->style->hyperlinks ? address_at(printing, shown.byte) : NULL;
        if (stretch && stretch + length == shown.text && address == printing->open) {
            length += shown.length;
            continue;
        }
        if (stretch)
            clean_for_terminal(stretch, length, &printing->out);
        set_hyperlink(printing, address);
        stretch = shown.text;
        length = shown.length;
    }
    if (stretch)
        clean_for_terminal(stretch, length, &printing->out);
    set_hyperlink(printing, NULL);
}

static void put_cells(struct printing *printing, const struct layout_row *row)
{
    const struct layout_table *table = layout_table(&printing->layout, row->block);
    const struct layout_column *columns = layout_columns(&printing->layout, table);
    const struct layout_piece *pieces = layout_pieces(&printing->layout, row);
    size_t next = 0;
    int cell_end = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        int end = i + 1 < table->column_count ? columns[i + 1].column : table->width;
        if (i && cell_end < columns[i].column) {
            pad(printing, row->indent + columns[i].column - LAYOUT_BAR_WIDTH + 1);
            put(printing, row_glyphs_print.cell_bar, 1);
        }
        for (; next < row->piece_count && pieces[next].column < end; next++) {
            pad(printing, row->indent + pieces[next].column);
            put_text(printing, pieces[next].range);
            printing->column = row->indent + pieces[next].column + pieces[next].width;
            cell_end = pieces[next].end;
        }
    }
}

static void put_marks(struct printing *printing, size_t index)
{
    struct row_marks_shown marks = row_marks_of(&printing->layout, index, &row_glyphs_print);
    for (int i = 0; i < marks.bar_count; i++) {
        pad(printing, marks.bar_column + i * ROW_MARKS_BAR_WIDTH);
        put(printing, row_glyphs_print.bar, 1);
    }
    if (!marks.marker)
        return;
    pad(printing, marks.marker_column);
    put(printing, marks.marker, glyphs_width(marks.marker, strlen(marks.marker), GLYPHS_UTF8));
}

static void put_rule(struct printing *printing, size_t index)
{
    const char *character;
    for (int i = 0; (character = row_marks_rule(&printing->layout, index, i, &row_glyphs_print)); i++)
        put(printing, character, 1);
}

static void put_row(struct printing *printing, size_t index)
{
    const struct layout_row *row = layout_row(&printing->layout, index);
    put_marks(printing, index);
    if (row->kind != LAYOUT_GAP)
        pad(printing, row->indent);
    switch ((enum layout_kind)row->kind) {
    case LAYOUT_TEXT:
        put_text(printing, row->range);
        break;
    case LAYOUT_CELLS:
        put_cells(printing, row);
        break;
    case LAYOUT_RULE:
    case LAYOUT_TABLE_RULE:
        put_rule(printing, index);
        break;
    case LAYOUT_GAP:
        break;
    }
    end_line(printing);
}

/* Rows without text are kept until more text comes: what follows may be left out. */
static void put_rows(struct printing *printing)
{
    size_t waiting = 0;
    bool any = false;
    for (size_t i = 0; i < printing->layout.rows.count; i++) {
        const struct layout_row *row = layout_row(&printing->layout, i);
        bool is_between = row->kind == LAYOUT_GAP || row->kind == LAYOUT_RULE;
        if (printing->article->blocks[row->block].type == BLOCK_BOILERPLATE)
            continue;
        for (size_t j = i - waiting; any && !is_between && j < i; j++)
            put_row(printing, j);
        waiting = is_between ? waiting + 1 : 0;
        if (is_between)
            continue;
        put_row(printing, i);
        any = true;
    }
}

static void put_addresses(struct printing *printing)
{
    const struct article *article = printing->article;
    bool any = false;
    for (size_t i = 0; printing->style->links && i < article->link_count; i++) {
        if (!article->links[i].url)
            continue;
        if (!any)
            end_line(printing);
        any = true;
        buffer_append_format(&printing->out, "[%zu] ", i + 1);
        clean_for_terminal(article->links[i].url, strlen(article->links[i].url), &printing->out);
        end_line(printing);
    }
}

bool plain_print(const struct article *article, const struct plain_style *style)
{
    struct printing printing = {.article = article, .style = style, .out = buffer_create(LINE_MAX_LENGTH)};
    unsigned options =
        LAYOUT_KEEP_CODE | SIGNS_PICTURES | (style->links ? SIGNS_LINKS : 0U) | (style->speakers ? SIGNS_SPEAKERS : 0U);
    int width = style->width ? (int)style->width : LAYOUT_UNBROKEN;
    bool whole = layout_make(&printing.layout, article, width, width, GLYPHS_UTF8, options);
    put_rows(&printing);
    put_addresses(&printing);
    whole = whole && !printing.out.failed;
    (void)fwrite(buffer_string(&printing.out), 1, printing.out.length, stdout);
    layout_release(&printing.layout);
    buffer_release(&printing.out);
    if (!whole)
        (void)command_fail_for_memory("printing");
    return whole && !ferror(stdout);
}

void plain_separate(bool again)
{
    if (again)
        (void)fputs("\n\f\n", stdout);
}
