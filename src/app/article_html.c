/* article html: a block is written with its spans, whose beginnings and ends are in order; lists are opened and
 * closed by the levels of their items. */
#include "app/article_html.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/array.h"
#include "base/buffer.h"

/* A link or emphasis; the longer one stands first where two begin together. */
struct span {
    struct range range;
    const char *name, *url;
};

static const char *const emphasis_names[] = {
    [EMPHASIS_STRONG] = "strong", [EMPHASIS_EMPHASIZED] = "em", [EMPHASIS_CODE] = "code",
    [EMPHASIS_DELETED] = "del",   [EMPHASIS_INSERTED] = "ins",  [EMPHASIS_SUPERSCRIPT] = "sup",
    [EMPHASIS_SUBSCRIPT] = "sub", [EMPHASIS_MARKED] = "mark",
};

/* Lists within each other; deeper ones are written as if they were of this depth. */
enum { LISTS_MAX = 256 };

struct writer {
    const struct article *article;
    struct buffer *out;
    struct span *spans;
    size_t span_count, next; /* the first that was not written yet */
    size_t cell, figure;     /* the first of each that was not written yet */
    struct array open;       /* of struct span: those that are open, innermost last */
    unsigned lists;          /* open ones, and which of them are numbered */
    bool are_numbered[LISTS_MAX];
};

bool article_is_headline(const struct article *article, size_t block)
{
    return block == 0 && article->title && article->blocks[0].type == BLOCK_HEADING && article->blocks[0].level == 1;
}

static void put(struct writer *writer, const char *markup)
{
    (void)buffer_append_string(writer->out, markup);
}

static void put_escaped(struct writer *writer, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        static const char special[] = "&<>\"";
        static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;"};
        const char *found = memchr(special, text[i], sizeof special - 1);
        if (found)
            put(writer, references[found - special]);
        else
            (void)buffer_append_byte(writer->out, text[i]);
    }
}

/* --- spans -------------------------------------------------------------------------------------------------------- */

static int compare_spans(const void *one, const void *other)
{
    struct range first = ((const struct span *)one)->range, second = ((const struct span *)other)->range;
    if (first.start != second.start)
        return first.start < second.start ? -1 : 1;
    return (first.end < second.end) - (first.end > second.end);
}

static bool gather_spans(struct writer *writer)
{
    const struct article *article = writer->article;
    writer->spans = calloc(article->link_count + article->emphasis_count + 1, sizeof *writer->spans);
    if (!writer->spans)
        return false;
    for (size_t i = 0; i < article->link_count; i++)
        if (article->links[i].url)
            writer->spans[writer->span_count++] = (struct span){article->links[i].range, "a", article->links[i].url};
    for (size_t i = 0; i < article->emphasis_count; i++)
        writer->spans[writer->span_count++] =
            (struct span){article->emphases[i].range, emphasis_names[article->emphases[i].type], NULL};
    qsort(writer->spans, writer->span_count, sizeof *writer->spans, compare_spans);
    return true;
}

static void open_span(struct writer *writer, const struct span *span)
{
    struct span *open = array_push(&writer->open);
    if (!open)
        return;
    *open = *span;
    (void)buffer_append_format(writer->out, "<%s", span->name);
    if (span->url) {
        put(writer, " href=\"");
        put_escaped(writer, span->url, strlen(span->url));
        put(writer, "\"");
    }
    put(writer, ">");
}

static void close_span(struct writer *writer)
{
    const struct span *open = writer->open.items;
    (void)buffer_append_format(writer->out, "</%s>", open[--writer->open.count].name);
}

/* The text of a range with its spans. A span that reaches out of another ends with it: elements nest. */
static void put_text(struct writer *writer, struct range range)
{
    size_t at = range.start;
    while (writer->next < writer->span_count && writer->spans[writer->next].range.start < range.start)
        writer->next++;
    while (at < range.end) {
        const struct span *open = writer->open.items;
        size_t stop = range.end, closing = writer->open.count ? open[writer->open.count - 1].range.end : stop;
        size_t opening = writer->next < writer->span_count ? writer->spans[writer->next].range.start : stop;
        stop = closing < stop ? closing : stop;
        stop = opening < stop ? opening : stop;
        put_escaped(writer, writer->article->text + at, stop - at);
        at = stop;
        if (writer->open.count && closing <= at) {
            close_span(writer);
        } else if (opening == at && at < range.end) {
            struct span span = writer->spans[writer->next++];
            if (writer->open.count && span.range.end > closing)
                span.range.end = closing;
            open_span(writer, &span);
        }
    }
    while (writer->open.count)
        close_span(writer);
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static void close_lists(struct writer *writer, unsigned level)
{
    for (; writer->lists > level; writer->lists--)
        put(writer, writer->are_numbered[writer->lists - 1] ? "</li></ol>\n" : "</li></ul>\n");
}

/* How many digits a number such as "12." has; 0 for every other marker. */
static size_t number_length(const char *marker)
{
    size_t length = marker ? strspn(marker, "0123456789") : 0;
    return length && strcmp(marker + length, ".") == 0 ? length : 0;
}

static void open_list(struct writer *writer, bool is_numbered)
{
    writer->are_numbered[writer->lists++] = is_numbered;
    put(writer, is_numbered ? "<ol>" : "<ul>");
}

/* Numbers are given as such, since lists may skip some; other markers are written out. */
static void put_item(struct writer *writer, const struct block *block)
{
    unsigned level = block->level < LISTS_MAX ? block->level : LISTS_MAX;
    bool continues = block->marker && block->marker[strspn(block->marker, " ")] == '\0';
    size_t digits = number_length(block->marker);
    bool is_other = writer->lists >= level && level && !continues && writer->are_numbered[level - 1] != (digits > 0);
    close_lists(writer, level && (block->begins_list || is_other) ? level - 1 : level);
    if (writer->lists == level && !continues)
        put(writer, "</li>\n");
    bool is_begun = writer->lists == level && continues;
    while (writer->lists < level) {
        open_list(writer, writer->lists + 1 == level && digits);
        if (writer->lists < level)
            put(writer, "<li>");
    }
    if (!is_begun && digits)
        (void)buffer_append_format(writer->out, "<li value=\"%.*s\">", (int)digits, block->marker);
    else if (!is_begun)
        put(writer, "<li>");
    put(writer, "<p>");
    if (block->marker && !continues && !digits) {
        put_escaped(writer, block->marker, strlen(block->marker));
        put(writer, " ");
    }
    put_text(writer, block->range);
    put(writer, "</p>");
}

static void put_cell(struct writer *writer, const struct cell *cell)
{
    const char *name = cell->is_heading ? "th" : "td";
    (void)buffer_append_format(writer->out, "<%s", name);
    if (cell->columns > 1)
        (void)buffer_append_format(writer->out, " colspan=\"%u\"", cell->columns);
    if (cell->rows > 1)
        (void)buffer_append_format(writer->out, " rowspan=\"%u\"", cell->rows);
    put(writer, ">");
    put_text(writer, cell->range);
    (void)buffer_append_format(writer->out, "</%s>", name);
}

static void put_table(struct writer *writer, size_t block)
{
    const struct article *article = writer->article;
    size_t rows = 0, row = 0;
    put(writer, "<table>");
    for (; writer->cell < article->cell_count && article->cells[writer->cell].block <= block; writer->cell++) {
        const struct cell *cell = &article->cells[writer->cell];
        if (cell->block < block)
            continue;
        if (!rows++ || cell->row != row)
            put(writer, rows > 1 ? "</tr>\n<tr>" : "<tr>");
        row = cell->row;
        put_cell(writer, cell);
    }
    put(writer, rows ? "</tr></table>\n" : "</table>\n");
}

static void put_figure(struct writer *writer, const struct block *block, size_t index)
{
    const struct article *article = writer->article;
    while (writer->figure < article->figure_count && article->figures[writer->figure].block < index)
        writer->figure++;
    const struct figure *figure = &article->figures[writer->figure];
    if (writer->figure == article->figure_count || figure->block != index)
        figure = NULL;
    put(writer, "<figure>");
    if (figure && figure->url && figure->type == FIGURE_PICTURE) {
        put(writer, "<img src=\"");
        put_escaped(writer, figure->url, strlen(figure->url));
        put(writer, "\" alt=\"");
        put_escaped(writer, article->text + figure->alternative.start,
                    figure->alternative.end - figure->alternative.start);
        put(writer, "\">");
    }
    struct range caption = figure ? figure->caption : block->range;
    if (!range_is_empty(caption)) {
        put(writer, "<figcaption>");
        put_text(writer, caption);
        put(writer, "</figcaption>");
    }
    put(writer, "</figure>\n");
}

static void put_block(struct writer *writer, size_t index)
{
    static const char *const opening[] = {
        [BLOCK_PARAGRAPH] = "<p>", [BLOCK_QUOTE] = "<blockquote><p>", [BLOCK_CODE] = "<pre>"};
    static const char *const closing[] = {
        [BLOCK_PARAGRAPH] = "</p>\n", [BLOCK_QUOTE] = "</p></blockquote>\n", [BLOCK_CODE] = "</pre>\n"};
    const struct block *block = &writer->article->blocks[index];
    if (block->type != BLOCK_ITEM)
        close_lists(writer, 0);
    switch (block->type) {
    case BLOCK_HEADING:
        (void)buffer_append_format(writer->out, "<h%u>", block->level);
        if (block->marker) {
            put_escaped(writer, block->marker, strlen(block->marker));
            put(writer, " ");
        }
        put_text(writer, block->range);
        (void)buffer_append_format(writer->out, "</h%u>\n", block->level);
        break;
    case BLOCK_ITEM:
        put_item(writer, block);
        break;
    case BLOCK_TABLE:
        put_table(writer, index);
        break;
    case BLOCK_FIGURE:
        put_figure(writer, block, index);
        break;
    default:
        put(writer, opening[block->type]);
        put_text(writer, block->range);
        put(writer, closing[block->type]);
        break;
    }
}

bool article_to_html(const struct article *article, struct buffer *out)
{
    struct writer writer = {.article = article,
                            .out = out,
                            .open =
                                array_create(sizeof(struct span), article->link_count + article->emphasis_count + 1)};
    bool done = gather_spans(&writer);
    for (size_t i = 0; done && i < article->block_count; i++)
        if (article->blocks[i].type != BLOCK_BOILERPLATE && !article_is_headline(article, i))
            put_block(&writer, i);
    close_lists(&writer, 0);
    done = done && !writer.open.failed;
    array_release(&writer.open);
    free(writer.spans);
    return done && !out->failed;
}
