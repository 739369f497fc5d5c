/* html mend: one walk over the tags, not a parser: it only has to know where a tag ends and where an attribute's value
 * stands. */
#include "feeds/html_mend.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/url.h"

static const char *const address_attributes[] = {
    "action", "background", "cite",   "classid", "codebase", "data",   "formaction",
    "href",   "longdesc",   "poster", "profile", "src",      "usemap",
};
static const char *const left_out[] = {"object", "iframe", "embed", "applet"};

#define COUNT(names) (sizeof(names) / sizeof *(names))

/* A base of 8 KiB before each of a million links of one letter would make gigabytes. */
enum { GROWTH_LEAST = 64 * 1024, GROWTH_MOST = 8 };

struct mending {
    const char *at, *end, *copied; /* what comes before `copied` is in `out` */
    const char *base;
    struct buffer *out;
    bool is_changed;
    bool may_end_comment; /* no comment was seen yet that does not end */
};

static bool is_in(const char *name, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && strncasecmp(names[i], name, length) == 0)
            return true;
    return false;
}

bool html_mend_is_address(const char *name, size_t length)
{
    return is_in(name, length, address_attributes, COUNT(address_attributes));
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    return at;
}

/* Writes `replacement` for what stands from `start` to `behind`. */
static void replace(struct mending *mending, const char *start, const char *behind, const char *replacement)
{
    buffer_append(mending->out, mending->copied, (size_t)(start - mending->copied));
    buffer_append_string(mending->out, replacement);
    mending->copied = behind;
    mending->is_changed = true;
}

static bool is_relative(const char *at, const char *end)
{
    const char *name = at = skip_blanks(at, end);
    while (at < end && (isalnum((unsigned char)*at) || *at == '+' || *at == '-' || *at == '.'))
        at++;
    return at == end || *at != ':' || at == name;
}

static void resolve(struct mending *mending, const char *start, const char *end)
{
    if (!mending->base || start == end || !is_relative(start, end))
        return;
    char *reference = strndup(start, (size_t)(end - start));
    char *url = reference ? url_resolve(reference, mending->base) : NULL;
    if (url)
        replace(mending, start, end, url);
    free(url);
    free(reference);
}

/* Goes behind the attribute at `at`, and resolves what is an address. */
static void walk_attribute(struct mending *mending)
{
    const char *name = mending->at, *at = name, *end = mending->end;
    while (at < end && !isspace((unsigned char)*at) && *at != '=' && *at != '>' && (*at != '/' || at == name))
        at++;
    size_t length = (size_t)(at - name);
    const char *equals = skip_blanks(at, end);
    if (equals == end || *equals != '=') {
        mending->at = at > name ? at : at + 1;
        return;
    }
    at = skip_blanks(equals + 1, end);
    bool quoted = at < end && (*at == '"' || *at == '\'');
    const char *start = at + quoted, *close = start;
    if (quoted) {
        close = memchr(start, *at, (size_t)(end - start));
        close = close ? close : end;
    }
    while (!quoted && close < end && !isspace((unsigned char)*close) && *close != '>')
        close++;
    if (mending->base && html_mend_is_address(name, length))
        resolve(mending, start, close);
    mending->at = close < end && quoted ? close + 1 : close;
}

/* Goes behind the tag that `at` stands on. */
static void walk_tag(struct mending *mending)
{
    const char *start = mending->at, *name = start + 1;
    name += name < mending->end && *name == '/';
    const char *at = name;
    while (at < mending->end && isalnum((unsigned char)*at))
        at++;
    bool is_left_out = is_in(name, (size_t)(at - name), left_out, COUNT(left_out));
    const char *base = mending->base;
    mending->at = at;
    mending->base = is_left_out ? NULL : base;
    while (mending->at < mending->end && *mending->at != '>') {
        mending->at = skip_blanks(mending->at, mending->end);
        if (mending->at < mending->end && *mending->at != '>')
            walk_attribute(mending);
    }
    mending->at += mending->at < mending->end;
    mending->base = base;
    if (is_left_out)
        replace(mending, start, mending->at, "");
}

/* Goes behind the comment at `at`; one that does not end would take all the rest with it, and so only its beginning is
 * left out. */
static void walk_comment(struct mending *mending)
{
    const char *start = mending->at, *at = start + strlen("<!--");
    while (mending->may_end_comment && (at = memchr(at, '>', (size_t)(mending->end - at))) != NULL) {
        at++;
        if (at - start >= (ptrdiff_t)strlen("<!---->") && at[-2] == '-' && at[-3] == '-') {
            mending->at = at;
            return;
        }
    }
    mending->may_end_comment = false;
    const char *close = memchr(start, '>', (size_t)(mending->end - start));
    mending->at = close ? close + 1 : mending->end;
    replace(mending, start, mending->at, "");
}

bool html_mend(const char *html, size_t length, const char *base, struct buffer *mended)
{
    struct buffer out = buffer_create(GROWTH_LEAST + GROWTH_MOST * length);
    struct mending mending = {
        .at = html, .end = html + length, .copied = html, .base = base, .out = &out, .may_end_comment = true};
    while (!out.failed) {
        const char *open = memchr(mending.at, '<', (size_t)(mending.end - mending.at));
        if (!open)
            break;
        mending.at = open;
        unsigned char next = open + 1 < mending.end ? (unsigned char)open[1] : '\0';
        unsigned char third = next && open + 2 < mending.end ? (unsigned char)open[2] : '\0';
        if (next == '!' && third == '-' && mending.end - open > 3 && open[3] == '-') {
            walk_comment(&mending);
        } else if (isalpha(next) || (next == '/' && isalpha(third))) {
            walk_tag(&mending);
        } else {
            if (next == '!' && third != '-' && !isalpha(third))
                replace(&mending, open, open + 1, "&lt;");
            mending.at++;
        }
    }
    if (mending.is_changed && buffer_append(&out, mending.copied, (size_t)(mending.end - mending.copied))) {
        *mended = out;
        return true;
    }
    buffer_release(&out);
    return false;
}
