/* xml mend: one pass; whole stretches are copied between the places that need mending. */
#include "feeds/xml_mend.h"

#include <ctype.h>
#include <string.h>

#include "base/buffer.h"

enum { REFERENCE_MAX = 64 /* no entity has a longer name */ };

static bool is_name(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80 || byte == '_' || byte == '-' || byte == '.' ||
           byte == ':';
}

/* `at` stands on an ampersand. */
static bool is_reference(const char *at, const char *end)
{
    const char *name = at + 1, *limit = end - at < REFERENCE_MAX ? end : at + REFERENCE_MAX;
    bool numeric = name < limit && *name == '#';
    bool hexadecimal = numeric && name + 1 < limit && name[1] == 'x';
    const char *first = name + numeric + hexadecimal, *last = first;
    if (last < limit && !numeric && !isalpha((unsigned char)*last) && *last != '_')
        return false;
    while (last < limit && (hexadecimal ? isxdigit((unsigned char)*last) != 0
                            : numeric   ? isdigit((unsigned char)*last) != 0
                                        : is_name(*last)))
        last++;
    return last > first && last < limit && *last == ';';
}

/* `at` stands on a less-than sign. */
static bool is_markup(const char *at, const char *end)
{
    return end - at > 1 && (isalpha((unsigned char)at[1]) || (unsigned char)at[1] >= 0x80 || strchr("/!?_:", at[1]));
}

/* Behind a comment or CDATA section that begins at `at`; `at` itself when none does. */
static const char *behind_verbatim(const char *at, const char *end)
{
    static const char *const sections[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        size_t open = strlen(sections[i][0]);
        if ((size_t)(end - at) < open || memcmp(at, sections[i][0], open) != 0)
            continue;
        for (const char *close = at + open; end - close >= 3; close++)
            if (memcmp(close, sections[i][1], 3) == 0)
                return close + 3;
        return end;
    }
    return at;
}

/* Behind an <!ATTLIST> that begins at `at`, whose default values may have any sign in them; `at` itself when none
 * does. */
static const char *behind_attributes(const char *at, const char *end)
{
    static const char open[] = "<!ATTLIST";
    if ((size_t)(end - at) < sizeof open - 1 || memcmp(at, open, sizeof open - 1) != 0)
        return at;
    char quote = '\0';
    for (const char *close = at + sizeof open - 1; close < end; close++) {
        if (quote ? *close == quote : *close == '"' || *close == '\'')
            quote = quote ? '\0' : *close;
        else if (!quote && *close == '>')
            return close + 1;
    }
    return end;
}

/* What to write instead of what stands from a place to `behind`; NULL: that stays as it is. */
struct mend {
    const char *replacement, *behind;
};

static struct mend mend_at(const char *at, const char *end)
{
    if (*at == '&')
        return (struct mend){is_reference(at, end) ? NULL : "&amp;", at + 1};
    if (*at != '<')
        return (struct mend){NULL, at + 1};
    const char *behind = behind_verbatim(at, end);
    if (behind > at)
        return (struct mend){NULL, behind};
    behind = behind_attributes(at, end);
    if (behind > at)
        return (struct mend){"", behind};
    return (struct mend){is_markup(at, end) ? NULL : "&lt;", at + 1};
}

bool xml_mend(const char *xml, size_t length, struct buffer *out)
{
    const char *end = xml + length, *copied = xml;
    for (const char *at = xml; at < end;) {
        struct mend mend = mend_at(at, end);
        if (mend.replacement) {
            buffer_append(out, copied, (size_t)(at - copied));
            buffer_append_string(out, mend.replacement);
            copied = mend.behind;
        }
        at = mend.behind;
    }
    return buffer_append(out, copied, (size_t)(end - copied));
}
