/* whosaid remove: ends subscriptions, or takes a folder away from around its feeds. */
#include <inttypes.h>

#include "app/feed_folders.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "store/archive_feeds.h"

enum { LINE_SIZE_MAX = 64 * 1024 };

struct values {
    struct archive_values archive;
    const char *folder;
    bool dry_run;
    char *const *operands;
};

static const struct option_row options[] = {
    {"dry-run", 0, OPTION_FLAG, offsetof(struct values, dry_run), NULL, "remove nothing, tell what would be removed"},
    {"folder", 0, OPTION_VALUE, offsetof(struct values, folder), "FOLDER",
     "take this folder away; its feeds move up, none is removed"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static void tell(const struct archived_feed *feed, bool is_done)
{
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    buffer_append_string(&line, is_done ? "removed: " : "would be removed: ");
    archived_feeds_append_name(&line, feed);
    buffer_append_format(&line, ", %" PRId64 " article%s", feed->articles, feed->articles == 1 ? "" : "s");
    archived_feeds_say(&line);
    buffer_release(&line);
}

/* The feeds are read for each operand anew: an earlier one may have removed what this one means. */
static enum exit_status remove_one(struct archive *archive, const char *typed, bool is_real)
{
    struct error error;
    struct archived_feeds all;
    const struct archived_feed *feed = archived_feeds_read(&all, archive) ? archived_feeds_find(&all, typed) : NULL;
    bool removed = feed && (!is_real || archive_feed_remove(archive, feed->id, &error));
    if (removed)
        tell(feed, is_real);
    else if (feed)
        command_complain(&error);
    archived_feeds_release(&all);
    return removed ? STATUS_WELL : STATUS_FAILED;
}

static enum exit_status remove_all(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    enum exit_status status = STATUS_WELL;
    (void)settings;
    for (char *const *operand = values->operands; *operand; operand++)
        if (remove_one(archive, *operand, !values->dry_run) != STATUS_WELL)
            status = STATUS_FAILED;
    return status;
}

static enum exit_status remove_folder(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    struct error error = {""};
    struct archived_feeds all;
    (void)settings;
    bool read = archived_feeds_read(&all, archive);
    size_t count = read ? feed_folders_count(all.feeds.items, all.feeds.count, values->folder) : 0;
    bool removed = read && ((values->dry_run && count) ||
                            feed_folders_move(archive, all.feeds.items, all.feeds.count, values->folder, NULL, &error));
    archived_feeds_release(&all);
    if (!removed)
        return *error.message ? command_fail(&error) : STATUS_FAILED;
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    buffer_append_format(&line, "%s: folder %s; %zu feed%s up", values->dry_run ? "would be removed" : "removed",
                         values->folder, count, count == 1 ? " moves" : "s move");
    archived_feeds_say(&line);
    buffer_release(&line);
    return STATUS_WELL;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.dry_run = false};
    values.operands = options_parse(invocation, &values);
    if (!values.operands)
        return STATUS_USAGE;
    if (!*values.operands && !values.folder)
        return command_misused(invocation, "which FEED? Name it by its number, its address or its title");
    if (*values.operands && values.folder)
        return command_misused(invocation, "feeds and a folder at once: remove one or the other");
    return archive_option_work(invocation, &values.archive, values.dry_run ? ARCHIVE_USE_READ : ARCHIVE_USE_CHANGE,
                               values.folder ? remove_folder : remove_all, &values);
}

const struct command command_remove = {
    "remove", "FEED…", "Ends subscriptions; starred, tagged and clipped articles stay.", options, run,
};
