/* fetch address: what somebody types, with what is commonly left out. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "feeds/fetch.h"
#include "feeds/url.h"

/* The length of the scheme in front, its colon not counted; 0 without one. `host:8080` has none: behind a port's colon
 * a digit follows. */
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

/* True when what stands behind the scheme's slashes, and a name and password, can be a host: it begins as one does, and
 * holds no blank and no sign that only people's slips bring there. */
static bool has_host(const char *url)
{
    const char *host = strstr(url, "://") + 3;
    const char *end = host + strcspn(host, "/?#");
    for (const char *at = host; at < end; at++) {
        if (strncmp(at, "%20", 3) == 0 || strchr("<>\"\\^`{|}", *at))
            return false;
        if (*at == '@')
            host = at + 1;
    }
    return host < end && (isalnum((unsigned char)*host) || *host == '[' || *host == '%');
}

/* True for this very machine, whose servers have no certificates and need none: nobody is on the way. */
static bool is_loopback(const char *text)
{
    static const char *const hosts[] = {"localhost", "127.0.0.1", "[::1]"};
    size_t length = strcspn(text, "/?#");
    for (const char *at = text; at < text + length; at++)
        if (*at == '@') {
            length -= (size_t)(at + 1 - text);
            text = at + 1;
        }
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        size_t size = strlen(hosts[i]);
        if (size <= length && strncasecmp(text, hosts[i], size) == 0 && (size == length || text[size] == ':'))
            return true;
    }
    return false;
}

/* What stands before an address without a scheme. The draft of "feed:", which never became a standard, has feed://
 * stand for http://. */
static const char *missing_front(const char *text, bool is_feed)
{
    bool has_slashes = strncmp(text, "//", 2) == 0;
    if ((is_feed && has_slashes) || is_loopback(text + (has_slashes ? 2 : 0)))
        return has_slashes ? "http:" : "http://";
    return has_slashes ? "https:" : "https://";
}

/* With its scheme, and without "feed:". NULL and a sentence when it is of another scheme, or memory is short. */
static char *spell_out(const char *typed, struct error *error)
{
    const char *text = typed + strspn(typed, " \t\r\n");
    size_t scheme = scheme_length(text);
    bool is_feed = is_scheme(text, scheme, "feed");
    if (is_feed) {
        text += scheme + 1;
        scheme = scheme_length(text);
    }
    if (scheme && !is_scheme(text, scheme, "http") && !is_scheme(text, scheme, "https")) {
        error_set(error, "'%s' cannot be fetched: only http and https can, not %.*s", url_behind_password(typed),
                  (int)scheme, text);
        return NULL;
    }
    const char *front = scheme ? "" : missing_front(text, is_feed);
    size_t size = strlen(front) + strlen(text) + 1;
    char *whole = malloc(size);
    if (whole)
        (void)snprintf(whole, size, "%s%s", front, text);
    else
        error_out_of_memory(error, "reading an address");
    return whole;
}

char *fetch_address(const char *typed, struct error *error)
{
    char *whole = spell_out(typed, error);
    if (!whole)
        return NULL;
    char *url = url_resolve(whole, NULL);
    free(whole);
    if (!url || !has_host(url)) {
        free(url);
        error_set(error, "'%s' is no address; one looks like https://example.org/feed.xml", url_behind_password(typed));
        return NULL;
    }
    /* A host alone has the path "/" (RFC 3986, 6.2.3): else one address would be written in two ways. */
    if (strpbrk(strstr(url, "://") + 3, "/?#"))
        return url;
    size_t length = strlen(url);
    char *longer = realloc(url, length + 2);
    if (!longer) {
        free(url);
        error_out_of_memory(error, "reading an address");
        return NULL;
    }
    memcpy(longer + length, "/", 2);
    return longer;
}
