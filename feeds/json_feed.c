/* json feed: a walk over the outermost object finds where its members stand; then what the feed says of itself is read,
 * which may stand behind the items, and then the items one by one, each by jansson. */
#include "feeds/json_feed.h"

#include <jansson.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "feeds/feed.h"
#include "feeds/json_feed_values.h"
#include "feeds/json_text.h"

/* An item has some twenty values; jansson takes up to 300 bytes for each. */
enum { VALUES_MAX = 50000 };

/* What one item's arena may hold. */
#define ITEM_MEMORY_MAX ((size_t)64 * 1024 * 1024)

struct json_reader {
    const struct feed_options *options;
    const struct feed_sink *sink;
    struct feed *feed;
    struct error *error;
    const char *start, *end;
    const char *counted;                           /* up to here lines are counted */
    size_t line;                                   /* of `counted`, from 1 */
    struct json_extent members[JSON_FEED_MEMBERS]; /* where each stands first; without a start where it does not */
    struct json_extent items;                      /* the same */
    struct arena *item_arena;                      /* of the item at hand */
    bool failed;                                   /* memory was short */
};

bool json_feed_begins(const char *text, size_t length)
{
    const char *end = text + length, *at = json_skip_blanks(text, end);
    bool is_object = at < end && *at == '{';
    at = at < end && (*at == '{' || *at == '[') ? json_skip_blanks(at + 1, end) : end;
    return at < end && (*at == '"' || *at == (is_object ? '}' : '{'));
}

/* The line that `at` is in; places are asked for in their order. */
static size_t line_at(struct json_reader *reader, const char *at)
{
    const char *newline;
    while (reader->counted < at && (newline = memchr(reader->counted, '\n', (size_t)(at - reader->counted)))) {
        reader->line++;
        reader->counted = newline + 1;
    }
    reader->counted = reader->counted < at ? at : reader->counted;
    return reader->line;
}

static void count_anew(struct json_reader *reader)
{
    reader->counted = reader->start;
    reader->line = 1;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* The value, a new reference. NULL, and a warning, when it cannot be read; NULL and `failed` when memory is short. */
static json_t *load(struct json_reader *reader, const struct json_extent *extent, const char *what)
{
    struct feed *feed = reader->feed;
    struct error error = {0};
    json_t *value;
    bool mended;
    size_t line = line_at(reader, extent->start);
    if (extent->values > VALUES_MAX || extent->depth > reader->options->limits->depth) {
        feed_warn(feed, line, "%s has too many values or is too deep; it is left out", what);
        return NULL;
    }
    if (!json_load_extent(extent, &value, &mended, &error)) {
        reader->failed = true;
        return NULL;
    }
    if (!value)
        feed_warn(feed, line, "%s is no JSON and left out: %s", what, error.message);
    else if (mended)
        feed_warn(feed, line, "%s is not quite JSON; it is read as it seems to be meant", what);
    return value;
}

/* --- the feed ----------------------------------------------------------------------------------------------------- */

static void note_items(struct json_reader *reader, const struct json_extent *extent)
{
    if (*extent->start == '[' && !reader->items.start)
        reader->items = *extent;
    else
        feed_warn(reader->feed, line_at(reader, extent->start), "items is no list, or there twice");
}

static void note_member(struct json_reader *reader, const struct json_extent *key, const struct json_extent *extent)
{
    static const char items[] = "\"items\"";
    size_t length = (size_t)(key->end - key->start), member = json_feed_member(key->start, length);
    if (length == sizeof items - 1 && memcmp(key->start, items, length) == 0)
        note_items(reader, extent);
    else if (member < JSON_FEED_MEMBERS && !reader->members[member].start)
        reader->members[member] = *extent;
}

/* Reads `"name": value`, where the name begins at `at`; where it ends, NULL where that is no JSON. */
static const char *read_member(struct json_reader *reader, const char *at)
{
    struct json_extent key = json_extent_at(at, reader->end);
    at = json_skip_blanks(key.end, reader->end);
    reader->feed->is_cut = !key.is_whole || at == reader->end;
    if (reader->feed->is_cut || *at != ':')
        return NULL;
    struct json_extent value = json_extent_at(json_skip_blanks(at + 1, reader->end), reader->end);
    reader->feed->is_cut = value.start == reader->end;
    if (value.end == value.start)
        return NULL;
    if (value.is_whole || *value.start == '[')
        note_member(reader, &key, &value);
    return value.end;
}

/* Walks over the members of the object that begins at `at`. */
static void read_members(struct json_reader *reader, const char *at)
{
    bool comma = false;
    for (at = json_skip_blanks(at + 1, reader->end); at < reader->end; at = json_skip_blanks(at, reader->end)) {
        const char *member = at;
        if (*at == '}') {
            if (comma)
                feed_warn(reader->feed, line_at(reader, at), "a comma before the end of the feed");
            if (json_skip_blanks(at + 1, reader->end) < reader->end)
                feed_warn(reader->feed, line_at(reader, at), "what follows the feed is passed over");
            return;
        }
        comma = *at == ',';
        at = comma ? at + 1 : *at == '"' ? read_member(reader, at) : NULL;
        if (!at) {
            feed_warn(reader->feed, line_at(reader, member), "the JSON is broken; what follows is not read");
            return;
        }
    }
    reader->feed->is_cut = true;
    feed_warn(reader->feed, line_at(reader, reader->end), "the feed is cut off");
}

/* What the feed says of itself, in an order of meaning and not of place. */
static void take_members(struct json_reader *reader)
{
    for (size_t i = 0; i < JSON_FEED_MEMBERS && !reader->failed; i++) {
        count_anew(reader);
        json_t *value = reader->members[i].start ? load(reader, &reader->members[i], json_feed_member_name(i)) : NULL;
        if (value)
            json_feed_take(reader->feed, reader->options, i, value);
        json_decref(value);
    }
}

/* --- items -------------------------------------------------------------------------------------------------------- */

/* Hands one item to the sink. False and a sentence when the sink refuses or memory is short. */
static bool hand_over(struct json_reader *reader, const json_t *value, size_t line)
{
    struct arena *arena = reader->item_arena;
    struct feed_item item = {.line = line};
    bool taken = json_feed_item(arena, reader->feed, reader->options, value, &item) && !arena_failed(arena);
    if (!taken)
        error_out_of_memory(reader->error, "reading the feed");
    else
        taken = !reader->sink->take || reader->sink->take(reader->sink->context, &item, reader->error);
    reader->feed->item_count += taken;
    arena_clear(arena);
    return taken;
}

static bool read_item(struct json_reader *reader, const struct json_extent *extent)
{
    if (*extent->start != '{') {
        feed_warn(reader->feed, line_at(reader, extent->start), "an item that is no object is left out");
        return true;
    }
    json_t *value = load(reader, extent, "an item");
    bool taken = !value || hand_over(reader, value, line_at(reader, extent->start));
    json_decref(value);
    return taken && !reader->failed;
}

/* False when the sink refuses, with its sentence, or memory is short. */
static bool read_items(struct json_reader *reader)
{
    const char *at = reader->items.start + 1, *end = reader->items.end;
    bool comma = false;
    for (at = json_skip_blanks(at, end); at < end && *at != ']'; at = json_skip_blanks(at, end)) {
        struct json_extent extent = json_extent_at(at, end);
        comma = *at == ',';
        at = comma ? at + 1 : extent.end;
        if (comma)
            continue;
        if (extent.end == extent.start || !extent.is_whole) {
            feed_warn(reader->feed, line_at(reader, extent.start), "an item that is not whole is left out");
            return true;
        }
        if (reader->feed->item_count == reader->options->limits->items) {
            feed_warn(reader->feed, line_at(reader, extent.start), "only the first %zu items are read",
                      reader->feed->item_count);
            return true;
        }
        if (!read_item(reader, &extent))
            return false;
    }
    if (comma)
        feed_warn(reader->feed, line_at(reader, at), "a comma before the end of the items");
    return true;
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

/* Some feeds have a version of their own, or none: their items show what they are. */
static bool recognize(struct json_reader *reader)
{
    struct feed *feed = reader->feed;
    if (!feed->format && !reader->items.start)
        return error_set(reader->error, "this is JSON, but no JSON Feed: it has neither a version of one nor items");
    if (!feed->format)
        feed_warn(feed, 0, "the version is none of JSON Feed's; it is read as version 1");
    if (!feed->format)
        feed->format = "json-feed-1";
    if (!reader->items.start)
        feed_warn(feed, 0, "the feed has no items");
    return true;
}

static bool read_feed(struct json_reader *reader, const char *object)
{
    count_anew(reader);
    if (object > reader->start && memchr(reader->start, '/', (size_t)(object - reader->start)))
        feed_warn(reader->feed, 1, "a comment, which JSON does not have, is passed over");
    read_members(reader, object);
    take_members(reader);
    if (!reader->failed && !recognize(reader))
        return false;
    count_anew(reader);
    if (reader->items.start && !reader->failed && !read_items(reader) && !reader->failed)
        return false;
    bool is_short = reader->failed || arena_failed(reader->feed->arena);
    return !is_short || error_out_of_memory(reader->error, "reading the feed");
}

bool json_feed_read(const char *text, size_t length, const struct feed_options *options, const struct feed_sink *sink,
                    struct feed *feed, struct error *error)
{
    struct json_reader reader = {.options = options,
                                 .sink = sink,
                                 .feed = feed,
                                 .error = error,
                                 .start = text,
                                 .end = text + length,
                                 .item_arena = arena_create(ITEM_MEMORY_MAX)};
    const char *at = json_skip_blanks(text, reader.end);
    bool read;
    if (!reader.item_arena)
        read = error_out_of_memory(error, "reading the feed");
    else if (at == reader.end || *at != '{')
        read = error_set(error, "this is JSON, but no JSON Feed: it is no object");
    else
        read = read_feed(&reader, at);
    arena_destroy(reader.item_arena);
    return read;
}
