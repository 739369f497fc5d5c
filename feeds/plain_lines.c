/* plain lines: a line break was made by wrapping when the next line's first word would not have fitted any more. */
#include "feeds/plain_lines.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum {
    LINES_MAX = 1000000, /* the longest books have some hundred thousand; each line takes about a hundred bytes here */
    /* Wider lines are paragraphs: people and programs wrap at 60 to 100 columns. */
    WRAP_COLUMNS_MAX = 120,
    /* Lines that are all narrower than this were not wrapped but are short. */
    WRAP_COLUMNS_MIN = 40,
    /* So many line breaks tell by themselves how their stretch was written; fewer ask the whole file. */
    BREAKS_ENOUGH = 3,
    ITEM_NUMBER_DIGITS = 3, /* four are a year */
    QUOTE_DEPTH_MAX = 8,
    TAB_WIDTH = 8
};

/* Of line breaks where the next word would not have fitted: those in mid-sentence, twice where a small letter follows,
 * and those at a sentence's end. Wrapped text has many of the first and few of the second; where a line is a paragraph
 * there are hardly any of the first. */
struct breaks {
    size_t wrapped, ended;
};

/* --- one line ----------------------------------------------------------------------------------------------------- */

/* Reads the last character of the text and takes it off. */
static ucs4_t take_last(const char *text, size_t *length)
{
    ucs4_t character = 0;
    const uint8_t *start = (const uint8_t *)text;
    const uint8_t *before = u8_prev(&character, start + *length, start);
    *length = before ? (size_t)(before - start) : 0;
    return character;
}

static bool ends_sentence(const char *text, size_t length)
{
    static const ucs4_t closing[] = {'"', '\'', ')', ']', '*', '_', 0x2019, 0x201d, 0xbb, 0x300d, 0x300f};
    static const ucs4_t ends[] = {'.', '!', '?', ':', 0x2026, 0x3002, 0xff01, 0xff1f};
    while (length > 0) {
        ucs4_t character = take_last(text, &length);
        bool closes = false;
        for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
            closes = closes || character == closing[i];
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (character == ends[i])
                return true;
        if (!closes)
            return false;
    }
    return false;
}

static bool is_rule(const char *text, size_t length)
{
    size_t marks = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != ' ' && !strchr("-=*_~#", text[i]))
            return false;
        marks += text[i] != ' ';
    }
    return marks >= 3;
}

static void skip(struct plain_line *line, size_t bytes)
{
    line->text += bytes;
    line->length -= bytes;
    while (line->length > 0 && (*line->text == ' ' || *line->text == '\t')) {
        line->text++;
        line->length--;
    }
}

/* "> " or ">> "; the mark alone is an empty line within the quotation. */
static void read_quote(struct plain_line *line)
{
    while (line->length > 0 && *line->text == '>' && line->depth < QUOTE_DEPTH_MAX) {
        line->kind = PLAIN_QUOTE;
        line->depth++;
        skip(line, 1);
    }
    if (!line->length)
        line->kind = PLAIN_EMPTY;
}

static void read_item(struct plain_line *line)
{
    static const char bullet[] = "\xe2\x80\xa2"; /* U+2022 */
    size_t digits = 0;
    while (digits < line->length && digits <= ITEM_NUMBER_DIGITS && isdigit((unsigned char)line->text[digits]))
        digits++;
    size_t marker = 0;
    if (line->length > 2 && (*line->text == '-' || *line->text == '*'))
        marker = 1;
    else if (line->length > 4 && memcmp(line->text, bullet, 3) == 0)
        marker = 3;
    else if (digits > 0 && digits <= ITEM_NUMBER_DIGITS && digits + 2 < line->length &&
             (line->text[digits] == '.' || line->text[digits] == ')'))
        marker = digits + 1;
    if (!marker || (line->text[marker] != ' ' && line->text[marker] != '\t'))
        return;
    line->kind = PLAIN_ITEM;
    for (size_t i = 0; i < digits; i++)
        line->number = line->number * 10 + (line->text[i] - '0');
    line->number_end = digits ? line->text[digits] : '\0';
    skip(line, marker);
}

static struct plain_line read_line(const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    struct plain_line line = {.kind = PLAIN_TEXT, .text = text, .length = length};
    for (; line.length > 0 && (*line.text == ' ' || *line.text == '\t'); line.text++, line.length--)
        line.indent = *line.text == '\t' ? (line.indent / TAB_WIDTH + 1) * TAB_WIDTH : line.indent + 1;
    line.columns = line.indent + u8_mbsnlen((const uint8_t *)line.text, line.length);
    if (!line.length)
        line.kind = PLAIN_EMPTY;
    else if (is_rule(line.text, line.length))
        line.kind = PLAIN_RULE;
    else if (*line.text == '>')
        read_quote(&line);
    else
        read_item(&line);
    const char *blank = memchr(line.text, ' ', line.length);
    line.first_word = u8_mbsnlen((const uint8_t *)line.text, blank ? (size_t)(blank - line.text) : line.length);
    line.ends_sentence = ends_sentence(line.text, line.length);
    return line;
}

/* --- stretches ---------------------------------------------------------------------------------------------------- */

bool plain_line_starts_lower(const struct plain_line *line)
{
    ucs4_t character = 0;
    if (line->length)
        u8_mbtouc(&character, (const uint8_t *)line->text, line->length);
    return uc_is_lower(character);
}

/* True when `next` could be the same paragraph as the line before it. */
static bool may_join(const struct plain_line *line, const struct plain_line *next)
{
    if (line->columns > WRAP_COLUMNS_MAX || next->columns > WRAP_COLUMNS_MAX)
        return false;
    if (line->kind == PLAIN_QUOTE)
        return next->kind == PLAIN_QUOTE && next->depth == line->depth;
    return (line->kind == PLAIN_TEXT || line->kind == PLAIN_ITEM) && next->kind == PLAIN_TEXT;
}

static bool is_full(const struct plain_line *line, const struct plain_line *next, size_t width)
{
    return line->columns + 1 + next->first_word > width;
}

static size_t at_least(size_t width, size_t least)
{
    return width > least ? width : least;
}

/* The end of the stretch of joinable lines that begins at `first`. */
static size_t stretch_end(const struct plain_line *lines, size_t count, size_t first, size_t *width)
{
    size_t end = first + 1;
    *width = lines[first].columns;
    while (end < count && may_join(&lines[end - 1], &lines[end])) {
        *width = at_least(*width, lines[end].columns);
        end++;
    }
    return end;
}

static struct breaks count_breaks(const struct plain_line *lines, size_t first, size_t end, size_t width)
{
    struct breaks breaks = {0};
    width = at_least(width, WRAP_COLUMNS_MIN);
    for (size_t i = first; i + 1 < end; i++) {
        if (!is_full(&lines[i], &lines[i + 1], width))
            continue;
        if (lines[i].ends_sentence)
            breaks.ended++;
        else
            breaks.wrapped += plain_line_starts_lower(&lines[i + 1]) ? 2 : 1;
    }
    return breaks;
}

static void join_stretch(struct plain_line *lines, size_t first, size_t end, size_t width)
{
    for (size_t i = first; i + 1 < end; i++) {
        struct plain_line *line = &lines[i];
        const struct plain_line *next = &lines[i + 1];
        /* An indented line begins a paragraph, save below an item, whose lines hang. */
        bool begins = next->indent >= line->indent + 2 && line->kind == PLAIN_TEXT;
        bool carries_on = !line->ends_sentence && plain_line_starts_lower(next);
        line->joins_next = !begins && (carries_on || is_full(line, next, width));
    }
}

/* One pass counts over the whole file, the second decides each stretch. */
static void join_lines(struct plain_line *lines, size_t count)
{
    struct breaks all = {0};
    size_t width;
    for (size_t first = 0, end; first < count; first = end) {
        end = stretch_end(lines, count, first, &width);
        struct breaks breaks = count_breaks(lines, first, end, width);
        all.wrapped += breaks.wrapped;
        all.ended += breaks.ended;
    }
    for (size_t first = 0, end; first < count; first = end) {
        end = stretch_end(lines, count, first, &width);
        struct breaks breaks = count_breaks(lines, first, end, width);
        if (breaks.wrapped + breaks.ended < BREAKS_ENOUGH) {
            breaks = all;
            width = at_least(width, WRAP_COLUMNS_MIN);
        }
        if (breaks.wrapped > breaks.ended)
            join_stretch(lines, first, end, width);
    }
}

struct array plain_lines(const char *text, size_t length)
{
    struct array lines = array_create(sizeof(struct plain_line), LINES_MAX);
    for (size_t start = 0; start < length;) {
        const char *newline = memchr(text + start, '\n', length - start);
        size_t end = newline ? (size_t)(newline - text) : length;
        struct plain_line *line = array_push(&lines);
        if (!line)
            break;
        *line = read_line(text + start, end - start);
        start = end + 1;
    }
    join_lines(lines.items, lines.count);
    return lines;
}
