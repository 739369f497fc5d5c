/* opml write: places are sorted by their folders, so that one walk opens and closes them. */
#include "feeds/opml_write.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "feeds/libxml.h"
#include "feeds/subscriptions.h"

/* A feed stands at most in as many folders as a list may tell of. */
enum { PLACES_MAX = SUBSCRIPTIONS_MAX * 16 };

/* Between the names of folders in a sort key: it sorts before everything that a clean line has, so that a folder's own
 * feeds and all that lies in it come together. */
enum { FOLDER_END = '\1' };

/* One place in which one feed stands. */
struct place {
    char *key; /* names of its folders, each with a FOLDER_END; "" at the top */
    size_t feed;
};

struct opml_writer {
    xmlTextWriter *xml;
    const struct subscription *feeds;
    struct array places; /* of struct place */
    bool failed;
};

/* --- places ------------------------------------------------------------------------------------------------------- */

/* For free(); NULL when memory is short. */
static char *folder_key(const char *path)
{
    struct buffer key = buffer_create(2 * strlen(path) + 2), name = buffer_create(strlen(path) + 1);
    while ((path = folder_path_next(path, &name))) {
        buffer_append_string(&key, buffer_string(&name));
        buffer_append_byte(&key, FOLDER_END);
    }
    char *copy = key.failed || name.failed ? NULL : strdup(buffer_string(&key));
    buffer_release(&key);
    buffer_release(&name);
    return copy;
}

static void add_place(struct opml_writer *writer, const char *path, size_t feed)
{
    struct place *place = array_push(&writer->places);
    if (!place)
        return;
    *place = (struct place){.key = folder_key(path), .feed = feed};
    writer->failed = writer->failed || !place->key;
}

static void add_places(struct opml_writer *writer, size_t count)
{
    for (size_t feed = 0; feed < count; feed++) {
        const struct subscription_names *folders = &writer->feeds[feed].folders;
        for (size_t i = 0; i < folders->count; i++)
            add_place(writer, folders->items[i], feed);
        if (!folders->count)
            add_place(writer, "", feed);
    }
    writer->failed = writer->failed || writer->places.failed;
}

static int compare_places(const void *one, const void *other)
{
    const struct place *a = one, *b = other;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->feed > b->feed) - (a->feed < b->feed);
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

static void start(struct opml_writer *writer, const char *name)
{
    writer->failed = xmlTextWriterStartElement(writer->xml, (const xmlChar *)name) < 0 || writer->failed;
}

static void end(struct opml_writer *writer)
{
    writer->failed = xmlTextWriterEndElement(writer->xml) < 0 || writer->failed;
}

/* An attribute without a value is left out. */
static void write_attribute(struct opml_writer *writer, const char *name, const char *value)
{
    if (value && *value)
        writer->failed = xmlTextWriterWriteAttribute(writer->xml, (const xmlChar *)name, (const xmlChar *)value) < 0 ||
                         writer->failed;
}

/* Labels as a category: "one,two", as opml_read undoes it. */
static void write_labels(struct opml_writer *writer, const struct subscription_names *labels)
{
    struct buffer category = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
    for (size_t i = 0; i < labels->count; i++) {
        if (i)
            buffer_append_byte(&category, ',');
        for (const char *at = labels->items[i]; *at; at++) {
            if (strchr("\\,/", *at))
                buffer_append_byte(&category, '\\');
            buffer_append_byte(&category, *at);
        }
    }
    write_attribute(writer, "category", buffer_string(&category));
    writer->failed = writer->failed || category.failed;
    buffer_release(&category);
}

static void write_feed(struct opml_writer *writer, const struct subscription *feed)
{
    const char *title = feed->title ? feed->title : feed->url;
    start(writer, "outline");
    write_attribute(writer, "type", "rss");
    write_attribute(writer, "text", title);
    write_attribute(writer, "title", feed->title);
    write_attribute(writer, "xmlUrl", feed->url);
    write_attribute(writer, "htmlUrl", feed->page);
    write_labels(writer, &feed->labels);
    end(writer);
}

static void open_folder(struct opml_writer *writer, const char *name, size_t length)
{
    struct buffer text = buffer_create(length + 1);
    writer->failed = !buffer_append(&text, name, length) || writer->failed;
    start(writer, "outline");
    write_attribute(writer, "text", buffer_string(&text));
    buffer_release(&text);
}

/* Goes from the folders of one place to those of the next: what they do not share is closed and opened. */
static void change_folder(struct opml_writer *writer, const char *from, const char *to)
{
    size_t shared = 0;
    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == FOLDER_END)
            shared = i + 1;
    for (const char *at = from + shared; (at = strchr(at, FOLDER_END)); at++)
        end(writer);
    for (const char *at = to + shared, *stop; (stop = strchr(at, FOLDER_END)); at = stop + 1)
        open_folder(writer, at, (size_t)(stop - at));
}

static void write_body(struct opml_writer *writer)
{
    const struct place *places = writer->places.items;
    const char *folder = "";
    start(writer, "body");
    for (size_t i = 0; i < writer->places.count && !writer->failed; i++) {
        change_folder(writer, folder, places[i].key);
        folder = places[i].key;
        write_feed(writer, &writer->feeds[places[i].feed]);
    }
    change_folder(writer, folder, "");
    end(writer);
}

static void write_document(struct opml_writer *writer, const char *title)
{
    bool begun = xmlTextWriterSetIndent(writer->xml, 1) >= 0 &&
                 xmlTextWriterSetIndentString(writer->xml, (const xmlChar *)"  ") >= 0 &&
                 xmlTextWriterStartDocument(writer->xml, "1.0", "UTF-8", NULL) >= 0;
    writer->failed = writer->failed || !begun;
    start(writer, "opml");
    write_attribute(writer, "version", "2.0");
    start(writer, "head");
    if (title && xmlTextWriterWriteElement(writer->xml, (const xmlChar *)"title", (const xmlChar *)title) < 0)
        writer->failed = true;
    end(writer);
    write_body(writer);
    end(writer);
    writer->failed = xmlTextWriterEndDocument(writer->xml) < 0 || writer->failed;
}

/* --- the doors ---------------------------------------------------------------------------------------------------- */

static void release_places(struct array *places)
{
    struct place *items = places->items;
    for (size_t i = 0; i < places->count; i++)
        free(items[i].key);
    array_release(places);
}

bool opml_write(const struct subscription *feeds, size_t count, const char *title, struct buffer *out,
                struct error *error)
{
    struct opml_writer writer = {.feeds = feeds, .places = array_create(sizeof(struct place), PLACES_MAX)};
    if (!libxml_load(error))
        return false;
    add_places(&writer, count);
    if (!writer.failed && writer.places.count)
        qsort(writer.places.items, writer.places.count, sizeof(struct place), compare_places);
    xmlBuffer *written = xmlBufferCreate();
    writer.xml = written ? xmlNewTextWriterMemory(written, 0) : NULL;
    writer.failed = writer.failed || !writer.xml;
    if (!writer.failed)
        write_document(&writer, title);
    xmlFreeTextWriter(writer.xml);
    bool whole = !writer.failed && buffer_append_string(out, (const char *)xmlBufferContent(written));
    xmlBufferFree(written);
    release_places(&writer.places);
    return whole || error_out_of_memory(error, "writing the list");
}

/* A word as subscription_lines_read takes it: in quotation marks, those within it behind a backslash. */
static void append_quoted(struct buffer *out, const char *mark, const char *word)
{
    buffer_append_format(out, " \"%s", mark);
    for (; *word; word++) {
        if (*word == '"' || *word == '\\')
            buffer_append_byte(out, '\\');
        buffer_append_byte(out, *word);
    }
    buffer_append_byte(out, '"');
}

bool urls_write(const struct subscription *feeds, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append_string(out, feeds[i].url);
        for (size_t j = 0; j < feeds[i].tags.count; j++)
            append_quoted(out, "", feeds[i].tags.items[j]);
        if (feeds[i].title)
            append_quoted(out, "~", feeds[i].title);
        buffer_append_byte(out, '\n');
    }
    return !out->failed;
}
