/* sync pages: a page's way: it becomes an article that the user keeps, or the full text of one that a feed cut
 * short. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "app/sync_engine.h"
#include "app/sync_store.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "feeds/document.h"
#include "feeds/fetch.h"
#include "feeds/url.h"
#include "store/archive.h"
#include "store/archive_articles.h"

/* What names an article of the user's own: an address, or a path and a number. */
enum { GUID_MAX = 16 * 1024 };
/* An entry with its content, twice: what comes, and what is kept. */
#define ENTRY_ARENA_MAX (DOCUMENT_SIZE_MAX * 2)

struct page_task {
    struct sync_task task;
    const struct sync_wish *wish;
    size_t text_length;
    bool is_told, is_stored;
    enum sync_outcome outcome;
    const char *title; /* of what is stored */
    const char *failure;
};

static void end_page(struct page_task *task, const char *failure)
{
    struct sync_engine *engine = task->task.engine;
    task->task.has_ended = true;
    engine->counts->pages_done++;
    const char *error = task->failure ? task->failure : failure;
    const struct sync_page_result result = {
        .wish = task->wish,
        .outcome = error ? SYNC_FAILED : task->outcome,
        .title = error ? NULL : task->title,
        .error = error,
    };
    if (task->is_told)
        engine->listener->page(engine->listener->context, &result);
}

static void take_answer(struct sync_task *base, struct fetch_result *result)
{
    struct page_task *task = (struct page_task *)base;
    if (result->outcome != FETCH_BODY) {
        end_page(task, result->error ? result->error : "there is nothing new");
        return;
    }
    const struct ingest_job job = {
        .kind = INGEST_PAGE,
        .url = result->url,
        .content_type = result->content_type,
        .bytes = buffer_string(result->body),
        .length = result->body->length,
    };
    (void)sync_engine_read(base, &job);
}

static bool answer_question(struct sync_task *base, const char *body, size_t length, struct buffer *answer)
{
    (void)base;
    (void)body;
    (void)length;
    (void)answer;
    return false; /* nobody asks about a page */
}

/* The page tells more of the text; of the article, the feed does, which is not written for search engines. */
static void keep_what_the_feed_said(struct archived_entry *entry, struct article *article,
                                    const struct archived_entry *kept, const struct article *before)
{
    if (before->title)
        article->title = before->title;
    if (before->byline)
        article->byline = before->byline;
    if (before->site)
        article->site = before->site;
    if (kept->published)
        entry->published = kept->published;
    entry->modified = kept->modified;
    entry->comments = kept->comments;
    entry->link = kept->link;
    entry->attachments = kept->attachments;
    entry->attachment_count = kept->attachment_count;
}

/* A page without an article's text, such as one that asks for consent, is worth less than what the feed gave. */
static bool replace(struct page_task *task, struct archived_entry *entry, struct article *article, struct arena *arena,
                    struct error *error)
{
    struct archive *archive = task->task.engine->archive;
    int64_t id = task->wish->article;
    struct archived_entry kept;
    if (article->length <= task->text_length) {
        task->failure = "its page has no more text than the feed";
        return true;
    }
    struct article *before = archive_article_read(archive, id, error);
    if (!before) {
        task->failure = "it is no longer in the archive";
        return !*error->message;
    }
    bool replaced = archive_content_read(archive, id, arena, &kept, error);
    if (replaced) {
        keep_what_the_feed_said(entry, article, &kept, before);
        replaced = archive_article_replace(archive, id, entry, error);
    }
    article_destroy(before);
    return replaced;
}

/* An address names what is kept from it; a file is another one when its content is. */
static bool add(struct page_task *task, struct archived_entry *entry, struct error *error)
{
    struct sync_counts *counts = task->task.engine->counts;
    struct buffer guid = buffer_create(GUID_MAX);
    enum archive_outcome outcome = ARCHIVE_SAME;
    int64_t id;
    char *url = url_without_password(task->wish->url);
    const char *link = entry->link || task->wish->bytes ? entry->link : url;
    if (task->wish->bytes)
        buffer_append_format(&guid, "%s %016" PRIx64, task->wish->url, entry->hash);
    else if (link)
        buffer_append_string(&guid, link);
    entry->guid = buffer_string(&guid);
    entry->link = link;
    bool stored = guid.failed || !url ? error_out_of_memory(error, "keeping a page")
                                      : archive_entry_store(task->task.engine->archive, entry, &outcome, &id, error);
    buffer_release(&guid);
    free(url);
    if (!stored)
        return false;
    counts->articles_new += outcome == ARCHIVE_NEW;
    task->outcome = outcome == ARCHIVE_NEW || outcome == ARCHIVE_CHANGED ? SYNC_NEWS : SYNC_SAME;
    return true;
}

static bool take_entry(struct sync_task *base, const char *body, size_t length)
{
    struct page_task *task = (struct page_task *)base;
    struct arena *arena = arena_create(ENTRY_ARENA_MAX);
    struct archived_entry entry;
    struct article *article = NULL;
    struct error error = {""};
    bool is_entry = arena && !task->is_stored && ingest_unpack_entry(body, length, arena, &entry, &article);
    if (is_entry) {
        task->is_stored = true;
        entry.seen = base->engine->options->now;
        task->title = arena_copy_string(base->engine->arena, article->title);
        bool stored = task->wish->article == ARCHIVE_NONE ? add(task, &entry, &error)
                                                          : replace(task, &entry, article, arena, &error);
        if (!stored)
            (void)sync_engine_fail(base->engine, &error);
    }
    article_destroy(article);
    arena_destroy(arena);
    return is_entry;
}

static void end(struct sync_task *base, const struct ingest_source *source, const char *failure)
{
    (void)source;
    end_page((struct page_task *)base, failure);
}

static void leave(struct sync_task *base)
{
    (void)base; /* what has not come by then does not come */
}

bool sync_page_begin(struct sync_engine *engine, const struct sync_wish *wish, size_t text_length, bool is_told)
{
    static const struct sync_task_kind kind = {take_answer, answer_question, take_entry, end, leave};
    struct page_task *task = sync_engine_begin(engine, &kind, sizeof *task);
    if (!task)
        return false;
    task->wish = wish;
    task->text_length = text_length;
    task->is_told = is_told;
    engine->counts->pages++;
    if (!wish->bytes)
        return sync_engine_fetch(&task->task, &(struct fetch_request){.url = wish->url, .wanted = FETCH_A_PAGE});
    return sync_engine_read(&task->task,
                            &(struct ingest_job){.kind = INGEST_PAGE, .bytes = wish->bytes, .length = wish->length});
}
