/* whosaid import: subscribes to the feeds that a list names, or tells which they are. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/subscriptions_exchange.h"
#include "app/subscriptions_json.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "cmd/archive_option.h"
#include "cmd/print_json.h"
#include "cmd/table.h"
#include "cmd/wrap.h"
#include "feeds/subscriptions.h"

/* Cells are copies, and those of tags that lie around many feeds are many. */
#define TABLE_MEMORY_MAX ((size_t)1024 * 1024 * 1024)

struct values {
    struct archive_values archive;
    bool dry_run, json, tabs;
};

/* A list that was read, on its way into the archive. */
struct taking {
    const struct subscriptions *list;
    bool json;
};

static const struct option_row options[] = {
    {"dry-run", 0, OPTION_FLAG, offsetof(struct values, dry_run), NULL,
     "subscribe to nothing, print what is in the list"},
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object"},
    {"tsv", 0, OPTION_FLAG, offsetof(struct values, tabs), NULL, "print one line a feed, columns separated by tabs"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static const struct column columns[] = {
    {"title", COLUMN_LEFT}, {"tags", COLUMN_LEFT}, {"url", COLUMN_REST}, {"page", COLUMN_HIDDEN}, {0},
};

static bool read_list(const char *path, struct subscriptions *list, struct error *error)
{
    struct buffer bytes = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
    *list = (struct subscriptions){.arena = NULL};
    bool read =
        input_read_file(path, &bytes, error) && subscriptions_read(buffer_string(&bytes), bytes.length, list, error);
    buffer_release(&bytes);
    return read || error_prefix(error, "%s: ", input_name(path));
}

static void add_tags(struct table *table, const struct subscription *feed)
{
    struct buffer joined = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
    for (size_t i = 0; i < feed->tags.count; i++)
        buffer_append_format(&joined, "%s%s", i ? " | " : "", feed->tags.items[i]);
    table_add_buffer(table, &joined);
    buffer_release(&joined);
}

static bool print_table(const struct subscriptions *list, bool tabs)
{
    struct arena *arena = arena_create(TABLE_MEMORY_MAX);
    if (!arena)
        return false;
    struct table table = table_create(columns, arena);
    const struct subscription *feeds = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++) {
        table_add_string(&table, feeds[i].title);
        add_tags(&table, &feeds[i]);
        table_add_string(&table, feeds[i].url);
        table_add_string(&table, feeds[i].page);
    }
    bool printed = tabs ? table_print_tabs(&table) : table_print_aligned(&table, terminal_width());
    table_release(&table);
    arena_destroy(arena);
    return printed;
}

static enum exit_status print_list(const struct subscriptions *list, const struct values *values)
{
    if (values->json)
        return print_json(subscriptions_to_json(list));
    if (print_table(list, values->tabs))
        return STATUS_WELL;
    return command_fail_for_memory("printing");
}

static enum exit_status tell(const struct exchange_counts *counts, bool json)
{
    enum exit_status status = STATUS_WELL;
    if (json)
        status = print_json(json_pack("{s:I,s:I,s:I}", "added", (json_int_t)counts->added, "known",
                                      (json_int_t)counts->known, "refused", (json_int_t)counts->refused));
    else
        printf("%zu added, %zu known already%s\n", counts->added, counts->known,
               counts->added ? "; 'whosaid sync' fetches them" : "");
    return counts->refused ? STATUS_FAILED : status;
}

static enum exit_status take_list(struct archive *archive, const struct settings *settings, void *context)
{
    const struct taking *taking = context;
    struct exchange_counts counts;
    struct error error;
    (void)settings;
    if (exchange_take(archive, taking->list, &counts, command_warn, NULL, &error))
        return tell(&counts, taking->json);
    return command_fail(&error);
}

static enum exit_status import(const struct invocation *invocation, const struct values *values, const char *path)
{
    struct error error;
    struct subscriptions list;
    if (!read_list(path, &list, &error))
        return command_fail(&error);
    const char *const *warnings = list.warnings.items;
    for (size_t i = 0; i < list.warnings.count; i++) {
        error_set(&error, "%s: %s", input_name(path), warnings[i]);
        command_complain(&error);
    }
    struct taking taking = {&list, values->json};
    enum exit_status status =
        values->dry_run ? print_list(&list, values)
                        : archive_option_work(invocation, &values->archive, ARCHIVE_USE_BEGIN, take_list, &taking);
    subscriptions_release(&list);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.dry_run = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (values.json && values.tabs)
        return command_misused(invocation, "--json and --tsv are two ways to print: choose one");
    if (!*operands && isatty(STDIN_FILENO))
        return command_misused(invocation, "there is nothing to import: name a FILE, or pipe one in");
    if (*operands && operands[1])
        return command_misused(invocation, "import is for one list at a time");
    if (values.tabs && !values.dry_run)
        return command_misused(invocation, "--tsv lists what is in FILE: it goes with --dry-run");
    return import(invocation, &values, *operands ? *operands : "-");
}

const struct command command_import = {
    "import", "[FILE]", "Subscribes to the feeds of an OPML file, or of the lists that newsboat and newsraft keep.",
    options,  run,
};
