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
#include "feeds/document.h"

enum {
    BLOCKS_MAX = 1000000,  /* the longest books have some ten thousand paragraphs */
    SPANS_MAX = 1000000,   /* pages that are one list of links have some ten thousand; those beyond are left out */
    OPEN_SPANS_MAX = 1024, /* no deeper than elements are read */
    NOT_BEGUN = 0          /* of a span's start: plus one, so that zeroed memory means it */
};

/* A link or emphasis whose end has not come yet. */
struct open_span {
    const char *url; /* NULL for an emphasis */
    enum emphasis_type type;
    bool is_repeated; /* emphasis within emphasis of the same type, which adds nothing */
    size_t begin;     /* 1 + the byte where it begins in this block; NOT_BEGUN while no text has come */
};

struct builder builder_create(void)
{
    return (struct builder){
        .article = article_create(DOCUMENT_ARTICLE_MAX),
        /* Tabs grow to blanks, so clean text may be longer than what came in. */
        .text = buffer_create(DOCUMENT_ARTICLE_MAX / 2),
        .scratch = buffer_create(DOCUMENT_ARTICLE_MAX / 2),
        .blocks = array_create(sizeof(struct block), BLOCKS_MAX),
        .links = array_create(sizeof(struct link), SPANS_MAX),
        .emphases = array_create(sizeof(struct emphasis), SPANS_MAX),
        .open_spans = array_create(sizeof(struct open_span), OPEN_SPANS_MAX),
    };
}

void builder_release(struct builder *builder)
{
    article_destroy(builder->article);
    builder->article = NULL;
    buffer_release(&builder->text);
    buffer_release(&builder->scratch);
    array_release(&builder->blocks);
    array_release(&builder->links);
    array_release(&builder->emphases);
    array_release(&builder->open_spans);
}

/* --- spans -------------------------------------------------------------------------------------------------------- */

static struct open_span *open_spans(struct builder *builder)
{
    return builder->open_spans.items;
}

static void begin_spans(struct builder *builder)
{
    for (size_t i = builder->open_spans.count; i > 0 && open_spans(builder)[i - 1].begin == NOT_BEGUN; i--)
        open_spans(builder)[i - 1].begin = builder->text.length + 1;
}

/* Writes down what the span covers in the open block. */
static void end_span(struct builder *builder, struct open_span *span)
{
    struct range range = {span->begin - 1, builder->text.length};
    bool begun = span->begin != NOT_BEGUN;
    span->begin = NOT_BEGUN;
    if (!begun || span->is_repeated || range_is_empty(range))
        return;
    if (span->url) {
        struct link *link = array_push(&builder->links);
        if (link)
            *link = (struct link){.range = range, .url = span->url};
    } else {
        struct emphasis *emphasis = array_push(&builder->emphases);
        if (emphasis)
            *emphasis = (struct emphasis){range, span->type};
    }
}

static void open_span(struct builder *builder, const char *url, enum emphasis_type type)
{
    bool repeated = false;
    for (size_t i = 0; !url && i < builder->open_spans.count; i++)
        repeated = repeated || (!open_spans(builder)[i].url && open_spans(builder)[i].type == type);
    struct open_span *span = array_push(&builder->open_spans);
    if (span)
        *span = (struct open_span){.url = url, .type = type, .is_repeated = repeated};
}

void builder_open_link(struct builder *builder, const char *url)
{
    open_span(builder, builder->article ? arena_copy_string(builder->article->arena, url) : NULL, EMPHASIS_STRONG);
}

void builder_open_emphasis(struct builder *builder, enum emphasis_type type)
{
    open_span(builder, NULL, type);
}

void builder_close_span(struct builder *builder)
{
    if (!builder->open_spans.count)
        return;
    end_span(builder, &open_spans(builder)[builder->open_spans.count - 1]);
    builder->open_spans.count--;
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
    builder->break_waits = type == BLOCK_PARAGRAPH || type == BLOCK_ITEM || type == BLOCK_QUOTE;
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
    begin_spans(builder);
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

void builder_open(struct builder *builder, enum block_type type, unsigned level, const char *marker)
{
    builder_close(builder);
    if (builder->blocks.count)
        buffer_append_byte(&builder->text, '\n');
    builder->block =
        (struct block){.range = {builder->text.length, builder->text.length}, .type = type, .level = level};
    if (marker && builder->article)
        builder->block.marker = arena_copy_string(builder->article->arena, marker);
    builder->links_before = builder->links.count;
    builder->emphases_before = builder->emphases.count;
    builder->is_open = true;
    builder->preformatted = type == BLOCK_CODE;
    builder->blank_waits = builder->break_waits = builder->has_breaks = builder->pieces_may_join = false;
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
    builder->links.count = builder->links_before;
    builder->emphases.count = builder->emphases_before;
}

/* Takes white space off the end of a block of code, and off the links that stand there. */
static void trim_code(struct builder *builder)
{
    struct buffer *text = &builder->text;
    while (text->length > builder->block.range.start && is_blank(text->bytes[text->length - 1]))
        text->bytes[--text->length] = '\0';
    struct link *links = builder->links.items;
    while (builder->links.count > builder->links_before && links[builder->links.count - 1].range.end > text->length)
        builder->links.count--;
    struct emphasis *emphases = builder->emphases.items;
    while (builder->emphases.count > builder->emphases_before &&
           emphases[builder->emphases.count - 1].range.end > text->length)
        builder->emphases.count--;
}

/* Makes line breaks blanks where a line is longer than poets and envelopes have them: text that somebody wrapped by hand. A
 * blank has a newline's length, so that all places stay. */
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
    builder->links.count = builder->links_before;
    builder->emphases.count = builder->emphases_before;
}

void builder_close(struct builder *builder)
{
    if (!builder->is_open)
        return;
    for (size_t i = 0; i < builder->open_spans.count; i++)
        end_span(builder, &open_spans(builder)[i]);
    if (builder->pieces_may_join)
        clean_whole_block(builder);
    if (builder->preformatted)
        trim_code(builder);
    if (builder->has_breaks)
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
    if (block.type == BLOCK_PARAGRAPH && boilerplate_matches(text, length))
        block.type = BLOCK_BOILERPLATE;
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

/* By their start; of two that start together the longer one, which holds the other, comes first. */
static int compare_ranges(struct range one, struct range other)
{
    if (one.start != other.start)
        return one.start < other.start ? -1 : 1;
    return (one.end < other.end) - (one.end > other.end);
}

static int compare_links(const void *one, const void *other)
{
    return compare_ranges(((const struct link *)one)->range, ((const struct link *)other)->range);
}

static int compare_emphases(const void *one, const void *other)
{
    return compare_ranges(((const struct emphasis *)one)->range, ((const struct emphasis *)other)->range);
}

static void sort(struct array *array, int (*compare)(const void *, const void *))
{
    if (array->count)
        qsort(array->items, array->count, array->item_size, compare);
}

/* A full array of spans is no failure: the text is whole. */
static bool is_short(const struct builder *builder)
{
    return builder->text.failed || builder->blocks.failed || builder->open_spans.failed ||
           (builder->links.failed && builder->links.count < SPANS_MAX) ||
           (builder->emphases.failed && builder->emphases.count < SPANS_MAX) || arena_failed(builder->article->arena);
}

struct article *builder_finish(struct builder *builder, struct error *error)
{
    struct article *article = builder->article;
    if (!article) {
        error_out_of_memory(error, "reading the article");
        return NULL;
    }
    builder_close(builder);
    sort(&builder->links, compare_links);
    sort(&builder->emphases, compare_emphases);
    article->text = arena_copy(article->arena, buffer_string(&builder->text), builder->text.length);
    article->length = builder->text.length;
    article->blocks = array_keep(&builder->blocks, article->arena);
    article->block_count = builder->blocks.count;
    article->links = array_keep(&builder->links, article->arena);
    article->link_count = builder->links.count;
    article->emphases = array_keep(&builder->emphases, article->arena);
    article->emphasis_count = builder->emphases.count;
    if (is_short(builder)) {
        error_set(error, "the article is too large, or memory is short; nothing of it was kept");
        return NULL;
    }
    builder->article = NULL;
    return article;
}
