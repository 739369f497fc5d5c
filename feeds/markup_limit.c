/* markup limit: tags are read as libxml2 reads them, so that both agree on where an attribute ends. */
#include "feeds/markup_limit.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_name(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80 || (byte && strchr("-_:.", byte));
}

static char *skip_blanks(char *at, char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

/* Behind a value, quoted or not. */
static char *skip_value(char *at, char *end)
{
    if (at < end && (*at == '"' || *at == '\'')) {
        char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        return close ? close + 1 : end;
    }
    while (at < end && !is_blank(*at) && *at != '>')
        at++;
    return at;
}

/* Behind one attribute, or behind what stands where one should. */
static char *skip_attribute(char *at, char *end)
{
    if (!is_name(*at)) {
        at++;
        while (at < end && !is_blank(*at) && *at != '>' && *at != '/')
            at++;
        return at;
    }
    while (at < end && is_name(*at))
        at++;
    char *equals = skip_blanks(at, end);
    return equals < end && *equals == '=' ? skip_value(skip_blanks(equals + 1, end), end) : at;
}

void markup_limit_attributes(char *markup, size_t length)
{
    char *end = markup + length;
    for (char *at = markup; at + 1 < end; at++) {
        if (*at != '<' || !is_name(at[1]))
            continue;
        at++;
        while (at < end && is_name(*at))
            at++;
        size_t count = 0;
        for (at = skip_blanks(at, end); at < end && *at != '>'; at = skip_blanks(at, end)) {
            char *behind = skip_attribute(at, end);
            if (++count > MARKUP_ATTRIBUTES_MAX)
                memset(at, ' ', (size_t)(behind - at));
            at = behind;
        }
    }
}
