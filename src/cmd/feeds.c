/* whosaid feeds: what one is subscribed to, and how it goes with it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/feed_health.h"
#include "app/feed_names.h"
#include "app/feeds_json.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/timestamp.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "cmd/print_json.h"
#include "cmd/table.h"
#include "cmd/wrap.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

enum { CELL_SIZE_MAX = 64 * 1024 };
#define TABLE_MEMORY_MAX ((size_t)256 * 1024 * 1024)

struct values {
    struct archive_values archive;
    bool json, tabs;
};

static const struct option_row options[] = {
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object"},
    {"tsv", 0, OPTION_FLAG, offsetof(struct values, tabs), NULL, "print one line a feed, columns separated by tabs"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static const struct column columns_for_people[] = {
    {"number", COLUMN_RIGHT}, {"title", COLUMN_LEFT},  {"unread", COLUMN_RIGHT},
    {"places", COLUMN_LEFT},  {"health", COLUMN_REST}, {0},
};

static const struct column columns_for_programs[] = {
    {"number", COLUMN_RIGHT},
    {"title", COLUMN_LEFT},
    {"url", COLUMN_LEFT},
    {"unread", COLUMN_RIGHT},
    {"articles", COLUMN_RIGHT},
    {"folders", COLUMN_LEFT},
    {"tags", COLUMN_LEFT},
    {"health", COLUMN_LEFT},
    {"success", COLUMN_LEFT},
    {"next", COLUMN_LEFT},
    {"per week", COLUMN_RIGHT},
    {"error", COLUMN_LEFT},
    {0},
};

/* Appends names behind what is there, between them ` | `. */
static void append_names(struct buffer *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_format(out, "%s%s", out->length ? " | " : "", names[i]);
}

static void add_buffer(struct table *table, struct buffer *cell)
{
    table_add_buffer(table, cell);
    buffer_clear(cell);
}

static void add_for_people(struct table *table, const struct archived_feed *feed, int64_t now)
{
    struct buffer cell = buffer_create(CELL_SIZE_MAX);
    table_add_format(table, "%" PRId64, feed->id);
    table_add_string(table, feed_name(feed));
    table_add_format(table, "%" PRId64 "/%" PRId64, feed->unread, feed->articles);
    append_names(&cell, feed->folders, feed->folder_count);
    append_names(&cell, feed->tags, feed->tag_count);
    add_buffer(table, &cell);
    feed_health_tell(feed, now, &cell);
    add_buffer(table, &cell);
    buffer_release(&cell);
}

static void add_moment(struct table *table, int64_t moment)
{
    char text[TIMESTAMP_SIZE] = "";
    if (moment)
        timestamp_format(moment, text);
    table_add_string(table, text);
}

static void add_for_programs(struct table *table, const struct archived_feed *feed, int64_t now)
{
    struct buffer cell = buffer_create(CELL_SIZE_MAX);
    (void)now;
    table_add_format(table, "%" PRId64, feed->id);
    table_add_string(table, feed_name(feed));
    char *url = url_without_password(feed->url);
    table_add_string(table, url);
    table->cells.failed = table->cells.failed || !url;
    free(url);
    table_add_format(table, "%" PRId64, feed->unread);
    table_add_format(table, "%" PRId64, feed->articles);
    append_names(&cell, feed->folders, feed->folder_count);
    add_buffer(table, &cell);
    append_names(&cell, feed->tags, feed->tag_count);
    add_buffer(table, &cell);
    table_add_string(table, feed_health_name(feed_health(feed)));
    add_moment(table, feed->state.last_success);
    add_moment(table, feed->state.next_due);
    table_add_format(table, "%.1f", feed->per_week);
    table_add_string(table, feed->state.last_error);
    buffer_release(&cell);
}

static bool print_table(const struct archived_feeds *all, bool tabs)
{
    struct arena *arena = arena_create(TABLE_MEMORY_MAX);
    if (!arena)
        return false;
    struct table table = table_create(tabs ? columns_for_programs : columns_for_people, arena);
    const struct archived_feed *feeds = all->feeds.items;
    int64_t now = clock_now();
    for (size_t i = 0; i < all->feeds.count; i++)
        (tabs ? add_for_programs : add_for_people)(&table, &feeds[i], now);
    bool printed = tabs ? table_print_tabs(&table) : table_print_aligned(&table, terminal_width());
    table_release(&table);
    arena_destroy(arena);
    return printed;
}

static enum exit_status print_feeds(const struct archived_feeds *all, const struct values *values)
{
    if (values->json)
        return print_json(feeds_to_json(&all->feeds));
    if (!all->feeds.count && !values->tabs)
        (void)fprintf(stderr, "There are no feeds yet; 'whosaid add ADDRESS' subscribes to one.\n");
    if (print_table(all, values->tabs))
        return STATUS_WELL;
    return command_fail_for_memory("printing");
}

static enum exit_status list_feeds(struct archive *archive, const struct settings *settings, void *context)
{
    struct archived_feeds all;
    (void)settings;
    enum exit_status status = archived_feeds_read(&all, archive) ? print_feeds(&all, context) : STATUS_FAILED;
    archived_feeds_release(&all);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.json = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands)
        return command_misused(invocation, "feeds lists them all; 'whosaid edit FEED' tells of one");
    if (values.json && values.tabs)
        return command_misused(invocation, "--json and --tsv are two ways to print: choose one");
    return archive_option_work(invocation, &values.archive, ARCHIVE_USE_READ, list_feeds, &values);
}

const struct command command_feeds = {
    "feeds", "", "Lists the feeds that one is subscribed to, with what is unread and how they fare.", options, run,
};
