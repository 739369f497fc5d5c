/* feed text: the cleaning gate and the HTML parser do the work; what stands before them is what makes most of it
 * unnecessary. */
#include "feeds/feed_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/html.h"
#include "feeds/html_mend.h"
#include "feeds/sniff.h"
#include "feeds/url.h"

const char *feed_text_line(struct arena *arena, const char *text, size_t length)
{
    struct buffer clean = buffer_create(SIZE_MAX);
    const char *line = NULL;
    if (clean_text(text, length, CLEAN_LINE, &clean) && clean.length)
        line = arena_copy(arena, clean.bytes, clean.length);
    buffer_release(&clean);
    return line;
}

const char *feed_text_line_of_html(struct arena *arena, const char *html, size_t length)
{
    if (!length || !sniff_has_markup(html, length))
        return feed_text_line(arena, html, length);
    struct buffer mended = buffer_create(0), raw = buffer_create(SIZE_MAX);
    if (html_mend(html, length, NULL, &mended)) {
        html = buffer_string(&mended);
        length = mended.length;
    }
    const char *line = html_to_line(html, length, &raw) ? feed_text_line(arena, buffer_string(&raw), raw.length) : NULL;
    buffer_release(&mended);
    buffer_release(&raw);
    return line;
}

/* --- content ------------------------------------------------------------------------------------------------------ */

/* How many bytes at `at` are one control character that no content needs; 0 for none. C1 controls have two in UTF-8. */
static size_t control_size(const char *at, const char *end)
{
    unsigned char byte = (unsigned char)*at;
    if (byte == 0x7f || (byte < ' ' && byte != '\n' && byte != '\t' && byte != '\r'))
        return 1;
    bool is_c1 = byte == 0xc2 && end - at > 1 && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] < 0xa0;
    return is_c1 ? 2 : 0;
}

void feed_text_strip(char *text, size_t *length)
{
    const char *end = text + *length, *at = text;
    while (at < end && !control_size(at, end))
        at++;
    char *kept = text + (at - text);
    while (at < end) {
        size_t control = control_size(at, end);
        if (!control)
            *kept++ = *at++;
        at += control;
    }
    *kept = '\0';
    *length = (size_t)(kept - text);
}

const char *feed_text_content(struct arena *arena, const char *text, size_t length)
{
    char *copy = length ? arena_copy(arena, text, length) : NULL;
    if (copy)
        feed_text_strip(copy, &length);
    return length ? copy : NULL;
}

const char *feed_text_html(struct arena *arena, const char *html, size_t length, const char *base)
{
    struct buffer mended = buffer_create(0);
    const char *content = html_mend(html, length, base, &mended)
                              ? feed_text_content(arena, buffer_string(&mended), mended.length)
                              : feed_text_content(arena, html, length);
    buffer_release(&mended);
    return content;
}

/* --- addresses ---------------------------------------------------------------------------------------------------- */

/* Besides http and https; what a script or data would be is no address. */
static const char *const other_schemes[] = {
    "ftp:", "ftps:", "gopher:", "gemini:", "magnet:", "mailto:", "news:", "nntp:", "rtmp:", "rtsp:"};

/* The length of "scheme:" (RFC 3986, 3.1) at the beginning; 0 when the reference is relative. */
static size_t scheme_length(const char *reference)
{
    size_t length = strspn(reference, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return length && reference[length] == ':' ? length + 1 : 0;
}

static bool is_allowed(const char *reference)
{
    size_t length = scheme_length(reference);
    for (size_t i = 0; length && i < sizeof other_schemes / sizeof *other_schemes; i++)
        if (strlen(other_schemes[i]) == length && strncasecmp(reference, other_schemes[i], length) == 0)
            return true;
    return length == 0;
}

const char *feed_text_url(struct arena *arena, const char *reference, const char *base)
{
    char *resolved = url_resolve(reference, base);
    const char *url = resolved ? arena_copy_string(arena, resolved) : NULL;
    free(resolved);
    if (url || !reference)
        return url;
    const char *line = feed_text_line(arena, reference, strlen(reference));
    return line && is_allowed(line) && strlen(line) <= URL_LENGTH_MAX ? line : NULL;
}

/* --- authors ------------------------------------------------------------------------------------------------------ */

/* Around a name that stands beside an address. */
#define AROUND_NAMES " \t\"'<>()[]:,;"

/* What is left of a range without the signs around it. */
static const char *trimmed(struct arena *arena, const char *start, const char *end)
{
    while (start < end && strchr(AROUND_NAMES, *start))
        start++;
    while (end > start && strchr(AROUND_NAMES, end[-1]))
        end--;
    return end > start ? arena_copy(arena, start, (size_t)(end - start)) : NULL;
}

const char *feed_text_author(struct arena *arena, const char *line, const char **mail)
{
    static const char scheme[] = "mailto:";
    *mail = NULL;
    const char *at_sign = strchr(line, '@'), *start = at_sign, *end = at_sign;
    while (start && start > line && !strchr(" \t<>()[]\"',;:", start[-1]))
        start--;
    while (end && *end && !strchr(" \t<>()[]\"',;:?", *end))
        end++;
    if (!at_sign || start == at_sign || end == at_sign + 1)
        return arena_copy_string(arena, line);
    struct buffer address = buffer_create(SIZE_MAX);
    buffer_append_string(&address, scheme);
    buffer_append(&address, start, (size_t)(end - start));
    if (!address.failed)
        *mail = arena_copy(arena, address.bytes, address.length);
    buffer_release(&address);
    size_t length = sizeof scheme - 1;
    if ((size_t)(start - line) >= length && strncasecmp(start - length, scheme, length) == 0)
        start -= length;
    while (*end == '?' || (*end && !strchr(" \t<>()[]\"',;:", *end)))
        end++;
    const char *name = trimmed(arena, end, end + strlen(end));
    return name ? name : trimmed(arena, line, start);
}
