/* What feeds and servers ask for, from the wire to the moment at which the archive has them fetched again; and what is
 * set of one feed alone. How such wishes are weighed: test_schedule.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/schedule.h"
#include "sync_rig.h"

#define FEED(of_channel) "<rss version='2.0'><channel><title>Harbour</title>" of_channel "</channel></rss>"

/* The rig's moment is Tuesday, 14 November 2023, 22:13:20 GMT; every feed is wanted each hour, so that it is due in
 * 3600 seconds, or a twelfth of that, and 600 seconds at most, earlier. */
enum { HOUR = 3600, UNTIL_MIDNIGHT = 6400 };

struct due_case {
    const char *what, *path;
    const char *feed; /* in the file that the path ends with; NULL: there is none */
    int64_t after;    /* seconds */
    bool is_well;
};

static const struct due_case cases[] = {
    {"nobody wants anything", "plain.xml", FEED(""), HOUR - 300, true},
    {"Cache-Control has it fresh for two hours", "fresh-for-long/a.xml", FEED(""), 2 * HOUR - 600, true},
    {"Expires for longer than the day that is granted", "fresh-until/b.xml", FEED(""), 24 * HOUR - 600, true},
    {"a ttl of 120 minutes", "ttl.xml", FEED("<ttl>120</ttl>"), 2 * HOUR - 600, true},
    {"the hour from 23:00 is skipped", "hours.xml", FEED("<skipHours><hour>23</hour></skipHours>"), UNTIL_MIDNIGHT,
     true},
    {"Tuesday is skipped", "days.xml", FEED("<skipDays><day>Tuesday</day></skipDays>"), UNTIL_MIDNIGHT, true},
    {"not there", "none.xml", NULL, HOUR - 300, false},
    {"429: in 7200 seconds", "wait", NULL, 2 * HOUR, false},
    {"503: at a date, of which a week is granted", "wait-until", NULL, 7 * 24 * HOUR, false},
    {"410", "gone", NULL, SCHEDULE_NEVER - RIG_NOW, false},
};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static int64_t subscribe(struct sync_rig *rig, const struct due_case *row)
{
    if (row->feed)
        sync_rig_write(rig, strrchr(row->path, '/') ? strrchr(row->path, '/') + 1 : row->path, row->feed, 1000);
    int64_t id = sync_rig_subscribe(rig, row->path);
    struct archived_feed feed = rig_feed(&rig->archive, id);
    feed.wishes.interval = HOUR;
    RIG_DO(&rig->archive, archive_feed_set_wishes(rig->archive.archive, &feed, &rig->archive.error));
    return id;
}

/* From now on the feed is fetched by each sync, and nothing else is: failed or not, due or not. */
static void fetch_by_name(struct sync_rig *rig, int64_t id)
{
    static const char *name;
    name = rig_feed(&rig->archive, id).url;
    rig->options.names = &name;
    rig->options.name_count = 1;
}

static void assert_due(struct sync_rig *rig, const struct due_case *row, int64_t id)
{
    const struct archived_feed feed = rig_feed(&rig->archive, id);
    if (feed.state.next_due - RIG_NOW != row->after || (feed.state.last_error == NULL) != row->is_well)
        fail_msg("%s: due in %lld seconds: %s", row->what, (long long)(feed.state.next_due - RIG_NOW),
                 feed.state.last_error ? feed.state.last_error : "all went well");
}

static void test_when_a_feed_is_due(void **state)
{
    struct sync_rig *rig = *state;
    int64_t ids[CASE_COUNT];
    rig->options.interval = 60; /* of feeds that are not wanted at other times */
    for (size_t i = 0; i < CASE_COUNT; i++)
        ids[i] = subscribe(rig, &cases[i]);
    RIG_DO(&rig->archive, sync_rig_run(rig));
    for (size_t i = 0; i < CASE_COUNT; i++)
        assert_due(rig, &cases[i], ids[i]);
    /* What is as it was (304) asks for the same, though nothing of it came. */
    rig->options.all = true;
    RIG_DO(&rig->archive, sync_rig_run(rig));
    for (size_t i = 0; i < CASE_COUNT; i++)
        if (cases[i].is_well)
            assert_due(rig, &cases[i], ids[i]);
}

/* The second wait is twice the first, and one success makes all good. */
static void test_backing_off(void **state)
{
    static const struct due_case once = {"failed once", "late.xml", NULL, HOUR - 300, false},
                                 twice = {"failed twice", "late.xml", NULL, 2 * HOUR - 600, false},
                                 well = {"it is there", "late.xml", NULL, HOUR - 300, true};
    struct sync_rig *rig = *state;
    int64_t id = subscribe(rig, &once);
    fetch_by_name(rig, id);
    RIG_DO(&rig->archive, sync_rig_run(rig));
    assert_due(rig, &once, id);
    RIG_DO(&rig->archive, sync_rig_run(rig));
    assert_due(rig, &twice, id);
    sync_rig_write(rig, "late.xml", FEED(""), 1000);
    RIG_DO(&rig->archive, sync_rig_run(rig));
    assert_due(rig, &well, id);
}

/* Text that cannot be packed well, so that it shows in the bytes whether it came. */
static void fill_with_letters(char *text, size_t length)
{
    unsigned random = 1;
    for (size_t i = 0; i < length; i++) {
        random = random * 1103515245 + 12345;
        text[i] = (char)('a' + (random >> 16) % 26);
    }
    text[length] = '\0';
}

/* A server may name a state by a tag, by a date, or by both. */
static void test_what_was_told_is_sent_back(void **state)
{
    enum { LENGTH = 4000, NOTHING_CAME = 1000 };
    static const char *const paths[] = {"tagged/feed.xml", "dated/feed.xml"};
    struct sync_rig *rig = *state;
    char letters[LENGTH + 1], feed[LENGTH + 256];
    fill_with_letters(letters, LENGTH);
    (void)snprintf(feed, sizeof feed, FEED("<description>%s</description>"), letters);
    sync_rig_write(rig, "feed.xml", feed, 1000);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int64_t id = sync_rig_subscribe(rig, paths[i]);
        fetch_by_name(rig, id);
        sync_rig_expect(rig, "feed.xml same\n");
        assert_true(rig->counts.bytes > LENGTH / 2);
        const struct feed_state known = rig_feed(&rig->archive, id).state;
        assert_true((known.etag != NULL) == (i == 0) && (known.last_modified != NULL) == (i == 1));
        sync_rig_expect(rig, "feed.xml same\n");
        assert_true(rig->counts.bytes < NOTHING_CAME);
    }
}

/* Some servers let in only whom they know. */
static void test_a_user_agent_of_its_own(void **state)
{
    struct sync_rig *rig = *state;
    sync_rig_write(rig, "feed.xml", FEED(""), 1000);
    struct archived_feed feed = rig_feed(&rig->archive, sync_rig_subscribe(rig, "agent/feed.xml"));
    sync_rig_expect(rig, "feed.xml failed: the server refuses it to us (HTTP status 403)\n");
    feed.wishes.user_agent = "harbour reader";
    RIG_DO(&rig->archive, archive_feed_set_wishes(rig->archive.archive, &feed, &rig->archive.error));
    fetch_by_name(rig, feed.id);
    sync_rig_expect(rig, "feed.xml same\n");
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
        SYNC_TEST(test_when_a_feed_is_due),
        SYNC_TEST(test_backing_off),
        SYNC_TEST(test_what_was_told_is_sent_back),
        SYNC_TEST(test_a_user_agent_of_its_own),
    };
    return cmocka_run_group_tests_name("when feeds are due", tests, start, stop);
}
