/* whosaid add: subscribes to feeds, or to those that pages name. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/feed_edit.h"
#include "app/feed_names.h"
#include "app/subscribe.h"
#include "app/sync.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "cmd/archive_option.h"
#include "cmd/archived_feeds.h"
#include "cmd/sync_settings.h"
#include "feeds/autodiscovery.h"
#include "feeds/fetch.h"
#include "feeds/url.h"

#define MEMORY_MAX ((size_t)64 * 1024 * 1024)
/* Of all feeds that have been fetched and wait to be read. */
#define FETCHED_MAX ((size_t)64 * 1024 * 1024)
enum { LINE_SIZE_MAX = 64 * 1024, FEEDS_MAX = 10000 };

struct values {
    struct archive_values archive;
    const char *title, *interval;
    struct option_list tags, folders;
    bool full_text, all, no_fetch;
    char *const *addresses;
};

static const struct option_row options[] = {
    {"title", 0, OPTION_VALUE, offsetof(struct values, title), "TITLE", "call the feed so"},
    {"tag", 0, OPTION_LIST, offsetof(struct values, tags), "TAG", "tag it; may be given many times"},
    {"folder", 0, OPTION_LIST, offsetof(struct values, folders), "FOLDER", "put it there: News, or News/Europe"},
    {"interval", 0, OPTION_VALUE, offsetof(struct values, interval), "TIME",
     "fetch it no more often than every 30m, 2h, 1d"},
    {"full-text", 0, OPTION_FLAG, offsetof(struct values, full_text), NULL, "fetch the page of each of its articles"},
    {"all", 0, OPTION_FLAG, offsetof(struct values, all), NULL, "all feeds that a page names, not only its first"},
    {"no-fetch", 0, OPTION_FLAG, offsetof(struct values, no_fetch), NULL,
     "fetch nothing: the ADDRESS is a feed's, 'whosaid sync' will see"},
    ARCHIVE_OPTIONS(struct values, archive),
    {0},
};

/* One call. */
struct addition {
    const struct invocation *invocation;
    const struct values *values;
    const struct settings *settings;
    struct arena *arena;
    struct archived_feed wanted; /* what the options say of every feed */
    struct array found;          /* of struct discovered_feed */
    struct array added;          /* of const char *: the numbers of the feeds that were not known before */
    struct array fetched;        /* of struct sync_fetched: what need not be fetched again */
    size_t fetched_bytes;
    enum exit_status status;
};

/* --- what the options say ----------------------------------------------------------------------------------------- */

/* The names as feed_edit_set takes them. */
static bool set_names(struct feed_edit *edit, const char *name, const struct option_list *names, struct error *error)
{
    struct buffer joined = buffer_create(LINE_SIZE_MAX);
    for (size_t i = 0; i < names->count; i++)
        buffer_append_format(&joined, "%s%s", i ? "," : "", names->values[i]);
    bool set = !joined.failed ? feed_edit_set(edit, name, buffer_string(&joined), error)
                              : error_out_of_memory(error, "reading the options");
    buffer_release(&joined);
    return set;
}

static bool take_options(struct addition *addition, struct error *error)
{
    const struct values *values = addition->values;
    struct feed_edit edit = {.feed = &addition->wanted, .arena = addition->arena};
    addition->wanted = (struct archived_feed){.wishes = feed_wishes_general()};
    return set_names(&edit, "tags", &values->tags, error) && set_names(&edit, "folders", &values->folders, error) &&
           (!values->title || feed_edit_set(&edit, "title", values->title, error)) &&
           (!values->interval || feed_edit_set(&edit, "interval", values->interval, error)) &&
           (!values->full_text || feed_edit_set(&edit, "full-text", "yes", error));
}

/* --- finding feeds ------------------------------------------------------------------------------------------------ */

/* Tells which other feeds a page names. */
static void tell_others(const struct discovered_feed *feeds, size_t count)
{
    if (!count)
        return;
    (void)fprintf(stderr, "The page names %zu more; --all subscribes to them, too:\n", count);
    for (size_t i = 0; i < count; i++) {
        struct error line;
        error_set(&line, "  %s%s%s", feeds[i].url, feeds[i].title ? "  " : "", feeds[i].title ? feeds[i].title : "");
        (void)fprintf(stderr, "%s\n", line.message);
    }
}

static bool take_found(struct addition *addition, const struct discovered_feed *feeds, size_t count,
                       struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct discovered_feed *kept = array_push(&addition->found);
        if (!kept)
            return error_out_of_memory(error, "subscribing");
        *kept = feeds[i];
    }
    return true;
}

/* What came of a feed is kept until the archive is open; what would be too much is fetched again. */
static void take_fetched(struct addition *addition, struct sync_fetched *fetched)
{
    size_t length = fetched->result ? fetched->result->body->length : 0;
    bool is_wanted = length > 0 && length <= FETCHED_MAX - addition->fetched_bytes;
    struct sync_fetched *kept = is_wanted ? array_push(&addition->fetched) : NULL;
    if (!kept)
        return;
    *kept = *fetched;
    fetched->result = NULL;
    addition->fetched_bytes += length;
}

static bool discover(struct addition *addition, const struct fetch_options *fetching, const char *address,
                     struct error *error)
{
    struct subscribe_find find;
    bool found = subscribe_discover(fetching, address, addition->arena, &find, error);
    const struct discovered_feed *feeds = find.discovery.feeds.items;
    size_t count = find.discovery.feeds.count, taken = addition->values->all ? count : 1;
    if (found) {
        found = take_found(addition, feeds, taken, error);
        take_fetched(addition, &find.fetched);
        tell_others(feeds + taken, count - taken);
    }
    subscribe_find_release(&find);
    return found;
}

/* Finds what is behind one operand. */
static bool look_up(struct addition *addition, const struct fetch_options *fetching, const char *typed,
                    struct error *error)
{
    char *address = fetch_address(typed, error);
    bool found = false;
    if (address && addition->values->no_fetch) {
        const struct discovered_feed feed = {.url = arena_copy_string(addition->arena, address)};
        found = feed.url ? take_found(addition, &feed, 1, error) : error_out_of_memory(error, "subscribing");
    } else if (address) {
        found = discover(addition, fetching, address, error);
    }
    free(address);
    return found;
}

/* --- subscribing -------------------------------------------------------------------------------------------------- */

static void say(const char *what, const struct archived_feed *feed)
{
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    buffer_append_format(&line, "%s: ", what);
    archived_feeds_append_name(&line, feed);
    archived_feeds_say(&line);
    buffer_release(&line);
}

/* Subscribes to one feed; what was not known before is to be fetched. */
static bool subscribe(struct addition *addition, struct archive *archive, const struct discovered_feed *found,
                      struct error *error)
{
    struct archived_feed feed = addition->wanted;
    int64_t id;
    bool added;
    feed.url = found->url;
    feed.title = found->title;
    if (!archive_feed_add(archive, &feed, &id, &added, error))
        return false;
    if (!archive_feed_find(archive, NULL, id, addition->arena, &feed, error))
        return error_prefix(error, "%s: ", url_behind_password(found->url));
    say(added ? "subscribed" : "already subscribed", &feed);
    const char **name = added ? array_push(&addition->added) : NULL;
    char number[32];
    (void)snprintf(number, sizeof number, "%" PRId64, id);
    if (name)
        *name = arena_copy_string(addition->arena, number);
    return !added || (name && *name) || error_out_of_memory(error, "subscribing");
}

static bool subscribe_all(struct addition *addition, struct archive *archive, struct error *error)
{
    const struct discovered_feed *found = addition->found.items;
    for (size_t i = 0; i < addition->found.count; i++)
        if (!subscribe(addition, archive, &found[i], error))
            return false;
    return true;
}

/* --- the first fetch ---------------------------------------------------------------------------------------------- */

static void pass_progress(void *context, const struct sync_counts *counts)
{
    (void)context, (void)counts;
}

static void pass_page(void *context, const struct sync_page_result *result)
{
    (void)context, (void)result;
}

static bool goes_on(void *context)
{
    (void)context;
    return true;
}

/* A feed that fails stays subscribed: the next sync tries it again. */
static void tell_feed(void *context, const struct sync_result *result)
{
    struct addition *addition = context;
    struct error error;
    const char *name = feed_name(result->feed);
    if (result->error) {
        error_set(&error, "%s: %s", name, result->error);
        addition->status = command_fail(&error);
        return;
    }
    struct buffer line = buffer_create(LINE_SIZE_MAX);
    size_t count = result->articles_new;
    buffer_append_format(&line, "%s: %zu article%s", name, count, count == 1 ? "" : "s");
    archived_feeds_say(&line);
    buffer_release(&line);
}

/* Reads what was not known before, as a sync of these feeds alone; those that a page named have yet to be fetched. */
static bool fetch_added(struct addition *addition, struct archive *archive, struct sync_settings *sync,
                        struct error *error)
{
    const struct sync_listener listener = {pass_progress, tell_feed, pass_page, goes_on, addition};
    struct sync_counts counts;
    sync->options.names = addition->added.items;
    sync->options.name_count = addition->added.count;
    sync->options.fetched = addition->fetched.items;
    sync->options.fetched_count = addition->fetched.count;
    return !addition->added.count || sync_run(archive, &sync->options, &listener, &counts, error);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static enum exit_status store_found(struct addition *addition, struct sync_settings *sync)
{
    struct error error;
    struct archive *archive = archive_option_open(&addition->values->archive, addition->settings, ARCHIVE_USE_BEGIN);
    if (!archive)
        return STATUS_FAILED;
    bool stored = subscribe_all(addition, archive, &error) &&
                  (addition->values->no_fetch || fetch_added(addition, archive, sync, &error));
    archive_close(archive);
    return stored ? addition->status : command_fail(&error);
}

/* Whoever named a file meant something else than an address. */
static void tell_of_file(const char *typed)
{
    if (access(typed, F_OK) == 0)
        (void)fprintf(stderr, "There is a file of that name: 'whosaid import' takes a list of feeds, 'whosaid save' a "
                              "page, and 'whosaid FILE' shows it.\n");
}

/* What cannot be found is told, and the other addresses count. Nothing is locked while servers are waited for. */
static enum exit_status add_all(struct addition *addition)
{
    struct error error;
    struct sync_settings sync;
    if (!take_options(addition, &error))
        return command_misused(addition->invocation, "%s", error.message);
    if (!sync_settings_read(&sync, addition->settings, &error)) {
        sync_settings_release(&sync);
        return command_fail(&error);
    }
    for (char *const *address = addition->values->addresses; *address; address++)
        if (!look_up(addition, &sync.fetch, *address, &error)) {
            addition->status = command_fail(&error);
            tell_of_file(*address);
        }
    enum exit_status status = addition->found.count ? store_found(addition, &sync) : addition->status;
    sync_settings_release(&sync);
    return status;
}

static enum exit_status add(const struct invocation *invocation, const struct values *values,
                            const struct settings *settings)
{
    struct addition addition = {
        .invocation = invocation,
        .values = values,
        .settings = settings,
        .arena = arena_create(MEMORY_MAX),
        .found = array_create(sizeof(struct discovered_feed), FEEDS_MAX),
        .added = array_create(sizeof(const char *), FEEDS_MAX),
        .fetched = array_create(sizeof(struct sync_fetched), FEEDS_MAX),
    };
    enum exit_status status = addition.arena ? add_all(&addition) : command_fail_for_memory("subscribing");
    struct sync_fetched *fetched = addition.fetched.items;
    for (size_t i = 0; i < addition.fetched.count; i++)
        subscribe_fetched_release(&fetched[i]);
    array_release(&addition.fetched);
    array_release(&addition.added);
    array_release(&addition.found);
    arena_destroy(addition.arena);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.all = false};
    values.addresses = options_parse(invocation, &values);
    if (!values.addresses)
        return STATUS_USAGE;
    if (!*values.addresses)
        return command_misused(invocation, "which ADDRESS? That of a feed, or of a page that names one");
    if (values.title && (values.addresses[1] || values.all))
        return command_misused(invocation, "--title is for one feed at a time");
    if (values.all && values.no_fetch)
        return command_misused(invocation, "--all looks at the page, which --no-fetch does not fetch");
    struct setup setup;
    struct told told = {.count = 0};
    enum exit_status status = setup_create(&setup, invocation, &values.archive.setup, &told);
    if (status == STATUS_WELL)
        status = add(invocation, &values, &setup.settings);
    setup_release(&setup);
    return status;
}

const struct command command_add = {
    "add", "ADDRESS…", "Subscribes to feeds, or to those that pages name.", options, run,
};
