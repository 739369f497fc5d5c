/* sync store: what a sync writes, in transactions that are short, so that the reader's marks get in between. Never in
 * here: when, and what was fetched. */
#ifndef WHOSAID_APP_SYNC_STORE_H
#define WHOSAID_APP_SYNC_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"

struct archive;
struct arena;
struct archived_feed;
struct error;

/* So many entries, or bytes of them, are stored at once. */
enum { SYNC_BATCH_ENTRIES = 500, SYNC_BATCH_BYTES = 8 * 1024 * 1024 };

/* Entries that wait to be stored, as they came from a worker. */
struct sync_batch {
    struct buffer entries; /* a row of packed bytes */
    size_t count;
};

/* A new article, whose page may be wanted. */
struct sync_page {
    int64_t article;
    const char *link;
    size_t text_length; /* of what the feed gave */
};

/* What came of a batch, and what it needs. */
struct sync_stored {
    int64_t now;
    size_t articles_new, articles_changed;
    struct array *pages; /* of struct sync_page, appended to; NULL: not wanted */
    struct arena *arena; /* for their links */
};

struct sync_batch sync_batch_create(void);
void sync_batch_release(struct sync_batch *batch);

/* Adds the body of an INGEST_ENTRY. False when memory is short. */
bool sync_batch_add(struct sync_batch *batch, const char *body, size_t length);

/* True when it is time to store it. */
bool sync_batch_is_full(const struct sync_batch *batch);

/* Stores all entries of the batch as the feed's, within the caller's transaction; then the batch is empty. `*are_whole`
 * is false when one of them was none: it and those behind it are left out. False and a sentence when the archive could
 * not be written. */
bool sync_batch_store(struct archive *archive, struct sync_batch *batch, int64_t feed, struct sync_stored *stored,
                      bool *are_whole, struct error *error);

/* Writes a feed's state and, where `is_described`, its description. False and a sentence as above. */
bool sync_feed_store(struct archive *archive, const struct archived_feed *feed, bool is_described, struct error *error);

#endif
