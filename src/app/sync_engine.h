/* sync engine: what is on its way through the network, a worker and into the archive: tasks, and the loop that moves them. Never
 * in here: what a task is for (sync_feeds.c, sync_pages.c). */
#ifndef WHOSAID_APP_SYNC_ENGINE_H
#define WHOSAID_APP_SYNC_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/ingest_messages.h"
#include "app/sync.h"
#include "base/array.h"
#include "base/error.h"

struct fetch_request;
struct fetch_result;
struct sync_task;

/* What happens to a task, in this order. */
struct sync_task_kind {
    void (*answer)(struct sync_task *task, struct fetch_result *result); /* it was fetched, or could not be */
    bool (*ask)(struct sync_task *task, const char *body, size_t length, struct buffer *answer); /* as ingest_client */
    bool (*take)(struct sync_task *task, const char *body, size_t length);
    void (*done)(struct sync_task *task, const struct ingest_source *source, const char *failure);
    void (*leave)(
        struct sync_task *task); /* the end of all tasks; of one that has not ended, what came of it is kept */
};

/* The first member of every task, which lives in the engine's arena. */
struct sync_task {
    const struct sync_task_kind *kind;
    struct sync_engine *engine;
    struct sync_task *previous; /* the one that began before it */
    bool has_ended;
};

struct sync_engine {
    struct archive *archive;
    const struct sync_options *options;
    const struct sync_listener *listener;
    struct sync_counts *counts;
    struct arena *arena;
    struct fetcher *fetcher;
    struct ingest_pool *pool;
    struct sync_task *last;            /* of all tasks */
    struct array feeds;                /* of struct archived_feed */
    struct array ended;                /* of struct feed_task *: to be stored together */
    size_t ended_entries, ended_bytes; /* that they have */
    int64_t ended_since;               /* of clock_milliseconds: when the first of them ended */
    struct error error;                /* what ended everything */
    bool failed;
};

/* An engine without tasks. False and a sentence as sync_run; release it in either case. */
bool sync_engine_create(struct sync_engine *engine, struct archive *archive, const struct sync_options *options,
                        const struct sync_listener *listener, struct sync_counts *counts, struct error *error);
void sync_engine_release(struct sync_engine *engine);

/* Ends everything with that sentence, the first of them. Returns false. */
bool sync_engine_fail(struct sync_engine *engine, const struct error *error);

/* A zeroed task of `size` bytes in the arena. NULL when memory is short; then all ends. */
void *sync_engine_begin(struct sync_engine *engine, const struct sync_task_kind *kind, size_t size);

/* Puts an address in line for the task; starts the workers and loads libcurl for the first one. */
bool sync_engine_fetch(struct sync_task *task, const struct fetch_request *request);

/* The same where the answer is there already. */
void sync_engine_take(struct sync_task *task, struct fetch_result *result);

/* Gives bytes to the workers for the task. */
bool sync_engine_read(struct sync_task *task, const struct ingest_job *job);

/* Moves the tasks until all have ended, everything has to, or the listener wants no more; then leaves them all. */
void sync_engine_run(struct sync_engine *engine);

/* --- what tasks there are --------------------------------------------------------------------------------------------- */

/* A feed that is to be fetched, read and stored. */
bool sync_feed_begin(struct sync_engine *engine, struct archived_feed *feed);

/* Stores the feeds that have ended, when there are enough of them, or `all`. False when the engine has failed. */
bool sync_feeds_store(struct sync_engine *engine, bool all);

/* A page that is to be kept; the wish lives as long as the engine. `text_length`: of the text that it must surpass to be worth
 * anything. `is_told`: the listener hears of it. */
bool sync_page_begin(struct sync_engine *engine, const struct sync_wish *wish, size_t text_length, bool is_told);

#endif
