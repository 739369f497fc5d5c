/* A session over an archive: a real one in a folder of the test's own, its articles made by hand; and what is shown of
 * it. For tests that include cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_SESSION_RIG_H
#define WHOSAID_TESTS_UNIT_SESSION_RIG_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/session.h"
#include "app/shelf_archive.h"
#include "article/article.h"
#include "base/buffer.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"

enum { PATH_SIZE = 128 };

/* 2026-03-10T00:00:00Z; the articles are an hour apart. */
#define FIRST ((int64_t)1773100800)

struct world {
    char folder[PATH_SIZE], path[PATH_SIZE];
    struct archive *writer, *archive;
    int64_t feeds[2];
    struct shelf_archive shelf;
    struct session *session;
};

/* Stores article `number` in a feed: a text of its own, as many hours after the first one. */
static inline int64_t store(struct world *world, size_t feed, int number)
{
    char guid[32], link[64], title[32], text[200];
    struct error error = {""};
    enum archive_outcome outcome;
    int64_t id = ARCHIVE_NONE;
    (void)snprintf(guid, sizeof guid, "guid-%d", number);
    (void)snprintf(link, sizeof link, "https://quay.example/%d", number);
    (void)snprintf(title, sizeof title, "Article %d", number);
    int length = snprintf(text, sizeof text,
                          "The ferry number %d was late. \"Tides,\" said Ana. The tide of day %d had no comment; the "
                          "lighthouse keeper saw %d boats.",
                          number, number, number);
    static const struct quotation quotation = {{30, 38}, QUOTATION_DIRECT, {44, 47}, 0, {39, 43}, ARTICLE_NONE, 0.9};
    static const struct mention mention = {{44, 47}, MENTION_NAME, 0};
    static size_t mentions[] = {0};
    static const char *aliases[] = {"Ana"};
    static const struct entity entity = {
        .name = "Ana", .aliases = aliases, .alias_count = 1, .mentions = mentions, .mention_count = 1};
    const struct block block = {.range = {0, (size_t)length}, .type = BLOCK_PARAGRAPH};
    const struct article article = {.title = title,
                                    .url = link,
                                    .has_published = true,
                                    .published = FIRST + number * 3600,
                                    .text = text,
                                    .length = (size_t)length,
                                    .blocks = &block,
                                    .block_count = 1,
                                    .quotations = &quotation,
                                    .quotation_count = number < 10 ? 1 : 0,
                                    .mentions = &mention,
                                    .mention_count = 1,
                                    .entities = &entity,
                                    .entity_count = 1};
    const struct archived_entry entry = {.feed = world->feeds[feed],
                                         .guid = guid,
                                         .hash = (uint64_t)number + 1,
                                         .content = text,
                                         .content_length = (size_t)length,
                                         .link = link,
                                         .published = article.published,
                                         .seen = FIRST + 1000 * 3600,
                                         .article = &article,
                                         .annotator = 1};
    if (!archive_entry_store(world->writer, &entry, &outcome, &id, &error))
        fail_msg("%s", error.message);
    return id;
}

static inline int64_t subscribe(struct world *world, const char *url, const char *title)
{
    static const char *const folder = "Town";
    struct error error = {""};
    bool added;
    int64_t id;
    struct archived_feed feed = {.url = url,
                                 .title = title,
                                 .page = "https://quay.example/",
                                 .folders = &folder,
                                 .folder_count = 1,
                                 .wishes = {.interval = ARCHIVE_GENERAL,
                                            .keep_articles = ARCHIVE_GENERAL,
                                            .keep_days = ARCHIVE_GENERAL,
                                            .full_text = ARCHIVE_GENERAL}};
    assert_true(archive_feed_add(world->writer, &feed, &id, &added, &error));
    return id;
}

static inline void begin_session(struct world *world)
{
    struct error error = {""};
    world->archive = archive_open(world->path, ARCHIVE_MARK, 0, &error);
    if (!world->archive || !shelf_archive_create(&world->shelf, world->archive, FIRST, &error))
        fail_msg("%s", error.message);
    world->session = session_create(&world->shelf.shelf, NULL, &error);
    assert_non_null(world->session);
    world->session->marks_when_opened = true;
}

static inline void end_session(struct world *world)
{
    session_destroy(world->session);
    shelf_archive_release(&world->shelf);
    archive_close(world->archive);
}

/* Two feeds in one folder: Bells with articles 0 to 2, Ferries with 3 to 5. */
static inline int set_up(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    struct error error = {""};
    if (!world)
        return 1;
    *state = world;
    (void)snprintf(world->folder, sizeof world->folder, "/tmp/whosaid-session-XXXXXX");
    if (!mkdtemp(world->folder))
        return 1;
    (void)snprintf(world->path, sizeof world->path, "%.60s/archive.db", world->folder);
    world->writer = archive_open(world->path, ARCHIVE_WRITE, 0, &error);
    if (!world->writer)
        return 1;
    world->feeds[0] = subscribe(world, "https://bells.example/feed", "Bells");
    world->feeds[1] = subscribe(world, "https://ferries.example/feed", "Ferries");
    for (int i = 0; i < 6; i++)
        (void)store(world, i >= 3, i);
    begin_session(world);
    return 0;
}

static inline int tear_down(void **state)
{
    static const char *const files[] = {"archive.db", "archive.db-wal", "archive.db-shm", "archive.db.lock"};
    struct world *world = *state;
    end_session(world);
    archive_close(world->writer);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof path, "%.60s/%s", world->folder, files[i]);
        (void)remove(path);
    }
    (void)rmdir(world->folder);
    free(world);
    return 0;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* The rows of the library: title and unread/articles, a line each. */
static inline void assert_library(struct world *world, const char *expected)
{
    struct buffer rows = buffer_create(10000);
    (void)session_refresh(world->session);
    for (size_t i = 0; i < shelf_row_count(world->session->shelf); i++) {
        struct shelf_row row = shelf_row(world->session->shelf, i);
        (void)buffer_append_format(&rows, "%s %zu/%zu\n", row.title, row.unread, row.articles);
    }
    assert_string_equal(buffer_string(&rows), expected);
    buffer_release(&rows);
}

/* The articles of the list: number, u for unread, * for starred; the one under the cursor behind >. */
static inline void assert_list(struct world *world, const char *expected)
{
    struct session *session = world->session;
    struct buffer rows = buffer_create(10000);
    (void)session_refresh(session);
    for (size_t i = 0; i < shelf_entry_count(session->shelf); i++) {
        struct shelf_entry entry = shelf_entry(session->shelf, i);
        (void)buffer_append_format(&rows, "%s%s%s%s%s", i ? " " : "", i == session->article ? ">" : "", entry.title + 8,
                                   entry.is_unread ? "u" : "", entry.is_starred ? "*" : "");
    }
    assert_string_equal(buffer_string(&rows), expected);
    buffer_release(&rows);
}

/* Puts the cursor of the library on the row of that title, and opens it. */
static inline void enter(struct world *world, const char *title)
{
    struct session *session = world->session;
    while (session->context != CONTEXT_LIBRARY)
        (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_refresh(session);
    for (size_t i = 0; i < shelf_row_count(session->shelf); i++)
        if (strcmp(shelf_row(session->shelf, i).title, title) == 0) {
            (void)session_select_row(session, i);
            (void)session_act(session, ACTION_OPEN, 0);
            return;
        }
    fail_msg("there is no row %s", title);
}

static inline void assert_notice(const struct world *world, const char *notice)
{
    assert_string_equal(world->session->notice.message, notice);
}

/* A test with an archive and a session of its own. */
#define SESSION_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
