/* sync feeds: a feed's way: the same bytes as the last time end it early, and then its state is all that is written. */
#include <string.h>

#include "app/sync_engine.h"
#include "app/sync_state.h"
#include "app/sync_store.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/hash.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"

/* Feeds that have ended are stored together: when they are so many, have so many entries or bytes, or the first of them has
 * waited for so many milliseconds. More would keep the reader's marks waiting, fewer would write the same pages of the archive
 * again and again. */
enum { FEEDS_AT_ONCE = 256, ENTRIES_AT_ONCE = 700, BYTES_AT_ONCE = 4 * 1024 * 1024, TIME_AT_ONCE = 300 };

enum { PAGES_MAX = 100 * 1000 };

struct feed_task {
    struct sync_task task;
    struct archived_feed *feed;
    struct sync_answer answer;
    struct sync_batch batch;
    size_t taken;                       /* entries that have come */
    struct sync_stored stored, counted; /* what came of it; what of that the engine's counts have */
    const char *failure;                /* NULL: all went well */
    const char *moved_from;             /* the address before; NULL: it has not moved */
    struct feed_pace pace;
    bool is_read;      /* to its end: `pace` is known */
    bool is_described; /* its description has changed */
};

static const char out_of_order[] = "the process that reads it sent what cannot be read";
static const char out_of_memory[] = "memory is short";

static bool has_full_text(const struct feed_task *task)
{
    int wish = task->feed->wishes.full_text;
    return wish == ARCHIVE_GENERAL ? task->task.engine->options->full_text : wish == 1;
}

/* --- the end ---------------------------------------------------------------------------------------------------------- */

/* The feed has moved for good: from now on it is fetched there, unless another feed is there already. */
static void move(struct feed_task *task)
{
    struct sync_engine *engine = task->task.engine;
    struct archived_feed other;
    struct error error;
    const char *to = task->answer.moved_to;
    if (!to || strcmp(to, task->feed->url) == 0 ||
        archive_feed_find(engine->archive, to, ARCHIVE_NONE, engine->arena, &other, &error))
        return;
    task->moved_from = task->feed->url;
    task->feed->url = to;
    task->is_described = true;
}

static void note_state(struct feed_task *task)
{
    const struct sync_options *options = task->task.engine->options;
    bool has_news = task->stored.articles_new + task->stored.articles_changed != 0;
    if (task->failure) {
        sync_state_fail(task->feed, &task->answer, task->failure, options->now, options->interval);
        return;
    }
    sync_state_succeed(task->feed, &task->answer, task->is_read ? &task->pace : NULL, has_news, options->now,
                       options->interval);
    move(task);
}

static void tell(struct feed_task *task)
{
    struct sync_engine *engine = task->task.engine;
    const struct sync_stored *stored = &task->stored;
    bool has_news = stored->articles_new + stored->articles_changed != 0;
    const struct sync_result result = {
        .feed = task->feed,
        .outcome = task->failure ? SYNC_FAILED
                   : has_news    ? SYNC_NEWS
                                 : SYNC_SAME,
        .articles_new = stored->articles_new,
        .articles_changed = stored->articles_changed,
        .error = task->failure,
        .moved_from = task->moved_from,
    };
    engine->counts->done++;
    engine->counts->failed += task->failure != NULL;
    engine->listener->feed(engine->listener->context, &result);
}

/* --- pages of new articles -------------------------------------------------------------------------------------------- */

static bool wants_more_pages(const struct sync_engine *engine)
{
    return engine->counts->pages < engine->options->pages_most;
}

static void fetch_pages(struct sync_engine *engine, const struct array *pages)
{
    const struct sync_page *page = pages->items;
    for (size_t i = 0; i < pages->count && wants_more_pages(engine); i++) {
        struct sync_wish *wish = arena_allocate(engine->arena, sizeof *wish);
        if (!wish || !page[i].link)
            return;
        *wish = (struct sync_wish){.url = page[i].link, .article = page[i].article};
        (void)sync_page_begin(engine, wish, page[i].text_length, false);
    }
}

/* --- storing ---------------------------------------------------------------------------------------------------------- */

/* Stores the entries that have come, within the caller's transaction. */
static bool store_entries(struct feed_task *task, struct array *pages, struct error *error)
{
    struct sync_engine *engine = task->task.engine;
    bool are_whole = true;
    if (!task->batch.count)
        return true;
    task->stored.pages = has_full_text(task) ? pages : NULL;
    task->stored.arena = engine->arena;
    task->stored.now = engine->options->now;
    if (!sync_batch_store(engine->archive, &task->batch, task->feed->id, &task->stored, &are_whole, error))
        return false;
    if (!are_whole)
        task->failure = out_of_order;
    return true;
}

static bool store_task(struct feed_task *task, struct array *pages, struct error *error)
{
    if (!store_entries(task, pages, error))
        return false;
    if (!task->task.has_ended)
        return true;
    note_state(task);
    return sync_feed_store(task->task.engine->archive, task->feed, task->is_described, error);
}

static void count(struct feed_task *task)
{
    struct sync_counts *counts = task->task.engine->counts;
    counts->articles_new += task->stored.articles_new - task->counted.articles_new;
    counts->articles_changed += task->stored.articles_changed - task->counted.articles_changed;
    task->counted = task->stored;
}

/* Stores tasks in one transaction, and with those that have ended how their feeds stand now. */
static bool store(struct sync_engine *engine, struct feed_task *const *tasks, size_t task_count)
{
    struct array pages = array_create(sizeof(struct sync_page), PAGES_MAX);
    struct error error;
    bool is_open = archive_begin(engine->archive, &error), stored = is_open;
    for (size_t i = 0; stored && i < task_count; i++)
        stored = store_task(tasks[i], &pages, &error);
    stored = stored && archive_commit(engine->archive, &error);
    if (!stored && is_open)
        archive_roll_back(engine->archive);
    for (size_t i = 0; stored && i < task_count; i++) {
        count(tasks[i]);
        if (tasks[i]->task.has_ended)
            tell(tasks[i]);
    }
    if (stored)
        fetch_pages(engine, &pages);
    array_release(&pages);
    return stored || sync_engine_fail(engine, &error);
}

/* True when the feeds that have ended are many, have much, or have waited long. */
static bool is_time(const struct sync_engine *engine)
{
    return engine->ended.count >= FEEDS_AT_ONCE || engine->ended_entries >= ENTRIES_AT_ONCE ||
           engine->ended_bytes >= BYTES_AT_ONCE || clock_milliseconds() - engine->ended_since >= TIME_AT_ONCE;
}

bool sync_feeds_store(struct sync_engine *engine, bool all)
{
    if (engine->failed || !engine->ended.count || (!all && !is_time(engine)))
        return !engine->failed;
    bool stored = store(engine, engine->ended.items, engine->ended.count);
    engine->ended.count = 0;
    engine->ended_entries = engine->ended_bytes = 0;
    return stored;
}

/* The feed is done, but for being stored together with others. */
static void end(struct feed_task *task, const char *failure)
{
    struct sync_engine *engine = task->task.engine;
    struct error error;
    task->failure = arena_copy_string(engine->arena, failure);
    if (failure && !task->failure)
        task->failure = out_of_memory;
    task->task.has_ended = true;
    if (!engine->ended.count)
        engine->ended_since = clock_milliseconds();
    struct feed_task **slot = array_push(&engine->ended);
    if (slot) {
        *slot = task;
        engine->ended_entries += task->batch.count;
        engine->ended_bytes += task->batch.entries.length;
        return;
    }
    error_out_of_memory(&error, "syncing");
    sync_engine_fail(engine, &error);
}

/* --- its way ---------------------------------------------------------------------------------------------------------- */

static void take_answer(struct sync_task *base, struct fetch_result *result)
{
    struct feed_task *task = (struct feed_task *)base;
    const struct feed_state *state = &task->feed->state;
    task->answer = sync_answer_keep(result, base->engine->arena);
    if (result->outcome == FETCH_BODY)
        task->answer.content_hash = hash_bytes(HASH_START, buffer_string(result->body), result->body->length);
    if (result->outcome != FETCH_BODY || task->answer.content_hash == state->content_hash) {
        end(task, result->error);
        return;
    }
    const struct ingest_job job = {
        .kind = INGEST_FEED,
        .asks = task->feed->articles > 0 || state->last_success > 0,
        .url = result->url,
        .content_type = result->content_type,
        .bytes = buffer_string(result->body),
        .length = result->body->length,
    };
    (void)sync_engine_read(base, &job);
}

static bool answer_question(struct sync_task *base, const char *body, size_t length, struct buffer *answer)
{
    const struct feed_task *task = (const struct feed_task *)base;
    struct array known = array_create(sizeof(bool), feed_limits_of_fetched.items);
    struct ingest_key key;
    uint64_t hash;
    while (ingest_unpack_key(&body, &length, &key)) {
        bool *is_known = array_push(&known);
        if (!is_known)
            break;
        *is_known = archive_entry_hash(base->engine->archive, task->feed->id, key.guid, &hash) && hash == key.hash;
    }
    ingest_pack_known(answer, known.items, known.count);
    array_release(&known);
    return length == 0;
}

/* A worker that sends more than a feed may have is no longer ours. */
static bool take_entry(struct sync_task *base, const char *body, size_t length)
{
    struct feed_task *task = (struct feed_task *)base;
    return task->taken++ < feed_limits_of_fetched.items && sync_batch_add(&task->batch, body, length) &&
           (!sync_batch_is_full(&task->batch) || store(base->engine, &task, 1));
}

static bool is_other(const char *one, const char *other)
{
    return other && (!one || strcmp(one, other) != 0);
}

/* What the feed says of itself now, where it says something else than before. */
static void describe(struct feed_task *task, const struct ingest_source *source)
{
    struct archived_feed *feed = task->feed;
    struct arena *arena = task->task.engine->arena;
    const struct {
        const char **kept;
        const char *said;
    } fields[] = {
        {&feed->title, source->title},
        {&feed->page, source->page},
        {&feed->description, source->description},
        {&feed->language, source->language},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (is_other(*fields[i].kept, fields[i].said)) {
            *fields[i].kept = arena_copy_string(arena, fields[i].said);
            task->is_described = true;
        }
}

/* What was read of a feed that then failed stays, and it is fetched again as if nothing had come. */
static void take_end(struct sync_task *base, const struct ingest_source *source, const char *failure)
{
    struct feed_task *task = (struct feed_task *)base;
    if (source) {
        describe(task, source);
        task->pace = source->pace;
        task->is_read = true;
        if (source->is_cut)
            sync_answer_doubt(&task->answer);
    }
    end(task, failure);
}

static void leave(struct sync_task *base)
{
    struct feed_task *task = (struct feed_task *)base;
    if (!base->has_ended && task->batch.count && !base->engine->failed)
        (void)store(base->engine, &task, 1);
    sync_batch_release(&task->batch);
}

/* What has come already of the feed; NULL: nothing. */
static struct fetch_result *fetched_result(const struct sync_options *options, const char *url)
{
    for (size_t i = 0; i < options->fetched_count; i++)
        if (strcmp(options->fetched[i].url, url) == 0)
            return options->fetched[i].result;
    return NULL;
}

bool sync_feed_begin(struct sync_engine *engine, struct archived_feed *feed)
{
    static const struct sync_task_kind kind = {take_answer, answer_question, take_entry, take_end, leave};
    struct feed_task *task = sync_engine_begin(engine, &kind, sizeof *task);
    if (!task)
        return false;
    task->feed = feed;
    task->batch = sync_batch_create();
    engine->counts->feeds++;
    struct fetch_result *fetched = fetched_result(engine->options, feed->url);
    if (fetched) {
        sync_engine_take(&task->task, fetched);
        return !engine->failed;
    }
    return sync_engine_fetch(&task->task, &(struct fetch_request){
                                              .url = feed->url,
                                              .etag = feed->state.etag,
                                              .last_modified = feed->state.last_modified,
                                              .user_agent = feed->wishes.user_agent,
                                          });
}
