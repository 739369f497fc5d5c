/* sync store: entries are taken apart only when they are written, one by one, so that memory follows the largest. */
#include "app/sync_store.h"

#include "app/ingest_messages.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/packing.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"

/* What the attachments of one entry take. */
enum { ENTRY_ARENA_MAX = 1024 * 1024 };

struct sync_batch sync_batch_create(void)
{
    return (struct sync_batch){.entries = buffer_create(INGEST_MESSAGE_MAX + SYNC_BATCH_BYTES)};
}

void sync_batch_release(struct sync_batch *batch)
{
    buffer_release(&batch->entries);
    batch->count = 0;
}

bool sync_batch_add(struct sync_batch *batch, const char *body, size_t length)
{
    pack_bytes(&batch->entries, body, length);
    batch->count++;
    return !batch->entries.failed;
}

bool sync_batch_is_full(const struct sync_batch *batch)
{
    return batch->count >= SYNC_BATCH_ENTRIES || batch->entries.length >= SYNC_BATCH_BYTES;
}

static void note_page(struct sync_stored *stored, const struct archived_entry *entry, int64_t id)
{
    struct sync_page *page = stored->pages && entry->link ? array_push(stored->pages) : NULL;
    if (page)
        *page = (struct sync_page){id, arena_copy_string(stored->arena, entry->link), entry->article->length};
}

static bool store_entry(struct archive *archive, struct archived_entry *entry, struct sync_stored *stored,
                        struct error *error)
{
    enum archive_outcome outcome;
    int64_t id;
    if (!archive_entry_store(archive, entry, &outcome, &id, error))
        return false;
    stored->articles_new += outcome == ARCHIVE_NEW;
    stored->articles_changed += outcome == ARCHIVE_CHANGED;
    if (outcome == ARCHIVE_NEW)
        note_page(stored, entry, id);
    return true;
}

/* Stores the next of the entries. */
static bool store_next(struct archive *archive, struct unpacking *entries, struct arena *arena, int64_t feed,
                       struct sync_stored *stored, bool *are_whole, struct error *error)
{
    size_t length;
    const char *body = unpack_bytes(entries, &length);
    struct archived_entry entry;
    struct article *article = NULL;
    *are_whole = body && ingest_unpack_entry(body, length, arena, &entry, &article) && entry.guid;
    entry.feed = feed;
    entry.seen = stored->now;
    bool well = !*are_whole || store_entry(archive, &entry, stored, error);
    article_destroy(article);
    arena_clear(arena);
    return well;
}

bool sync_batch_store(struct archive *archive, struct sync_batch *batch, int64_t feed, struct sync_stored *stored,
                      bool *are_whole, struct error *error)
{
    struct unpacking entries = {.bytes = batch->entries.bytes, .length = batch->entries.length};
    struct arena *arena = arena_create(ENTRY_ARENA_MAX);
    bool well = arena || error_out_of_memory(error, "storing what was fetched");
    *are_whole = true;
    while (well && *are_whole && entries.length)
        well = store_next(archive, &entries, arena, feed, stored, are_whole, error);
    arena_destroy(arena);
    sync_batch_release(batch);
    return well;
}

bool sync_feed_store(struct archive *archive, const struct archived_feed *feed, bool is_described, struct error *error)
{
    return (!is_described || archive_feed_set_description(archive, feed, error)) &&
           archive_feed_set_state(archive, feed, error);
}
