/* whosaid export: the subscriptions as a list for other readers. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/subscriptions_exchange.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "feeds/opml_write.h"
#include "feeds/subscriptions.h"

#define LIST_SIZE_MAX ((size_t)256 * 1024 * 1024)
enum { FEEDS_MAX = 1000000 };

struct values {
    struct archive_values archive;
    bool opml, urls, passwords;
};

static const struct option_row options[] = {
    {"opml", 0, OPTION_FLAG, offsetof(struct values, opml), NULL, "as OPML 2.0, which is the default"},
    {"urls", 0, OPTION_FLAG, offsetof(struct values, urls), NULL, "as newsboat's urls, with folders as tags"},
    {"passwords", 0, OPTION_FLAG, offsetof(struct values, passwords), NULL,
     "keep the user names and passwords in addresses"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

static bool write_list(const struct array *feeds, bool urls, struct buffer *out, struct error *error)
{
    if (urls)
        return urls_write(feeds->items, feeds->count, out) || error_out_of_memory(error, "writing the list");
    return opml_write(feeds->items, feeds->count, "Feeds of whosaid", out, error);
}

/* The shell has made the file, as readable as any other. */
static void warn_of_readers(void)
{
    struct stat status;
    if (fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode) && status.st_mode & (S_IRGRP | S_IROTH))
        command_warn(NULL,
                     "the list may hold passwords, and others may read the file; 'chmod 600 FILE' keeps it private");
}

static enum exit_status print_list(const struct archived_feeds *all, const struct values *values)
{
    struct error error;
    struct array feeds = array_create(sizeof(struct subscription), FEEDS_MAX);
    struct buffer list = buffer_create(LIST_SIZE_MAX);
    bool given = exchange_give(&all->feeds, values->passwords, all->arena, &feeds, command_warn, NULL) ||
                 error_out_of_memory(&error, "writing the list");
    bool written = given && write_list(&feeds, values->urls, &list, &error);
    if (written && values->passwords)
        warn_of_readers();
    if (written)
        (void)fputs(buffer_string(&list), stdout);
    else
        command_complain(&error);
    buffer_release(&list);
    array_release(&feeds);
    return written ? STATUS_WELL : STATUS_FAILED;
}

static enum exit_status give_away(struct archive *archive, const struct settings *settings, void *context)
{
    struct archived_feeds all;
    (void)settings;
    enum exit_status status = archived_feeds_read(&all, archive) ? print_list(&all, context) : STATUS_FAILED;
    archived_feeds_release(&all);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.opml = false};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (*operands)
        return command_misused(invocation, "export writes to standard output; '> FILE' keeps it");
    if (values.opml && values.urls)
        return command_misused(invocation, "--opml and --urls are two formats: choose one");
    return archive_option_work(invocation, &values.archive, ARCHIVE_USE_READ, give_away, &values);
}

const struct command command_export = {
    "export", "", "Prints the feeds as a list for other readers: OPML, or newsboat's urls.", options, run,
};
