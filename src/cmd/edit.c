/* whosaid edit: what is set of one feed, or of a folder, and setting it. */
#include "app/feed_edit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/feed_folders.h"
#include "app/feed_names.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

enum { TEXT_SIZE_MAX = 1 << 20 };

struct values {
    struct archive_values archive;
    const char *folder;
    char *const *operands; /* the feed, unless a folder is meant, then the changes */
    const struct invocation *invocation;
};

static const struct option_row options[] = {
    {"folder", 0, OPTION_VALUE, offsetof(struct values, folder), "FOLDER", "edit this folder: path=News/Europe"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static void print(const struct archived_feed *feed)
{
    struct buffer text = buffer_create(TEXT_SIZE_MAX), clean = buffer_create(3 * TEXT_SIZE_MAX);
    feed_edit_print(feed, &text);
    clean_for_terminal(buffer_string(&text), text.length, &clean);
    (void)fputs(buffer_string(&clean), stdout);
    buffer_release(&text);
    buffer_release(&clean);
}

/* Two feeds of one address would be fetched twice, and one would stay empty. */
static bool check_address(const struct archived_feeds *all, const struct archived_feed *changed, struct error *error)
{
    const struct archived_feed *feeds = all->feeds.items;
    for (size_t i = 0; i < all->feeds.count; i++)
        if (feeds[i].id != changed->id && strcmp(feeds[i].url, changed->url) == 0)
            return error_set(error, "%s is the address of feed %" PRId64 " (%.100s) already",
                             url_behind_password(changed->url), feeds[i].id, feed_name(&feeds[i]));
    return true;
}

/* All changes, or none. */
static enum exit_status change(struct archive *archive, const struct archived_feeds *all, struct archived_feed *feed,
                               const struct values *values)
{
    struct error error;
    struct feed_edit edit = {.feed = feed, .arena = all->arena};
    for (char *const *changes = values->operands + 1; *changes; changes++)
        if (!feed_edit_assign(&edit, *changes, &error))
            return command_misused(values->invocation, "%s", error.message);
    bool stored = check_address(all, feed, &error) && feed_edit_store(archive, &edit, &error);
    return stored ? STATUS_WELL : command_fail(&error);
}

static enum exit_status edit_feed(struct archive *archive, const struct archived_feeds *all,
                                  const struct values *values)
{
    struct archived_feed *feed = archived_feeds_find(all, values->operands[0]);
    if (!feed)
        return STATUS_FAILED;
    if (values->operands[1])
        return change(archive, all, feed, values);
    print(feed);
    return STATUS_WELL;
}

/* A folder has nothing but its path. */
static enum exit_status edit_folder(struct archive *archive, const struct archived_feeds *all,
                                    const struct values *values)
{
    static const char name[] = "path=";
    struct error error;
    const char *change = values->operands[0];
    if (change && (strncmp(change, name, sizeof name - 1) != 0 || values->operands[1]))
        return command_misused(values->invocation, "all that can be set of a folder is its path, as in path=News/Sea");
    if (change && !feed_folders_move(archive, all->feeds.items, all->feeds.count, values->folder,
                                     change + sizeof name - 1, &error))
        return command_fail(&error);
    if (!change && !feed_folders_count(all->feeds.items, all->feeds.count, values->folder)) {
        error_set(&error, "there is no folder '%s'", values->folder);
        return command_fail(&error);
    }
    if (!change)
        (void)printf("path=%s\n", values->folder);
    return STATUS_WELL;
}

static enum exit_status edit(struct archive *archive, const struct settings *settings, void *context)
{
    const struct values *values = context;
    struct archived_feeds all;
    (void)settings;
    enum exit_status status = STATUS_FAILED;
    if (archived_feeds_read(&all, archive))
        status = (values->folder ? edit_folder : edit_feed)(archive, &all, values);
    archived_feeds_release(&all);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.invocation = invocation};
    values.operands = options_parse(invocation, &values);
    if (!values.operands)
        return STATUS_USAGE;
    if (!*values.operands && !values.folder)
        return command_misused(invocation, "which FEED? Name it by its number, its address or its title");
    bool changes = values.operands[values.folder ? 0 : 1] != NULL;
    return archive_option_work(invocation, &values.archive, changes ? ARCHIVE_USE_CHANGE : ARCHIVE_USE_READ, edit,
                               &values);
}

const struct command command_edit = {
    "edit", "FEED [NAME=VALUE…]", "Prints what is set of a feed or a folder, or sets it.", options, run,
};
