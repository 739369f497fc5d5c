/* ingest pool: a socket a worker, one job on it at a time; nothing here ever waits. */
#include "app/ingest_pool.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/ingest.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"

/* So much is read of one worker before the next one's turn. */
enum { TURN_SIZE = 1024 * 1024 };

struct job {
    struct job *next;
    void *owner;
    struct buffer message;
};

struct worker {
    struct child child;
    struct job *job;       /* what it is at work on; NULL: nothing */
    struct buffer in, out; /* what came and was not looked at yet; what is to be sent */
    size_t sent;           /* of `out` */
    int64_t heard;         /* milliseconds of the clock */
};

struct ingest_pool {
    struct worker workers[INGEST_WORKERS_MAX];
    size_t worker_count;
    child_work *work;
    int patience;
    struct ingest_client client;
    struct job *first, *last; /* in line */
    size_t count, waiting;
};

struct ingest_pool *ingest_pool_create(size_t workers, child_work *work, int patience,
                                       const struct ingest_client *client)
{
    struct ingest_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return NULL;
    pool->worker_count = workers < INGEST_WORKERS_MAX ? workers : INGEST_WORKERS_MAX;
    pool->work = work;
    pool->patience = patience;
    pool->client = *client;
    for (size_t i = 0; i < pool->worker_count; i++)
        pool->workers[i] = (struct worker){
            .child.descriptor = -1,
            .in = buffer_create(INGEST_MESSAGE_MAX),
            .out = buffer_create(INGEST_MESSAGE_MAX),
        };
    return pool;
}

static void free_job(struct job *job)
{
    if (job)
        buffer_release(&job->message);
    free(job);
}

/* Ends the process, whatever it is doing; the next job starts another one. */
static void end_worker(struct worker *worker, struct error *how)
{
    (void)child_end(&worker->child, true, how);
    buffer_release(&worker->in);
    buffer_release(&worker->out);
    worker->sent = 0;
}

void ingest_pool_destroy(struct ingest_pool *pool)
{
    if (!pool)
        return;
    for (struct job *job = pool->first, *next; job; job = next) {
        next = job->next;
        free_job(job);
    }
    for (size_t i = 0; i < pool->worker_count; i++) {
        struct error how;
        free_job(pool->workers[i].job);
        end_worker(&pool->workers[i], &how);
    }
    free(pool);
}

bool ingest_pool_add(struct ingest_pool *pool, const struct ingest_job *job, void *owner, struct error *error)
{
    struct job *added = calloc(1, sizeof *added);
    struct buffer message = buffer_create(INGEST_MESSAGE_MAX);
    ingest_pack_job(&message, job);
    if (!added || message.failed) {
        buffer_release(&message);
        free(added);
        return error_out_of_memory(error, "reading what was fetched");
    }
    *added = (struct job){.owner = owner, .message = message};
    if (pool->last)
        pool->last->next = added;
    else
        pool->first = added;
    pool->last = added;
    pool->count++;
    pool->waiting += message.length;
    return true;
}

size_t ingest_pool_count(const struct ingest_pool *pool)
{
    return pool->count;
}

size_t ingest_pool_waiting(const struct ingest_pool *pool)
{
    return pool->waiting;
}

size_t ingest_pool_watch(const struct ingest_pool *pool, struct pollfd *watched)
{
    size_t count = 0;
    for (size_t i = 0; i < pool->worker_count; i++) {
        const struct worker *worker = &pool->workers[i];
        if (worker->child.descriptor >= 0)
            watched[count++] = (struct pollfd){
                .fd = worker->child.descriptor,
                .events = (short)(worker->sent < worker->out.length ? POLLIN | POLLOUT : POLLIN),
            };
    }
    return count;
}

/* --- ends of jobs ------------------------------------------------------------------------------------------------- */

static void end_job(struct ingest_pool *pool, struct worker *worker, const struct ingest_source *source,
                    const char *failure)
{
    struct job *job = worker->job;
    worker->job = NULL;
    pool->count--;
    pool->client.done(pool->client.context, job->owner, source, failure);
    free_job(job);
}

/* Gives the worker up, and its job. `why` is how the sentence ends; NULL: how the process did. Where that has closed
 * its socket it has ended, or is to. */
static void give_up(struct ingest_pool *pool, struct worker *worker, const char *why)
{
    struct error how = {"ended"}, failure;
    end_worker(worker, &how);
    error_set(&failure, "the process that reads it %s", why ? why : how.message);
    if (worker->job)
        end_job(pool, worker, NULL, failure.message);
}

/* --- what comes --------------------------------------------------------------------------------------------------- */

typedef bool handler(struct ingest_pool *pool, struct worker *worker, const char *body, size_t length);

static bool handle_question(struct ingest_pool *pool, struct worker *worker, const char *body, size_t length)
{
    return pool->client.ask(pool->client.context, worker->job->owner, body, length, &worker->out) &&
           !worker->out.failed;
}

static bool handle_entry(struct ingest_pool *pool, struct worker *worker, const char *body, size_t length)
{
    return pool->client.take(pool->client.context, worker->job->owner, body, length);
}

static bool handle_done(struct ingest_pool *pool, struct worker *worker, const char *body, size_t length)
{
    struct ingest_source source;
    if (!ingest_unpack_source(body, length, &source))
        return false;
    end_job(pool, worker, &source, NULL);
    return true;
}

static bool handle_failure(struct ingest_pool *pool, struct worker *worker, const char *body, size_t length)
{
    const char *sentence = ingest_unpack_failure(body, length);
    struct error printable; /* whoever shows it relies on that, and the worker may be the feed's by now */
    if (!sentence)
        return false;
    error_set(&printable, "%s", sentence);
    end_job(pool, worker, NULL, printable.message);
    return true;
}

static handler *const handlers[INGEST_MESSAGES] = {
    [INGEST_QUESTION] = handle_question,
    [INGEST_ENTRY] = handle_entry,
    [INGEST_DONE] = handle_done,
    [INGEST_FAILED] = handle_failure,
};

/* Looks at the whole messages that have come. False when one is none, or comes out of turn. */
static bool handle_messages(struct ingest_pool *pool, struct worker *worker)
{
    size_t at = 0, length;
    enum ingest_message kind;
    bool well = true;
    while (well && worker->in.length - at >= INGEST_HEADER_SIZE) {
        const char *header = worker->in.bytes + at;
        well = ingest_unpack_header(header, &kind, &length);
        if (!well || worker->in.length - at - INGEST_HEADER_SIZE < length)
            break;
        well = worker->job && handlers[kind] && handlers[kind](pool, worker, header + INGEST_HEADER_SIZE, length);
        at += INGEST_HEADER_SIZE + length;
    }
    if (at) {
        worker->in.length -= at;
        memmove(worker->in.bytes, worker->in.bytes + at, worker->in.length);
    }
    return well;
}

enum hearing { HEARD_NOTHING, HEARD_SOMETHING, HEARD_END };

static enum hearing receive(struct worker *worker)
{
    char bytes[64 * 1024];
    size_t total = 0;
    while (total < TURN_SIZE) {
        ssize_t got = recv(worker->child.descriptor, bytes, sizeof bytes, MSG_DONTWAIT);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (got <= 0 || !buffer_append(&worker->in, bytes, (size_t)got))
            return total ? HEARD_SOMETHING : HEARD_END;
        total += (size_t)got;
    }
    return total ? HEARD_SOMETHING : HEARD_NOTHING;
}

/* False when nobody is there to receive it. */
static bool send_some(struct worker *worker)
{
    while (worker->sent < worker->out.length) {
        ssize_t sent = send(worker->child.descriptor, worker->out.bytes + worker->sent,
                            worker->out.length - worker->sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK;
        worker->sent += (size_t)sent;
    }
    buffer_release(&worker->out);
    worker->sent = 0;
    return true;
}

/* --- turns -------------------------------------------------------------------------------------------------------- */

static void attend(struct ingest_pool *pool, struct worker *worker)
{
    enum hearing heard = receive(worker);
    if (heard == HEARD_SOMETHING)
        worker->heard = clock_milliseconds();
    if (heard == HEARD_END || (heard == HEARD_NOTHING && !send_some(worker)))
        give_up(pool, worker, NULL);
    else if (heard == HEARD_SOMETHING && !handle_messages(pool, worker))
        give_up(pool, worker, "sent what cannot be read");
    else if (worker->job && clock_milliseconds() - worker->heard > pool->patience)
        give_up(pool, worker, "took too long");
    else if (worker->child.descriptor >= 0)
        (void)send_some(worker); /* the answer to a question; a failure shows at the next turn */
}

static bool start(const struct ingest_pool *pool, struct worker *worker, struct error *error)
{
    static const struct child_limits limits = {.memory = INGEST_MEMORY, .files = INGEST_FILES};
    return child_fork(pool->work, NULL, &limits, &worker->child, error);
}

void ingest_pool_start(struct ingest_pool *pool)
{
    struct error ignored;
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].child.descriptor < 0)
            (void)start(pool, &pool->workers[i], &ignored);
}

/* Hands the next job in line to a worker without one, started if need be. */
static void employ(struct ingest_pool *pool, struct worker *worker)
{
    struct job *job = pool->first;
    struct error error;
    pool->first = job->next;
    if (!pool->first)
        pool->last = NULL;
    pool->waiting -= job->message.length;
    worker->job = job;
    worker->heard = clock_milliseconds();
    if (worker->child.descriptor < 0 && !start(pool, worker, &error)) {
        end_job(pool, worker, NULL, error.message);
        return;
    }
    worker->out = job->message;
    job->message = buffer_create(0);
    worker->sent = 0;
    (void)send_some(worker);
}

void ingest_pool_step(struct ingest_pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].child.descriptor >= 0)
            attend(pool, &pool->workers[i]);
    /* Those that run are asked first: there is no need for more than are busy. */
    for (size_t started = 2; started-- > 0;)
        for (size_t i = 0; i < pool->worker_count && pool->first; i++) {
            struct worker *worker = &pool->workers[i];
            if (!worker->job && (worker->child.descriptor >= 0) == (started == 1))
                employ(pool, worker);
        }
}

size_t ingest_pool_workers(void)
{
    enum { WORKERS_MAX = 4 };
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > WORKERS_MAX ? WORKERS_MAX : (size_t)processors;
}
