/* An archive in a folder of its own, and entries made of a sentence each. For tests that include cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_ARCHIVE_RIG_H
#define WHOSAID_TESTS_UNIT_ARCHIVE_RIG_H

#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "files.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"
#include "store/archive_query.h"

struct archive_rig {
    char folder[TEST_PATH_SIZE], path[2 * TEST_PATH_SIZE];
    struct archive *archive;
    struct arena *arena; /* for what is read */
    struct error error;
};

enum { RIG_ARENA_MAX = 1 << 26 };

/* Fails the test with the sentence when `done` is false. */
static inline void rig_assert(const struct archive_rig *rig, bool done, const char *what)
{
    if (!done)
        fail_msg("%s: %s", what, rig->error.message);
}

#define RIG_DO(rig, call) rig_assert(rig, call, #call)

static inline void rig_open(struct archive_rig *rig, enum archive_access access)
{
    archive_close(rig->archive);
    rig->archive = archive_open(rig->path, access, 0, &rig->error);
    RIG_DO(rig, rig->archive != NULL);
}

static inline void rig_create(struct archive_rig *rig)
{
    *rig = (struct archive_rig){.arena = arena_create(RIG_ARENA_MAX)};
    assert_non_null(rig->arena);
    folder_create(rig->folder);
    (void)snprintf(rig->path, sizeof rig->path, "%s/archive.db", rig->folder);
    rig_open(rig, ARCHIVE_WRITE);
}

static inline void rig_release(struct archive_rig *rig)
{
    archive_close(rig->archive);
    arena_destroy(rig->arena);
    folder_remove(rig->folder);
}

static inline int64_t rig_add_feed(struct archive_rig *rig, const char *url, const char *title)
{
    int64_t id = ARCHIVE_NONE;
    bool added = false;
    struct archived_feed feed = {
        .url = url, .title = title, .wishes = {.interval = -1, .keep_articles = -1, .keep_days = -1, .full_text = -1}};
    RIG_DO(rig, archive_feed_add(rig->archive, &feed, &id, &added, &rig->error));
    assert_true(added);
    return id;
}

static inline struct archived_feed rig_feed(struct archive_rig *rig, int64_t id)
{
    struct archived_feed feed;
    RIG_DO(rig, archive_feed_find(rig->archive, NULL, id, rig->arena, &feed, &rig->error));
    return feed;
}

/* What is stored of an entry whose text is one paragraph. */
struct rig_entry {
    int64_t feed;
    const char *guid, *title, *text, *link;
    int64_t published;
    uint64_t hash;
};

enum { RIG_NOW = 1700000000 }; /* after every date in these tests */

static inline int64_t rig_store(struct archive_rig *rig, const struct rig_entry *row, enum archive_outcome *outcome)
{
    const struct block block = {.range = {0, strlen(row->text)}, .type = BLOCK_PARAGRAPH};
    const struct article article = {.title = row->title,
                                    .text = row->text,
                                    .length = strlen(row->text),
                                    .blocks = &block,
                                    .block_count = 1,
                                    .id = row->guid};
    const struct archived_entry entry = {.feed = row->feed,
                                         .guid = row->guid,
                                         .hash = row->hash,
                                         .content = row->text,
                                         .content_length = strlen(row->text),
                                         .link = row->link,
                                         .published = row->published,
                                         .seen = RIG_NOW,
                                         .article = &article,
                                         .annotator = 1};
    int64_t id = ARCHIVE_NONE;
    RIG_DO(rig, archive_entry_store(rig->archive, &entry, outcome, &id, &rig->error));
    return id;
}

/* The numbers that the terms mean, newest first, as "3 1 2 " by the order in `known`. */
static inline void rig_query(struct archive_rig *rig, const struct archive_term *terms, size_t count,
                             const int64_t *known, size_t known_count, char found[TEST_SENTENCES_SIZE])
{
    struct archive_query query = {terms, count};
    struct archive_page page = {0};
    struct array ids = array_create(sizeof(int64_t), 1 << 20);
    RIG_DO(rig, archive_query_run(rig->archive, &query, SIZE_MAX, &page, &ids, &rig->error));
    *found = '\0';
    size_t used = 0;
    for (size_t i = 0; i < ids.count && used < TEST_SENTENCES_SIZE - 32; i++) {
        size_t at = 0;
        while (at < known_count && known[at] != ((int64_t *)ids.items)[i])
            at++;
        used += (size_t)snprintf(found + used, TEST_SENTENCES_SIZE - used, "%s%zu", i ? " " : "", at);
    }
    array_release(&ids);
}

#endif
