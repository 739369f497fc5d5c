/* builder: text is cleaned piece by piece as it comes, so that spans have their places in clean text at once. */
#include "feeds/builder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/arena.h"
#include "base/clean.h"
#include "base/error.h"
#include "feeds/boilerplate.h"
#include "feeds/builder_spans.h"
#include "feeds/document.h"

enum {
    BLOCKS_MAX = 1000000, /* the longest books have some ten thousand paragraphs */
    SOURCE_MAX = 120      /* bytes of a line that names whose words a block quotation are */
};

struct builder builder_create(void)
{
    struct builder builder = {
        .article = article_create(DOCUMENT_ARTICLE_MAX),
        /* Tabs grow to blanks, so clean text may be longer than what came in. */
        .text = buffer_create(DOCUMENT_ARTICLE_MAX / 2),
        .scratch = buffer_create(DOCUMENT_ARTICLE_MAX / 2),
        .blocks = array_create(sizeof(struct block), BLOCKS_MAX),
    };
    builder_spans_create(&builder);
    return builder;
}

void builder_release(struct builder *builder)
{
    article_destroy(builder->article);
    builder->article = NULL;
    buffer_release(&builder->text);
    buffer_release(&builder->scratch);
    array_release(&builder->blocks);
    builder_spans_release(builder);
}

/* --- text --------------------------------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool builder_has_text(const struct builder *builder)
{
    return builder->is_open && builder->text.length > builder->block.range.start;
}

void builder_blank(struct builder *builder)
{
    builder->blank_waits = true;
}

void builder_break(struct builder *builder)
{
    enum block_type type = builder->block.type;
    builder->break_waits = type == BLOCK_PARAGRAPH || type == BLOCK_ITEM || type == BLOCK_QUOTE || type == BLOCK_FIGURE;
    builder->blank_waits = true;
}

void builder_bar(struct builder *builder)
{
    bool begins_line = !builder_has_text(builder) || builder->text.bytes[builder->text.length - 1] == '\n';
    buffer_append_string(&builder->text, begins_line ? "|" : " |");
    builder->blank_waits = true;
}

void builder_newline(struct builder *builder)
{
    if (builder_has_text(builder))
        buffer_append_byte(&builder->text, '\n');
    builder->blank_waits = false;
}

static void append_piece(struct builder *builder, const char *bytes, size_t length)
{
    if (builder->blank_waits && builder_has_text(builder) && builder->text.bytes[builder->text.length - 1] != '\n')
        buffer_append_byte(&builder->text, builder->break_waits ? '\n' : ' ');
    builder->has_breaks = builder->has_breaks || builder->break_waits;
    builder->blank_waits = builder->break_waits = false;
    builder->pieces_may_join = builder->pieces_may_join || (builder_has_text(builder) && (unsigned char)*bytes >= 0x80);
    builder_spans_begin(builder);
    buffer_append(&builder->text, bytes, length);
}

/* Empty lines at the beginning of code are no part of it. */
static size_t leading_empty_lines(const char *bytes, size_t length)
{
    size_t lines = 0;
    for (size_t at = 0; at < length && is_blank(bytes[at]); at++)
        if (bytes[at] == '\n')
            lines = at + 1;
    return lines;
}

void builder_text(struct builder *builder, const char *bytes, size_t length)
{
    if (builder->preformatted && !builder_has_text(builder)) {
        size_t skipped = leading_empty_lines(bytes, length);
        bytes += skipped;
        length -= skipped;
    }
    if (!builder->is_open || !length)
        return;
    struct buffer *clean = &builder->scratch;
    buffer_clear(clean);
    if (!clean_text(bytes, length, builder->preformatted ? CLEAN_PREFORMATTED : CLEAN_LINE, clean)) {
        builder->text.failed = true;
        return;
    }
    if (!builder->preformatted && is_blank(bytes[0]))
        builder->blank_waits = true;
    if (clean->length)
        append_piece(builder, clean->bytes, clean->length);
    if (!builder->preformatted && is_blank(bytes[length - 1]))
        builder->blank_waits = true;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

void builder_nest(struct builder *builder, unsigned quote_depth, unsigned list_depth, enum builder_direction direction)
{
    builder->quote_depth = quote_depth;
    builder->list_depth = list_depth;
    builder->direction = direction;
}

void builder_rule(struct builder *builder)
{
    builder_close(builder);
    builder->rule_waits = builder->blocks.count > 0;
}

/* The greatest of two depths, one of which may be that of an item or quoted paragraph itself. */
static uint8_t depth(unsigned one, unsigned other)
{
    unsigned most = one > other ? one : other;
    return most < UINT8_MAX ? (uint8_t)most : UINT8_MAX;
}

void builder_open(struct builder *builder, enum block_type type, unsigned level, const char *marker)
{
    builder_close(builder);
    if (builder->blocks.count)
        buffer_append_byte(&builder->text, '\n');
    size_t start = builder->text.length;
    builder->block = (struct block){.range = {start, start},
                                    .type = type,
                                    .level = level,
                                    .quote_depth = depth(builder->quote_depth, type == BLOCK_QUOTE ? level : 0),
                                    .list_depth = depth(builder->list_depth, type == BLOCK_ITEM ? level : 0),
                                    .after_rule = builder->rule_waits};
    if (marker && builder->article)
        builder->block.marker = arena_copy_string(builder->article->arena, marker);
    builder->before = builder_spans_count(builder);
    builder->is_open = true;
    builder->preformatted = type == BLOCK_CODE;
    builder->blank_waits = builder->break_waits = builder->has_breaks = builder->pieces_may_join = false;
}

void builder_source(struct builder *builder)
{
    builder->block.is_source = true;
}

void builder_begins_list(struct builder *builder)
{
    builder->block.begins_list = true;
}

void builder_term(struct builder *builder)
{
    builder->block.is_term = true;
}

bool builder_ends_sentence(const struct builder *builder)
{
    static const char *const ends[] = {".", "!", "?", "\"", "\xe2\x80\x9d", "\xe2\x80\x99", "\xe2\x80\xa6", "\xc2\xbb"};
    const struct buffer *text = &builder->text;
    for (size_t i = 0; builder_has_text(builder) && i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);
        if (text->length >= length && memcmp(text->bytes + text->length - length, ends[i], length) == 0)
            return true;
    }
    return false;
}

/* Where two pieces met, marks may compose or pile up beyond the cap. Text that cleaning would still change is cleaned
 * as a whole; its spans, whose places are then unknown, are given up. It takes a mark of its own in a tag of its
 * own. */
static void clean_whole_block(struct builder *builder)
{
    size_t start = builder->block.range.start, length = builder->text.length - start;
    struct buffer *clean = &builder->scratch;
    buffer_clear(clean);
    if (!clean_text(builder->text.bytes + start, length, CLEAN_PREFORMATTED, clean)) {
        builder->text.failed = true;
        return;
    }
    if (clean->length == length && memcmp(clean->bytes, builder->text.bytes + start, length) == 0)
        return;
    builder->text.length = start;
    buffer_append(&builder->text, buffer_string(clean), clean->length);
    builder_spans_forget(builder);
}

/* Takes white space off the end, where a line was begun or blanks counted. */
static void trim_end(struct builder *builder)
{
    struct buffer *text = &builder->text;
    while (text->length > builder->block.range.start && is_blank(text->bytes[text->length - 1]))
        text->bytes[--text->length] = '\0';
    builder_spans_trim(builder);
}

/* Makes line breaks blanks where a line is longer than poets and envelopes have them: text that somebody wrapped by
 * hand. A blank has a newline's length, so that all places stay. */
static void settle_breaks(struct builder *builder)
{
    enum { LINE_MOST = 60 };
    char *text = builder->text.bytes + builder->block.range.start;
    size_t length = builder->text.length - builder->block.range.start, line = 0, longest = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            line = 0;
        else if (((unsigned char)text[i] & 0xc0) != 0x80 && ++line > longest)
            longest = line;
    }
    for (size_t i = 0; i < length && longest > LINE_MOST; i++)
        if (text[i] == '\n')
            text[i] = ' ';
}

/* Pages pad with paragraphs of no-break spaces. */
static bool is_white(const char *text, size_t length)
{
    while (length > 0) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, (const uint8_t *)text, length);
        if (!uc_is_property_white_space(character))
            return false;
        text += size;
        length -= size;
    }
    return true;
}

/* Takes the open block back, with the newline that builder_open wrote before it. */
static void drop_block(struct builder *builder)
{
    size_t start = builder->block.range.start;
    builder->text.length = builder->blocks.count && start ? start - 1 : start;
    builder_spans_forget(builder);
}

/* --- what a block's text tells of it ------------------------------------------------------------------------------ */

/* By the first letter that has a direction (UAX 9, P2 and P3). */
static bool runs_right_to_left(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        int direction = uc_bidi_category(character);
        if (direction == UC_BIDI_L)
            return false;
        if (direction == UC_BIDI_R || direction == UC_BIDI_AL)
            return true;
    }
    return false;
}

static bool has_prefix(const char *text, size_t length, const char *const prefixes[])
{
    for (size_t i = 0; prefixes[i]; i++) {
        size_t prefix = strlen(prefixes[i]);
        if (length > prefix && memcmp(text, prefixes[i], prefix) == 0)
            return true;
    }
    return false;
}

/* "— Ana Ruiz, mayor" behind a block quotation; "— No, I will not." is said in it. */
static bool names_source(const struct builder *builder, const struct block *block, const char *text, size_t length)
{
    static const char *const dashes[] = {"\xe2\x80\x94", "\xe2\x80\x93", "\xe2\x80\x95", "--", NULL};
    const struct block *blocks = builder->blocks.items;
    const struct block *before = builder->blocks.count ? &blocks[builder->blocks.count - 1] : NULL;
    return (block->type == BLOCK_QUOTE || block->type == BLOCK_PARAGRAPH) && before && before->type == BLOCK_QUOTE &&
           length <= SOURCE_MAX && has_prefix(text, length, dashes) && !strchr(".!?:;", text[length - 1]);
}

/* What the builder finds out by itself once it knows the whole block. */
static void judge(const struct builder *builder, struct block *block, const char *text, size_t length)
{
    if (block->type == BLOCK_PARAGRAPH && boilerplate_matches(text, length))
        block->type = BLOCK_BOILERPLATE;
    if (names_source(builder, block, text, length)) {
        block->type = BLOCK_PARAGRAPH;
        block->level = 0;
        block->is_source = true;
    }
    block->right_to_left = builder->direction == BUILDER_RIGHT_TO_LEFT ||
                           (builder->direction == BUILDER_BY_LETTERS && runs_right_to_left(text, length));
}

void builder_close(struct builder *builder)
{
    if (!builder->is_open)
        return;
    builder_spans_cut(builder);
    if (builder->pieces_may_join)
        clean_whole_block(builder);
    trim_end(builder);
    if (builder->has_breaks && builder->block.type != BLOCK_FIGURE)
        settle_breaks(builder);
    builder->is_open = false;
    struct block block = builder->block;
    block.range.end = builder->text.length;
    const char *text = buffer_string(&builder->text) + block.range.start;
    size_t length = block.range.end - block.range.start;
    if (is_white(text, length)) {
        drop_block(builder);
        return;
    }
    judge(builder, &block, text, length);
    builder->rule_waits = false;
    struct block *kept = array_push(&builder->blocks);
    if (kept)
        *kept = block;
}

void builder_block(struct builder *builder, enum block_type type, unsigned level, const char *marker, const char *text,
                   size_t length)
{
    builder_open(builder, type, level, marker);
    builder_text(builder, text, length);
    builder_close(builder);
}

/* --- the article -------------------------------------------------------------------------------------------------- */

size_t builder_line_length(const struct buffer *clean)
{
    size_t length = clean->length;
    if (length <= BUILDER_LINE_MAX)
        return length;
    length = BUILDER_LINE_MAX;
    while (length > 0 && ((unsigned char)clean->bytes[length] & 0xc0) == 0x80)
        length--;
    while (length > 0 && clean->bytes[length - 1] == ' ')
        length--;
    return length;
}

const char *builder_line(struct builder *builder, const char *text, size_t length)
{
    struct buffer *clean = &builder->scratch;
    buffer_clear(clean);
    if (!builder->article || !clean_text(text, length, CLEAN_LINE, clean) || !clean->length)
        return NULL;
    return arena_copy(builder->article->arena, clean->bytes, builder_line_length(clean));
}

struct article *builder_finish(struct builder *builder, struct error *error)
{
    struct article *article = builder->article;
    if (!article) {
        error_out_of_memory(error, "reading the article");
        return NULL;
    }
    builder_close(builder);
    article->text = arena_copy(article->arena, buffer_string(&builder->text), builder->text.length);
    article->length = builder->text.length;
    article->blocks = array_keep(&builder->blocks, article->arena);
    article->block_count = builder->blocks.count;
    bool whole = builder_spans_finish(builder);
    if (!whole || builder->text.failed || builder->blocks.failed || arena_failed(article->arena)) {
        error_set(error, "the article is too large, or memory is short; nothing of it was kept");
        return NULL;
    }
    builder->article = NULL;
    return article;
}
