/* Lists of subscriptions written for other readers: what stands in them, and that reading them gives the same feeds
 * back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "feeds/opml_write.h"
#include "feeds/subscriptions.h"

enum { OUT_MAX = 1 << 20, NAMES_MAX = 6 };

/* A feed of a table; lists end with the first NULL. */
struct feed_row {
    const char *url, *title, *page;
    const char *folders[NAMES_MAX], *labels[NAMES_MAX];
};

static struct subscription_names names_of(const char *const names[NAMES_MAX])
{
    size_t count = 0;
    while (count < NAMES_MAX && names[count])
        count++;
    return (struct subscription_names){names, count};
}

enum { FEEDS_MAX = 8 };

static size_t make_feeds(const struct feed_row *rows, size_t count, struct subscription feeds[FEEDS_MAX])
{
    assert_true(count <= FEEDS_MAX);
    for (size_t i = 0; i < count; i++)
        feeds[i] = (struct subscription){
            .url = rows[i].url,
            .title = rows[i].title,
            .page = rows[i].page,
            .folders = names_of(rows[i].folders),
            .labels = names_of(rows[i].labels),
        };
    return count;
}

/* --- the document ------------------------------------------------------------------------------------------------- */

static const struct feed_row small[] = {
    {"https://gazette.example/feed?a=1&b=2",
     "Harbour <Gazette> & \"Co\"",
     "https://gazette.example/",
     {"News/Near", "Daily"},
     {"boats", "near by"}},
    {"https://tides.example/rss", NULL, NULL, {NULL}, {NULL}},
    {"https://ferry.example/atom", "Ferry", NULL, {"News"}, {NULL}},
};

/* Folders sort; a feed in two of them stands twice; one without any stands first. */
static const char small_document[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<opml version=\"2.0\">\n"
    "  <head>\n"
    "    <title>Mine</title>\n"
    "  </head>\n"
    "  <body>\n"
    "    <outline type=\"rss\" text=\"https://tides.example/rss\" xmlUrl=\"https://tides.example/rss\"/>\n"
    "    <outline text=\"Daily\">\n"
    "      <outline type=\"rss\" text=\"Harbour &lt;Gazette&gt; &amp; &quot;Co&quot;\" "
    "title=\"Harbour &lt;Gazette&gt; &amp; &quot;Co&quot;\" xmlUrl=\"https://gazette.example/feed?a=1&amp;b=2\" "
    "htmlUrl=\"https://gazette.example/\" category=\"boats,near by\"/>\n"
    "    </outline>\n"
    "    <outline text=\"News\">\n"
    "      <outline type=\"rss\" text=\"Ferry\" title=\"Ferry\" xmlUrl=\"https://ferry.example/atom\"/>\n"
    "      <outline text=\"Near\">\n"
    "        <outline type=\"rss\" text=\"Harbour &lt;Gazette&gt; &amp; &quot;Co&quot;\" "
    "title=\"Harbour &lt;Gazette&gt; &amp; &quot;Co&quot;\" xmlUrl=\"https://gazette.example/feed?a=1&amp;b=2\" "
    "htmlUrl=\"https://gazette.example/\" category=\"boats,near by\"/>\n"
    "      </outline>\n"
    "    </outline>\n"
    "  </body>\n"
    "</opml>\n";

static void test_document(void **state)
{
    (void)state;
    struct subscription feeds[FEEDS_MAX];
    struct buffer out = buffer_create(OUT_MAX);
    struct error error = {0};
    size_t count = make_feeds(small, sizeof small / sizeof *small, feeds);
    assert_true(opml_write(feeds, count, "Mine", &out, &error));
    assert_string_equal(buffer_string(&out), small_document);
    buffer_release(&out);
}

static void test_empty_list(void **state)
{
    (void)state;
    struct buffer out = buffer_create(OUT_MAX);
    struct subscriptions list;
    struct error error = {0};
    assert_true(opml_write(NULL, 0, NULL, &out, &error));
    assert_true(subscriptions_read(out.bytes, out.length, &list, &error));
    assert_int_equal(list.feeds.count, 0);
    assert_int_equal(list.warnings.count, 0);
    subscriptions_release(&list);
    buffer_release(&out);
}

static void test_short_memory(void **state)
{
    (void)state;
    struct subscription feeds[FEEDS_MAX];
    struct buffer out = buffer_create(100);
    struct error error = {0};
    size_t count = make_feeds(small, sizeof small / sizeof *small, feeds);
    assert_false(opml_write(feeds, count, "Mine", &out, &error));
    assert_non_null(strstr(error.message, "writing the list: memory is short"));
    buffer_release(&out);
}

/* --- and back ----------------------------------------------------------------------------------------------------- */

/* In the order in which reading finds them: those at the top, then folder by folder. */
static const struct feed_row nasty[] = {
    {"https://top.example/", "At the top", NULL, {NULL}, {NULL}},
    {"https://amp.example/?a=1&amp;b=2",
     "&amp; &lt;b&gt; &#65; ]]> <!--",
     "https://amp.example/?c=\"d\"&e='f'",
     {"\"Q\" & <A>"},
     {"a/b", "c,d", "e\\f", "\\", "\xe6\xb8\xaf \xe2\x80\x9cx\xe2\x80\x9d"}},
    {"https://two.example/", "In two folders", NULL, {"A/B/C", "A ~b/c"}, {"one"}},
    {"https://same.example/", "Folders of one name in others", NULL, {"A/A", "B/A", "A/B"}, {NULL}},
    {"https://slash.example/", "Slashes in names", NULL, {"AC\\/DC/Tours\\\\Dates"}, {NULL}},
    {"https://deep.example/", "Deep", NULL, {"a/b/c/d/e/f/g/h/i/j"}, {"A"}},
};

static const struct subscription *find(const struct subscriptions *list, const char *url)
{
    const struct subscription *feeds = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++)
        if (strcmp(feeds[i].url, url) == 0)
            return &feeds[i];
    fail_msg("%s is gone", url);
    return NULL;
}

/* The same names in any order: a feed's folders come back as they sort. */
static void expect_names(const char *url, const struct subscription_names *got,
                         const struct subscription_names *expected)
{
    if (got->count != expected->count)
        fail_msg("%s: %zu names, not %zu", url, got->count, expected->count);
    for (size_t i = 0; i < expected->count; i++) {
        bool found = false;
        for (size_t j = 0; j < got->count; j++)
            found = found || strcmp(got->items[j], expected->items[i]) == 0;
        if (!found)
            fail_msg("%s: '%s' is gone", url, expected->items[i]);
    }
}

static void test_reading_gives_the_same(void **state)
{
    (void)state;
    struct subscription feeds[FEEDS_MAX];
    struct buffer out = buffer_create(OUT_MAX);
    struct subscriptions list;
    struct error error = {0};
    size_t count = make_feeds(nasty, sizeof nasty / sizeof *nasty, feeds);
    assert_true(opml_write(feeds, count, NULL, &out, &error));
    assert_true(subscriptions_read(out.bytes, out.length, &list, &error));
    assert_int_equal(list.feeds.count, count);
    assert_int_equal(list.warnings.count, 0);
    for (size_t i = 0; i < count; i++) {
        const struct subscription *got = find(&list, feeds[i].url);
        assert_string_equal(got->title, feeds[i].title);
        assert_string_equal(got->page ? got->page : "", feeds[i].page ? feeds[i].page : "");
        expect_names(got->url, &got->folders, &feeds[i].folders);
        expect_names(got->url, &got->labels, &feeds[i].labels);
    }
    assert_string_equal(((const struct subscription *)list.feeds.items)[0].url, "https://top.example/");
    subscriptions_release(&list);
    buffer_release(&out);
}

/* --- newsboat's list ---------------------------------------------------------------------------------------------- */

static void test_urls(void **state)
{
    (void)state;
    static const char *const tags[] = {"News", "say \"quay\"", "back\\slash"};
    const struct subscription feeds[] = {
        {.url = "https://gazette.example/feed", .title = "The \"Gazette\"", .tags = {tags, 3}},
        {.url = "https://tides.example/rss"},
    };
    struct buffer out = buffer_create(OUT_MAX);
    struct subscriptions list;
    struct error error = {0};
    assert_true(urls_write(feeds, 2, &out));
    assert_string_equal(buffer_string(&out),
                        "https://gazette.example/feed \"News\" \"say \\\"quay\\\"\" \"back\\\\slash\" \"~The "
                        "\\\"Gazette\\\"\"\nhttps://tides.example/rss\n");
    assert_true(subscriptions_read(out.bytes, out.length, &list, &error));
    const struct subscription *first = list.feeds.items;
    assert_int_equal(list.feeds.count, 2);
    assert_string_equal(first->title, "The \"Gazette\"");
    expect_names(first->url, &first->labels, &feeds[0].tags);
    assert_int_equal(first->folders.count, 0);
    subscriptions_release(&list);
    buffer_release(&out);
}

/* --- where feeds stand in the lists of others --------------------------------------------------------------------- */

struct place_case {
    const char *what, *in;
    const char *folders[NAMES_MAX], *labels[NAMES_MAX]; /* of the first feed */
};

static const struct place_case place_cases[] = {
    {"folders are a path, categories labels",
     "<opml><outline text='N/A'><outline text='B'><outline xmlUrl='http://a.example/' category='/X/Y,Z'/>",
     {"N\\/A/B"},
     {"X", "Y", "Z"}},
    {"a folder without a name is none",
     "<opml><outline><outline text='B'><outline xmlUrl='http://a.example/'/>",
     {"B"},
     {NULL}},
    {"two places of a feed",
     "<opml><outline text='A'><outline xmlUrl='http://a.example/' category='x'/></outline>"
     "<outline text='B'><outline xmlUrl='http://a.example/' category='x,y'/>",
     {"A", "B"},
     {"x", "y"}},
    {"at the top and in a folder is in the folder",
     "<opml><outline xmlUrl='http://a.example/'/><outline text='B'><outline xmlUrl='http://a.example/'/>",
     {"B"},
     {NULL}},
    {"newsboat's tags are labels", "http://a.example/ x \"y z\" ~T\n", {NULL}, {"x", "y z"}},
    {"newsraft's sections are folders", "@ Boats/tides\nhttp://a.example/ \"T\"\n", {"Boats\\/tides"}, {NULL}},
    {"newsraft's global section is none", "@ Global\nhttp://a.example/\n", {NULL}, {NULL}},
};

static void test_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof place_cases / sizeof *place_cases; i++) {
        const struct place_case *row = &place_cases[i];
        struct subscriptions list;
        struct error error = {0};
        if (!subscriptions_read(row->in, strlen(row->in), &list, &error))
            fail_msg("%s: %s", row->what, error.message);
        const struct subscription *feed = list.feeds.items;
        const struct subscription_names folders = names_of(row->folders), labels = names_of(row->labels);
        expect_names(row->what, &feed->folders, &folders);
        expect_names(row->what, &feed->labels, &labels);
        subscriptions_release(&list);
    }
}

enum { MANY = 3000, WORD_SIZE = 64 };

/* What belongs to the feed of that number: two folders of many, a label, all with signs that mean something in XML or
 * in lists. */
struct numbered {
    char url[WORD_SIZE], title[WORD_SIZE], folders[2][WORD_SIZE], label[WORD_SIZE];
    const char *folder_names[2], *label_names[1];
};

static void number_feed(struct numbered *words, size_t number, struct subscription *feed)
{
    (void)snprintf(words->url, WORD_SIZE, "http://f.example/?a=1&b=%zu", number);
    (void)snprintf(words->title, WORD_SIZE, "\"%zu\" <&> \xc3\xa4, %zu'", number, number % 9);
    (void)snprintf(words->folders[0], WORD_SIZE, "A & %zu/B<%zu", number % 17, number % 29);
    (void)snprintf(words->folders[1], WORD_SIZE, "C\\/%zu", number % 31);
    (void)snprintf(words->label, WORD_SIZE, "one, %zu/two", number % 13);
    words->folder_names[0] = words->folders[0];
    words->folder_names[1] = words->folders[1];
    words->label_names[0] = words->label;
    *feed = (struct subscription){.url = words->url,
                                  .title = words->title,
                                  .folders = {words->folder_names, 2},
                                  .labels = {words->label_names, 1}};
}

/* Folders that many feeds share, each opened once, and thousands of them. */
static void test_a_big_list_comes_back(void **state)
{
    (void)state;
    struct numbered *words = calloc(MANY, sizeof *words);
    struct subscription *feeds = calloc(MANY, sizeof *feeds);
    struct buffer out = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
    struct subscriptions list;
    struct error error = {0};
    assert_true(words && feeds);
    for (size_t i = 0; i < MANY; i++)
        number_feed(&words[i], i, &feeds[i]);
    assert_true(opml_write(feeds, MANY, "T", &out, &error));
    size_t opened = 0;
    for (const char *at = buffer_string(&out); (at = strstr(at, "<outline text=")); at++)
        opened++;
    assert_int_equal(opened, 17 + 17 * 29 + 31); /* A & n, in each of them all B<n, and C/n */
    assert_true(subscriptions_read(out.bytes, out.length, &list, &error));
    assert_int_equal(list.feeds.count, MANY);
    assert_int_equal(list.warnings.count, 0);
    const struct subscription *got = list.feeds.items;
    for (size_t i = 0; i < MANY; i++) {
        size_t number = strtoul(strstr(got[i].url, "&b=") + 3, NULL, 10);
        assert_in_range(number, 0, MANY - 1);
        assert_string_equal(got[i].url, feeds[number].url);
        assert_string_equal(got[i].title, feeds[number].title);
        expect_names(got[i].url, &got[i].folders, &feeds[number].folders);
        expect_names(got[i].url, &got[i].labels, &feeds[number].labels);
    }
    subscriptions_release(&list);
    buffer_release(&out);
    free(feeds);
    free(words);
}

/* Paths that grow beyond their ceiling end with the last folder that fits. */
static void test_deep_folders(void **state)
{
    (void)state;
    struct buffer in = buffer_create(OUT_MAX);
    struct subscriptions list;
    struct error error = {0};
    buffer_append_string(&in, "<opml>");
    for (size_t i = 0; i < 200; i++)
        buffer_append_string(&in, "<outline text='ten bytes!'>");
    buffer_append_string(&in, "<outline xmlUrl='http://a.example/'/>");
    assert_true(subscriptions_read(in.bytes, in.length, &list, &error));
    const struct subscription *feed = list.feeds.items;
    /* 93 names of ten bytes and the slashes between them; one more would take 1033. */
    assert_int_equal(feed->folders.count, 1);
    assert_int_equal(strlen(feed->folders.items[0]), 93 * 11 - 1);
    subscriptions_release(&list);
    buffer_release(&in);
}

static void test_paths_of_folders(void **state)
{
    (void)state;
    struct buffer path = buffer_create(100), name = buffer_create(100);
    assert_true(folder_path_append(&path, "AC/DC"));
    assert_true(folder_path_append(&path, "back\\slash"));
    assert_string_equal(buffer_string(&path), "AC\\/DC/back\\\\slash");
    const char *rest = folder_path_next(buffer_string(&path), &name);
    assert_string_equal(buffer_string(&name), "AC/DC");
    rest = folder_path_next(rest, &name);
    assert_string_equal(buffer_string(&name), "back\\slash");
    assert_null(folder_path_next(rest, &name));
    rest = folder_path_next("//a//b/", &name);
    assert_string_equal(buffer_string(&name), "a");
    rest = folder_path_next(rest, &name);
    assert_string_equal(buffer_string(&name), "b");
    assert_null(folder_path_next(rest, &name));
    buffer_release(&path);
    buffer_release(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_empty_list),
        cmocka_unit_test(test_short_memory),
        cmocka_unit_test(test_reading_gives_the_same),
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_a_big_list_comes_back),
        cmocka_unit_test(test_deep_folders),
        cmocka_unit_test(test_paths_of_folders),
    };
    return cmocka_run_group_tests_name("opml write", tests, NULL, NULL);
}
