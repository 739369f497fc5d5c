/* subscriptions exchange: one struct becomes the other. */
#include "app/subscriptions_exchange.h"

#include <stdlib.h>
#include <string.h>

#include "app/feed_names.h"
#include "app/subscribe.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "feeds/fetch.h"
#include "feeds/subscriptions.h"
#include "feeds/url.h"
#include "store/archive.h"
#include "store/archive_feeds.h"

enum { NAME_CEILING = 64 * 1024 };

static void warn_of(exchange_warning *warn, void *context, const char *name, const char *what)
{
    struct error sentence;
    error_set(&sentence, "%.200s: %s", name, what);
    warn(context, sentence.message);
}

/* --- out ---------------------------------------------------------------------------------------------------------- */

/* The names of all folders on the feed's paths, then its tags: for lists without folders. */
static struct subscription_names all_tags(const struct archived_feed *feed, struct arena *arena)
{
    struct array names = array_create(sizeof(const char *), SUBSCRIPTION_TAGS_MAX);
    struct buffer name = buffer_create(NAME_CEILING);
    for (size_t i = 0; i < feed->folder_count; i++)
        for (const char *rest = feed->folders[i]; (rest = folder_path_next(rest, &name));) {
            const char **place = array_push(&names);
            if (place)
                *place = arena_copy_string(arena, buffer_string(&name));
        }
    for (size_t i = 0; i < feed->tag_count; i++) {
        const char **place = array_push(&names);
        if (place)
            *place = feed->tags[i];
    }
    struct subscription_names kept = {.items = array_keep(&names, arena), .count = names.count};
    buffer_release(&name);
    array_release(&names);
    return kept;
}

bool exchange_give(const struct array *archived, bool keep_passwords, struct arena *arena, struct array *feeds,
                   exchange_warning *warn, void *context)
{
    const struct archived_feed *items = archived->items;
    for (size_t i = 0; i < archived->count; i++) {
        const struct archived_feed *feed = &items[i];
        struct subscription *given = array_push(feeds);
        if (!given)
            return false;
        char *bare = keep_passwords ? NULL : url_without_password(feed->url);
        const char *name = feed_name(feed), *shown = url_behind_password(feed->url);
        if (shown > feed->url && !keep_passwords)
            warn_of(warn, context, name, "the user name and password in its address are left out");
        *given = (struct subscription){
            .url = keep_passwords ? feed->url : arena_copy_string(arena, bare),
            .title = name == shown ? NULL : name,
            .page = feed->page,
            .tags = all_tags(feed, arena),
            .folders = {feed->folders, feed->folder_count},
            .labels = {feed->tags, feed->tag_count},
        };
        free(bare);
        if (!given->url)
            return false;
    }
    return !arena_failed(arena);
}

/* --- in ----------------------------------------------------------------------------------------------------------- */

/* What the list has where the title should be: a list has to have something there. */
static const char *own_title(const struct subscription *listed)
{
    return listed->title && strcmp(listed->title, listed->url) != 0 ? listed->title : NULL;
}

static bool take_feed(struct archive *archive, const struct subscription *listed, const char *address,
                      struct exchange_counts *counts, struct error *error)
{
    struct archived_feed feed = {
        .url = address,
        .page = listed->page,
        .folders = listed->folders.items,
        .folder_count = listed->folders.count,
        .tags = listed->labels.items,
        .tag_count = listed->labels.count,
        .wishes = feed_wishes_general(),
    };
    int64_t id;
    bool added;
    feed.wishes.title = own_title(listed);
    if (!archive_feed_add(archive, &feed, &id, &added, error))
        return false;
    ++*(added ? &counts->added : &counts->known);
    return true;
}

static bool take_all(struct archive *archive, const struct subscriptions *list, struct exchange_counts *counts,
                     exchange_warning *warn, void *context, struct error *error)
{
    const struct subscription *feeds = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++) {
        struct error refusal = {.message = ""};
        char *address = fetch_address(feeds[i].url, &refusal);
        bool taken = !address || take_feed(archive, &feeds[i], address, counts, error);
        if (!address) {
            counts->refused++;
            warn(context, refusal.message);
        }
        free(address);
        if (!taken)
            return false;
    }
    return true;
}

bool exchange_take(struct archive *archive, const struct subscriptions *list, struct exchange_counts *counts,
                   exchange_warning *warn, void *context, struct error *error)
{
    *counts = (struct exchange_counts){.added = 0};
    if (!archive_begin(archive, error))
        return false;
    if (take_all(archive, list, counts, warn, context, error))
        return archive_commit(archive, error);
    archive_roll_back(archive);
    return false;
}
