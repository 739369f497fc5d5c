/* json text: a scan that knows strings, brackets and comments, and a copy that puts right what the scan passes over. */
#include "feeds/json_text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"

enum {
    NUMBER_SIZE_MAX = 18,   /* digits that fit into any 64-bit integer */
    UNICODE_ESCAPE_SIZE = 6 /* \u201c */
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Ends a number or a word. */
static bool ends_word(char byte)
{
    return is_blank(byte) || strchr(",:]}[{\"", byte) || byte == '/';
}

static const char *behind_comment(const char *at, const char *end)
{
    if (at[1] == '/') {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline : end;
    }
    for (at += 2; end - at >= 2; at++)
        if (at[0] == '*' && at[1] == '/')
            return at + 2;
    return end;
}

static bool is_comment(const char *at, const char *end)
{
    return end - at >= 2 && at[0] == '/' && (at[1] == '/' || at[1] == '*');
}

const char *json_skip_blanks(const char *at, const char *end)
{
    while (at < end && (is_blank(*at) || is_comment(at, end)))
        at = is_blank(*at) ? at + 1 : behind_comment(at, end);
    return at;
}

/* Behind the string that begins at `at`; `*is_whole` is false when the text ends first. */
static const char *behind_string(const char *at, const char *end, bool *is_whole)
{
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\' && at + 1 < end)
            at++;
    *is_whole = at < end;
    return at < end ? at + 1 : end;
}

static const char *behind_word(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && !ends_word(*at))
        at++;
    return at == start && at < end && *at == '/' ? at + 1 : at;
}

struct json_extent json_extent_at(const char *at, const char *end)
{
    struct json_extent extent = {.start = at, .end = at, .values = 1, .is_whole = true};
    size_t depth = 0;
    do {
        const char *start = at = json_skip_blanks(at, end);
        if (at == end) {
            extent.is_whole = false;
        } else if (*at == '"') {
            at = behind_string(at, end, &extent.is_whole);
        } else if (*at == '[' || *at == '{') {
            extent.values++;
            at++;
            if (++depth > extent.depth)
                extent.depth = depth;
        } else if (depth && (*at == ']' || *at == '}')) {
            depth--;
            at++;
        } else if (depth && (*at == ',' || *at == ':')) {
            extent.values++;
            at++;
        } else {
            at = behind_word(at, end);
        }
        if (at == start)
            break;
        extent.end = at;
    } while (depth && extent.is_whole);
    return extent;
}

/* --- mending ------------------------------------------------------------------------------------------------------ */

/* The UTF-16 unit of the escape at `at` ("\u201c"), or -1. */
static int escaped_unit(const char *at, const char *end)
{
    if (end - at < UNICODE_ESCAPE_SIZE || at[0] != '\\' || at[1] != 'u')
        return -1;
    int unit = 0;
    for (size_t i = 2; i < UNICODE_ESCAPE_SIZE; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = memchr(digits, tolower((unsigned char)at[i]), sizeof digits - 1);
        if (!digit)
            return -1;
        unit = unit * 16 + (int)(digit - digits);
    }
    return unit;
}

static bool is_high(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/* Writes the escape at `at`; where it ends. */
static const char *mend_escape(const char *at, const char *end, struct buffer *out)
{
    int unit = escaped_unit(at, end), next = unit >= 0 ? escaped_unit(at + UNICODE_ESCAPE_SIZE, end) : -1;
    if (is_high(unit) && is_low(next)) {
        buffer_append(out, at, 2 * (size_t)UNICODE_ESCAPE_SIZE);
        return at + 2 * (size_t)UNICODE_ESCAPE_SIZE;
    }
    if (is_high(unit) || is_low(unit)) {
        buffer_append_string(out, "\\ufffd");
        return at + UNICODE_ESCAPE_SIZE;
    }
    if (unit >= 0) {
        buffer_append(out, at, UNICODE_ESCAPE_SIZE);
        return at + UNICODE_ESCAPE_SIZE;
    }
    if (end - at >= 2 && memchr("\"\\/bfnrt", at[1], 8)) {
        buffer_append(out, at, 2);
        return at + 2;
    }
    return at + 1;
}

/* Writes the string that begins at `at`, and closes it; where it ends. */
static const char *mend_string(const char *at, const char *end, struct buffer *out)
{
    buffer_append_byte(out, '"');
    for (at++; at < end && *at != '"';) {
        if (*at == '\\') {
            at = mend_escape(at, end, out);
        } else {
            if (*at == '\n' || *at == '\t')
                buffer_append_string(out, *at == '\n' ? "\\n" : "\\t");
            else if ((unsigned char)*at >= ' ')
                buffer_append_byte(out, *at);
            at++;
        }
    }
    buffer_append_byte(out, '"');
    return at < end ? at + 1 : end;
}

static bool is_word(const char *at, const char *end, const char *word)
{
    return (size_t)(end - at) == strlen(word) && memcmp(at, word, strlen(word)) == 0;
}

static const char *mend_word(const char *at, const char *end, struct buffer *out)
{
    const char *close = behind_word(at, end);
    size_t length = (size_t)(close - at);
    bool is_number = isdigit((unsigned char)*at) || (*at == '-' && length > 1 && isdigit((unsigned char)at[1]));
    bool is_large = length > NUMBER_SIZE_MAX || memchr(at, 'e', length) || memchr(at, 'E', length);
    if (is_number && is_large) {
        buffer_append_byte(out, '"');
        buffer_append(out, at, length);
        buffer_append_byte(out, '"');
    } else if (is_number || is_word(at, close, "true") || is_word(at, close, "false")) {
        buffer_append(out, at, length);
    } else {
        buffer_append_string(out, "null");
    }
    return close;
}

bool json_mend(const char *json, size_t length, struct buffer *out)
{
    const char *end = json + length;
    for (const char *at = json_skip_blanks(json, end); at < end && !out->failed; at = json_skip_blanks(at, end)) {
        const char *next = *at == ',' ? json_skip_blanks(at + 1, end) : end;
        if (*at == '"') {
            at = mend_string(at, end, out);
        } else if (!strchr("[]{}:,", *at) || !*at) {
            at = mend_word(at, end, out);
        } else {
            if (next == end || !strchr("]},", *next))
                buffer_append_byte(out, *at);
            at++;
        }
    }
    return !out->failed;
}

bool json_load_extent(const struct json_extent *extent, json_t **value, bool *mended, struct error *error)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    size_t length = (size_t)(extent->end - extent->start);
    json_error_t failure;
    *value = json_loadb(extent->start, length, flags, &failure);
    *mended = !*value;
    if (*value)
        return true;
    struct buffer buffer = buffer_create(SIZE_MAX);
    bool whole = json_mend(extent->start, length, &buffer);
    if (whole)
        *value = json_loadb(buffer_string(&buffer), buffer.length, flags, &failure);
    buffer_release(&buffer);
    if (!whole || (!*value && json_error_code(&failure) == json_error_out_of_memory))
        return error_out_of_memory(error, "reading the feed");
    if (!*value)
        error_set(error, "%s", failure.text);
    return true;
}
