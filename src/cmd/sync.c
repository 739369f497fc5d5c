/* whosaid sync: fetches the feeds that are due. */
#include <stddef.h>

#include "app/sync.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/sync_report.h"
#include "cmd/sync_settings.h"

struct values {
    struct archive_values archive;
    struct option_list feeds;
    const char *folder;
    bool all, json, progress, quiet;
};

static const struct option_row options[] = {
    {"feed", 0, OPTION_LIST, offsetof(struct values, feeds), "FEED",
     "fetch this one, due or not: its number, address or title"},
    {"folder", 0, OPTION_VALUE, offsetof(struct values, folder), "PATH", "fetch the feeds of this folder, due or not"},
    {"all", 0, OPTION_FLAG, offsetof(struct values, all), NULL, "fetch all feeds, whether they are due or not"},
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print what came of it as one JSON object"},
    {"progress", 0, OPTION_FLAG, offsetof(struct values, progress), NULL, "print how it goes, for another program"},
    {"quiet", 'q', OPTION_FLAG, offsetof(struct values, quiet), NULL, "show no progress, tell only of failures"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static enum exit_status sync_feeds(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    struct sync_settings sync;
    struct sync_report report;
    struct sync_counts counts = {.feeds = 0};
    struct error error;
    sync_report_begin(&report,
                      values->json       ? SYNC_REPORT_JSON
                      : values->progress ? SYNC_REPORT_LINES
                                         : SYNC_REPORT_SENTENCES,
                      values->quiet);
    if (values->all || values->folder)
        report.nothing = "every feed is paused or gone for good; 'whosaid feeds' tells which";
    const struct sync_listener listener = sync_report_listener(&report);
    bool done = sync_settings_read(&sync, settings, &error);
    sync.options.names = values->feeds.values;
    sync.options.name_count = values->feeds.count;
    sync.options.all = values->all;
    sync.options.folder = values->folder;
    done = done && sync_run(archive, &sync.options, &listener, &counts, &error);
    sync_settings_release(&sync);
    return sync_report_end(&report, &counts, done ? NULL : &error);
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.all = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands)
        return command_misused(invocation, "one feed alone is fetched with --feed=%s", *operands);
    if (values.json && values.progress)
        return command_misused(invocation, "--json and --progress are two ways to print: choose one");
    if (values.all + (values.feeds.count > 0) + (values.folder != NULL) > 1)
        return command_misused(invocation, "--all, --feed and --folder contradict each other");
    return archive_option_work(invocation, &values.archive, ARCHIVE_USE_CHANGE, sync_feeds, &values);
}

const struct command command_sync = {
    "sync", "", "Fetches the feeds that are due, and keeps what is new.", options, run,
};
