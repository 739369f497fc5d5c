/* fetch address: what somebody types, with what is commonly left out. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/fetch.h"
#include "feeds/url.h"

/* The length of the scheme in front, its colon not counted; 0 without one. `host:8080` has none: behind a port's colon a
 * digit follows. */
static size_t scheme_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || (length > 0 && text[length] && strchr("+-.", text[length])))
        length++;
    bool is_scheme = isalpha((unsigned char)*text) && text[length] == ':' && !isdigit((unsigned char)text[length + 1]);
    return is_scheme ? length : 0;
}

static bool is_scheme(const char *text, size_t length, const char *scheme)
{
    return length == strlen(scheme) && strncasecmp(text, scheme, length) == 0;
}

/* True when what stands behind the scheme's slashes can be a host: no blank, no sign that only people's slips bring
 * there. */
static bool has_host(const char *url)
{
    const char *host = strstr(url, "://") + 3;
    size_t length = strcspn(host, "/?#");
    for (const char *at = host; at < host + length; at++)
        if (strncmp(at, "%20", 3) == 0 || strchr("<>\"\\^`{|}", *at))
            return false;
    return length > 0 && *host != '.' && *host != ':';
}

char *fetch_address(const char *typed, struct error *error)
{
    const char *text = typed + strspn(typed, " \t\r\n");
    size_t scheme = scheme_length(text);
    const char *front = "";
    if (is_scheme(text, scheme, "feed")) {
        /* The scheme never became a standard; its draft has feed:// stand for http://. */
        text += scheme + 1;
        front = strncmp(text, "//", 2) == 0 ? "http:" : "";
        scheme = scheme_length(text);
    }
    if (!scheme && !*front)
        front = strncmp(text, "//", 2) == 0 ? "https:" : "https://";
    if (scheme && !is_scheme(text, scheme, "http") && !is_scheme(text, scheme, "https")) {
        error_set(error, "'%s' cannot be fetched: only http and https can, not %.*s", typed, (int)scheme, text);
        return NULL;
    }
    struct buffer whole = buffer_create(2 * URL_LENGTH_MAX);
    buffer_append_format(&whole, "%s%s", front, text);
    char *url = url_resolve(buffer_string(&whole), NULL);
    buffer_release(&whole);
    if (url && has_host(url))
        return url;
    free(url);
    error_set(error, "'%s' is no address; one looks like https://example.org/feed.xml", typed);
    return NULL;
}
