/* describe: an opened document as lines of text, so that a test's expectation can be read. Included by the tests of
 * feeds/, each of which is a program of its own. Never in here: what is expected. */
#ifndef WHOSAID_TESTS_DESCRIBE_H
#define WHOSAID_TESTS_DESCRIBE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "feeds/document.h"

enum { DESCRIPTION_MAX = 64 * 1024 * 1024 };

static inline void describe_text(const struct article *article, struct range range, struct buffer *out)
{
    for (size_t i = range.start; i < range.end; i++) {
        if (article->text[i] == '\n')
            buffer_append_string(out, "\\n");
        else
            buffer_append_byte(out, article->text[i]);
    }
    buffer_append_byte(out, '\n');
}

/* A line `type:text` a block: "h1:" a heading with its level, "p:", "code:", "table:", "figure:", "foot:" for
 * boilerplate; an item has its depth and its marker, "li1[3.]:", a bullet "li1:", a quotation its depth, "quote1:". A
 * newline within a block shows as "\n". Before it stand "-- " behind a line across the page, "rtl " where lines begin
 * at the right, "source " where a quotation's source is named, "in quote 1 " and "in item 1 " for what stands in one
 * without being one. */
static inline void describe_blocks(const struct article *article, struct buffer *out)
{
    static const char *const names[] = {"h", "p", "li", "quote", "code", "table", "figure", "foot"};
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i];
        buffer_append_string(out, block->after_rule ? "-- " : "");
        buffer_append_string(out, block->right_to_left ? "rtl " : "");
        buffer_append_string(out, block->is_source ? "source " : "");
        if (block->quote_depth && block->type != BLOCK_QUOTE)
            buffer_append_format(out, "in quote %u ", block->quote_depth);
        if (block->list_depth && block->type != BLOCK_ITEM)
            buffer_append_format(out, "in item %u ", block->list_depth);
        buffer_append_string(out, names[block->type]);
        if (block->level)
            buffer_append_format(out, "%u", block->level);
        if (block->marker)
            buffer_append_format(out, "[%s]", block->marker);
        buffer_append_byte(out, ':');
        describe_text(article, block->range, out);
    }
}

/* "link URL:text", "jump to WORD:text" with the word that the link leads to, "strong:text", "em:text", "mono:text" and
 * so on, a line a span; links first. */
static inline void describe_spans(const struct article *article, struct buffer *out)
{
    static const char *const names[] = {"strong", "em", "mono", "del", "ins", "sup", "sub", "mark"};
    for (size_t i = 0; i < article->link_count; i++) {
        const struct link *link = &article->links[i];
        const char *target = article->text + link->target;
        if (link->url)
            buffer_append_format(out, "link %s:", link->url);
        else
            buffer_append_format(out, "jump to %.*s:", (int)strcspn(target, " \n"), target);
        describe_text(article, link->range, out);
    }
    for (size_t i = 0; i < article->emphasis_count; i++) {
        buffer_append_format(out, "%s:", names[article->emphases[i].type]);
        describe_text(article, article->emphases[i].range, out);
    }
}

/* "picture URL", "video URL", "audio URL", each followed by " alt:text" and " caption:text" where there are any; then
 * "row,column:text" a cell, with "x2" behind a number for what it takes beyond one, and "th " before a heading. */
static inline void describe_figures_and_cells(const struct article *article, struct buffer *out)
{
    static const char *const names[] = {"picture", "video", "audio"};
    for (size_t i = 0; i < article->figure_count; i++) {
        const struct figure *figure = &article->figures[i];
        buffer_append_format(out, "%s %s\n", names[figure->type], figure->url ? figure->url : "-");
        if (!range_is_empty(figure->alternative)) {
            buffer_append_string(out, " alt:");
            describe_text(article, figure->alternative, out);
        }
        if (!range_is_empty(figure->caption)) {
            buffer_append_string(out, " caption:");
            describe_text(article, figure->caption, out);
        }
    }
    for (size_t i = 0; i < article->cell_count; i++) {
        const struct cell *cell = &article->cells[i];
        buffer_append_format(out, "%s%u", cell->is_heading ? "th " : "", cell->row);
        if (cell->rows > 1)
            buffer_append_format(out, "x%u", cell->rows);
        buffer_append_format(out, ",%u", cell->column);
        if (cell->columns > 1)
            buffer_append_format(out, "x%u", cell->columns);
        buffer_append_byte(out, ':');
        describe_text(article, cell->range, out);
    }
}

/* "title:…", "byline:…" and so on, those that are there; "published:" in seconds since 1970. */
static inline void describe_facts(const struct article *article, struct buffer *out)
{
    const char *const facts[][2] = {{"title", article->title}, {"byline", article->byline},
                                    {"site", article->site},   {"url", article->url},
                                    {"id", article->id},       {"lang", article->language}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i][1])
            buffer_append_format(out, "%s:%s\n", facts[i][0], facts[i][1]);
    if (article->has_published)
        buffer_append_format(out, "published:%lld\n", (long long)article->published);
}

static inline void describe_range_check(const char *what, const struct article *article, struct range range)
{
    if (range.start >= range.end || range.end > article->length ||
        ((unsigned char)article->text[range.start] & 0xc0) == 0x80 ||
        ((unsigned char)article->text[range.end] & 0xc0) == 0x80)
        fail_msg("%s: the range %zu to %zu is empty, outside or splits a character", what, range.start, range.end);
}

static inline void describe_url_check(const char *what, const char *url)
{
    if (url && (strncmp(url, "http", 4) != 0 || strpbrk(url, " \n\t\x1b\x7f")))
        fail_msg("%s: an address \"%s\"", what, url);
}

/* A range that may be empty, but not outside of its block. */
static inline void describe_inside_check(const char *what, const struct article *article, size_t block,
                                         struct range range)
{
    if (range.start != range.end)
        describe_range_check(what, article, range);
    if (range.start != range.end &&
        (range.start < article->blocks[block].range.start || range.end > article->blocks[block].range.end))
        fail_msg("%s: the range %zu to %zu is not in block %zu", what, range.start, range.end, block);
}

/* Fails the test when the article breaks a promise of article.h. */
static inline void describe_check(const char *what, const struct article *article)
{
    if (strlen(article->text) != article->length || !clean_is_safe(article->text, article->length))
        fail_msg("%s: the text is not clean", what);
    for (size_t i = 0; i < article->block_count; i++) {
        const struct block *block = &article->blocks[i], *before = i ? block - 1 : NULL;
        describe_range_check(what, article, block->range);
        if (block->range.start != (before ? before->range.end + 1 : 0))
            fail_msg("%s: block %zu does not follow the one before it", what, i);
        if (before && article->text[before->range.end] != '\n')
            fail_msg("%s: no newline before block %zu", what, i);
    }
    if (article->block_count && article->blocks[article->block_count - 1].range.end != article->length)
        fail_msg("%s: the text goes on behind the last block", what);
    for (size_t i = 0; i < article->link_count; i++) {
        describe_range_check(what, article, article->links[i].range);
        if (i && article->links[i].range.start < article->links[i - 1].range.start)
            fail_msg("%s: links out of order", what);
        describe_url_check(what, article->links[i].url);
        if (!article->links[i].url && article->links[i].target >= article->length)
            fail_msg("%s: a link out of the text", what);
    }
    for (size_t i = 0; i < article->figure_count; i++) {
        const struct figure *figure = &article->figures[i];
        describe_url_check(what, figure->url);
        if (figure->block >= article->block_count || article->blocks[figure->block].type != BLOCK_FIGURE)
            fail_msg("%s: figure %zu is none", what, i);
        describe_inside_check(what, article, figure->block, figure->alternative);
        describe_inside_check(what, article, figure->block, figure->caption);
    }
    for (size_t i = 0; i < article->cell_count; i++) {
        const struct cell *cell = &article->cells[i];
        if (cell->block >= article->block_count || article->blocks[cell->block].type != BLOCK_TABLE)
            fail_msg("%s: cell %zu is in no table", what, i);
        if (cell->rows < 1 || cell->columns < 1 || cell->column + cell->columns > ARTICLE_COLUMNS_MAX)
            fail_msg("%s: cell %zu is out of its table", what, i);
        describe_inside_check(what, article, cell->block, cell->range);
    }
    for (size_t i = 0; i < article->emphasis_count; i++)
        describe_range_check(what, article, article->emphases[i].range);
    const char *const lines[] = {article->title, article->byline, article->site, article->id, article->language};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i] && (!clean_is_safe(lines[i], strlen(lines[i])) || strpbrk(lines[i], "\n\t\r")))
            fail_msg("%s: \"%s\" is not clean", what, lines[i]);
}

static inline void describe_expect(const char *what, const struct buffer *got, const char *expected)
{
    assert_false(got->failed);
    if (strcmp(buffer_string(got), expected) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%s---", what, expected, buffer_string(got));
}

/* Opens bytes that can be read, or fails the test. */
static inline struct document describe_open(const char *what, const char *bytes, size_t length,
                                            enum document_format format, const char *url)
{
    const struct document_source source = {.format = format, .url = url};
    struct document document;
    struct error error = {0};
    if (!document_read(bytes, length, &source, &document, &error))
        fail_msg("%s: %s", what, error.message);
    struct article **articles = document.articles.items;
    for (size_t i = 0; i < document.articles.count; i++)
        describe_check(what, articles[i]);
    return document;
}

/* The first article; fails the test when there is none. */
static inline const struct article *describe_first(const struct document *document)
{
    assert_int_not_equal(document->articles.count, 0);
    return ((struct article **)document->articles.items)[0];
}

#endif
