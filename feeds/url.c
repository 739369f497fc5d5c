/* url: libxml2 resolves; what surrounds it is what WHATWG's URL standard forgives and libxml2 does not. */
#include "feeds/url.h"

#include <ctype.h>
#include <libxml/uri.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A copy without white space at the edges, and without the line breaks that an editor put inside. */
static char *trim(const char *reference)
{
    while (isspace((unsigned char)*reference))
        reference++;
    size_t length = strlen(reference);
    while (length > 0 && isspace((unsigned char)reference[length - 1]))
        length--;
    char *copy = length > 0 && length <= URL_LENGTH_MAX ? malloc(length + 1) : NULL;
    if (!copy)
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < length; i++)
        if (!strchr("\t\n\r", reference[i]))
            copy[kept++] = reference[i];
    copy[kept] = '\0';
    return copy;
}

static bool is_web(const char *url)
{
    const char *host = strncasecmp(url, "http://", 7) == 0    ? url + 7
                       : strncasecmp(url, "https://", 8) == 0 ? url + 8
                                                              : NULL;
    return host && *host && !strchr("/?#", *host) && strlen(url) <= URL_LENGTH_MAX;
}

/* Reserved characters and what is escaped already stay; all else is escaped, controls included. */
static xmlChar *escape(const xmlChar *url)
{
    return xmlURIEscapeStr(url, (const xmlChar *)":/?#[]@!$&'()*+,;=%~");
}

char *url_resolve(const char *reference, const char *base)
{
    char *trimmed = reference ? trim(reference) : NULL;
    if (!trimmed || *trimmed == '#') {
        free(trimmed);
        return NULL;
    }
    bool has_base = base && strnlen(base, URL_BASE_MAX + 1) <= URL_BASE_MAX && is_web(base);
    xmlChar *escaped = escape((const xmlChar *)trimmed);
    free(trimmed);
    xmlChar *built = escaped ? xmlBuildURI(escaped, has_base ? (const xmlChar *)base : NULL) : NULL;
    if (!built && escaped && is_web((const char *)escaped)) {
        /* libxml2 cannot parse it, but it is absolute and harmless: a server may know what it means. */
        built = escaped;
        escaped = NULL;
    }
    xmlFree(escaped);
    /* xmlBuildURI undoes the escapes in the host's name, and writes what was escaped there as it is. */
    xmlChar *safe = built ? escape(built) : NULL;
    xmlFree(built);
    char *url = safe && is_web((const char *)safe) ? strdup((const char *)safe) : NULL;
    xmlFree(safe);
    for (char *at = url; at && *at != ':'; at++)
        *at = (char)tolower((unsigned char)*at);
    return url;
}

/* By hand: libxml2 would write the rest of the address anew, in its own escapes. */
const char *url_behind_password(const char *url)
{
    const char *slashes = strstr(url, "://"), *host = url;
    size_t length = slashes ? 3 + strcspn(slashes + 3, "/?#") : 0;
    for (size_t i = 0; i < length; i++)
        if (slashes[i] == '@')
            host = slashes + i + 1;
    return host;
}

char *url_without_password(const char *url)
{
    const char *host = url_behind_password(url);
    char *bare = strdup(url);
    if (bare && host > url)
        memmove(strstr(bare, "://") + 3, host, strlen(host) + 1);
    return bare;
}
