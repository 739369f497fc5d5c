/* html links: one walk over the tags, not a parser: it only has to know where an attribute's value stands. */
#include "feeds/html_links.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "feeds/url.h"

static const char *const address_attributes[] = {
    "action", "background", "cite",   "classid", "codebase", "data",   "formaction",
    "href",   "longdesc",   "poster", "profile", "src",      "usemap",
};

/* Where a value that is an address stands. */
struct value {
    const char *start, *end;
};

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && isspace((unsigned char)*at))
        at++;
    return at;
}

static bool is_address(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof address_attributes / sizeof *address_attributes; i++)
        if (strlen(address_attributes[i]) == length && strncasecmp(address_attributes[i], name, length) == 0)
            return true;
    return false;
}

/* Behind the attribute that begins at `at`; `value` gets where its value stands, quotes left off. */
static const char *read_attribute(const char *at, const char *end, struct value *value)
{
    *value = (struct value){at, at};
    const char *name = at;
    while (at < end && !isspace((unsigned char)*at) && *at != '=' && *at != '>' && (*at != '/' || at == name))
        at++;
    bool wanted = is_address(name, (size_t)(at - name));
    const char *equals = skip_blanks(at, end);
    if (equals == end || *equals != '=')
        return at > name ? at : at + 1;
    at = skip_blanks(equals + 1, end);
    bool quoted = at < end && (*at == '"' || *at == '\'');
    const char *start = at + quoted, *close = start;
    while (close < end && (quoted ? *close != *at : !isspace((unsigned char)*close) && *close != '>'))
        close++;
    if (wanted)
        *value = (struct value){start, close};
    return close < end && quoted ? close + 1 : close;
}

/* The next value of an address attribute from `*at` on, where the walk goes on behind it. False at the end. `in_tag`
 * is the walk's own. */
static bool next_value(const char **at, const char *end, bool *in_tag, struct value *value)
{
    while (*at < end) {
        if (!*in_tag) {
            const char *open = memchr(*at, '<', (size_t)(end - *at));
            *at = open ? open + 1 : end;
            *in_tag = *at < end && isalpha((unsigned char)**at);
            while (*in_tag && *at < end && !isspace((unsigned char)**at) && **at != '>' && **at != '/')
                ++*at;
            continue;
        }
        *at = skip_blanks(*at, end);
        if (*at < end && **at == '>') {
            *in_tag = false;
        } else if (*at < end) {
            *at = read_attribute(*at, end, value);
            if (value->end > value->start)
                return true;
        }
    }
    return false;
}

static bool is_relative(const struct value *value)
{
    const char *at = skip_blanks(value->start, value->end), *name = at;
    while (at < value->end && (isalnum((unsigned char)*at) || *at == '+' || *at == '-' || *at == '.'))
        at++;
    return at == value->end || *at != ':' || at == name;
}

bool html_links_are_relative(const char *html, size_t length)
{
    const char *end = html + length;
    struct value value;
    bool in_tag = false;
    while (next_value(&html, end, &in_tag, &value))
        if (is_relative(&value))
            return true;
    return false;
}

static void append_resolved(struct buffer *out, const struct value *value, const char *base)
{
    char *reference = strndup(value->start, (size_t)(value->end - value->start));
    char *url = reference ? url_resolve(reference, base) : NULL;
    if (url)
        buffer_append_string(out, url);
    else
        buffer_append(out, value->start, (size_t)(value->end - value->start));
    free(url);
    free(reference);
}

bool html_links_resolve(const char *html, size_t length, const char *base, struct buffer *out)
{
    const char *at = html, *end = html + length, *copied = html;
    struct value value;
    bool in_tag = false;
    while (!out->failed && next_value(&at, end, &in_tag, &value)) {
        if (!is_relative(&value))
            continue;
        buffer_append(out, copied, (size_t)(value.start - copied));
        append_resolved(out, &value, base);
        copied = value.end;
    }
    return buffer_append(out, copied, (size_t)(end - copied));
}
