/* sync: which feeds or pages, the engine, and what is no longer kept. */
#include "app/sync.h"

#include "app/sync_engine.h"
#include "app/sync_select.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"

static bool begin_feeds(struct sync_engine *engine, struct error *error)
{
    struct array chosen = array_create(sizeof(struct archived_feed *), engine->feeds.ceiling);
    bool begun =
        archive_feeds_read(engine->archive, engine->arena, &engine->feeds, error) &&
        sync_select(engine->feeds.items, engine->feeds.count, engine->options, &chosen, &engine->counts->spared, error);
    struct archived_feed *const *feeds = chosen.items;
    engine->counts->subscribed = engine->feeds.count;
    for (size_t i = 0; begun && i < chosen.count; i++)
        begun = sync_feed_begin(engine, feeds[i]);
    array_release(&chosen);
    return begun;
}

static bool has_limits(const struct sync_engine *engine)
{
    const struct archived_feed *feeds = engine->feeds.items;
    bool limited = engine->options->keep_articles > 0 || engine->options->keep_days > 0;
    for (size_t i = 0; i < engine->feeds.count && !limited; i++)
        limited = feeds[i].wishes.keep_articles > 0 || feeds[i].wishes.keep_days > 0;
    return limited;
}

/* Deletes what nobody wants to keep. Not after a sync that was ended: whoever is in a hurry gets what they asked
 * for. */
static void retain(struct sync_engine *engine)
{
    const struct sync_options *options = engine->options;
    struct error error;
    if (!engine->failed && has_limits(engine) && engine->listener->goes_on(engine->listener->context) &&
        !archive_retain(engine->archive, options->keep_articles, options->keep_days, !options->keep_unread,
                        options->now, &engine->counts->deleted, &error))
        sync_engine_fail(engine, &error);
}

/* What began is brought to its end, and the engine is released. */
static bool finish(struct sync_engine *engine, bool begun, struct error *error)
{
    if (begun) {
        sync_engine_run(engine);
        retain(engine);
        engine->listener->progress(engine->listener->context, engine->counts);
    }
    if (engine->failed)
        *error = engine->error;
    bool well = begun && !engine->failed;
    sync_engine_release(engine);
    return well;
}

bool sync_run(struct archive *archive, const struct sync_options *options, const struct sync_listener *listener,
              struct sync_counts *counts, struct error *error)
{
    struct sync_engine engine;
    bool begun = sync_engine_create(&engine, archive, options, listener, counts, error) && begin_feeds(&engine, error);
    return finish(&engine, begun, error);
}

bool sync_keep(struct archive *archive, const struct sync_options *options, const struct sync_wish *wishes,
               size_t count, const struct sync_listener *listener, struct sync_counts *counts, struct error *error)
{
    struct sync_engine engine;
    bool begun = sync_engine_create(&engine, archive, options, listener, counts, error);
    for (size_t i = 0; begun && i < count; i++)
        begun = sync_page_begin(&engine, &wishes[i], 0, true);
    return finish(&engine, begun, error);
}
