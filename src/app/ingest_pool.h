/* ingest pool: worker processes, and jobs for them. A worker that dies, hangs or talks nonsense fails its job; the next
 * job gets another one. Never in here: what a job is made of, the archive. */
#ifndef WHOSAID_APP_INGEST_POOL_H
#define WHOSAID_APP_INGEST_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "app/ingest_messages.h"
#include "base/child.h"

struct error;
struct pollfd;

/* Who is told of what the workers answer. `owner` is the job's; bodies live until the call returns. None of them may
 * destroy the pool; they may add jobs. */
struct ingest_client {
    /* A question: appends its answer (ingest_pack_known) to `answer`. False when it is none. */
    bool (*ask)(void *context, void *owner, const char *body, size_t length, struct buffer *answer);
    /* An entry. False when it is none, or is not wanted: the job fails. */
    bool (*take)(void *context, void *owner, const char *body, size_t length);
    /* The job is done, with a source, or it failed: then `source` is NULL and there is a sentence. */
    void (*done)(void *context, void *owner, const struct ingest_source *source, const char *failure);
    void *context;
};

struct ingest_pool;

enum { INGEST_WORKERS_MAX = 16 };

/* A pool of at most `workers` processes (1 to INGEST_WORKERS_MAX) that do `work`, ingest_work outside of tests. A job
 * on which a worker says nothing for `patience` milliseconds has failed. NULL when memory is short. */
struct ingest_pool *ingest_pool_create(size_t workers, child_work *work, int patience,
                                       const struct ingest_client *client);

/* Ends all workers, and forgets the jobs that are not done, telling nobody. NULL is allowed. */
void ingest_pool_destroy(struct ingest_pool *pool);

/* Starts all workers, which otherwise begin with the first jobs. For whoever is about to start threads: a copy of a
 * process has the locks that another thread holds at that moment, for ever. What cannot be started is tried again when
 * there is a job. */
void ingest_pool_start(struct ingest_pool *pool);

/* Puts a job in line; its bytes are copied. False and a sentence when memory is short. */
bool ingest_pool_add(struct ingest_pool *pool, const struct ingest_job *job, void *owner, struct error *error);

/* Jobs that are not done, and the bytes of those that wait for a worker. */
size_t ingest_pool_count(const struct ingest_pool *pool);
size_t ingest_pool_waiting(const struct ingest_pool *pool);

/* Writes what poll(2) is to watch for the pool: at most INGEST_WORKERS_MAX. Returns how many. */
size_t ingest_pool_watch(const struct ingest_pool *pool, struct pollfd *watched);

/* Moves on whatever can without waiting, and tells the client. */
void ingest_pool_step(struct ingest_pool *pool);

/* As many workers as there are processors, at most 4: what a sync has to do beside them wants time, too. */
size_t ingest_pool_workers(void);

#endif
