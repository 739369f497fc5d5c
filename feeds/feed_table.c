/* feed table: RSS 0.9x to 2.0, RSS 1.0 with its modules, Atom 0.3 and 1.0 (RFC 4287). */
#include "feeds/feed_table.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *uri, *prefix;
    enum feed_namespace vocabulary;
} namespaces[] = {
    {"http://purl.org/rss/1.0/", "rss", FEED_RSS},
    {"http://www.w3.org/2005/Atom", "atom", FEED_ATOM},
    {"http://purl.org/atom/ns#", NULL, FEED_ATOM},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", FEED_RDF},
    {"http://purl.org/rss/1.0/modules/content/", "content", FEED_CONTENT},
    {"http://purl.org/dc/elements/1.1/", "dc", FEED_DUBLIN_CORE},
    {"http://www.w3.org/1999/xhtml", "xhtml", FEED_XHTML},
};

#define ENTER(place, vocabulary, name, target)                        \
    {                                                                 \
        place, vocabulary, name, FEED_ENTER, target, 0, 0, FEED_PLAIN \
    }
#define TAKE(place, vocabulary, name, slot, rank, form)         \
    {                                                           \
        place, vocabulary, name, FEED_TAKE, 0, slot, rank, form \
    }
#define LINK(place, vocabulary, name, slot, rank)                     \
    {                                                                 \
        place, vocabulary, name, FEED_LINK, 0, slot, rank, FEED_PLAIN \
    }

static const struct feed_element elements[] = {
    /* the frame of each format */
    ENTER(FEED_OUTSIDE, FEED_RSS, "rss", FEED_CHANNEL),
    ENTER(FEED_OUTSIDE, FEED_RDF, "RDF", FEED_CHANNEL),
    ENTER(FEED_OUTSIDE, FEED_ATOM, "feed", FEED_CHANNEL),
    ENTER(FEED_OUTSIDE, FEED_ATOM, "entry", FEED_ENTRY),
    ENTER(FEED_CHANNEL, FEED_RSS, "channel", FEED_CHANNEL),
    ENTER(FEED_CHANNEL, FEED_RDF, "channel", FEED_CHANNEL),
    ENTER(FEED_CHANNEL, FEED_RSS, "item", FEED_ENTRY),
    ENTER(FEED_CHANNEL, FEED_ATOM, "entry", FEED_ENTRY),
    ENTER(FEED_CHANNEL, FEED_ATOM, "author", FEED_CHANNEL_AUTHOR),
    ENTER(FEED_ENTRY, FEED_ATOM, "author", FEED_ENTRY_AUTHOR),
    /* an entry that was never closed */
    ENTER(FEED_ENTRY, FEED_RSS, "item", FEED_ENTRY),
    ENTER(FEED_ENTRY, FEED_ATOM, "entry", FEED_ENTRY),

    TAKE(FEED_CHANNEL, FEED_RSS, "title", FEED_TITLE, 2, FEED_MARKUP),
    TAKE(FEED_CHANNEL, FEED_ATOM, "title", FEED_TITLE, 2, FEED_TYPED),
    TAKE(FEED_CHANNEL, FEED_DUBLIN_CORE, "title", FEED_TITLE, 1, FEED_MARKUP),
    TAKE(FEED_CHANNEL, FEED_RSS, "link", FEED_HOME, 2, FEED_PLAIN),
    LINK(FEED_CHANNEL, FEED_ATOM, "link", FEED_HOME, 1),
    TAKE(FEED_CHANNEL, FEED_RSS, "language", FEED_LANGUAGE, 2, FEED_PLAIN),
    TAKE(FEED_CHANNEL, FEED_DUBLIN_CORE, "language", FEED_LANGUAGE, 1, FEED_PLAIN),
    TAKE(FEED_CHANNEL_AUTHOR, FEED_ATOM, "name", FEED_BYLINE, 1, FEED_PLAIN),

    TAKE(FEED_ENTRY, FEED_RSS, "title", FEED_ENTRY_TITLE, 2, FEED_MARKUP),
    TAKE(FEED_ENTRY, FEED_ATOM, "title", FEED_ENTRY_TITLE, 2, FEED_TYPED),
    TAKE(FEED_ENTRY, FEED_DUBLIN_CORE, "title", FEED_ENTRY_TITLE, 1, FEED_MARKUP),

    TAKE(FEED_ENTRY_AUTHOR, FEED_ATOM, "name", FEED_ENTRY_BYLINE, 3, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_DUBLIN_CORE, "creator", FEED_ENTRY_BYLINE, 2, FEED_MARKUP),
    TAKE(FEED_ENTRY, FEED_RSS, "author", FEED_ENTRY_BYLINE, 1, FEED_MARKUP),

    TAKE(FEED_ENTRY, FEED_RSS, "link", FEED_ENTRY_URL, 3, FEED_PLAIN),
    LINK(FEED_ENTRY, FEED_ATOM, "link", FEED_ENTRY_URL, 2),
    {FEED_ENTRY, FEED_RSS, "guid", FEED_GUID, 0, FEED_ENTRY_ID, 1, FEED_PLAIN},
    TAKE(FEED_ENTRY, FEED_ATOM, "id", FEED_ENTRY_ID, 1, FEED_PLAIN),

    TAKE(FEED_ENTRY, FEED_RSS, "pubDate", FEED_ENTRY_PUBLISHED, 4, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_ATOM, "published", FEED_ENTRY_PUBLISHED, 4, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_ATOM, "issued", FEED_ENTRY_PUBLISHED, 3, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_DUBLIN_CORE, "date", FEED_ENTRY_PUBLISHED, 3, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_ATOM, "created", FEED_ENTRY_PUBLISHED, 2, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_ATOM, "updated", FEED_ENTRY_PUBLISHED, 1, FEED_PLAIN),
    TAKE(FEED_ENTRY, FEED_ATOM, "modified", FEED_ENTRY_PUBLISHED, 1, FEED_PLAIN),

    TAKE(FEED_ENTRY, FEED_CONTENT, "encoded", FEED_ENTRY_CONTENT, 5, FEED_MARKUP),
    TAKE(FEED_ENTRY, FEED_ATOM, "content", FEED_ENTRY_CONTENT, 4, FEED_TYPED),
    TAKE(FEED_ENTRY, FEED_XHTML, "body", FEED_ENTRY_CONTENT, 3, FEED_INLINE),
    TAKE(FEED_ENTRY, FEED_XHTML, "div", FEED_ENTRY_CONTENT, 3, FEED_INLINE),
    TAKE(FEED_ENTRY, FEED_RSS, "description", FEED_ENTRY_CONTENT, 2, FEED_MARKUP),
    TAKE(FEED_ENTRY, FEED_ATOM, "summary", FEED_ENTRY_CONTENT, 1, FEED_TYPED),
    TAKE(FEED_ENTRY, FEED_DUBLIN_CORE, "description", FEED_ENTRY_CONTENT, 1, FEED_MARKUP),
};

enum feed_namespace feed_namespace_find(const char *uri, const char *prefix)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
        if (uri && strcmp(uri, namespaces[i].uri) == 0)
            return namespaces[i].vocabulary;
        if (!uri && prefix && namespaces[i].prefix && strcasecmp(prefix, namespaces[i].prefix) == 0)
            return namespaces[i].vocabulary;
    }
    return prefix ? FEED_UNKNOWN : FEED_RSS;
}

const struct feed_element *feed_element_find(enum feed_place place, enum feed_namespace vocabulary, const char *name)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (elements[i].place == place && elements[i].vocabulary == vocabulary &&
            strcasecmp(name, elements[i].name) == 0)
            return &elements[i];
    return NULL;
}
