/* article keys: a hash of what counts. */
#include "store/article_keys.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"

/* A paragraph: two articles that agree so far are one. */
enum { TEXT_LENGTH_LEAST = 300 };
/* Of the last second of the year 9999, the last that RFC 3339 can write. */
#define MOMENT_LAST INT64_C(253402300799)

static int64_t key_of(uint64_t hash)
{
    int64_t key;
    memcpy(&key, &hash, sizeof key);
    return key == ARTICLE_KEY_NONE ? 1 : key;
}

int64_t article_guid_key(const char *guid)
{
    return key_of(hash_bytes(HASH_START, guid, strlen(guid)));
}

int64_t article_text_key(const char *text, size_t length)
{
    return length < TEXT_LENGTH_LEAST ? ARTICLE_KEY_NONE : key_of(hash_bytes(HASH_START, text, length));
}

int64_t article_place(int64_t moment)
{
    if (moment < 1)
        moment = 1;
    return (moment < MOMENT_LAST ? moment : MOMENT_LAST) * ARTICLES_A_SECOND;
}

/* --- links -------------------------------------------------------------------------------------------------------- */

/* Parameters that tell who sent the reader, or that they clicked; what ends with an underscore is a prefix. */
static const char *const tracking_parameters[] = {
    "utm_",        "mtm_",      "pk_",         "at_medium",   "at_campaign", "at_custom", "at_bbc_", "fbclid",
    "gclid",       "dclid",     "msclkid",     "yclid",       "igshid",      "mc_cid",    "mc_eid",  "cmpid",
    "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "wt_mc",       "ito",       "smid",    "partner",
    "feedname",    "feedtype",  "ftag",        "sr_share",    "ncid",        "ocid",      "xtor",    "spm",
};

static bool is_tracking(const char *parameter, size_t length)
{
    const char *equals = memchr(parameter, '=', length);
    size_t name = equals ? (size_t)(equals - parameter) : length;
    for (size_t i = 0; i < sizeof tracking_parameters / sizeof *tracking_parameters; i++) {
        const char *known = tracking_parameters[i];
        size_t size = strlen(known);
        bool same = known[size - 1] == '_' ? name >= size : name == size;
        if (same && strncasecmp(parameter, known, size) == 0)
            return true;
    }
    return false;
}

static uint64_t add_host(uint64_t hash, const char *host, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char lower = (char)(host[i] >= 'A' && host[i] <= 'Z' ? host[i] + ('a' - 'A') : host[i]);
        hash = hash_bytes(hash, &lower, 1);
    }
    return hash;
}

/* The parameters that are left, each behind the sign that separates it. */
static uint64_t add_query(uint64_t hash, const char *query, size_t length, bool *any)
{
    for (size_t start = 0, end; start < length; start = end + 1) {
        const char *ampersand = memchr(query + start, '&', length - start);
        end = ampersand ? (size_t)(ampersand - query) : length;
        if (end == start || is_tracking(query + start, end - start))
            continue;
        hash = hash_bytes(hash, *any ? "&" : "?", 1);
        hash = hash_bytes(hash, query + start, end - start);
        *any = true;
    }
    return hash;
}

/* The address behind the scheme; NULL for another than http and https. */
static const char *behind_scheme(const char *link)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncasecmp(link, schemes[i], strlen(schemes[i])) == 0)
            return link + strlen(schemes[i]);
    return NULL;
}

int64_t article_link_key(const char *link)
{
    const char *host = link ? behind_scheme(link) : NULL;
    if (!host)
        return ARTICLE_KEY_NONE;
    if (strncasecmp(host, "www.", 4) == 0)
        host += 4;
    size_t host_length = strcspn(host, "/?#"), length = host_length;
    static const char *const ports[] = {":443", ":80"};
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        size_t size = strlen(ports[i]);
        if (length > size && strncmp(host + length - size, ports[i], size) == 0)
            length -= size;
    }
    uint64_t hash = add_host(HASH_START, host, length);
    const char *path = host + host_length;
    size_t path_length = strcspn(path, "?#");
    while (path_length && path[path_length - 1] == '/')
        path_length--;
    hash = hash_bytes(hash, path, path_length);
    const char *query = path + strcspn(path, "?#");
    bool has_query = false;
    if (*query == '?')
        hash = add_query(hash, query + 1, strcspn(query + 1, "#"), &has_query);
    /* Pages that are made in the browser name themselves behind "#!" or "#/". */
    const char *fragment = strchr(path, '#');
    bool has_fragment = fragment && (fragment[1] == '!' || fragment[1] == '/');
    if (has_fragment)
        hash = hash_bytes(hash, fragment, strlen(fragment));
    return path_length || has_query || has_fragment ? key_of(hash) : ARTICLE_KEY_NONE;
}
