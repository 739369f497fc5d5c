/* Syncing feeds from a real server into a real archive: what is fetched, read, stored, and what is not. */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "app/ingest.h"
#include "sync_rig.h"

#define ITEM(guid, text) \
    "<item><guid isPermaLink='false'>" guid "</guid><title>" guid "</title><description>" text "</description></item>"
#define FEED(items) "<rss version='2.0'><channel><title>Harbour</title>" items "</channel></rss>"

/* Work for syncs that should not come to it. */
static int refuse(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    return 1;
}

/* True when the first job that waits at the socket has the word in it; it is left there. */
static bool next_job_has(int descriptor, const char *word)
{
    char bytes[4096];
    ssize_t count = recv(descriptor, bytes, sizeof bytes, MSG_PEEK);
    for (ssize_t i = 0; i + (ssize_t)strlen(word) <= count; i++)
        if (memcmp(bytes + i, word, strlen(word)) == 0)
            return true;
    return false;
}

/* How many workers have begun, in memory that they share, since a context does not come through to them. */
static atomic_uint *begun;

/* One worker's job ends it, while another one has another job. */
static int abort_on_poison(int descriptor, void *context)
{
    bool has_poison = next_job_has(descriptor, "poison");
    atomic_fetch_add(begun, 1);
    while (atomic_load(begun) < 2)
        (void)sched_yield();
    if (has_poison)
        abort();
    return ingest_work(descriptor, context);
}

static void test_what_is_new_is_stored_and_annotated(void **state)
{
    struct sync_rig *rig = *state;
    int64_t id;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "\xe2\x80\x9cWe wait,\xe2\x80\x9d Ana Ruiz said.")), 1000);
    int64_t feed = sync_rig_subscribe(rig, "feed.xml");
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    struct article *article = sync_rig_newest(rig, &id);
    assert_int_equal(article->quotation_count, 1);
    assert_string_equal(article->entities[article->quotations[0].speaker_entity].name, "Ana Ruiz");
    assert_string_equal(article->site, "Harbour");
    article_destroy(article);
    const struct archived_feed kept = rig_feed(&rig->archive, feed);
    assert_string_equal(kept.title, "Harbour");
    assert_int_equal(kept.state.last_success, RIG_NOW);
    assert_int_equal(kept.state.last_change, RIG_NOW);
    /* A little early is allowed: see schedule.h. */
    assert_in_range(kept.state.next_due - RIG_NOW, 1800, 3600);
    assert_int_equal(kept.unread, 1);
}

static void test_what_is_known_needs_no_worker(void **state)
{
    struct sync_rig *rig = *state;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.")), 1000);
    (void)sync_rig_subscribe(rig, "feed.xml");
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    rig->options.all = true;
    rig->options.work = refuse;
    sync_rig_expect(rig, "feed.xml same\n"); /* the server says so: 304 */
    int64_t bytes = rig->counts.bytes;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.")), 2000);
    sync_rig_expect(rig, "feed.xml same\n"); /* it sends all, the same bytes as before */
    assert_true(rig->counts.bytes > bytes);
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It will sail.")), 3000);
    sync_rig_expect(rig, "feed.xml failed: the process that reads it ended with status 1\n"); /* it came to it */
}

/* The server names both by one entity tag, as it does where a packed answer was cut short on its way. */
static void test_a_feed_cut_short_is_fetched_again(void **state)
{
    struct sync_rig *rig = *state;
    static const char whole[] = FEED(ITEM("1", "It sails.") ITEM("2", "It is closed."));
    char cut[sizeof whole];
    memcpy(cut, whole, sizeof whole);
    char *second = strstr(cut + strlen("<rss version='2.0'><channel><title>Harbour</title><item>"), "<item>");
    assert_non_null(second);
    memset(second, ' ', strlen(second));
    sync_rig_write(rig, "feed.xml", cut, 1000);
    int64_t feed = sync_rig_subscribe(rig, "feed.xml");
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_null(rig_feed(&rig->archive, feed).state.etag);
    rig->options.all = true;
    sync_rig_expect(rig, "feed.xml same\n"); /* cut in the same place */
    assert_null(rig_feed(&rig->archive, feed).state.last_modified);
    sync_rig_write(rig, "feed.xml", whole, 1000);
    sync_rig_expect(rig, "feed.xml news new 1 changed 0\n");
    assert_non_null(rig_feed(&rig->archive, feed).state.etag);
}

static void test_only_what_has_changed_is_stored(void **state)
{
    struct sync_rig *rig = *state;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.") ITEM("2", "It is closed.")), 1000);
    (void)sync_rig_subscribe(rig, "feed.xml");
    sync_rig_expect(rig, "feed.xml news new 2 changed 0\n");
    rig->options.all = true;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("3", "It is new.") ITEM("1", "It sails.") ITEM("2", "It is open again.")),
                   2000);
    sync_rig_expect(rig, "feed.xml news new 1 changed 1\n");
    assert_int_equal(sync_rig_count(rig), 3);
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.") ITEM("3", "It is new.")), 3000);
    sync_rig_expect(rig, "feed.xml same\n"); /* what a feed no longer lists stays */
    assert_int_equal(sync_rig_count(rig), 3);
}

static void test_which_feeds_are_fetched(void **state)
{
    struct sync_rig *rig = *state;
    static const char *const names[] = {"http://127.0.0.1/none"};
    sync_rig_write(rig, "due.xml", FEED(ITEM("1", "It sails.")), 1000);
    sync_rig_write(rig, "paused.xml", FEED(ITEM("2", "It is closed.")), 1000);
    (void)sync_rig_subscribe(rig, "due.xml");
    struct archived_feed paused = rig_feed(&rig->archive, sync_rig_subscribe(rig, "paused.xml"));
    paused.wishes.paused = true;
    RIG_DO(&rig->archive, archive_feed_set_wishes(rig->archive.archive, &paused, &rig->archive.error));
    sync_rig_expect(rig, "due.xml news new 1 changed 0\n");
    sync_rig_expect(rig, ""); /* nothing is due */
    rig->options.now = rig_feed(&rig->archive, 1).state.next_due;
    sync_rig_expect(rig, "due.xml same\n"); /* it is time */
    rig->options.all = true;
    sync_rig_expect(rig, "due.xml same\n"); /* all but those that are paused */
    rig->options.all = false;
    rig->options.names = (const char *const[]){paused.url, paused.url};
    rig->options.name_count = 2;
    sync_rig_expect(rig, "paused.xml news new 1 changed 0\n"); /* one that is named, once */
    rig->options.names = names;
    rig->options.name_count = 1;
    assert_false(sync_rig_run(rig));
    assert_non_null(strstr(rig->archive.error.message, names[0]));
}

static void test_one_fault_is_one_feeds(void **state)
{
    struct sync_rig *rig = *state;
    static const char *const told[] = {
        "gone failed: it is gone for good",
        "later failed: the server wants to be asked less often",
        "none.xml failed: there is nothing at this address (HTTP status 404)\n",
        "page.html failed: this is a web page",
        "good.xml news new 1 changed 0\n",
    };
    sync_rig_write(rig, "page.html", "<html><body><p>No feed at all.</p></body></html>", 1000);
    sync_rig_write(rig, "good.xml", FEED(ITEM("1", "It sails.")), 1000);
    int64_t gone = sync_rig_subscribe(rig, "gone"), later = sync_rig_subscribe(rig, "later");
    int64_t page = sync_rig_subscribe(rig, "page.html");
    (void)sync_rig_subscribe(rig, "none.xml");
    (void)sync_rig_subscribe(rig, "good.xml");
    if (!sync_rig_run(rig))
        fail_msg("%s", rig->archive.error.message);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(rig->lines, told[i]))
            fail_msg("not told: %s\n%s", told[i], rig->lines);
    assert_int_equal(rig->counts.done, 5);
    assert_int_equal(rig->counts.failed, 4);
    assert_true(rig_feed(&rig->archive, gone).state.gone);
    assert_true(rig_feed(&rig->archive, later).state.next_due >= RIG_NOW + 120);
    assert_int_equal(rig_feed(&rig->archive, page).state.failures, 1);
    assert_non_null(rig_feed(&rig->archive, page).state.last_error);
    rig->options.all = true;
    assert_true(sync_rig_run(rig));
    assert_null(strstr(rig->lines, "gone")); /* never again */
    assert_int_equal(rig->counts.spared, 3); /* and those that were refused not before they are due */
    assert_int_equal(rig_feed(&rig->archive, page).state.failures, 1);
    rig->options.now = rig_feed(&rig->archive, page).state.next_due;
    assert_true(sync_rig_run(rig));
    assert_int_equal(rig_feed(&rig->archive, page).state.failures, 2);
    sync_rig_write(rig, "page.html", FEED(ITEM("2", "It is a feed now.")), 2000);
    rig->options.now = rig_feed(&rig->archive, page).state.next_due;
    assert_true(sync_rig_run(rig));
    assert_int_equal(rig_feed(&rig->archive, page).state.failures, 0);
    assert_null(rig_feed(&rig->archive, page).state.last_error);
}

static void test_a_crash_is_one_feeds(void **state)
{
    struct sync_rig *rig = *state;
    /* cppcheck-suppress invalidFunctionArg ; -1 is what MAP_ANONYMOUS asks for (mmap(2)) */
    begun = mmap(NULL, sizeof *begun, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(begun, MAP_FAILED);
    sync_rig_write(rig, "poison.xml", FEED(ITEM("1", "poison")), 1000);
    sync_rig_write(rig, "good.xml", FEED(ITEM("1", "It sails.")), 1000);
    int64_t poison = sync_rig_subscribe(rig, "poison.xml");
    (void)sync_rig_subscribe(rig, "good.xml");
    rig->options.workers = 2;
    rig->options.work = abort_on_poison;
    if (!sync_rig_run(rig))
        fail_msg("%s", rig->archive.error.message);
    if (!strstr(rig->lines, "poison.xml failed: the process that reads it was ended by signal 6 (Aborted)\n") ||
        !strstr(rig->lines, "good.xml news new 1 changed 0\n"))
        fail_msg("%s", rig->lines);
    assert_int_equal(rig_feed(&rig->archive, poison).state.failures, 1);
    assert_int_equal(munmap(begun, sizeof *begun), 0);
    rig->options.work = NULL;
    rig->options.names = (const char *const[]){"1"};
    rig->options.name_count = 1;
    sync_rig_expect(rig, "poison.xml news new 1 changed 0\n");
}

static void test_a_feed_that_has_moved_for_good(void **state)
{
    struct sync_rig *rig = *state;
    char url[SYNC_URL_SIZE];
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.")), 1000);
    int64_t id = sync_rig_subscribe(rig, "moved/feed.xml");
    sync_rig_url(rig, "feed.xml", url);
    sync_rig_expect(rig, "feed.xml news new 1 changed 0 (moved)\n");
    assert_string_equal(rig_feed(&rig->archive, id).url, url);
}

static void test_a_feed_does_not_move_onto_another(void **state)
{
    struct sync_rig *rig = *state;
    char url[SYNC_URL_SIZE];
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.")), 1000);
    int64_t moved = sync_rig_subscribe(rig, "moved/feed.xml");
    (void)sync_rig_subscribe(rig, "feed.xml");
    assert_true(sync_rig_run(rig));
    sync_rig_url(rig, "moved/feed.xml", url);
    assert_string_equal(rig_feed(&rig->archive, moved).url, url);
    assert_int_equal(rig->counts.failed, 0);
}

/* Whenever it is ended, a second sync brings what is missing, and nothing twice. */
static void test_an_ended_sync_goes_on(void **state)
{
    enum { FEEDS = 4 };
    struct sync_rig *rig = *state;
    char name[32], feed[512];
    for (int i = 0; i < FEEDS; i++) {
        (void)snprintf(name, sizeof name, "%d.xml", i);
        (void)snprintf(feed, sizeof feed, FEED(ITEM("%d-1", "It sails.") ITEM("%d-2", "It is closed.")), i, i, i, i);
        sync_rig_write(rig, name, feed, 1000);
        (void)sync_rig_subscribe(rig, name);
    }
    size_t found = 0, turns = 0;
    for (; turns < 200 && sync_rig_count(rig) < 2 * FEEDS; turns++) {
        rig->turns_left = turns;
        if (!sync_rig_run(rig))
            fail_msg("%s", rig->archive.error.message);
        found += rig->counts.articles_new;
    }
    assert_int_equal(sync_rig_count(rig), 2 * FEEDS);
    assert_int_equal(found, 2 * FEEDS);
    assert_true(turns > 1); /* it was ended at least once */
}

static void test_retention(void **state)
{
    struct sync_rig *rig = *state;
    sync_rig_write(rig, "feed.xml", FEED(ITEM("1", "It sails.") ITEM("2", "It is closed.") ITEM("3", "It waits.")),
                   1000);
    (void)sync_rig_subscribe(rig, "feed.xml");
    rig->options.keep_articles = 2;
    rig->options.keep_unread = true;
    sync_rig_expect(rig, "feed.xml news new 3 changed 0\n");
    assert_int_equal(sync_rig_count(rig), 3); /* all of them are unread */
    rig->options.keep_unread = false;
    rig->options.all = true;
    sync_rig_expect(rig, "feed.xml same\n");
    assert_int_equal(rig->counts.deleted, 1);
    sync_rig_expect(rig, "feed.xml same\n");
    assert_int_equal(sync_rig_count(rig), 2); /* what is still listed does not come back */
}

static int start(void **state)
{
    static struct sync_rig rig;
    *state = &rig;
    return sync_rig_start(&rig);
}

static int stop(void **state)
{
    return sync_rig_stop(*state);
}

#define SYNC_TEST(test) cmocka_unit_test_setup_teardown(test, sync_rig_begin, sync_rig_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SYNC_TEST(test_what_is_new_is_stored_and_annotated),
        SYNC_TEST(test_what_is_known_needs_no_worker),
        SYNC_TEST(test_a_feed_cut_short_is_fetched_again),
        SYNC_TEST(test_only_what_has_changed_is_stored),
        SYNC_TEST(test_which_feeds_are_fetched),
        SYNC_TEST(test_one_fault_is_one_feeds),
        SYNC_TEST(test_a_crash_is_one_feeds),
        SYNC_TEST(test_a_feed_that_has_moved_for_good),
        SYNC_TEST(test_a_feed_does_not_move_onto_another),
        SYNC_TEST(test_an_ended_sync_goes_on),
        SYNC_TEST(test_retention),
    };
    return cmocka_run_group_tests_name("sync", tests, start, stop);
}
