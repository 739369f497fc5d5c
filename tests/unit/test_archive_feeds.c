/* Subscriptions: what is kept of a feed, folders, what goes with a feed, and what retention deletes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "archive_rig.h"

enum { DAY = 24 * 3600 };

static void test_every_field_comes_back(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    const char *const folders[] = {"A", "B/C\\/D"}, *const tags[] = {"t"};
    struct archived_feed feed = {
        .url = "https://one.example/feed",
        .title = "One",
        .page = "https://one.example/",
        .description = "About one",
        .language = "en",
        .folders = folders,
        .folder_count = 2,
        .tags = tags,
        .tag_count = 1,
        .wishes = {"My One", "whosaid-test", 3600, 100, 0, 1, true},
        .state = {"\"e\"", "Wed, 26 Jan 2022 20:15:00 GMT", RIG_NOW, 2, 3, 4, 5, "It failed.", true, UINT64_MAX - 1, 6,
                  0xc00001, 0x41, true, true},
    };
    bool added;
    RIG_DO(&rig, archive_feed_add(rig.archive, &feed, &feed.id, &added, &rig.error));
    assert_true(added);
    RIG_DO(&rig, archive_feed_set_state(rig.archive, &feed, &rig.error));
    RIG_DO(&rig, archive_feed_set_description(rig.archive, &feed, &rig.error));
    rig_open(&rig, ARCHIVE_READ);
    struct archived_feed back;
    RIG_DO(&rig, archive_feed_find(rig.archive, feed.url, 0, rig.arena, &back, &rig.error));
    assert_string_equal(back.title, "One");
    assert_string_equal(back.page, feed.page);
    assert_string_equal(back.description, feed.description);
    assert_string_equal(back.language, "en");
    assert_int_equal(back.folder_count, 2);
    assert_string_equal(back.folders[1], folders[1]);
    assert_int_equal(back.tag_count, 1);
    assert_string_equal(back.wishes.title, "My One");
    assert_string_equal(back.wishes.user_agent, "whosaid-test");
    assert_true(back.wishes.interval == 3600 && back.wishes.keep_articles == 100 && back.wishes.keep_days == 0);
    assert_true(back.wishes.full_text == 1 && back.wishes.paused);
    assert_string_equal(back.state.etag, feed.state.etag);
    assert_string_equal(back.state.last_modified, feed.state.last_modified);
    assert_true(back.state.last_attempt == RIG_NOW && back.state.last_success == 2 && back.state.last_change == 3);
    assert_true(back.state.next_due == 4 && back.state.failures == 5 && back.state.gone);
    assert_string_equal(back.state.last_error, "It failed.");
    assert_true(back.state.content_hash == UINT64_MAX - 1 && back.state.asked_interval == 6);
    assert_true(back.state.skipped_hours == 0xc00001 && back.state.skipped_days == 0x41);
    assert_true(back.state.has_ended && back.state.unreached);
    assert_false(archive_feed_find(rig.archive, "https://none.example/", 0, rig.arena, &back, &rig.error));
    assert_string_equal(rig.error.message, "");
    rig_release(&rig);
}

static void test_adding_again(void **state)
{
    (void)state;
    struct archive_rig rig;
    rig_create(&rig);
    int64_t id = rig_add_feed(&rig, "https://one.example/", "One"), again;
    const char *const folders[] = {"News"};
    bool added = true;
    struct archived_feed feed = {
        .url = "https://one.example/", .title = "Other", .folders = folders, .folder_count = 1};
    RIG_DO(&rig, archive_feed_add(rig.archive, &feed, &again, &added, &rig.error));
    assert_true(!added && again == id);
    struct archived_feed back = rig_feed(&rig, id);
    assert_string_equal(back.title, "One");
    assert_int_equal(back.folder_count, 1);
    rig_add_feed(&rig, "https://a.example/", "alpha");
    struct archived_feed calls_it_zeta = {.id = id, .wishes = {.title = "Zeta"}};
    RIG_DO(&rig, archive_feed_set_wishes(rig.archive, &calls_it_zeta, &rig.error));
    rig_add_feed(&rig, "https://b.example/", "Beta");
    struct array feeds = array_create(sizeof(struct archived_feed), 16);
    RIG_DO(&rig, archive_feeds_read(rig.archive, rig.arena, &feeds, &rig.error));
    const struct archived_feed *items = feeds.items;
    assert_int_equal(feeds.count, 3); /* what is saved from no feed is none */
    assert_string_equal(items[0].title, "alpha");
    assert_string_equal(items[1].title, "Beta");
    assert_string_equal(items[2].folders[0], "News");
    array_release(&feeds);
    /* Moving to the address of another subscription is refused. */
    struct archived_feed moved = {.id = id, .url = "https://a.example/"};
    assert_false(archive_feed_set_description(rig.archive, &moved, &rig.error));
    assert_non_null(strstr(rig.error.message, "in the archive already"));
    rig_release(&rig);
}

/* A list shows of each feed what is told of it elsewhere; the rest is read when it is asked for. */
static void test_list(void **state)
{
    (void)state;
    struct archive_rig rig;
    enum archive_outcome outcome;
    rig_create(&rig);
    const char *const folders[] = {"News"};
    struct archived_feed feed = {.url = "https://one.example/",
                                 .title = "One",
                                 .folders = folders,
                                 .folder_count = 1,
                                 .wishes = {.title = "Mine", .paused = true}};
    bool added;
    RIG_DO(&rig, archive_feed_add(rig.archive, &feed, &feed.id, &added, &rig.error));
    feed.state.last_error = "It answered 500.";
    feed.state.gone = true;
    RIG_DO(&rig, archive_feed_set_state(rig.archive, &feed, &rig.error));
    RIG_DO(&rig, archive_feed_set_wishes(rig.archive, &feed, &rig.error));
    rig_store(&rig, &(struct rig_entry){feed.id, "a", "A", "Words.", NULL, 100, 1}, &outcome);
    struct array feeds = array_create(sizeof(struct archived_feed), 16);
    RIG_DO(&rig, archive_feeds_list(rig.archive, rig.arena, &feeds, &rig.error));
    assert_int_equal(feeds.count, 1);
    const struct archived_feed *listed = feeds.items;
    assert_int_equal(listed->id, feed.id);
    assert_string_equal(listed->url, "https://one.example/");
    assert_string_equal(listed->title, "One");
    assert_string_equal(listed->wishes.title, "Mine");
    assert_string_equal(listed->folders[0], "News");
    assert_string_equal(listed->state.last_error, "It answered 500.");
    assert_true(listed->wishes.paused && listed->state.gone && listed->articles == 1 && listed->unread == 1);
    assert_false(listed->is_whole);
    assert_true(rig_feed(&rig, feed.id).is_whole);
    array_release(&feeds);
    rig_release(&rig);
}

struct folder_case {
    const char *what, *from, *to, *paths; /* of a feed in A, A/B, A/B/C and AB, a line each, sorted */
};

static const struct folder_case folder_cases[] = {
    {"a name changes in all paths", "A", "X", "AB\nX\nX/B\nX/B/C\n"},
    {"below another", "A/B", "A/X", "A\nA/X\nA/X/C\nAB\n"},
    {"into another", "A/B", "Y", "A\nAB\nY\nY/C\n"},
    {"onto one that is there", "AB", "A", "A\nA/B\nA/B/C\n"},
    {"what was in it moves up", "A/B", NULL, "A\nA/C\nAB\n"},
    {"to the top", "A", NULL, "AB\nB\nB/C\n"},
    {"however it is written", "a/b", "A/X", "A\nA/X\nA/X/C\nAB\n"},
    {"of no such folder nothing", "B", "X", "A\nA/B\nA/B/C\nAB\n"},
};

static void test_folders(void **state)
{
    (void)state;
    const char *const folders[] = {"A", "A/B", "A/B/C", "AB"};
    for (size_t i = 0; i < sizeof folder_cases / sizeof *folder_cases; i++) {
        const struct folder_case *row = &folder_cases[i];
        struct archive_rig rig;
        rig_create(&rig);
        struct archived_feed feed = {
            .id = rig_add_feed(&rig, "https://one.example/", "One"), .folders = folders, .folder_count = 4};
        RIG_DO(&rig, archive_feed_set_places(rig.archive, &feed, &rig.error));
        RIG_DO(&rig, archive_folder_rename(rig.archive, row->from, row->to, &rig.error));
        char paths[TEST_SENTENCES_SIZE] = "";
        struct archived_feed back = rig_feed(&rig, feed.id);
        for (size_t j = 0; j < back.folder_count; j++)
            sentences_add(paths, back.folders[j]);
        if (strcmp(paths, row->paths) != 0)
            fail_msg("%s: %s", row->what, paths);
        rig_release(&rig);
    }
}

/* Adds a clipping, which nothing in this program can do yet. */
static void clip(struct archive_rig *rig, int64_t id)
{
    sqlite3 *handle;
    char sql[128];
    archive_close(rig->archive);
    rig->archive = NULL;
    assert_int_equal(sqlite3_open(rig->path, &handle), SQLITE_OK);
    (void)snprintf(sql, sizeof sql,
                   "INSERT INTO clippings (article, start, length, text, created) VALUES (%lld, 0, 1, 'x', 1)",
                   (long long)id);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
    rig_open(rig, ARCHIVE_WRITE);
}

/* Six articles of feed 1, oldest first, a day apart, the last one of today: 0 starred, 1 tagged, 2 clipped, 3 read, 4
 * unread, 5 read. The third is in feed 2, too. */
enum { ARTICLES = 6 };

static void fill(struct archive_rig *rig, int64_t ids[ARTICLES])
{
    enum archive_outcome outcome;
    const char *const tags[] = {"t"};
    rig_create(rig);
    assert_int_equal(rig_add_feed(rig, "https://one.example/", "One"), 1);
    assert_int_equal(rig_add_feed(rig, "https://two.example/", "Two"), 2);
    for (int64_t i = 0; i < ARTICLES; i++) {
        char guid[] = {(char)('0' + i), '\0'}, link[] = "https://e.example/0";
        link[sizeof link - 2] = guid[0];
        ids[i] = rig_store(rig, &(struct rig_entry){1, guid, guid, guid, link, RIG_NOW - (ARTICLES - 1 - i) * DAY, 1},
                           &outcome);
    }
    rig_store(rig, &(struct rig_entry){2, "3", "3", "3", "https://e.example/3", RIG_NOW, 1}, &outcome);
    assert_int_equal(outcome, ARCHIVE_DUPLICATE);
    RIG_DO(rig, archive_mark_read(rig->archive, ids, ARTICLES, true, &rig->error));
    RIG_DO(rig, archive_mark_read(rig->archive, &ids[4], 1, false, &rig->error));
    RIG_DO(rig, archive_mark_starred(rig->archive, ids[0], true, &rig->error));
    RIG_DO(rig, archive_set_tags(rig->archive, ids[1], tags, 1, &rig->error));
    clip(rig, ids[2]);
}

struct retention_case {
    const char *what;
    int64_t articles, days;         /* in general */
    int64_t own_articles, own_days; /* of feed 1 */
    bool unread_too;
    const char *kept; /* newest first */
    int64_t deleted;
};

static const struct retention_case retention_cases[] = {
    {"nothing is said", 0, 0, -1, -1, false, "5 4 3 2 1 0", 0},
    {"one article: what the user holds on to stays, and what another feed has", 1, 0, -1, -1, false, "5 4 3 2 1 0", 0},
    {"unread goes when that is said", 1, 0, -1, -1, true, "5 3 2 1 0", 1},
    {"by age", 0, 1, -1, -1, true, "5 4 2 1 0", 1},
    {"a day and a second is older than a day, a day is not", 0, 2, -1, -1, true, "5 4 3 2 1 0", 0},
    {"a feed's own wish is what counts", 1, 1, 0, 0, true, "5 4 3 2 1 0", 0},
    {"a feed's own wish alone", 0, 0, 1, -1, true, "5 3 2 1 0", 1},
    {"what is stricter counts", 5, 0, 3, 1, true, "5 4 3 2 1 0", 0},
};

static void test_retention(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof retention_cases / sizeof *retention_cases; i++) {
        const struct retention_case *row = &retention_cases[i];
        struct archive_rig rig;
        int64_t ids[ARTICLES], deleted;
        char found[TEST_SENTENCES_SIZE];
        fill(&rig, ids);
        struct archived_feed feed = {.id = 1,
                                     .wishes = {.keep_articles = row->own_articles, .keep_days = row->own_days}};
        RIG_DO(&rig, archive_feed_set_wishes(rig.archive, &feed, &rig.error));
        RIG_DO(&rig,
               archive_retain(rig.archive, row->articles, row->days, row->unread_too, RIG_NOW, &deleted, &rig.error));
        rig_query(&rig, NULL, 0, ids, ARTICLES, found);
        if (strcmp(found, row->kept) != 0 || deleted != row->deleted)
            fail_msg("%s: kept %s, deleted %lld", row->what, found, (long long)deleted);
        rig_release(&rig);
    }
}

static void test_deleted_stays_deleted(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES], deleted;
    enum archive_outcome outcome;
    uint64_t hash;
    char found[TEST_SENTENCES_SIZE];
    fill(&rig, ids);
    RIG_DO(&rig, archive_retain(rig.archive, 1, 0, true, RIG_NOW, &deleted, &rig.error));
    assert_int_equal(deleted, 1);
    assert_true(archive_entry_hash(rig.archive, 1, "4", &hash));
    assert_int_equal(rig_store(&rig, &(struct rig_entry){1, "4", "4", "4", NULL, RIG_NOW, 2}, &outcome), ARCHIVE_NONE);
    assert_int_equal(outcome, ARCHIVE_SAME);
    assert_true(archive_entry_hash(rig.archive, 1, "4", &hash) && hash == 2);
    rig_query(&rig, &(struct archive_term){.type = ARCHIVE_TERM_WORDS, .text = "4"}, 1, ids, ARTICLES, found);
    assert_string_equal(found, "");
    assert_int_equal(rig_feed(&rig, 1).articles, 4); /* 3 is no longer in this feed, only in the other */
    assert_int_equal(rig_feed(&rig, 1).unread, 0);
    rig_release(&rig);
}

static void test_removing_a_feed(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    char found[TEST_SENTENCES_SIZE];
    fill(&rig, ids);
    RIG_DO(&rig, archive_feed_remove(rig.archive, 1, &rig.error));
    rig_query(&rig, NULL, 0, ids, ARTICLES, found);
    assert_string_equal(found, "3 2 1 0"); /* of another feed; clipped; tagged; starred */
    struct archived_feed feed;
    assert_false(archive_feed_find(rig.archive, NULL, 1, rig.arena, &feed, &rig.error));
    RIG_DO(&rig, archive_feed_remove(rig.archive, 2, &rig.error));
    rig_query(&rig, NULL, 0, ids, ARTICLES, found);
    assert_string_equal(found, "2 1 0");
    int64_t count, unread, deleted;
    RIG_DO(&rig, archive_query_count(rig.archive, &(struct archive_query){0}, &count, &unread, &rig.error));
    assert_true(count == 3 && unread == 0);
    /* What no feed has stays as long as the user holds on to it. */
    RIG_DO(&rig, archive_mark_starred(rig.archive, ids[0], false, &rig.error));
    RIG_DO(&rig, archive_retain(rig.archive, 0, 0, false, RIG_NOW, &deleted, &rig.error));
    rig_query(&rig, NULL, 0, ids, ARTICLES, found);
    assert_string_equal(found, "2 1");
    rig_release(&rig);
}

static void test_per_week(void **state)
{
    (void)state;
    struct archive_rig rig;
    int64_t ids[ARTICLES];
    fill(&rig, ids);
    struct archived_feed feed = rig_feed(&rig, 1);
    feed.state.last_attempt = RIG_NOW + 84 * DAY - 2 * DAY; /* twelve weeks after the fourth */
    RIG_DO(&rig, archive_feed_set_state(rig.archive, &feed, &rig.error));
    assert_true(rig_feed(&rig, 1).per_week == 3 / 12.0);
    /* Two weeks and a half after the first of the six. */
    feed.state.last_attempt = RIG_NOW - 5 * DAY + 35 * DAY / 2;
    RIG_DO(&rig, archive_feed_set_state(rig.archive, &feed, &rig.error));
    assert_true(rig_feed(&rig, 1).per_week > 2.39 && rig_feed(&rig, 1).per_week < 2.41);
    /* A subscription of today has not told yet how many a week there are: at most those that it has. */
    feed.state.last_attempt = RIG_NOW;
    RIG_DO(&rig, archive_feed_set_state(rig.archive, &feed, &rig.error));
    assert_true(rig_feed(&rig, 1).per_week == 6);
    rig_release(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_every_field_comes_back),
        cmocka_unit_test(test_adding_again),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_retention),
        cmocka_unit_test(test_deleted_stays_deleted),
        cmocka_unit_test(test_removing_a_feed),
        cmocka_unit_test(test_per_week),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
