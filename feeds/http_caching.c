/* http caching: a list of directives, a number or a date each. */
#include "feeds/http_caching.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "feeds/date.h"

/* More counts as this much (RFC 9111, 1.2.2). */
#define SECONDS_MAX ((int64_t)1 << 31)

/* Longer than any server makes them; a feed must not have us send it kilobytes for ever. */
enum { VALIDATOR_MAX = 1024 };

static const char blanks[] = " \t";

/* Reads digits and nothing else. */
static bool parse_seconds(const char *text, size_t length, int64_t *seconds)
{
    *seconds = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *seconds = *seconds * 10 + (text[i] - '0');
        if (*seconds > SECONDS_MAX)
            *seconds = SECONDS_MAX;
    }
    return length > 0;
}

static int64_t seconds_of(const char *text)
{
    int64_t seconds;
    text += strspn(text, blanks);
    return parse_seconds(text, strcspn(text, blanks), &seconds) ? seconds : HTTP_UNKNOWN;
}

static bool parse_moment(const char *text, int64_t *moment)
{
    return text && date_parse(text, strlen(text), moment);
}

static int64_t within_bounds(int64_t seconds)
{
    return seconds < 0 ? 0 : seconds > SECONDS_MAX ? SECONDS_MAX : seconds;
}

/* --- Cache-Control ------------------------------------------------------------------------------------------------ */

/* One directive: `name`, `name=value` or `name="value"` (RFC 9111, 5.2). */
struct directive {
    const char *name, *value;
    size_t name_length, value_length;
};

/* The first directive of the list, and where the next one begins; NULL behind the last. */
static const char *next_directive(const char *list, struct directive *directive)
{
    list += strspn(list, ", \t");
    if (!*list)
        return NULL;
    *directive = (struct directive){.name = list, .name_length = strcspn(list, "=, \t")};
    list += directive->name_length;
    const char *equals = list + strspn(list, blanks);
    if (*equals != '=')
        return list;
    list = equals + 1 + strspn(equals + 1, blanks);
    bool is_quoted = *list == '"';
    directive->value = list + is_quoted;
    directive->value_length = strcspn(directive->value, is_quoted ? "\"" : ", \t");
    list = directive->value + directive->value_length;
    return list + (is_quoted && *list == '"');
}

static bool is_named(const struct directive *directive, const char *name)
{
    return directive->name_length == strlen(name) && strncasecmp(directive->name, name, directive->name_length) == 0;
}

/* What the list says; of two ages the first counts (RFC 9111, 4.2.1). */
static int64_t age_allowed(const char *list)
{
    int64_t most = HTTP_UNKNOWN;
    struct directive directive;
    while ((list = next_directive(list, &directive))) {
        if (is_named(&directive, "no-store") || is_named(&directive, "no-cache"))
            return 0;
        if (is_named(&directive, "max-age") && most == HTTP_UNKNOWN &&
            !parse_seconds(directive.value, directive.value_length, &most))
            return 0;
    }
    return most;
}

int64_t http_fresh_seconds(const struct http_freshness *fields, int64_t now)
{
    int64_t lifetime = fields->cache_control ? age_allowed(fields->cache_control) : HTTP_UNKNOWN;
    if (lifetime == HTTP_UNKNOWN && fields->expires) {
        int64_t expires, date;
        if (!parse_moment(fields->expires, &expires))
            return 0;
        lifetime = within_bounds(expires - (parse_moment(fields->date, &date) ? date : now));
    }
    if (lifetime == HTTP_UNKNOWN)
        return HTTP_UNKNOWN;
    int64_t age = fields->age ? seconds_of(fields->age) : 0;
    return within_bounds(lifetime - (age == HTTP_UNKNOWN ? 0 : age));
}

int64_t http_retry_seconds(const char *retry_after, int64_t now)
{
    int64_t moment;
    if (!retry_after)
        return HTTP_UNKNOWN;
    int64_t seconds = seconds_of(retry_after);
    if (seconds != HTTP_UNKNOWN)
        return seconds;
    return parse_moment(retry_after, &moment) ? within_bounds(moment - now) : HTTP_UNKNOWN;
}

bool http_is_validator(const char *value)
{
    size_t length = strnlen(value, VALIDATOR_MAX + 1);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)value[i] < ' ' || value[i] == 0x7f)
            return false;
    return length > 0 && length <= VALIDATOR_MAX;
}
