/* feed articles: libxml2's events, the table of elements, and a stack of places. Entities are expanded only when the document
 * itself declares them or HTML does; nothing outside the document is ever asked for. */
#include "feeds/feed_articles.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/document.h"
#include "feeds/feed_entry.h"
#include "feeds/feed_markup.h"
#include "feeds/feed_table.h"
#include "feeds/markup_limit.h"
#include "feeds/url.h"
#include "feeds/xml_mend.h"

enum {
    DEPTH_MAX = 256,                  /* feeds with XHTML content have some twenty */
    VALUE_SIZE_MAX = 8 * 1024 * 1024, /* a whole book as one entry's content; what is beyond is left out */
    /* Feeds declare up to thirty; libxml2 looks through all that are open for each prefix that it meets. */
    NAMESPACES_MAX = 500,
    LIST_SEPARATOR_LENGTH = 2
};

/* Characters in all that entities may blow a document up to, whatever libxml2's own limit lets pass. */
#define CHARACTERS_MAX (2 * DOCUMENT_SIZE_MAX)

/* Mending makes five bytes of one; a document of nothing but stray ampersands may be refused. */
#define MENDED_SIZE_MAX (4 * DOCUMENT_SIZE_MAX)

/* An open element. */
struct level {
    enum feed_place place;
    const char *base; /* what holds in it: its own xml:base, an outer one, or the feed's own address */
    char *own_base;   /* the xml:base that it declares, resolved */
};

struct feed_reader {
    xmlParserCtxt *parser;
    struct document *document;
    struct error *error;
    const char *url;                    /* the feed's own address, NULL when unknown */
    char *own_uri;                      /* the namespace of its root, NULL for none */
    enum feed_namespace own_vocabulary; /* what that means */
    struct level levels[DEPTH_MAX];
    size_t depth;
    size_t passed_over;                /* open elements that mean nothing */
    const struct feed_element *taking; /* the row whose element's content is being collected */
    size_t inner;                      /* open elements within that one */
    struct feed_value taken;           /* what was collected */
    struct feed_value values[FEED_SLOTS];
    size_t characters;
    bool in_entry, is_feed, is_permalink, failed;
};

static struct level *top_level(struct feed_reader *reader)
{
    return &reader->levels[reader->depth - 1];
}

static void stop(struct feed_reader *reader)
{
    reader->failed = true;
    xmlStopParser(reader->parser);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void release_value(struct feed_value *value)
{
    buffer_release(&value->text);
    free(value->base);
    value->base = NULL;
    value->rank = 0;
}

static bool is_blank(const struct buffer *text)
{
    const char *string = buffer_string(text);
    return !string[strspn(string, " \t\r\n")];
}

/* Puts what was collected into a slot, if it says more than what is there. */
static void keep_value(struct feed_reader *reader, enum feed_slot slot, unsigned rank)
{
    struct feed_value *value = &reader->values[slot], *taken = &reader->taken;
    bool lists = slot == FEED_ENTRY_BYLINE || slot == FEED_BYLINE;
    if (taken->form == FEED_TYPED || is_blank(&taken->text) || rank < value->rank || (rank == value->rank && !lists))
        return;
    if (rank > value->rank)
        buffer_clear(&value->text);
    else
        buffer_append(&value->text, ", ", LIST_SEPARATOR_LENGTH);
    buffer_append(&value->text, taken->text.bytes, taken->text.length);
    value->rank = rank;
    value->form = taken->form;
    free(value->base);
    value->base = taken->base ? strdup(taken->base) : NULL;
}

static void take_base(struct feed_reader *reader)
{
    const char *base = top_level(reader)->base;
    free(reader->taken.base);
    reader->taken.base = base ? strdup(base) : NULL;
}

/* --- entries ------------------------------------------------------------------------------------------------------ */

static void end_entry(struct feed_reader *reader)
{
    if (!reader->in_entry)
        return;
    reader->in_entry = false;
    struct error error = {0};
    struct article *article = feed_entry_article(reader->values, &error);
    struct article **slot = article ? array_push(&reader->document->articles) : NULL;
    if (slot)
        *slot = article;
    else
        article_destroy(article);
    for (size_t i = FEED_SLOTS_OF_FEED; i < FEED_SLOTS; i++)
        release_value(&reader->values[i]);
    bool is_full = reader->document->articles.count >= DOCUMENT_ENTRIES_MAX;
    if (*error.message || (article && !slot && !is_full)) {
        error_out_of_memory(reader->error, "reading the feed");
        stop(reader);
    } else if (is_full) {
        xmlStopParser(reader->parser);
    }
}

/* --- places ------------------------------------------------------------------------------------------------------- */

/* What Atom's `type` says of how a text is written (RFC 4287, 3.1 and 4.1.3.1); in Atom 0.3 it is always a MIME
 * type. */
static const struct {
    const char *type;
    enum feed_form form;
} text_types[] = {
    {"text", FEED_PLAIN},       {"text/plain", FEED_PLAIN}, {"html", FEED_MARKUP},
    {"text/html", FEED_MARKUP}, {"xhtml", FEED_INLINE},     {"application/xhtml+xml", FEED_INLINE},
};

/* FEED_TYPED for what is no text: an image, another XML vocabulary. */
static enum feed_form typed_form(const struct feed_attributes *attributes)
{
    char *type = feed_attribute(attributes, NULL, "type"), *mode = feed_attribute(attributes, NULL, "mode");
    enum feed_form form = type && strchr(type, '/') ? FEED_TYPED : FEED_PLAIN;
    for (size_t i = 0; type && i < sizeof text_types / sizeof *text_types; i++)
        if (strcasecmp(type, text_types[i].type) == 0)
            form = text_types[i].form;
    if (form == FEED_INLINE && mode && strcasecmp(mode, "escaped") == 0)
        form = FEED_MARKUP;
    else if (form == FEED_MARKUP && mode && strcasecmp(mode, "xml") == 0)
        form = FEED_INLINE;
    free(type);
    free(mode);
    return form;
}

static void push_level(struct feed_reader *reader, enum feed_place place, const struct feed_attributes *attributes)
{
    const char *outer = reader->depth ? top_level(reader)->base : reader->url;
    char *own = feed_attribute(attributes, "xml", "base");
    struct level *level = &reader->levels[reader->depth++];
    *level = (struct level){.place = place};
    level->own_base = url_resolve(own, outer);
    level->base = level->own_base ? level->own_base : outer;
    free(own);
}

static void pop_level(struct feed_reader *reader)
{
    free(top_level(reader)->own_base);
    reader->depth--;
}

/* RSS 1.0 names an item by the address of its page. */
static void begin_entry(struct feed_reader *reader, const struct feed_attributes *attributes)
{
    end_entry(reader);
    reader->in_entry = true;
    char *about = feed_attribute(attributes, NULL, "about");
    if (about) {
        buffer_clear(&reader->taken.text);
        buffer_append_string(&reader->taken.text, about);
        reader->taken.form = FEED_PLAIN;
        take_base(reader);
        keep_value(reader, FEED_ENTRY_ID, 1);
        keep_value(reader, FEED_ENTRY_URL, 1);
    }
    free(about);
}

static void take_link(struct feed_reader *reader, const struct feed_element *element,
                      const struct feed_attributes *attributes)
{
    char *relation = feed_attribute(attributes, NULL, "rel"), *address = feed_attribute(attributes, NULL, "href");
    if (address && (!relation || strcasecmp(relation, "alternate") == 0)) {
        buffer_clear(&reader->taken.text);
        buffer_append_string(&reader->taken.text, address);
        reader->taken.form = FEED_PLAIN;
        take_base(reader);
        keep_value(reader, element->slot, element->rank);
    }
    free(relation);
    free(address);
}

static void begin_taking(struct feed_reader *reader, const struct feed_element *element,
                         const struct feed_attributes *attributes)
{
    reader->taking = element;
    reader->inner = 0;
    buffer_clear(&reader->taken.text);
    reader->taken.form = element->form == FEED_TYPED ? typed_form(attributes) : element->form;
    take_base(reader);
    char *permalink = feed_attribute(attributes, NULL, "isPermaLink");
    reader->is_permalink = !permalink || strcasecmp(permalink, "false") != 0;
    free(permalink);
}

static void end_taking(struct feed_reader *reader)
{
    const struct feed_element *element = reader->taking;
    reader->taking = NULL;
    keep_value(reader, element->slot, element->rank);
    if (element->action == FEED_GUID && reader->is_permalink)
        keep_value(reader, FEED_ENTRY_URL, 1);
}

/* What an element's namespace means. Some feeds are in a namespace of their own, or Atom in none: there the root's name
 * tells. */
static enum feed_namespace vocabulary_of(struct feed_reader *reader, const char *name, const char *prefix,
                                         const char *uri)
{
    enum feed_namespace known = feed_namespace_find(uri, prefix);
    if (reader->depth == 0) {
        bool atom = strcmp(name, "feed") == 0 || strcmp(name, "entry") == 0;
        free(reader->own_uri);
        reader->own_uri = uri ? strdup(uri) : NULL;
        reader->own_vocabulary = known != FEED_RSS && known != FEED_UNKNOWN ? known : atom ? FEED_ATOM : FEED_RSS;
    }
    bool own = uri && reader->own_uri ? strcmp(uri, reader->own_uri) == 0 : !uri && !reader->own_uri && !prefix;
    return own ? reader->own_vocabulary : known;
}

/* --- libxml2's events --------------------------------------------------------------------------------------------- */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted_count, const xmlChar **items)
{
    struct feed_reader *reader = context;
    const struct feed_attributes attributes = {items, attribute_count};
    (void)namespace_count, (void)namespaces, (void)defaulted_count;
    /* libxml2 keeps two pointers for each namespace. */
    if (reader->parser->nsNr > 2 * NAMESPACES_MAX)
        xmlStopParser(reader->parser);
    if (reader->passed_over || reader->failed) {
        reader->passed_over++;
        return;
    }
    if (reader->taking) {
        reader->inner++;
        if (reader->taken.form != FEED_PLAIN)
            feed_markup_start(&reader->taken.text, (const char *)name, &attributes);
        return;
    }
    enum feed_place place = reader->depth ? top_level(reader)->place : FEED_OUTSIDE;
    enum feed_namespace vocabulary = vocabulary_of(reader, (const char *)name, (const char *)prefix, (const char *)uri);
    const struct feed_element *element = feed_element_find(place, vocabulary, (const char *)name);
    if (!element || reader->depth == DEPTH_MAX) {
        reader->passed_over++;
        return;
    }
    reader->is_feed = true;
    push_level(reader, element->action == FEED_ENTER ? element->target : place, &attributes);
    if (element->action == FEED_ENTER && element->target == FEED_ENTRY)
        begin_entry(reader, &attributes);
    else if (element->action == FEED_LINK)
        take_link(reader, element, &attributes);
    else if (element->action != FEED_ENTER)
        begin_taking(reader, element, &attributes);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct feed_reader *reader = context;
    (void)prefix, (void)uri;
    if (reader->passed_over) {
        reader->passed_over--;
    } else if (reader->taking && reader->inner) {
        reader->inner--;
        if (reader->taken.form != FEED_PLAIN)
            feed_markup_end(&reader->taken.text, (const char *)name);
    } else if (reader->depth) {
        bool is_entry = top_level(reader)->place == FEED_ENTRY && !reader->taking;
        if (reader->taking)
            end_taking(reader);
        pop_level(reader);
        bool still_in_entry = reader->depth && (top_level(reader)->place == FEED_ENTRY);
        if (is_entry && !still_in_entry)
            end_entry(reader);
    }
}

/* As much of the text as there is room for; a character that is cut in two shows as U+FFFD. */
static void append_some(struct buffer *out, const char *text, size_t length)
{
    size_t room = out->ceiling - out->length;
    buffer_append(out, text, length < room ? length : room);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct feed_reader *reader = context;
    reader->characters += (size_t)length;
    if (reader->characters > CHARACTERS_MAX)
        xmlStopParser(reader->parser);
    else if (reader->taking && !reader->passed_over && reader->taken.form == FEED_INLINE)
        feed_markup_text(&reader->taken.text, (const char *)text, (size_t)length);
    else if (reader->taking && !reader->passed_over)
        append_some(&reader->taken.text, (const char *)text, (size_t)length);
}

/* --- entities ----------------------------------------------------------------------------------------------------- */

static void on_document(void *context)
{
    xmlSAX2StartDocument(((struct feed_reader *)context)->parser);
}

static void on_subset(void *context, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
    xmlSAX2InternalSubset(((struct feed_reader *)context)->parser, name, external_id, system_id);
}

/* Only what the document itself spells out is declared at all: what is not declared cannot be fetched. */
static void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                                  const xmlChar *system_id, xmlChar *content)
{
    if (type == XML_INTERNAL_GENERAL_ENTITY)
        xmlSAX2EntityDecl(((struct feed_reader *)context)->parser, name, type, public_id, system_id, content);
}

/* Feeds use HTML's entities (&nbsp;, &eacute;) as if XML had them. */
static xmlEntity *declare_html_entity(xmlDoc *document, const xmlChar *name)
{
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (!known || !document)
        return NULL;
    if (!document->intSubset && !xmlCreateIntSubset(document, (const xmlChar *)"feed", NULL, NULL))
        return NULL;
    struct buffer content = buffer_create(8);
    buffer_append_character(&content, known->value);
    xmlEntity *entity = xmlAddDocEntity(document, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL,
                                        (const xmlChar *)buffer_string(&content));
    buffer_release(&content);
    return entity;
}

static xmlEntity *on_entity(void *context, const xmlChar *name)
{
    const struct feed_reader *reader = context;
    xmlEntity *entity = xmlSAX2GetEntity(reader->parser, name);
    return entity ? entity : declare_html_entity(reader->parser->myDoc, name);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = on_document,
    .internalSubset = on_subset,
    .entityDecl = on_entity_declaration,
    .getEntity = on_entity,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};

static bool parse(struct feed_reader *reader, const char *text, size_t length)
{
    reader->parser = length < INT_MAX ? xmlCreateMemoryParserCtxt(text, (int)length) : NULL;
    if (!reader->parser)
        return false;
    *reader->parser->sax = handlers;
    reader->parser->userData = reader;
    xmlCtxtUseOptions(reader->parser, XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOERROR |
                                          XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(reader->parser);
    if (reader->taking)
        end_taking(reader);
    end_entry(reader);
    while (reader->depth)
        pop_level(reader);
    xmlFreeDoc(reader->parser->myDoc);
    xmlFreeParserCtxt(reader->parser);
    return !reader->failed;
}

/* What the feed says of itself serves every entry that does not say so. False when memory is short. */
static bool state_feed(struct feed_reader *reader)
{
    struct document *document = reader->document;
    document->title = feed_value_line(&reader->values[FEED_TITLE]);
    document->url = feed_value_url(&reader->values[FEED_HOME]);
    char *byline = feed_value_line(&reader->values[FEED_BYLINE]);
    char *language = feed_value_line(&reader->values[FEED_LANGUAGE]);
    bool kept = true;
    struct article **articles = document->articles.items;
    for (size_t i = 0; i < document->articles.count; i++) {
        struct article *article = articles[i];
        article->site = arena_copy_string(article->arena, document->title);
        article->language = arena_copy_string(article->arena, language);
        if (!article->byline)
            article->byline = arena_copy_string(article->arena, byline);
        kept = kept && !arena_failed(article->arena);
    }
    free(byline);
    free(language);
    return kept;
}

static bool read_mended(struct feed_reader *reader, char *text, size_t length)
{
    markup_limit_attributes(text, length);
    if (length && !parse(reader, text, length))
        return *reader->error->message ? false : error_out_of_memory(reader->error, "reading the feed");
    if (!reader->is_feed)
        return error_set(reader->error, "there is no feed in it");
    return state_feed(reader) || error_out_of_memory(reader->error, "reading the feed");
}

bool feed_read_articles(const char *text, size_t length, const char *url, struct document *document,
                        struct error *error)
{
    struct feed_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return error_out_of_memory(error, "reading the feed");
    reader->document = document;
    reader->error = error;
    reader->url = url;
    reader->taken.text = buffer_create(VALUE_SIZE_MAX);
    for (size_t i = 0; i < FEED_SLOTS; i++)
        reader->values[i].text = buffer_create(VALUE_SIZE_MAX);
    /* An XML declaration has to stand at the very beginning. */
    size_t blanks = 0;
    while (blanks < length && strchr(" \t\n", text[blanks]) && text[blanks])
        blanks++;
    struct buffer mended = buffer_create(MENDED_SIZE_MAX);
    bool read = xml_mend(text + blanks, length - blanks, &mended) ? read_mended(reader, mended.bytes, mended.length)
                                                                  : error_out_of_memory(error, "reading the feed");
    buffer_release(&mended);
    for (size_t i = 0; i < FEED_SLOTS; i++)
        release_value(&reader->values[i]);
    release_value(&reader->taken);
    free(reader->own_uri);
    free(reader);
    return read;
}
