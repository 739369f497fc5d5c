/* plain: the lines that belong together become blocks; the first ones may be headline, byline and date. */
#include "feeds/plain.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unictype.h>
#include <unistr.h>

#include "feeds/builder.h"
#include "feeds/date.h"
#include "feeds/plain_lines.h"

enum {
    HEADLINE_COLUMNS_MAX = 250, /* the longest headlines of news agencies have some 150 */
    HEADLINE_LINES_MAX = 4,
    BYLINE_LENGTH_MAX = 120,
    FRONT_MATTER_LINES_MAX = 4, /* byline, agency, date, date of the update */
    FRONT_MATTER_COLUMNS_MAX = 80,
    ITEM_LEVELS_MAX = 8
};

/* The lines of a text and how far they were read. */
struct reading {
    struct builder *builder;
    struct plain_line *lines;
    size_t count, next;
    size_t indents[ITEM_LEVELS_MAX]; /* of the items that enclose the next one */
    unsigned levels;
};

static const struct plain_line *line_at(const struct reading *reading, size_t index)
{
    return index < reading->count ? &reading->lines[index] : NULL;
}

static size_t skip_to_text(const struct reading *reading, size_t index)
{
    while (index < reading->count &&
           (reading->lines[index].kind == PLAIN_EMPTY || reading->lines[index].kind == PLAIN_RULE))
        index++;
    return index;
}

/* Behind the lines that are one paragraph with line `index`. */
static size_t paragraph_end(const struct reading *reading, size_t index)
{
    while (index < reading->count && reading->lines[index].joins_next)
        index++;
    return index + 1;
}

/* --- paragraphs --------------------------------------------------------------------------------------------------- */

/* A word like "well-known" may be wrapped at its hyphen; a dash has a blank or another hyphen before it. */
static bool breaks_at_hyphen(const struct plain_line *line, const struct plain_line *next)
{
    return line->length >= 2 && line->text[line->length - 1] == '-' &&
           isalnum((unsigned char)line->text[line->length - 2]) && plain_line_starts_lower(next);
}

static void add_lines(struct reading *reading, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct plain_line *line = &reading->lines[i];
        builder_text(reading->builder, line->text, line->length);
        if (i + 1 < end && !breaks_at_hyphen(line, &reading->lines[i + 1]))
            builder_blank(reading->builder);
    }
}

/* How deep an item is nested: the items it stands below were indented less. */
static unsigned item_level(struct reading *reading, size_t indent)
{
    while (reading->levels > 0 && reading->indents[reading->levels - 1] >= indent)
        reading->levels--;
    if (reading->levels < ITEM_LEVELS_MAX)
        reading->indents[reading->levels++] = indent;
    return reading->levels;
}

static void open_block(struct reading *reading, const struct plain_line *line)
{
    char marker[16];
    switch (line->kind) {
    case PLAIN_ITEM:
        (void)snprintf(marker, sizeof marker, "%d%c", line->number, line->number_end);
        builder_open(reading->builder, BLOCK_ITEM, item_level(reading, line->indent), line->number_end ? marker : NULL);
        break;
    case PLAIN_QUOTE:
        builder_open(reading->builder, BLOCK_QUOTE, line->depth, NULL);
        break;
    default:
        reading->levels = 0;
        builder_open(reading->builder, BLOCK_PARAGRAPH, 0, NULL);
        break;
    }
}

static void read_paragraphs(struct reading *reading)
{
    for (;;) {
        size_t first = skip_to_text(reading, reading->next);
        if (first == reading->count)
            return;
        size_t end = paragraph_end(reading, first);
        open_block(reading, &reading->lines[first]);
        add_lines(reading, first, end);
        builder_close(reading->builder);
        reading->next = end;
    }
}

/* --- headline ----------------------------------------------------------------------------------------------------- */

/* Behind the lines of the headline that begins with line `first`; `first` itself when there is none. */
static size_t headline_end(const struct reading *reading, size_t first)
{
    const struct plain_line *line = line_at(reading, first);
    if (!line || line->kind != PLAIN_TEXT || line->columns > HEADLINE_COLUMNS_MAX)
        return first;
    size_t end = paragraph_end(reading, first), columns = 0;
    for (size_t i = first; i < end; i++)
        columns += reading->lines[i].columns;
    bool alone = skip_to_text(reading, end) == reading->count, wrapped = end - first > 1;
    if ((alone && wrapped) || ((alone || wrapped) && reading->lines[end - 1].ends_sentence))
        return first;
    if (columns <= HEADLINE_COLUMNS_MAX && end - first <= HEADLINE_LINES_MAX)
        return end;
    /* A wrapped paragraph: its first line is a headline only if the second one does not carry it on. */
    return plain_line_starts_lower(&reading->lines[first + 1]) ? first : first + 1;
}

static void read_headline(struct reading *reading)
{
    struct builder *builder = reading->builder;
    size_t first = skip_to_text(reading, 0), end = headline_end(reading, first);
    reading->next = end;
    if (end == first)
        return;
    builder_open(builder, BLOCK_HEADING, 1, NULL);
    add_lines(reading, first, end);
    builder_close(builder);
    if (builder->blocks.count && builder->article) {
        const struct block *headline = builder->blocks.items;
        builder->article->title = builder_line(builder, builder->text.bytes + headline->range.start,
                                               headline->range.end - headline->range.start);
    }
}

/* --- byline and date ---------------------------------------------------------------------------------------------- */

static bool is_connecting(const char *word, size_t length)
{
    static const char *const words[] = {"and", "of",  "for", "in", "the", "at",  "de", "la",  "du",
                                        "van", "von", "der", "el", "al",  "bin", "da", "dos", "with"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(word, words[i], length) == 0)
            return true;
    return false;
}

/* True when every word begins with a capital letter, as names do, or connects names. "By the time he came" does not. */
static bool is_names(const char *text, size_t length)
{
    size_t names = 0;
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && text[end] != ' ')
            end++;
        ucs4_t first = 0;
        if (end > at)
            u8_mbtouc(&first, (const uint8_t *)text + at, end - at);
        if (uc_is_upper(first))
            names++;
        else if (end > at && !is_connecting(text + at, end - at))
            return false;
        if (!names)
            return false;
        at = end + 1;
    }
    return names > 0;
}

static bool read_date(struct article *article, const char *text, size_t length)
{
    static const char *const labels[] = {"last updated", "published", "updated", "posted", "date"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t label = strlen(labels[i]);
        if (length > label && strncasecmp(text, labels[i], label) == 0) {
            while (label < length && strchr(": ", text[label]))
                label++;
            text += label;
            length -= label;
            break;
        }
    }
    if (article->has_published || !date_parse(text, length, &article->published))
        return false;
    article->has_published = true;
    return true;
}

/* "By Ana Ruiz", "By Ana Ruiz | 12 March 2026", "By Ana Ruiz, March 12, 2026". */
static bool read_byline(struct builder *builder, const struct plain_line *line)
{
    struct article *article = builder->article;
    if (article->byline || line->length > BYLINE_LENGTH_MAX || line->length < 5 ||
        strncasecmp(line->text, "by ", 3) != 0 || line->text[line->length - 1] == '.')
        return false;
    const char *names = line->text + 3, *end = line->text + line->length;
    for (const char *at = names; at < end; at++) {
        if (*at != '|' && *at != ',')
            continue;
        if (read_date(article, at + 1, (size_t)(end - at - 1))) {
            end = at;
            break;
        }
    }
    while (end > names && end[-1] == ' ')
        end--;
    if (!is_names(names, (size_t)(end - names)))
        return false;
    article->byline = builder_line(builder, names, (size_t)(end - names));
    return true;
}

/* The lines that were taken become empty; others among them ("Harbour Gazette") stay what they are. */
static void read_front_matter(struct reading *reading)
{
    size_t index = reading->next;
    for (unsigned i = 0; i < FRONT_MATTER_LINES_MAX; i++) {
        index = skip_to_text(reading, index);
        if (index == reading->count)
            return;
        struct plain_line *line = &reading->lines[index++];
        if (line->kind != PLAIN_TEXT || line->joins_next || line->columns > FRONT_MATTER_COLUMNS_MAX)
            return;
        if (read_byline(reading->builder, line) || read_date(reading->builder->article, line->text, line->length))
            line->kind = PLAIN_EMPTY;
        else if (line->ends_sentence)
            return;
    }
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static bool read(struct builder *builder, const char *text, size_t length, bool is_article)
{
    if (!builder->article)
        return false;
    struct array lines = plain_lines(text, length);
    bool done = !lines.failed;
    struct reading reading = {.builder = builder, .lines = lines.items, .count = lines.count};
    if (done && is_article)
        read_headline(&reading);
    if (done && is_article && builder->article->title)
        read_front_matter(&reading);
    if (done)
        read_paragraphs(&reading);
    array_release(&lines);
    return done && !builder->text.failed;
}

bool plain_read_article(struct builder *builder, const char *text, size_t length)
{
    return read(builder, text, length, true);
}

bool plain_read_body(struct builder *builder, const char *text, size_t length)
{
    return read(builder, text, length, false);
}
