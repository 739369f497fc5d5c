/* sync engine: one loop that waits for the network and the workers at once. */
#include "app/sync_engine.h"

#include <poll.h>

#include "app/ingest.h"
#include "app/ingest_pool.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "feeds/fetch.h"
#include "store/archive_feeds.h"

enum {
    FEEDS_MAX = 100 * 1000,
    TURN_TIME = 200, /* milliseconds; so long at most until the listener is asked whether it goes on */
    WORKER_PATIENCE = 2 * 60 * 1000
};

/* What is kept of all feeds and of what was fetched, but for bodies. */
#define MEMORY_MAX ((size_t)1024 * 1024 * 1024)
/* So much may wait for a worker until no more fetches begin. */
#define BACKLOG_MAX ((size_t)64 * 1024 * 1024)

bool sync_engine_create(struct sync_engine *engine, struct archive *archive, const struct sync_options *options,
                        const struct sync_listener *listener, struct sync_counts *counts, struct error *error)
{
    *counts = (struct sync_counts){.feeds = 0};
    *engine = (struct sync_engine){
        .archive = archive,
        .options = options,
        .listener = listener,
        .counts = counts,
        .arena = arena_create(MEMORY_MAX),
        .feeds = array_create(sizeof(struct archived_feed), FEEDS_MAX),
        .ended = array_create(sizeof(void *), FEEDS_MAX),
    };
    return engine->arena || error_out_of_memory(error, "preparing to sync");
}

void sync_engine_release(struct sync_engine *engine)
{
    fetcher_destroy(engine->fetcher);
    ingest_pool_destroy(engine->pool);
    array_release(&engine->feeds);
    array_release(&engine->ended);
    arena_destroy(engine->arena);
}

bool sync_engine_fail(struct sync_engine *engine, const struct error *error)
{
    if (!engine->failed)
        engine->error = *error;
    engine->failed = true;
    return false;
}

void *sync_engine_begin(struct sync_engine *engine, const struct sync_task_kind *kind, size_t size)
{
    struct error error;
    struct sync_task *task = arena_allocate(engine->arena, size);
    if (!task) {
        error_out_of_memory(&error, "syncing");
        sync_engine_fail(engine, &error);
        return NULL;
    }
    *task = (struct sync_task){.kind = kind, .engine = engine, .previous = engine->last};
    engine->last = task;
    return task;
}

/* --- the network ------------------------------------------------------------------------------------------------------ */

void sync_engine_take(struct sync_task *task, struct fetch_result *result)
{
    task->engine->counts->bytes += result->wire_bytes;
    task->kind->answer(task, result);
}

/* A fetch_done. */
static void take_result(void *context, struct fetch_result *result)
{
    (void)context;
    sync_engine_take(result->owner, result);
}

/* --- the workers ------------------------------------------------------------------------------------------------------ */

static bool ask(void *context, void *owner, const char *body, size_t length, struct buffer *answer)
{
    struct sync_task *task = owner;
    (void)context;
    return task->kind->ask(task, body, length, answer);
}

static bool take(void *context, void *owner, const char *body, size_t length)
{
    struct sync_task *task = owner;
    (void)context;
    return task->kind->take(task, body, length);
}

static void done(void *context, void *owner, const struct ingest_source *source, const char *failure)
{
    struct sync_task *task = owner;
    (void)context;
    task->kind->done(task, source, failure);
}

/* --- beginnings ------------------------------------------------------------------------------------------------------- */

static bool open_pool(struct sync_engine *engine)
{
    const struct sync_options *options = engine->options;
    const struct ingest_client client = {ask, take, done, engine};
    if (!engine->pool)
        engine->pool = ingest_pool_create(options->workers ? options->workers : ingest_pool_workers(),
                                          options->work ? options->work : ingest_work, WORKER_PATIENCE, &client);
    return engine->pool != NULL;
}

/* The workers come first: libcurl starts threads, and has passwords and cookies that are none of theirs. */
static bool open_fetcher(struct sync_engine *engine, struct error *error)
{
    if (engine->fetcher)
        return true;
    if (!open_pool(engine))
        return error_out_of_memory(error, "preparing to fetch");
    ingest_pool_start(engine->pool);
    engine->fetcher = fetcher_create(engine->options->fetch, take_result, engine, error);
    return engine->fetcher != NULL;
}

bool sync_engine_fetch(struct sync_task *task, const struct fetch_request *request)
{
    struct sync_engine *engine = task->engine;
    struct fetch_request owned = *request;
    struct error error;
    owned.owner = task;
    return (open_fetcher(engine, &error) && fetcher_add(engine->fetcher, &owned, &error)) ||
           sync_engine_fail(engine, &error);
}

bool sync_engine_read(struct sync_task *task, const struct ingest_job *job)
{
    struct sync_engine *engine = task->engine;
    struct error error;
    if (open_pool(engine) && ingest_pool_add(engine->pool, job, task, &error))
        return true;
    error_out_of_memory(&error, "reading what was fetched");
    return sync_engine_fail(engine, &error);
}

/* --- turns ------------------------------------------------------------------------------------------------------------ */

static bool is_busy(const struct sync_engine *engine)
{
    return (engine->fetcher && fetcher_count(engine->fetcher)) || (engine->pool && ingest_pool_count(engine->pool));
}

/* Waits until something can move, and moves it. */
static void move(struct sync_engine *engine)
{
    struct pollfd watched[INGEST_WORKERS_MAX];
    struct error error;
    size_t count = engine->pool ? ingest_pool_watch(engine->pool, watched) : 0;
    if (engine->fetcher) {
        fetcher_hold(engine->fetcher, engine->pool && ingest_pool_waiting(engine->pool) > BACKLOG_MAX);
        if (!fetcher_step(engine->fetcher, watched, count, TURN_TIME, &error))
            sync_engine_fail(engine, &error);
    } else {
        (void)poll(watched, (nfds_t)count, TURN_TIME);
    }
    if (engine->pool)
        ingest_pool_step(engine->pool);
}

/* True when there is something to wait for; storing what has ended may give rise to it. */
static bool has_more(struct sync_engine *engine)
{
    return (is_busy(engine) || (sync_feeds_store(engine, true) && is_busy(engine))) && !engine->failed;
}

void sync_engine_run(struct sync_engine *engine)
{
    const struct sync_listener *listener = engine->listener;
    if (engine->pool)
        ingest_pool_step(engine->pool); /* begins what needs no fetching */
    while (has_more(engine) && listener->goes_on(listener->context)) {
        move(engine);
        (void)sync_feeds_store(engine, false);
        listener->progress(listener->context, engine->counts);
    }
    if (engine->fetcher)
        fetcher_stop(engine->fetcher);
    (void)sync_feeds_store(engine, true);
    for (struct sync_task *task = engine->last; task; task = task->previous)
        task->kind->leave(task);
}
