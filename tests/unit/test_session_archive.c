/* The session over an archive: lists and counts, marks and taking them back, what is unread next, what others write meanwhile,
 * places. The archive is a real one in a folder of the test's own, its articles are made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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
static int64_t store(struct world *world, size_t feed, int number)
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

static int64_t subscribe(struct world *world, const char *url, const char *title)
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

static void begin_session(struct world *world)
{
    struct error error = {""};
    world->archive = archive_open(world->path, ARCHIVE_MARK, 0, &error);
    if (!world->archive || !shelf_archive_create(&world->shelf, world->archive, FIRST, &error))
        fail_msg("%s", error.message);
    world->session = session_create(&world->shelf.shelf, NULL, &error);
    assert_non_null(world->session);
    world->session->marks_when_opened = true;
}

static void end_session(struct world *world)
{
    session_destroy(world->session);
    shelf_archive_release(&world->shelf);
    archive_close(world->archive);
}

/* Two feeds in one folder: Bells with articles 0 to 2, Ferries with 3 to 5. */
static int set_up(void **state)
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

static int tear_down(void **state)
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

/* --- what is shown ---------------------------------------------------------------------------------------------------- */

/* The rows of the library: title and unread/articles, a line each. */
static void assert_library(struct world *world, const char *expected)
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
static void assert_list(struct world *world, const char *expected)
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
static void enter(struct world *world, const char *title)
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

static void assert_notice(const struct world *world, const char *notice)
{
    assert_string_equal(world->session->notice.message, notice);
}

/* --- the tests -------------------------------------------------------------------------------------------------------- */

static void test_library_and_lists(void **state)
{
    struct world *world = *state;
    assert_int_equal(world->session->context, CONTEXT_LIBRARY);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\nBells 3/3\nFerries 3/3\n");
    enter(world, "Bells");
    assert_int_equal(world->session->context, CONTEXT_ARTICLES);
    assert_list(world, ">2u 1u 0u");
    enter(world, "Town");
    assert_list(world, ">5u 4u 3u 2u 1u 0u");
    enter(world, "Starred");
    assert_list(world, "");
    assert_int_equal(session_select_row(world->session, 3), SESSION_NOTHING);
    assert_null(session_cursor_article(world->session));
    assert_null(session_cursor_link(world->session));
}

static void test_opening_marks_as_read(void **state)
{
    struct world *world = *state;
    enter(world, "Unread");
    (void)session_act(world->session, ACTION_OPEN, 0);
    assert_int_equal(world->session->context, CONTEXT_READER);
    assert_string_equal(world->session->reading->article->title, "Article 5");
    assert_int_equal(world->session->reading->article->quotation_count, 1);
    (void)session_act(world->session, ACTION_NEXT_ARTICLE, 0);
    (void)session_act(world->session, ACTION_LEAVE, 0);
    /* They stay in the list that they were read from, and are gone from it when it is opened anew. */
    assert_list(world, "5 >4 3u 2u 1u 0u");
    enter(world, "Unread");
    assert_list(world, ">3u 2u 1u 0u");
    (void)session_act(world->session, ACTION_LEAVE, 0);
    assert_library(world, "Unread 4/4\nAll articles 4/6\nStarred 0/0\nSaved 0/0\nTown 4/6\nBells 3/3\nFerries 1/3\n");
    world->session->marks_when_opened = false;
    enter(world, "Unread");
    (void)session_act(world->session, ACTION_OPEN, 0);
    (void)session_act(world->session, ACTION_LEAVE, 0);
    assert_list(world, ">3u 2u 1u 0u");
}

static void test_marks_and_taking_them_back(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    struct buffer tags = buffer_create(1000);
    enter(world, "Bells");
    (void)session_select_row(session, 1);
    (void)session_act(session, ACTION_STAR, 0);
    (void)session_act(session, ACTION_TOGGLE_READ, 0);
    assert_list(world, "2u >1* 0u");
    (void)session_tag(session, " sea , late night,sea");
    assert_true(session_tags(session, &tags));
    assert_string_equal(buffer_string(&tags), "late night, sea");
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    assert_notice(world, "Marked 2 articles as read; undo takes it back.");
    assert_list(world, "2 >1* 0");
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    assert_notice(world, "Nothing is unread here.");

    (void)session_act(session, ACTION_UNDO, 0);
    assert_notice(world, "Unread again: 2 articles.");
    assert_list(world, "2u >1* 0u");
    (void)session_act(session, ACTION_UNDO, 0);
    buffer_clear(&tags);
    assert_true(session_tags(session, &tags));
    assert_string_equal(buffer_string(&tags), "");
    (void)session_act(session, ACTION_UNDO, 9);
    assert_list(world, "2u >1u 0u");
    (void)session_act(session, ACTION_UNDO, 0);
    assert_notice(world, "There is no mark to take back.");
    buffer_release(&tags);
}

static void test_all_of_a_row_of_the_library(void **state)
{
    struct world *world = *state;
    (void)session_select_row(world->session, 6);
    (void)session_act(world->session, ACTION_MARK_ALL_READ, 0);
    assert_library(world, "Unread 3/3\nAll articles 3/6\nStarred 0/0\nSaved 0/0\nTown 3/6\nBells 3/3\nFerries 0/3\n");
    (void)session_select_row(world->session, 4);
    (void)session_act(world->session, ACTION_MARK_ALL_READ, 0);
    assert_library(world, "Unread 0/0\nAll articles 0/6\nStarred 0/0\nSaved 0/0\nTown 0/6\nBells 0/3\nFerries 0/3\n");
    (void)session_act(world->session, ACTION_UNDO, 2);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\nBells 3/3\nFerries 3/3\n");
}

static void test_the_next_unread_one(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_int_equal(session->source, 5);
    enter(world, "Bells");
    (void)session_act(session, ACTION_OPEN, 0);
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 1");
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 0");
    /* Behind the last one comes the next feed. */
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_string_equal(session->reading->article->title, "Article 5");
    assert_string_equal(shelf_list(session->shelf).title, "Ferries");
    (void)session_act(session, ACTION_NEXT_UNREAD, 2);
    assert_string_equal(session->reading->article->title, "Article 3");
    (void)session_act(session, ACTION_NEXT_UNREAD, 0);
    assert_notice(world, "Nothing is unread.");
    /* Backwards from the newest of a list to the end of the feed before. */
    enter(world, "Ferries");
    (void)session_select_row(session, 0);
    (void)session_act(session, ACTION_TOGGLE_READ, 0);
    enter(world, "Bells");
    (void)session_act(session, ACTION_PREVIOUS_UNREAD, 0);
    assert_int_equal(session->context, CONTEXT_ARTICLES);
    assert_list(world, ">5u 4 3");
}

static void test_what_comes_meanwhile(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    enter(world, "Ferries");
    (void)session_select_row(session, 1);
    assert_list(world, "5u >4u 3u");
    (void)store(world, 1, 6);
    (void)store(world, 1, 7);
    /* The cursor stays on its article. */
    assert_list(world, "7u 6u 5u >4u 3u");
    (void)session_act(session, ACTION_LEAVE, 0);
    assert_library(world, "Unread 8/8\nAll articles 8/8\nStarred 0/0\nSaved 0/0\nTown 8/8\nBells 3/3\nFerries 5/5\n");
    (void)session_select_row(session, 6);
    world->feeds[0] = subscribe(world, "https://anchor.example/feed", "Anchors");
    (void)store(world, 0, 8);
    (void)session_refresh(session);
    assert_string_equal(shelf_row(session->shelf, session->source).title, "Ferries");
    assert_int_equal(session->source, 7);
}

static void test_long_lists_are_read_in_pages(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    struct error error;
    assert_true(archive_begin(world->writer, &error));
    for (int i = 100; i < 900; i++)
        (void)store(world, 0, i);
    assert_true(archive_commit(world->writer, &error));
    enter(world, "Bells");
    assert_int_equal(shelf_entry_count(session->shelf), 803);
    assert_int_equal(world->shelf.list.ids.count, 0);
    assert_string_equal(shelf_entry(session->shelf, 0).title, "Article 899");
    assert_int_equal(world->shelf.list.ids.count, 512);
    (void)session_select_row(session, SIZE_MAX);
    assert_int_equal(session->article, 802);
    assert_string_equal(shelf_entry(session->shelf, 802).title, "Article 0");
    assert_string_equal(shelf_entry(session->shelf, 400).title, "Article 499");
    (void)store(world, 0, 900);
    (void)session_refresh(session);
    assert_int_equal(session->article, 803);
    assert_string_equal(shelf_entry(session->shelf, 1).title, "Article 899");
}

static void test_searches(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_find(session, "title:\"article 4\"");
    assert_int_equal(session->context, CONTEXT_ARTICLES);
    assert_list(world, ">4u");
    (void)session_keep_search(session, "Fours");
    (void)session_act(session, ACTION_LEAVE, 0);
    enter(world, "Fours");
    assert_list(world, ">4u");
    (void)session_act(session, ACTION_STAR, 0);
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_refresh(session);
    assert_int_equal(shelf_row(session->shelf, 4).articles, 0);
    assert_true(session_count_search(session));
    assert_int_equal(shelf_row(session->shelf, 4).articles, 1);
    assert_int_equal(shelf_row(session->shelf, 4).unread, 1);
    assert_false(session_count_search(session));
    /* A mark may change what is meant: counted again, and shown as it was until then. */
    (void)session_select_row(session, 5);
    (void)session_act(session, ACTION_MARK_ALL_READ, 0);
    (void)session_refresh(session);
    assert_int_equal(shelf_row(session->shelf, 4).unread, 1);
    assert_true(session_count_search(session));
    assert_int_equal(shelf_row(session->shelf, 4).unread, 0);
    (void)session_select_row(session, 4);
    (void)session_forget_search(session, shelf_row(session->shelf, session->source).id);
    (void)session_refresh(session);
    assert_int_equal(shelf_row_count(session->shelf), 7);
    assert_int_equal(session_find(session, "unred:"), SESSION_NOTICE);
    assert_true(session->notice_is_failure);
    assert_int_equal(session_find(session, "nowhere"), SESSION_NOTICE);
    assert_notice(world, "Not found: nowhere");
}

static void test_the_feed_that_is_meant(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    enter(world, "All articles");
    assert_string_equal(session_feed(session)->title, "Ferries"); /* of article 5, the newest */
    (void)session_select_row(session, 5);
    assert_string_equal(session_feed(session)->title, "Bells");
    (void)session_act(session, ACTION_OPEN, 0);
    assert_string_equal(session_feed(session)->title, "Bells"); /* in the reader, too */
    enter(world, "Ferries");
    assert_string_equal(session_feed(session)->title, "Ferries");
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_select_row(session, 0);
    assert_null(session_feed(session)); /* of what is unread in the library */
}

static void test_a_search_gets_another_name(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_find(session, "title:4");
    (void)session_keep_search(session, "Four");
    (void)session_act(session, ACTION_LEAVE, 0);
    (void)session_refresh(session);
    (void)session_select_row(session, 4);
    struct shelf_row search = session_row(session);
    assert_string_equal(search.title, "Four");
    assert_true(session_rename_search(session, &search, "The fourth") & SESSION_CONTEXT);
    (void)session_refresh(session);
    assert_string_equal(shelf_row(session->shelf, 4).title, "The fourth");
    assert_string_equal(shelf_row(session->shelf, 4).path, "title:4");
    assert_int_equal(shelf_row(session->shelf, 5).type, SHELF_FOLDER); /* the first name is gone */
}

/* What a program keeps that is killed: nothing is asked of it at its end. */
static void test_what_is_kept_as_one_reads(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    assert_false(session_has_moved(session)); /* the screen that it began with */
    enter(world, "Bells");
    assert_true(session_has_moved(session));
    session_keep(session);
    assert_false(session_has_moved(session));
    (void)session_select_row(session, 1);
    assert_false(session_has_moved(session)); /* rows are kept when one is opened */
    (void)session_act(session, ACTION_OPEN, 0);
    session_see(session, (struct range){0, 40});
    session_keep(session);
    session_scroll(session, 20);
    session_see(session, (struct range){20, 60});
    assert_true(session_has_moved(session)); /* what was at the top has left the screen */
    session_keep(session);
    assert_false(session_has_moved(session));
    struct archived_place place;
    assert_true(archive_place_read(world->writer, session->reading->key, &place));
    assert_int_equal(place.top, 20);
    int64_t open = session->reading->key;
    struct world other = *world;
    begin_session(&other);
    assert_true(session_resume(other.session) & SESSION_CONTEXT);
    assert_int_equal(other.session->context, CONTEXT_READER);
    assert_true(other.session->reading->key == open && other.session->reading->top == 20);
    end_session(&other);
}

static void test_folding(void **state)
{
    struct world *world = *state;
    struct session *session = world->session;
    (void)session_select_row(session, 4);
    (void)session_act(session, ACTION_FOLD, 0);
    assert_library(world, "Unread 6/6\nAll articles 6/6\nStarred 0/0\nSaved 0/0\nTown 6/6\n");
    end_session(world);
    begin_session(world);
    assert_int_equal(shelf_row_count(world->session->shelf), 5);
    (void)session_select_row(world->session, 4);
    (void)session_act(world->session, ACTION_FOLD, 0);
    assert_int_equal(shelf_row_count(world->session->shelf), 7);
    (void)session_select_row(world->session, 0);
    (void)session_act(world->session, ACTION_FOLD, 0);
    assert_notice(world, "This is no folder.");
}

static void test_places_outlive_the_program(void **state)
{
    struct world *world = *state;
    enter(world, "Bells");
    (void)session_act(world->session, ACTION_OPEN, 0);
    session_see(world->session, (struct range){0, 60});
    (void)session_act(world->session, ACTION_NEXT_QUOTATION, 0);
    session_scroll(world->session, 20);
    session_keep_screen(world->session);
    end_session(world);

    begin_session(world);
    (void)session_resume(world->session);
    assert_int_equal(world->session->context, CONTEXT_READER);
    assert_string_equal(world->session->reading->article->title, "Article 2");
    assert_int_equal(world->session->reading->top, 20);
    assert_int_equal(session_stop(world->session)->range.start, 30);
    assert_string_equal(shelf_row(world->session->shelf, world->session->source).title, "Bells");

    /* Where the article is no more, its list is. */
    session_keep_screen(world->session);
    end_session(world);
    struct error error;
    begin_session(world);
    enter(world, "Ferries");
    session_keep_screen(world->session);
    assert_true(archive_feed_remove(world->writer, world->feeds[1], &error));
    end_session(world);
    begin_session(world);
    (void)session_resume(world->session);
    assert_int_equal(world->session->context, CONTEXT_LIBRARY);
}

static void test_few_articles_stay_in_memory(void **state)
{
    struct world *world = *state;
    enter(world, "Town");
    (void)session_act(world->session, ACTION_OPEN, 0);
    for (int i = 0; i < 5; i++)
        (void)session_act(world->session, ACTION_NEXT_ARTICLE, 0);
    assert_string_equal(world->session->reading->article->title, "Article 0");
    assert_int_equal(world->session->readings.count, 4);
    (void)session_act(world->session, ACTION_PREVIOUS_ARTICLE, 5);
    assert_string_equal(world->session->reading->article->title, "Article 5");
}

static void test_an_article_that_is_gone(void **state)
{
    struct world *world = *state;
    struct error error;
    enter(world, "Town");
    (void)shelf_entry(world->session->shelf, 0);
    assert_true(archive_feed_remove(world->writer, world->feeds[1], &error));
    (void)session_refresh(world->session);
    assert_true(shelf_entry(world->session->shelf, 0).is_gone);
    assert_int_equal(session_act(world->session, ACTION_OPEN, 0), SESSION_NOTICE);
    assert_int_equal(world->session->context, CONTEXT_ARTICLES);
    assert_int_equal(session_act(world->session, ACTION_STAR, 0), SESSION_NOTICE);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_library_and_lists),
        TEST(test_opening_marks_as_read),
        TEST(test_marks_and_taking_them_back),
        TEST(test_all_of_a_row_of_the_library),
        TEST(test_the_next_unread_one),
        TEST(test_what_comes_meanwhile),
        TEST(test_long_lists_are_read_in_pages),
        TEST(test_searches),
        TEST(test_the_feed_that_is_meant),
        TEST(test_a_search_gets_another_name),
        TEST(test_what_is_kept_as_one_reads),
        TEST(test_folding),
        TEST(test_places_outlive_the_program),
        TEST(test_few_articles_stay_in_memory),
        TEST(test_an_article_that_is_gone),
    };
    return cmocka_run_group_tests_name("session_archive", tests, NULL, NULL);
}
