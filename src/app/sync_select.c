/* sync select: by name, all, or those whose time has come. */
#include "app/sync_select.h"

#include "app/feed_folders.h"
#include "app/feed_names.h"
#include "app/sync.h"
#include "base/array.h"
#include "base/error.h"
#include "store/archive_feeds.h"

static bool is_wanted(const struct archived_feed *feed, const struct sync_options *options)
{
    if (feed->wishes.paused || feed->state.gone)
        return false;
    if (options->folder)
        return feed_folders_have(feed, options->folder);
    return options->all || feed->state.next_due <= options->now;
}

static bool is_spared(const struct archived_feed *feed, int64_t now)
{
    return feed->state.failures && !feed->state.unreached && feed->state.next_due > now;
}

static bool choose(struct archived_feed *feed, struct array *chosen)
{
    struct archived_feed *const *known = chosen->items;
    for (size_t i = 0; i < chosen->count; i++)
        if (known[i] == feed)
            return true;
    struct archived_feed **slot = array_push(chosen);
    if (slot)
        *slot = feed;
    return slot != NULL;
}

static bool choose_named(struct archived_feed *feeds, size_t count, const struct sync_options *options,
                         struct array *chosen, struct error *error)
{
    for (size_t i = 0; i < options->name_count; i++) {
        const struct archived_feed *named = feed_names_find(feeds, count, options->names[i], error);
        if (!named)
            return false;
        if (!choose(&feeds[named - feeds], chosen))
            return error_out_of_memory(error, "choosing feeds");
    }
    return true;
}

bool sync_select(struct archived_feed *feeds, size_t count, const struct sync_options *options, struct array *chosen,
                 size_t *spared, struct error *error)
{
    *spared = 0;
    if (options->folder && !feed_folders_count(feeds, count, options->folder))
        return error_set(error, "there is no folder '%s'", options->folder);
    if (options->name_count)
        return choose_named(feeds, count, options, chosen, error);
    for (size_t i = 0; i < count; i++) {
        if (!is_wanted(&feeds[i], options))
            continue;
        if (is_spared(&feeds[i], options->now)) {
            ++*spared;
            continue;
        }
        struct archived_feed **slot = array_push(chosen);
        if (!slot)
            return error_out_of_memory(error, "choosing feeds");
        *slot = &feeds[i];
    }
    return true;
}
