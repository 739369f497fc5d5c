/* reindex: articles go out to the workers a few ahead, and come back into transactions of many. */
#include "app/reindex.h"

#include <limits.h>
#include <poll.h>

#include "annotate/annotate.h"
#include "app/ingest.h"
#include "app/ingest_pool.h"
#include "article/article.h"
#include "article/article_pack.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/packing.h"
#include "feeds/document.h"
#include "store/archive.h"
#include "store/archive_articles.h"

enum {
    ARTICLES_MAX = 100 * 1000 * 1000,
    AHEAD = 64, /* articles that wait for a worker, so that none of them waits for an article */
    TURN_TIME = 200,
    WORKER_PATIENCE = 2 * 60 * 1000,
    BATCH_COUNT = 500,
    BATCH_BYTES = 8 * 1024 * 1024
};
/* What is kept of an article, with its content. */
#define ENTRY_ARENA_MAX (DOCUMENT_SIZE_MAX * 2)

/* No article is outdated by this one: with it, all of them are. */
static const unsigned no_version = UINT_MAX;

struct reindexing {
    struct archive *archive;
    const struct reindex_listener *listener;
    struct reindex_counts *counts;
    struct ingest_pool *pool;
    struct array ids;    /* of int64_t; a job's owner is its place in them */
    size_t next;         /* of the ids: not given to a worker yet */
    struct buffer batch; /* numbers and entries, packed */
    size_t batch_count;
    struct error error;
    bool failed;
};

static bool fail(struct reindexing *all)
{
    all->failed = true;
    return false;
}

/* --- back into the archive ---------------------------------------------------------------------------------------- */

/* Everything but the annotations stays as it is. What has gone in the meantime is passed over, and so is a worker's
 * nonsense. */
static bool replace(struct reindexing *all, struct unpacking *batch, struct arena *arena)
{
    struct archived_entry entry, kept;
    struct article *article = NULL;
    size_t length;
    int64_t id = (int64_t)unpack_number(batch);
    const char *body = unpack_bytes(batch, &length);
    bool replaced = true;
    if (body && ingest_unpack_entry(body, length, arena, &entry, &article) &&
        archive_content_read(all->archive, id, arena, &kept, &all->error)) {
        kept.content = NULL;
        kept.article = article;
        kept.annotator = entry.annotator;
        replaced = archive_article_replace(all->archive, id, &kept, &all->error);
    }
    article_destroy(article);
    arena_clear(arena);
    return replaced;
}

static bool store(struct reindexing *all)
{
    struct unpacking batch = {.bytes = all->batch.bytes, .length = all->batch.length};
    struct arena *arena = arena_create(ENTRY_ARENA_MAX);
    bool is_open = arena && archive_begin(all->archive, &all->error);
    bool stored = is_open || (arena ? false : error_out_of_memory(&all->error, "storing"));
    while (stored && batch.length)
        stored = replace(all, &batch, arena);
    stored = stored && archive_commit(all->archive, &all->error);
    if (!stored && is_open)
        archive_roll_back(all->archive);
    arena_destroy(arena);
    buffer_clear(&all->batch);
    all->batch_count = 0;
    return stored || fail(all);
}

/* --- workers ------------------------------------------------------------------------------------------------------ */

static bool ask(void *context, void *owner, const char *body, size_t length, struct buffer *answer)
{
    (void)context;
    (void)owner;
    (void)body;
    (void)length;
    (void)answer;
    return false; /* nobody asks about an article */
}

static bool take(void *context, void *owner, const char *body, size_t length)
{
    struct reindexing *all = context;
    const int64_t *id = owner;
    pack_number(&all->batch, (uint64_t)*id);
    pack_bytes(&all->batch, body, length);
    all->batch_count++;
    if (all->batch.failed)
        return error_out_of_memory(&all->error, "storing") || fail(all);
    return (all->batch_count < BATCH_COUNT && all->batch.length < BATCH_BYTES) || store(all);
}

static void done(void *context, void *owner, const struct ingest_source *source, const char *failure)
{
    struct reindexing *all = context;
    const int64_t *id = owner;
    (void)source;
    all->counts->done++;
    if (!failure)
        return;
    all->counts->failed++;
    all->listener->failure(all->listener->context, *id, failure);
}

/* Gives the next article to the workers. One that cannot be read is told of, and passed over. */
static void give_next(struct reindexing *all)
{
    int64_t *id = (int64_t *)all->ids.items + all->next++;
    struct error error = {""};
    struct buffer packed = buffer_create(INGEST_MESSAGE_MAX);
    struct article *article = archive_article_read(all->archive, *id, &error);
    bool is_packed = article && article_pack(article, &packed);
    const struct ingest_job job = {.kind = INGEST_ARTICLE, .bytes = packed.bytes, .length = packed.length};
    if (article && !is_packed)
        error_out_of_memory(&error, "reading it");
    bool given = is_packed && ingest_pool_add(all->pool, &job, id, &error);
    if (!given && !*error.message)
        all->counts->done++; /* it went in the meantime */
    else if (!given)
        done(all, id, NULL, error.message);
    article_destroy(article);
    buffer_release(&packed);
}

static void run(struct reindexing *all)
{
    struct pollfd watched[INGEST_WORKERS_MAX];
    while (!all->failed && all->listener->goes_on(all->listener->context)) {
        while (all->next < all->ids.count && ingest_pool_count(all->pool) < AHEAD)
            give_next(all);
        ingest_pool_step(all->pool);
        all->listener->progress(all->listener->context, all->counts);
        if (!ingest_pool_count(all->pool) && all->next == all->ids.count)
            break;
        (void)poll(watched, (nfds_t)ingest_pool_watch(all->pool, watched), TURN_TIME);
    }
    if (!all->failed && all->batch_count)
        (void)store(all);
}

bool reindex_run(struct archive *archive, bool all, const struct reindex_listener *listener,
                 struct reindex_counts *counts, struct error *error)
{
    struct reindexing work = {
        .archive = archive,
        .listener = listener,
        .counts = counts,
        .ids = array_create(sizeof(int64_t), ARTICLES_MAX),
        .batch = buffer_create(INGEST_MESSAGE_MAX + BATCH_BYTES),
    };
    const struct ingest_client client = {ask, take, done, &work};
    unsigned version = all ? no_version : annotate_version;
    *counts = (struct reindex_counts){.articles = 0};
    work.pool = ingest_pool_create(ingest_pool_workers(), ingest_work, WORKER_PATIENCE, &client);
    if (!work.pool)
        work.failed = !error_out_of_memory(&work.error, "preparing to annotate");
    else if (!archive_outdated_read(archive, version, ARCHIVE_NONE, ARTICLES_MAX, &work.ids, &work.error))
        work.failed = true;
    counts->articles = work.ids.count;
    if (!work.failed)
        run(&work);
    if (work.failed)
        *error = work.error;
    ingest_pool_destroy(work.pool);
    array_release(&work.ids);
    buffer_release(&work.batch);
    return !work.failed;
}
