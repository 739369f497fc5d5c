/* feed table: RSS 0.9x to 2.0, RSS 1.0 with its modules, Atom 0.3 and 1.0 (RFC 4287), and what feeds add to them. */
#include "feeds/feed_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define ROWS(table) (sizeof(table) / sizeof *(table))

/* The first row of a vocabulary has its usual prefix. A slash at the end of an address does not matter. */
static const struct {
    const char *uri, *prefix;
    enum feed_vocabulary vocabulary;
} namespaces[] = {
    {"http://purl.org/rss/1.0", "rss", FEED_VOCABULARY_RSS},
    {"http://my.netscape.com/rdf/simple/0.9", NULL, FEED_VOCABULARY_RSS},
    {"http://channel.netscape.com/rdf/simple/0.9", NULL, FEED_VOCABULARY_RSS},
    {"http://backend.userland.com/rss", NULL, FEED_VOCABULARY_RSS},
    {"http://backend.userland.com/rss2", NULL, FEED_VOCABULARY_RSS},
    {"http://blogs.law.harvard.edu/tech/rss", NULL, FEED_VOCABULARY_RSS},
    {"http://cyber.law.harvard.edu/rss/rss.html", NULL, FEED_VOCABULARY_RSS},
    {"http://www.w3.org/2005/Atom", "atom", FEED_VOCABULARY_ATOM},
    {"http://purl.org/atom/ns#", NULL, FEED_VOCABULARY_ATOM},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", FEED_VOCABULARY_RDF},
    {"http://purl.org/rss/1.0/modules/content", "content", FEED_VOCABULARY_CONTENT},
    {"http://purl.org/dc/elements/1.1", "dc", FEED_VOCABULARY_DUBLIN_CORE},
    {"http://purl.org/dc/elements/1.0", NULL, FEED_VOCABULARY_DUBLIN_CORE},
    {"http://purl.org/dc/terms", "dcterms", FEED_VOCABULARY_DUBLIN_CORE},
    {"http://www.w3.org/1999/xhtml", "xhtml", FEED_VOCABULARY_XHTML},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", FEED_VOCABULARY_ITUNES},
    {"http://search.yahoo.com/mrss", "media", FEED_VOCABULARY_MEDIA},
    {"http://web.resource.org/cc", "cc", FEED_VOCABULARY_CREATIVE_COMMONS},
    {"http://creativecommons.org/ns#", NULL, FEED_VOCABULARY_CREATIVE_COMMONS},
    {"http://backend.userland.com/creativeCommonsRssModule", "creativeCommons", FEED_VOCABULARY_CREATIVE_COMMONS},
    {"http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html", NULL, FEED_VOCABULARY_CREATIVE_COMMONS},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner", FEED_VOCABULARY_FEEDBURNER},
    {"http://webns.net/mvcb", "admin", FEED_VOCABULARY_ADMINISTRATION},
    {"http://purl.org/rss/1.0/modules/syndication", "sy", FEED_VOCABULARY_SYNDICATION},
};

#define ELEMENT(place, vocabulary, name, action, target, rank, form) \
    {FEED_##place, FEED_VOCABULARY_##vocabulary, name, FEED_DO_##action, FEED_##target, rank, FEED_##form},

static const struct feed_element elements[] = {
#include "feeds/feed_elements.def"
};

static const struct {
    const char *relation;
    enum feed_slot slot;
} relations[] = {
    {"alternate", FEED_LINK},  {"self", FEED_SELF},        {"next", FEED_NEXT},  {"via", FEED_RELATED},
    {"related", FEED_RELATED}, {"replies", FEED_COMMENTS}, {"icon", FEED_IMAGE}, {"license", FEED_RIGHTS},
};

static const struct {
    const char *type;
    enum feed_form form;
} types[] = {
    {"", FEED_PLAIN},
    {"text", FEED_PLAIN},
    {"plain", FEED_PLAIN},
    {"text/plain", FEED_PLAIN},
    {"html", FEED_MARKUP},
    {"text/html", FEED_MARKUP},
    {"xhtml", FEED_INLINE},
    {"application/xhtml+xml", FEED_INLINE},
    {"application/octet-stream", FEED_BASE64_MARKUP},
};

static const struct {
    const char *version, *format;
} rss_versions[] = {
    {"0.90", "rss-0.90"}, {"0.9", "rss-0.90"},  {"0.91", "rss-0.91"}, {"0.92", "rss-0.92"},
    {"0.93", "rss-0.93"}, {"0.94", "rss-0.94"}, {"1.0", "rss-1.0"},
};

static const struct {
    const char *uri, *format;
} formats[] = {
    {"http://www.w3.org/2005/Atom", "atom-1.0"},
    {"http://purl.org/atom/ns#", "atom-0.3"},
    {"http://purl.org/rss/1.0", "rss-1.0"},
    {"http://my.netscape.com/rdf/simple/0.9", "rss-0.90"},
    {"http://channel.netscape.com/rdf/simple/0.9", "rss-0.90"},
};

static bool is_namespace(const char *uri, const char *known)
{
    size_t length = strlen(known);
    return strncasecmp(uri, known, length) == 0 && strcmp(uri + length, uri[length] == '/' ? "/" : "") == 0;
}

enum feed_vocabulary feed_vocabulary_find(const char *uri, const char *prefix)
{
    for (size_t i = 0; i < ROWS(namespaces); i++) {
        if (uri && is_namespace(uri, namespaces[i].uri))
            return namespaces[i].vocabulary;
        if (!uri && prefix && namespaces[i].prefix && strcasecmp(prefix, namespaces[i].prefix) == 0)
            return namespaces[i].vocabulary;
    }
    return prefix ? FEED_VOCABULARY_UNKNOWN : FEED_VOCABULARY_RSS;
}

const struct feed_element *feed_element_find(enum feed_place place, enum feed_vocabulary vocabulary, const char *name)
{
    for (size_t i = 0; i < ROWS(elements); i++)
        if ((elements[i].place & place) && elements[i].vocabulary == vocabulary &&
            strcasecmp(name, elements[i].name) == 0)
            return &elements[i];
    return NULL;
}

enum feed_slot feed_link_slot(const char *relation)
{
    for (size_t i = 0; i < ROWS(relations); i++)
        if (strcasecmp(relation ? relation : "alternate", relations[i].relation) == 0)
            return relations[i].slot;
    return FEED_SLOTS;
}

enum feed_form feed_text_form(const char *type, const char *mode)
{
    size_t length = type ? strcspn(type, "; ") : 0;
    bool is_xml = (length >= 4 && strncasecmp(type + length - 4, "+xml", 4) == 0) ||
                  (length >= 4 && strncasecmp(type + length - 4, "/xml", 4) == 0);
    enum feed_form form = is_xml ? FEED_INLINE : type && strchr(type, '/') ? FEED_NO_TEXT : FEED_PLAIN;
    for (size_t i = 0; i < ROWS(types); i++)
        if (length == strlen(types[i].type) && (!length || strncasecmp(type, types[i].type, length) == 0))
            form = types[i].form;
    if (mode && strcasecmp(mode, "base64") == 0)
        return form == FEED_PLAIN ? FEED_BASE64_PLAIN : FEED_BASE64_MARKUP;
    if (form == FEED_INLINE && mode && strcasecmp(mode, "escaped") == 0)
        return FEED_MARKUP;
    return form == FEED_MARKUP && mode && strcasecmp(mode, "xml") == 0 ? FEED_INLINE : form;
}

const char *feed_rss_format(const char *version)
{
    for (size_t i = 0; version && i < ROWS(rss_versions); i++)
        if (strcmp(version, rss_versions[i].version) == 0)
            return rss_versions[i].format;
    return "rss-2.0";
}

const char *feed_namespace_format(const char *uri)
{
    for (size_t i = 0; uri && i < ROWS(formats); i++)
        if (is_namespace(uri, formats[i].uri))
            return formats[i].format;
    return NULL;
}
