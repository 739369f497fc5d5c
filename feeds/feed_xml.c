/* feed xml: libxml2's events, the table of elements, and a stack of places. */
#include "feeds/feed_xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/error.h"
#include "feeds/feed.h"
#include "feeds/feed_entities.h"
#include "feeds/feed_markup.h"
#include "feeds/feed_take.h"
#include "feeds/url.h"

enum {
    /* Feeds declare up to thirty; libxml2 looks through all that are open for each prefix that it meets. */
    NAMESPACES_MAX = 500,
    /* Characters that entities may blow a document up by, whatever libxml2's own limit lets pass. */
    EXPANSION_MAX = 16 * 1024 * 1024,
    ITEM_ARENA_MAX = 1024 * 1024 * 1024 /* never reached: no item is larger than the document */
};

/* --- a pass's life ------------------------------------------------------------------------------------------------ */

bool feed_xml_create(struct feed_xml *pass, bool is_strict, size_t to_skip, const struct feed_options *options,
                     const struct feed_sink *sink, struct feed *feed, struct error *error)
{
    *pass = (struct feed_xml){.options = options,
                              .sink = sink,
                              .feed = feed,
                              .error = error,
                              .is_strict = is_strict,
                              .to_skip = to_skip,
                              .item_arena = arena_create(ITEM_ARENA_MAX),
                              .taken.text = buffer_create(options->limits->content_bytes)};
    pass->of_feed = feed_record_create(feed->arena, options->limits);
    pass->of_item = feed_record_create(pass->item_arena, options->limits);
    return pass->item_arena && feed->arena;
}

void feed_xml_release(struct feed_xml *pass)
{
    while (pass->depth)
        free(pass->levels[--pass->depth].own_base);
    feed_record_release(&pass->of_feed);
    feed_record_release(&pass->of_item);
    arena_destroy(pass->item_arena);
    buffer_release(&pass->taken.text);
    free(pass->taken.base);
    free(pass->own_uri);
}

void feed_xml_stop(struct feed_xml *pass, bool failed)
{
    pass->is_stopped = true;
    pass->failed = pass->failed || failed;
    xmlStopParser(pass->parser);
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static void give_item(struct feed_xml *pass)
{
    struct feed_item item;
    const struct feed_sink *sink = pass->sink;
    if (pass->feed->item_count >= pass->options->limits->items) {
        feed_warn(pass->feed, pass->of_item.line, "the feed has more than %zu items; the others are left out",
                  pass->options->limits->items);
        feed_xml_stop(pass, false);
        return;
    }
    feed_record_to_item(&pass->of_item, pass->feed, &item);
    if (arena_failed(pass->item_arena))
        feed_xml_stop(pass, !error_out_of_memory(pass->error, "reading the feed"));
    else if (sink->take && !sink->take(sink->context, &item, pass->error))
        feed_xml_stop(pass, true);
    else
        pass->feed->item_count++;
}

static void end_item(struct feed_xml *pass)
{
    if (!pass->in_item)
        return;
    pass->in_item = false;
    if (pass->to_skip)
        pass->to_skip--;
    else if (!pass->is_stopped)
        give_item(pass);
    feed_record_clear(&pass->of_item);
    arena_clear(pass->item_arena);
}

/* RSS 1.0 names an item by the address of its page. */
static void begin_item(struct feed_xml *pass, const struct feed_attributes *attributes)
{
    end_item(pass);
    /* Where that was the last item wanted, the parser has freed what the attributes point to. */
    if (pass->is_stopped)
        return;
    pass->in_item = true;
    pass->of_item.line = (size_t)xmlSAX2GetLineNumber(pass->parser);
    feed_take_attribute(pass, attributes, "about", FEED_ID, 1);
    feed_take_attribute(pass, attributes, "about", FEED_LINK, 1);
}

/* --- levels ------------------------------------------------------------------------------------------------------- */

static struct feed_level *top_level(struct feed_xml *pass)
{
    return &pass->levels[pass->depth - 1];
}

static struct feed_level *push_level(struct feed_xml *pass, enum feed_place place,
                                     const struct feed_attributes *attributes)
{
    const char *outer = pass->depth ? top_level(pass)->base : pass->options->url;
    struct feed_level *level = &pass->levels[pass->depth++];
    *level = (struct feed_level){.place = place, .base = outer};
    if (!attributes->count)
        return level;
    char *base = feed_attribute(attributes, "xml", "base");
    level->own_base = base ? url_resolve(base, outer) : NULL;
    level->base = level->own_base ? level->own_base : outer;
    free(base);
    return level;
}

/* The language of an item is what it, its title or its content declares; that of the feed, what its root does. */
static void take_language(struct feed_xml *pass, enum feed_place place, const struct feed_attributes *attributes)
{
    struct feed_record *record = place == FEED_IN_ITEM ? &pass->of_item : &pass->of_feed;
    if (!attributes->count || record->language || (place == FEED_IN_FEED && pass->taking))
        return;
    record->language = feed_attribute(attributes, "xml", "lang");
}

static void pop_level(struct feed_xml *pass)
{
    free(top_level(pass)->own_base);
    pass->depth--;
}

/* What closing the element at the top of the stack ends. */
static void leave(struct feed_xml *pass)
{
    enum feed_place place = top_level(pass)->place;
    unsigned rank = top_level(pass)->rank;
    pop_level(pass);
    enum feed_place outer = pass->depth ? top_level(pass)->place : FEED_OUTSIDE;
    if (place == FEED_IN_PERSON && outer != FEED_IN_PERSON)
        feed_record_add_person(feed_take_record(pass), rank);
    if (place == FEED_IN_ITEM && outer != FEED_IN_ITEM)
        end_item(pass);
}

/* --- vocabularies ------------------------------------------------------------------------------------------------- */

static bool is_atom_root(const char *name)
{
    return strcasecmp(name, "feed") == 0 || strcasecmp(name, "entry") == 0;
}

/* RSS 0.90 and 1.0 have the same root; what namespaces it declares tells them apart. */
static const char *rdf_format(int count, const xmlChar **namespaces)
{
    const char *format = NULL;
    for (int i = 0; i < count && !format; i++)
        format = feed_namespace_format((const char *)namespaces[2 * i + 1]);
    return format && strncmp(format, "rss", 3) == 0 ? format : "rss-1.0";
}

static const char *atom_format(const char *uri, const struct feed_attributes *attributes)
{
    char *version = feed_attribute(attributes, NULL, "version");
    const char *format = feed_namespace_format(uri);
    if (!format)
        format = version && strncmp(version, "0.", 2) == 0 ? "atom-0.3" : "atom-1.0";
    free(version);
    return format;
}

/* Notes what the root tells of the whole: the format, and the namespace that the feed's own elements are in. Some feeds
 * are in a namespace of their own, or Atom in none: there the root's name tells. */
static void note_root(struct feed_xml *pass, const char *name, const char *uri, enum feed_vocabulary known)
{
    free(pass->own_uri);
    pass->own_uri = uri ? strdup(uri) : NULL;
    pass->own_vocabulary = known;
    if (known == FEED_VOCABULARY_RSS || known == FEED_VOCABULARY_UNKNOWN)
        pass->own_vocabulary = is_atom_root(name) ? FEED_VOCABULARY_ATOM : FEED_VOCABULARY_RSS;
}

static void note_format(struct feed_xml *pass, const char *name, const char *uri,
                        const struct feed_attributes *attributes, int count, const xmlChar **namespaces)
{
    char *version = feed_attribute(attributes, NULL, "version");
    if (is_atom_root(name))
        pass->feed->format = atom_format(uri, attributes);
    else if (strcasecmp(name, "rdf") == 0)
        pass->feed->format = rdf_format(count, namespaces);
    else
        pass->feed->format = feed_rss_format(version);
    free(version);
    pass->is_feed = true;
}

/* Feeds mix RSS and Atom without saying so: what one of the two does not know, the other may. */
static const struct feed_element *look_up(const struct feed_xml *pass, enum feed_place place, const char *name,
                                          const char *prefix, const char *uri)
{
    enum feed_vocabulary vocabulary = feed_vocabulary_find(uri, prefix);
    bool own = uri && pass->own_uri ? strcmp(uri, pass->own_uri) == 0 : !uri && !pass->own_uri && !prefix;
    if (own)
        vocabulary = pass->own_vocabulary;
    const struct feed_element *element = feed_element_find(place, vocabulary, name);
    if (element || (vocabulary != FEED_VOCABULARY_RSS && (vocabulary != FEED_VOCABULARY_ATOM || !own)))
        return element;
    bool is_rss = vocabulary == FEED_VOCABULARY_RSS;
    return feed_element_find(place, is_rss ? FEED_VOCABULARY_ATOM : FEED_VOCABULARY_RSS, name);
}

/* The row for an element here; the same few elements come again and again. */
static const struct feed_element *find_element(struct feed_xml *pass, enum feed_place place, const xmlChar *name,
                                               const xmlChar *prefix, const xmlChar *uri)
{
    if (place == FEED_OUTSIDE || (prefix && !uri))
        return look_up(pass, place, (const char *)name, (const char *)prefix, (const char *)uri);
    size_t hash = ((size_t)name >> 3) + ((size_t)uri >> 2) * 7 + (size_t)place * 31;
    struct feed_meaning *meaning = &pass->cache[hash % FEED_XML_CACHE_SIZE];
    if (meaning->name != name || meaning->uri != uri || meaning->place != place)
        *meaning = (struct feed_meaning){
            name, uri, place, look_up(pass, place, (const char *)name, (const char *)prefix, (const char *)uri)};
    return meaning->element;
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

/* XHTML's outermost <div> is no part of the content (RFC 4287, 3.1.1.3). */
static bool is_wrapper(const struct feed_xml *pass, const char *name)
{
    return pass->taken.form == FEED_INLINE && pass->depth == pass->taking_depth && strcasecmp(name, "div") == 0 &&
           !pass->taken.text.length;
}

static void start_inner(struct feed_xml *pass, const char *name, const struct feed_attributes *attributes)
{
    bool is_wrapped = is_wrapper(pass, name);
    struct feed_level *level = push_level(pass, top_level(pass)->place, attributes);
    level->is_written = pass->taken.form != FEED_PLAIN && !is_wrapped;
    if (level->is_written)
        feed_markup_start(&pass->taken.text, name, attributes, level->base);
}

static void start_known(struct feed_xml *pass, enum feed_place place, const struct feed_element *element,
                        const struct feed_attributes *attributes)
{
    bool enters = element->action == FEED_DO_ENTER;
    enum feed_place target = enters && element->target ? (enum feed_place)element->target : place;
    push_level(pass, target, attributes)->rank = element->rank;
    if (target == FEED_IN_ITEM && enters && element->target)
        begin_item(pass, attributes);
    else if (!enters)
        feed_take_start(pass, element, attributes);
    if (!pass->is_stopped && (target == FEED_IN_ITEM || target == FEED_IN_FEED))
        take_language(pass, target, attributes);
}

/* True for what counting items and warnings has to look into. */
static bool is_counted(const struct feed_element *element)
{
    return element->action == FEED_DO_ENTER || element->target == FEED_PUBLISHED || element->target == FEED_MODIFIED;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted_count, const xmlChar **items)
{
    struct feed_xml *pass = context;
    const struct feed_attributes attributes = {items, attribute_count};
    (void)defaulted_count;
    /* libxml2 keeps two pointers for each namespace. */
    if (pass->parser->nsNr > 2 * NAMESPACES_MAX)
        feed_xml_stop(pass, false);
    if (pass->passed_over || pass->is_stopped) {
        pass->passed_over++;
        return;
    }
    if (pass->depth == FEED_XML_DEPTH_MAX || pass->depth >= pass->options->limits->depth) {
        feed_warn(pass->feed, 0, "elements within more than %zu others are left out", pass->depth);
        pass->passed_over++;
        return;
    }
    if (pass->taking) {
        start_inner(pass, (const char *)name, &attributes);
        return;
    }
    enum feed_place place = pass->depth ? top_level(pass)->place : FEED_OUTSIDE;
    if (place == FEED_OUTSIDE)
        note_root(pass, (const char *)name, (const char *)uri,
                  feed_vocabulary_find((const char *)uri, (const char *)prefix));
    const struct feed_element *element = find_element(pass, place, name, prefix, uri);
    if (!element || (!pass->sink->take && !is_counted(element))) {
        pass->passed_over++;
        return;
    }
    if (place == FEED_OUTSIDE && !pass->is_feed)
        note_format(pass, (const char *)name, (const char *)uri, &attributes, namespace_count, namespaces);
    start_known(pass, place, element, &attributes);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct feed_xml *pass = context;
    (void)prefix, (void)uri;
    if (pass->passed_over) {
        pass->passed_over--;
    } else if (pass->taking && pass->depth > pass->taking_depth) {
        if (top_level(pass)->is_written)
            feed_markup_end(&pass->taken.text, (const char *)name);
        pop_level(pass);
    } else if (pass->depth) {
        if (pass->taking)
            feed_take_end(pass);
        leave(pass);
    }
}

static void check_expansion(struct feed_xml *pass)
{
    size_t read = (size_t)xmlByteConsumed(pass->parser);
    pass->characters_checked = read + EXPANSION_MAX;
    if (pass->characters > pass->characters_checked) {
        feed_warn(pass->feed, 0, "entities make the feed too large; the rest is left out");
        feed_xml_stop(pass, false);
    }
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct feed_xml *pass = context;
    pass->characters += (size_t)length;
    if (pass->taking)
        feed_take_text(pass, (const char *)text, (size_t)length);
    if (pass->characters > pass->characters_checked)
        check_expansion(pass);
}

/* --- the rest of the callbacks ------------------------------------------------------------------------------------ */

/* Before memory is short in earnest, libxml2 says so where there are too many names. What follows a fatal error in the
 * strict pass is the mending pass's to tell. */
static void on_error(void *context, xmlError *error)
{
    struct feed_xml *pass = context;
    const char *what =
        error->code == XML_ERR_NO_MEMORY ? "names take too much memory; the rest is left out" : error->message;
    if (error->level < XML_ERR_ERROR || !what || pass->is_stopped || pass->is_broken)
        return;
    feed_warn(pass->feed, error->line > 0 ? (size_t)error->line : 0, "%.*s", (int)strcspn(what, "\n"), what);
    pass->is_broken = pass->is_strict && error->level == XML_ERR_FATAL;
}

static void on_document(void *context)
{
    xmlSAX2StartDocument(((struct feed_xml *)context)->parser);
}

static void on_subset(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
    xmlSAX2InternalSubset(((struct feed_xml *)context)->parser, name, external_id, system_id);
}

static void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                                  const xmlChar *system_id, xmlChar *content)
{
    feed_entities_declare(((struct feed_xml *)context)->parser, name, type, public_id, system_id, content);
}

static xmlEntity *on_entity(void *context, const xmlChar *name)
{
    struct feed_xml *pass = context;
    bool is_html;
    xmlEntity *entity = feed_entities_find(pass->parser, name, &is_html);
    if (entity && is_html)
        feed_warn(pass->feed, (size_t)xmlSAX2GetLineNumber(pass->parser), "&%s; is HTML's and not declared",
                  (const char *)name);
    return entity;
}

/* No feed needs the default values of attributes, and ten thousand of them take libxml2 minutes: mending leaves their
 * declarations out. */
static void on_attribute_declaration(void *context, const xmlChar *element, const xmlChar *name, int type,
                                     int default_kind, const xmlChar *value, xmlEnumeration *values)
{
    struct feed_xml *pass = context;
    (void)element, (void)name, (void)type, (void)default_kind, (void)value;
    xmlFreeEnumeration(values);
    xmlStopParser(pass->parser);
}

const xmlSAXHandler feed_xml_handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = on_document,
    .internalSubset = on_subset,
    .entityDecl = on_entity_declaration,
    .attributeDecl = on_attribute_declaration,
    .getEntity = on_entity,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
    .serror = on_error,
};

void feed_xml_finish(struct feed_xml *pass)
{
    if (pass->taking)
        feed_take_end(pass);
    while (pass->depth)
        leave(pass);
    end_item(pass);
    if (pass->is_feed)
        feed_record_to_feed(&pass->of_feed, pass->feed);
    if (arena_failed(pass->feed->arena) && !pass->failed)
        pass->failed = !error_out_of_memory(pass->error, "reading the feed");
}
