/* opml: libxml2's events over the mended text, and a stack of the outlines that are open. No entity is ever declared,
 * so none expands. */
#include "feeds/opml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/builder.h"
#include "feeds/markup_limit.h"
#include "feeds/opml_mend.h"
#include "feeds/subscriptions.h"
#include "feeds/url.h"
#include "feeds/xml_guard.h"

/* libxml2 itself stops at 256 elements within each other; lists that people keep have three or four. */
enum { DEPTH_MAX = 256 };

/* Mending makes six bytes of one. */
#define MENDED_SIZE_MAX (6 * SUBSCRIPTIONS_SIZE_MAX)

enum outline_attribute { OUTLINE_TEXT, OUTLINE_TITLE, OUTLINE_URL, OUTLINE_PAGE, OUTLINE_CATEGORY, OUTLINE_ATTRIBUTES };

static const char *const attribute_names[OUTLINE_ATTRIBUTES] = {
    [OUTLINE_TEXT] = "text",    [OUTLINE_TITLE] = "title",       [OUTLINE_URL] = "xmlUrl",
    [OUTLINE_PAGE] = "htmlUrl", [OUTLINE_CATEGORY] = "category",
};

/* An outline whose end has not come yet. */
struct open_outline {
    const char *name; /* NULL when it has none */
    const char *path; /* of the folder that it is; NULL as long as no feed was found in it */
};

struct opml_reader {
    xmlParserCtxt *parser;
    struct subscriptions *list;
    struct open_outline outlines[DEPTH_MAX];
    size_t depth;
    char root[64]; /* the first element's name */
    bool is_opml, is_broken;
};

/* --- outlines ----------------------------------------------------------------------------------------------------- */

struct tags {
    const char *items[SUBSCRIPTION_TAGS_MAX];
    size_t count;
};

static void add_tag(struct tags *tags, const char *tag)
{
    if (tag && tags->count < SUBSCRIPTION_TAGS_MAX)
        tags->items[tags->count++] = tag;
}

/* The first part of a category, "/Sports/Sailing,Harbour", is the tag "Sports" (OPML 2.0, and RSS 2.0 for the slashes);
 * in lists of our own a comma or slash that is the tag's stands behind a backslash. Returns what follows. */
static const char *read_category(struct buffer *tag, const char *category)
{
    buffer_clear(tag);
    for (; *category && *category != ',' && *category != '/'; category++) {
        if (category[0] == '\\' && category[1] && strchr("\\,/", category[1]))
            category++;
        buffer_append_byte(tag, *category);
    }
    return category + (*category != '\0');
}

static void add_categories(struct opml_reader *reader, struct tags *tags, const char *category)
{
    struct buffer tag = buffer_create((size_t)4 * BUILDER_LINE_MAX);
    while (category && *category) {
        category = read_category(&tag, category);
        if (tag.length)
            add_tag(tags, subscriptions_line(reader->list, tag.bytes, tag.length));
    }
    buffer_release(&tag);
}

/* The path of the folder in which the reader stands, NULL at the top. Made when a feed asks for it: most outlines of a
 * hostile list hold none. */
static const char *current_folder(struct opml_reader *reader)
{
    const char *path = NULL;
    for (size_t i = 0; i < reader->depth && i < DEPTH_MAX; i++) {
        struct open_outline *outline = &reader->outlines[i];
        if (!outline->path && outline->name)
            outline->path = subscriptions_folder(reader->list, path, outline->name);
        path = outline->path ? outline->path : path;
    }
    return path;
}

static size_t line_of(const struct opml_reader *reader)
{
    return (size_t)reader->parser->input->line;
}

/* Lists name what can be fetched, and hostile ones what must not be. */
static void check_address(struct opml_reader *reader, const char *address)
{
    char *resolved = url_resolve(address, NULL);
    if (!resolved && strncasecmp(address, "feed:", strlen("feed:")) != 0)
        subscriptions_warn(reader->list, line_of(reader), "'%.200s' is no http or https address; it is listed only",
                           address);
    free(resolved);
}

static struct subscription_names keep_tags(struct opml_reader *reader, const struct tags *tags)
{
    return subscriptions_names(reader->list, tags->items, tags->count);
}

static void add_feed(struct opml_reader *reader, const char *const values[OUTLINE_ATTRIBUTES], const char *title)
{
    struct tags tags = {.count = 0}, labels = {.count = 0};
    const char *folder = current_folder(reader);
    for (size_t i = 0; i < reader->depth && i < DEPTH_MAX; i++)
        add_tag(&tags, reader->outlines[i].name);
    add_categories(reader, &labels, values[OUTLINE_CATEGORY]);
    for (size_t i = 0; i < labels.count; i++)
        add_tag(&tags, labels.items[i]);
    check_address(reader, values[OUTLINE_URL]);
    subscriptions_add(reader->list, &(struct subscription){
                                        .url = values[OUTLINE_URL],
                                        .title = title,
                                        .page = values[OUTLINE_PAGE],
                                        .tags = keep_tags(reader, &tags),
                                        .folders = subscriptions_names(reader->list, &folder, folder != NULL),
                                        .labels = keep_tags(reader, &labels),
                                    });
}

/* `items` has, of each attribute, five pointers: name, prefix, namespace, begin and end of the value. */
static void read_attributes(struct opml_reader *reader, const xmlChar **items, int count,
                            const char *values[OUTLINE_ATTRIBUTES])
{
    for (int i = 0; i < count; i++, items += 5) {
        const char *value = (const char *)items[3];
        size_t length = (size_t)(items[4] - items[3]), kind = 0;
        while (kind < OUTLINE_ATTRIBUTES && strcasecmp((const char *)items[0], attribute_names[kind]) != 0)
            kind++;
        if (items[1] || kind == OUTLINE_ATTRIBUTES || values[kind])
            continue;
        values[kind] = kind == OUTLINE_URL || kind == OUTLINE_PAGE
                           ? subscriptions_address(reader->list, line_of(reader), value, length)
                           : subscriptions_line(reader->list, value, length);
    }
}

static void begin_outline(struct opml_reader *reader, const xmlChar **items, int count)
{
    const char *values[OUTLINE_ATTRIBUTES] = {NULL};
    read_attributes(reader, items, count, values);
    const char *title = values[OUTLINE_TITLE] ? values[OUTLINE_TITLE] : values[OUTLINE_TEXT];
    if (values[OUTLINE_URL])
        add_feed(reader, values, title);
    if (reader->depth < DEPTH_MAX)
        reader->outlines[reader->depth] = (struct open_outline){.name = title};
    reader->depth++;
}

/* --- libxml2's events --------------------------------------------------------------------------------------------- */

static bool is_outline(const xmlChar *name)
{
    return strcasecmp((const char *)name, "outline") == 0;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted_count, const xmlChar **items)
{
    struct opml_reader *reader = context;
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
    if (!*reader->root)
        (void)snprintf(reader->root, sizeof reader->root, "%s", (const char *)name);
    reader->is_opml = reader->is_opml || is_outline(name) || strcasecmp((const char *)name, "opml") == 0;
    if (is_outline(name) && !reader->list->feeds.failed)
        begin_outline(reader, items, attribute_count);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct opml_reader *reader = context;
    (void)prefix, (void)uri;
    if (is_outline(name) && reader->depth)
        reader->depth--;
}

/* The first error tells what is wrong; the others follow from it. A namespace that is not declared harms nobody. */
static void on_error(void *context, xmlError *error)
{
    struct opml_reader *reader = context;
    if (reader->is_broken || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE || !error->message)
        return;
    reader->is_broken = true;
    subscriptions_warn(reader->list, error->line > 0 ? (size_t)error->line : 1, "the XML is broken: %.*s",
                       (int)strcspn(error->message, "\n"), error->message);
}

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .serror = on_error,
};

/* --- the door ----------------------------------------------------------------------------------------------------- */

bool opml_is_in(const char *text, size_t length)
{
    static const char *const starts[] = {"<opml", "<outline"};
    for (const char *at = text, *end = text + length; (at = memchr(at, '<', (size_t)(end - at))); at++)
        for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
            if ((size_t)(end - at) > strlen(starts[i]) && strncasecmp(at, starts[i], strlen(starts[i])) == 0)
                return true;
    return false;
}

static bool parse(struct opml_reader *reader, const char *text, size_t length)
{
    xmlParserCtxt *parser = length < INT_MAX ? xmlCreateMemoryParserCtxt(text, (int)length) : NULL;
    if (!parser)
        return false;
    reader->parser = parser;
    *parser->sax = handlers;
    parser->userData = reader;
    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(parser);
    xmlFreeDoc(parser->myDoc);
    xmlFreeParserCtxt(parser);
    return true;
}

bool opml_read(const char *text, size_t length, struct subscriptions *list, struct error *error)
{
    if (!xml_guard_set(error))
        return false;
    struct opml_reader reader = {.list = list};
    const char *start = memchr(text, '<', length);
    struct buffer mended = buffer_create(MENDED_SIZE_MAX);
    bool read = !start || opml_mend(start, length - (size_t)(start - text), &mended);
    if (read && mended.length) {
        markup_limit_attributes(mended.bytes, mended.length);
        read = parse(&reader, mended.bytes, mended.length);
    }
    buffer_release(&mended);
    if (!read)
        return error_out_of_memory(error, "reading the list");
    static const char read_instead[] = "OPML and the lists of newsboat and newsraft are read";
    if (!reader.is_opml && !*reader.root)
        return error_set(error, "this is no list of feeds (it has no element); %s", read_instead);
    if (!reader.is_opml)
        return error_set(error, "this is no list of feeds (its first element is <%s>); %s", reader.root, read_instead);
    return true;
}
