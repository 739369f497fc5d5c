/* What is set of a feed, as text, and how a feed fares, in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/feed_edit.h"
#include "app/feed_facts.h"
#include "app/feed_health.h"
#include "app/subscribe.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/archive_feeds.h"

enum { MEMORY_MAX = 1 << 20 };

/* --- properties --------------------------------------------------------------------------------------------------- */

/* A feed of which nothing is set. */
static const char plain[] =
    "title=\nurl=https://gazette.example/feed\nfolders=\ntags=\ninterval=\nfull-text=\nuser-agent=\n"
    "keep-articles=\nkeep-days=\npaused=no\n";

struct edit_case {
    const char *what, *assignment;
    const char *line;    /* that is printed for it afterwards; NULL: it is refused */
    const char *refusal; /* a part of the sentence */
    unsigned parts;      /* what has to be written back */
};

static const struct edit_case edit_cases[] = {
    {"a title", "title=The Gazette", "title=The Gazette\n", NULL, FEED_WISHES},
    {"a title is one clean line", "title= The\n\x1b[31m Gazette ", "title=The [31m Gazette\n", NULL, FEED_WISHES},
    {"a title of which nothing is left", "title=\x1b", NULL, "title: nothing that can be shown", 0},
    {"a value may have the sign of its own", "title=a=b", "title=a=b\n", NULL, FEED_WISHES},
    {"tags", "tags=boats, near by ,,x", "tags=boats,near by,x\n", NULL, FEED_PLACES},
    {"a tag with a comma and a backslash", "tags=a\\,b,c\\\\d", "tags=a\\,b,c\\\\d\n", NULL, FEED_PLACES},
    {"folders keep the backslashes of their paths", "folders=News/Near,AC\\/DC,a\\,b,c\\\\d",
     "folders=News/Near,AC\\/DC,a\\,b,c\\\\d\n", NULL, FEED_PLACES},
    {"an interval", "interval=90m", "interval=90m\n", NULL, FEED_WISHES},
    {"an interval in its largest unit", "interval=48h", "interval=2d\n", NULL, FEED_WISHES},
    {"no interval", "interval=often", NULL, "interval is a time such as 30m, 2h or 1d, not 'often'", 0},
    {"an interval without a unit", "interval=30", NULL, "not '30'", 0},
    {"an interval of nothing", "interval=0", NULL, "not '0'", 0},
    {"full text", "full-text=yes", "full-text=yes\n", NULL, FEED_WISHES},
    {"no full text, whatever the general settings say", "full-text=no", "full-text=no\n", NULL, FEED_WISHES},
    {"neither yes nor no", "full-text=maybe", NULL, "full-text is yes or no, not 'maybe'", 0},
    {"all articles are kept", "keep-articles=0", "keep-articles=0\n", NULL, FEED_WISHES},
    {"a number of days", "keep-days=30", "keep-days=30\n", NULL, FEED_WISHES},
    {"no number", "keep-days=30d", NULL, "keep-days is a number, or 0 for all, not '30d'", 0},
    {"less than nothing", "keep-days=-1", NULL, "not '-1'", 0},
    {"a number beyond all", "keep-articles=99999999999999999999", NULL, "keep-articles is a number", 0},
    {"paused", "paused=yes", "paused=yes\n", NULL, FEED_WISHES},
    {"no longer paused: it may be fetched at once", "paused=no", "paused=no\n", NULL, FEED_WISHES | FEED_STATE},
    {"another address: what was known of the old one does not hold", "url=tides.example/rss",
     "url=https://tides.example/rss\n", NULL, FEED_ADDRESS | FEED_STATE},
    {"no address", "url=file:///etc/passwd", NULL, "only http and https", 0},
    {"an empty address", "url=", NULL, "is no address", 0},
    {"a property that is none", "tag=x", NULL, "a feed has no 'tag'; did you mean tags?", 0},
    {"one that is near nothing", "colour=red", NULL, "'whosaid edit FEED' prints what it has", 0},
    {"no assignment", "paused", NULL, "a change is NAME=VALUE, not 'paused'", 0},
    {"a name without end", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=1", NULL, "a feed has no 'aaaa", 0},
};

static struct archived_feed plain_feed(void)
{
    return (struct archived_feed){
        .id = 1,
        .url = "https://gazette.example/feed",
        .title = "Harbour Gazette",
        .wishes = feed_wishes_general(),
        .state = {.etag = "\"1\"", .content_hash = 7, .gone = true, .failures = 3, .next_due = 9}};
}

static void check_edit(const struct edit_case *row)
{
    struct arena *arena = arena_create(MEMORY_MAX);
    struct archived_feed feed = plain_feed();
    struct feed_edit edit = {.feed = &feed, .arena = arena};
    struct error error = {0};
    struct buffer printed = buffer_create(MEMORY_MAX);
    bool set = feed_edit_assign(&edit, row->assignment, &error);
    feed_edit_print(&feed, &printed);
    if (set != (row->line != NULL))
        fail_msg("%s: %s", row->what, set ? "was taken" : error.message);
    if (set && !strstr(buffer_string(&printed), row->line))
        fail_msg("%s: it prints\n%s", row->what, buffer_string(&printed));
    if (!set && (!strstr(error.message, row->refusal) || strcmp(buffer_string(&printed), plain) != 0))
        fail_msg("%s: %s\n%s", row->what, error.message, buffer_string(&printed));
    if (edit.parts != row->parts)
        fail_msg("%s: the parts are %u", row->what, edit.parts);
    if (row->parts & FEED_STATE)
        assert_false(feed.state.gone || feed.state.failures || feed.state.next_due);
    if (row->parts & FEED_ADDRESS)
        assert_false(feed.state.etag || feed.state.content_hash);
    buffer_release(&printed);
    arena_destroy(arena);
}

static void test_edits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof edit_cases / sizeof *edit_cases; i++)
        check_edit(&edit_cases[i]);
}

/* An empty value undoes each of them. */
static void test_clearing(void **state)
{
    static const char *const changes[] = {
        "title=T",     "title=",     "folders=A",       "folders=",       "tags=a,b",     "tags=",
        "interval=1h", "interval=",  "full-text=no",    "full-text=",     "user-agent=x", "user-agent=",
        "keep-days=3", "keep-days=", "keep-articles=5", "keep-articles=", "paused=yes",   "paused=",
    };
    (void)state;
    struct arena *arena = arena_create(MEMORY_MAX);
    struct archived_feed feed = plain_feed();
    struct feed_edit edit = {.feed = &feed, .arena = arena};
    struct error error = {0};
    struct buffer printed = buffer_create(MEMORY_MAX);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        assert_true(feed_edit_assign(&edit, changes[i], &error));
    feed_edit_print(&feed, &printed);
    assert_string_equal(buffer_string(&printed), plain);
    buffer_release(&printed);
    arena_destroy(arena);
}

/* What is printed, taken as changes, is what there was. */
static void test_what_is_printed_can_be_taken(void **state)
{
    (void)state;
    struct arena *arena = arena_create(MEMORY_MAX);
    static const char *const tags[] = {"a,b", "c\\", "\\,"}, *const folders[] = {"x,y/AC\\/DC", "back\\\\slash"};
    struct archived_feed feed = plain_feed(), again = plain_feed();
    struct feed_edit edit = {.feed = &again, .arena = arena};
    struct error error = {0};
    struct buffer printed = buffer_create(MEMORY_MAX), reprinted = buffer_create(MEMORY_MAX);
    feed.tags = tags, feed.tag_count = 3;
    feed.folders = folders, feed.folder_count = 2;
    feed.wishes = (struct feed_wishes){"T", "agent/1", 3600, 10, 20, 1, true};
    feed_edit_print(&feed, &printed);
    char *lines = strdup(buffer_string(&printed)), *rest = lines;
    for (char *line; (line = strtok_r(rest, "\n", &rest));)
        assert_true(feed_edit_assign(&edit, line, &error));
    feed_edit_print(&again, &reprinted);
    assert_string_equal(buffer_string(&reprinted), buffer_string(&printed));
    assert_int_equal(again.tag_count, 3);
    assert_string_equal(again.tags[1], "c\\");
    assert_string_equal(again.folders[0], "x,y/AC\\/DC");
    free(lines);
    buffer_release(&printed);
    buffer_release(&reprinted);
    arena_destroy(arena);
}

/* --- health ------------------------------------------------------------------------------------------------------- */

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, NOW = 1000 * DAY };

static void test_health(void **state)
{
    static const struct {
        const char *words, *name;
        struct feed_state state;
        double per_week;
        int64_t articles;
        bool paused;
    } cases[] = {
        {"not fetched yet", "new", {0}, 0, 0, false},
        {"paused", "paused", {0}, 0, 0, true},
        {"fetched 2 hours ago, 14 articles a week, next in 40 minutes",
         "well",
         {.last_success = NOW - 2 * HOUR - 10, .next_due = NOW + 40 * MINUTE + 59},
         13.6,
         100,
         false},
        {"fetched a moment ago, 1 article a week, due now",
         "well",
         {.last_success = NOW - 59, .next_due = NOW},
         1,
         5,
         false},
        {"fetched 1 day ago, 1 article in 4 weeks, next in 1 hour",
         "well",
         {.last_success = NOW - DAY, .next_due = NOW + HOUR},
         0.25,
         5,
         false},
        {"fetched 1 day ago, 1 article a week, due now", "well", {.last_success = NOW - DAY}, 0.7, 5, false},
        {"fetched 1 minute ago, nothing in 12 weeks, due now", "well", {.last_success = NOW - MINUTE}, 0, 5, false},
        {"fetched 1 minute ago, due now", "well", {.last_success = NOW - MINUTE}, 0, 0, false},
        {"failed 5 minutes ago: the host is not known",
         "failing",
         {.failures = 1, .last_attempt = NOW - 5 * MINUTE, .last_error = "the host is not known"},
         0,
         0,
         false},
        {"failed 3 times, last 1 hour ago: no answer; well 4 days ago, 2 articles a week",
         "failing",
         {.failures = 3, .last_attempt = NOW - HOUR, .last_success = NOW - 4 * DAY, .last_error = "no answer"},
         2,
         9,
         false},
        {"it is gone", "gone", {.gone = true, .failures = 1, .last_error = "it is gone"}, 0, 0, false},
        {"gone for good", "gone", {.gone = true}, 0, 0, true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct archived_feed feed = {.url = "u",
                                           .state = cases[i].state,
                                           .per_week = cases[i].per_week,
                                           .articles = cases[i].articles,
                                           .wishes = {.paused = cases[i].paused}};
        struct buffer words = buffer_create(1000);
        feed_health_tell(&feed, NOW, &words);
        assert_string_equal(buffer_string(&words), cases[i].words);
        assert_string_equal(feed_health_name(feed_health(&feed)), cases[i].name);
        buffer_release(&words);
    }
}

static void add_fact(void *context, const char *word, const char *line)
{
    (void)buffer_append_format(context, "%s: %s\n", word, line);
}

static void test_facts(void **state)
{
    static const char *const folders[] = {"News/Sea", "Daily"}, *const tags[] = {"ferries"};
    const struct archived_feed whole = {
        .url = "https://ana:secret@quay.example/feed",
        .title = "Quay",
        .page = "https://quay.example/",
        .description = "All that floats",
        .folders = folders,
        .folder_count = 2,
        .tags = tags,
        .tag_count = 1,
        .wishes = {.title = "The quay"},
        .state = {.failures = 2,
                  .last_attempt = NOW - HOUR,
                  .last_success = NOW - DAY,
                  .next_due = NOW + HOUR,
                  .last_error = "no answer"},
        .articles = 7,
        .unread = 2,
        .per_week = 3,
    };
    const struct archived_feed bare = {.url = "https://bare.example/", .wishes = {.paused = true}};
    struct buffer lines = buffer_create(MEMORY_MAX);
    (void)state;
    feed_facts_tell(&whole, NOW, add_fact, &lines);
    assert_string_equal(buffer_string(&lines), "title: The quay (its own: Quay)\naddress: https://quay.example/feed\n"
                                               "site: https://quay.example/\nabout: All that floats\n"
                                               "folders: News/Sea, Daily\ntags: ferries\narticles: 7, 2 unread\n"
                                               "publishes: 3 articles a week\nfetched: 1 day ago\n"
                                               "failed: 2 times, last 1 hour ago: no answer\n"
                                               "fetching: next in 1 hour\n");
    buffer_clear(&lines);
    feed_facts_tell(&bare, NOW, add_fact, &lines);
    assert_string_equal(buffer_string(&lines), "title: https://bare.example/\naddress: https://bare.example/\n"
                                               "articles: 0, 0 unread\nfetching: not as long as it is paused\n");
    buffer_release(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits),
        cmocka_unit_test(test_clearing),
        cmocka_unit_test(test_what_is_printed_can_be_taken),
        cmocka_unit_test(test_health),
        cmocka_unit_test(test_facts),
    };
    return cmocka_run_group_tests_name("feed edit", tests, NULL, NULL);
}
