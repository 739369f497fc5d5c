/* autodiscovery: a walk over the page's links. */
#include "feeds/autodiscovery.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/feed_text.h"
#include "feeds/html.h"
#include "feeds/html_tree.h"

enum { PAGE_MEMORY_MAX = 4 * 1024 * 1024, SENTENCE_FEEDS_MAX = 5, SENTENCE_SIZE_MAX = 64 * 1024 };

/* No "application/json" and no "text/xml": pages have those for what is no feed. */
static const char *const feed_types[] = {
    "application/rss+xml",   "application/atom+xml",   "application/feed+json",  "application/rdf+xml",
    "application/x-rss+xml", "application/x-atom+xml", "application/x.atom+xml",
};

struct search {
    struct arena *arena;
    struct array *feeds;
    const char *base; /* the page's <base>, or its address; NULL when unknown */
    bool has_base;
};

/* True when a list of words separated by white space has the word, in any letter case. */
static bool has_word(const char *words, const char *word)
{
    static const char blanks[] = " \t\n\f\r";
    for (const char *at = words + strspn(words, blanks); *at; at += strspn(at, blanks)) {
        size_t length = strcspn(at, blanks);
        if (length == strlen(word) && strncasecmp(at, word, length) == 0)
            return true;
        at += length;
    }
    return false;
}

/* The type without its parameters, in lower case; NULL when there is none. */
static const char *bare_type(struct arena *arena, const char *type)
{
    if (!type)
        return NULL;
    type += strspn(type, " \t\n");
    char *bare = arena_copy(arena, type, strcspn(type, "; \t\n"));
    for (char *at = bare; at && *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return bare && *bare ? feed_text_line(arena, bare, strlen(bare)) : NULL;
}

static bool is_feed_type(const char *type)
{
    for (size_t i = 0; i < sizeof feed_types / sizeof *feed_types; i++)
        if (strcmp(type, feed_types[i]) == 0)
            return true;
    return false;
}

static bool is_known(const struct array *feeds, const char *url)
{
    const struct discovered_feed *items = feeds->items;
    for (size_t i = 0; i < feeds->count; i++)
        if (strcmp(items[i].url, url) == 0)
            return true;
    return false;
}

static void take_link(struct search *search, const xmlNode *node)
{
    const char *relation = html_tree_attribute(node, "rel"), *address = html_tree_attribute(node, "href");
    if (!relation || !address || search->feeds->count == AUTODISCOVERY_MAX)
        return;
    const char *type = bare_type(search->arena, html_tree_attribute(node, "type"));
    bool is_alternate = has_word(relation, "alternate") && !has_word(relation, "stylesheet");
    if (!has_word(relation, "feed") && !(is_alternate && type && is_feed_type(type)))
        return;
    const char *url = feed_text_url(search->arena, address, search->base);
    struct discovered_feed *feed = url && !is_known(search->feeds, url) ? array_push(search->feeds) : NULL;
    const char *title = html_tree_attribute(node, "title");
    if (feed)
        *feed = (struct discovered_feed){
            .url = url, .title = title ? feed_text_line(search->arena, title, strlen(title)) : NULL, .type = type};
}

static void take_base(struct search *search, const xmlNode *node)
{
    const char *address = html_tree_attribute(node, "href");
    if (!address || search->has_base)
        return;
    search->has_base = true;
    const char *base = feed_text_url(search->arena, address, search->base);
    search->base = base ? base : search->base;
}

bool autodiscovery_find(const char *html, size_t length, const char *url, struct arena *arena, struct array *feeds)
{
    struct search search = {.arena = arena, .feeds = feeds, .base = url};
    xmlDoc *tree = NULL;
    if (!html_tree_parse(html, length, &tree))
        return false;
    const xmlNode *root = tree ? (const xmlNode *)tree : NULL;
    for (xmlNode *node = tree ? tree->children : NULL; node; node = html_tree_next(node, root))
        if (html_tree_is(node, "base"))
            take_base(&search, node);
    for (xmlNode *node = tree ? tree->children : NULL; node; node = html_tree_next(node, root))
        if (html_tree_is(node, "link"))
            take_link(&search, node);
    xmlFreeDoc(tree);
    return !arena_failed(arena) && !feeds->failed;
}

/* --- the sentence ------------------------------------------------------------------------------------------------- */

static void list_feeds(const struct array *feeds, struct buffer *out)
{
    const struct discovered_feed *items = feeds->items;
    buffer_append_string(out, feeds->count == 1 ? "; its feed is " : "; its feeds are ");
    for (size_t i = 0; i < feeds->count && i < SENTENCE_FEEDS_MAX; i++)
        buffer_append_format(out, "%s%s", i ? ", " : "", items[i].url);
    if (feeds->count > SENTENCE_FEEDS_MAX)
        buffer_append_format(out, " and %zu more", feeds->count - SENTENCE_FEEDS_MAX);
}

bool autodiscovery_refuse_page(const char *html, size_t length, const char *url, struct error *error)
{
    struct arena *arena = arena_create(PAGE_MEMORY_MAX);
    struct array feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX);
    struct buffer sentence = buffer_create(SENTENCE_SIZE_MAX);
    if (arena && length <= HTML_SIZE_MAX && autodiscovery_find(html, length, url, arena, &feeds) && feeds.count)
        list_feeds(&feeds, &sentence);
    else
        buffer_append_string(&sentence, ", and it names none");
    error_set(error, "this is a web page and no feed%s", buffer_string(&sentence));
    buffer_release(&sentence);
    array_release(&feeds);
    arena_destroy(arena);
    return false;
}
