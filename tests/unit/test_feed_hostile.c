/* Feeds that are made to take long or to take much: what they repeat has an end, and what stands beside it is read. In
 * time that grows with the square of their size each of these would take minutes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/byte_source.h"
#include "feeds/feed.h"

enum { FEED_SIZE_MAX = 16 * 1024 * 1024 };

struct hostile_case {
    const char *what;
    const char *head, *part; /* %d in the part is its number; it is repeated until there are `size` bytes */
    size_t size;
    const char *tail;
    size_t items, tags, attachments; /* expected of all items together; no number of items: not known */
    bool warns;
};

#define START "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>T</title>"
#define END "</channel></rss>"
#define MIB ((size_t)1024 * 1024)

static const struct hostile_case cases[] = {
    {"a million tags that are the same", START "<item>", "<category>c</category>", 4 * MIB, "</item>" END, 1, 1, 0,
     true},
    {"as many that differ", START "<item>", "<category>c%d</category>", 4 * MIB, "</item>" END, 1, 1000, 0, true},
    {"and that have markup", START "<item>", "<category>&lt;b>c%d</category>", 4 * MIB, "</item>" END, 1, 1000, 0,
     true},
    {"attachments", START "<item>", "<enclosure url='http://a.example/%d'/>", 4 * MIB, "</item>" END, 1, 0, 1000, true},
    {"names of elements that mean nothing", START "<item>", "<e%d/>", 4 * MIB, "</item>" END, 1, 0, 0, true},
    {"entities that nobody declared", START "<item>", "&e%d;", 4 * MIB, "</item><item/>" END, 2, 0, 0, true},
    {"ampersands", START "<item><title>", "& ", 4 * MIB, "</title></item><item/>" END, 2, 0, 0, true},
    {"references to characters that are none", START "<item><title>", "&#7;", 4 * MIB, "</title></item><item/>" END, 2,
     0, 0, true},
    {"items without anything", START, "<item/>", 4 * MIB, END, 0, 0, 0, false},
    {"dates that are none", START, "<item><pubDate>x%d</pubDate></item>\n", 1000, END, 0, 0, 0, true},
    {"attributes", START "<item><enclosure ", "a%d='b' ", MIB, "/></item>" END, 0, 0, 0, true},
    {"elements within each other", START "<item>", "<x>", 4 * MIB, "", 1, 0, 0, true},
};

struct totals {
    size_t items, tags, attachments;
    size_t address_bytes; /* of the attachments */
};

static bool add_up(void *context, const struct feed_item *item, struct error *error)
{
    struct totals *totals = context;
    (void)error;
    totals->items++;
    totals->tags += item->tag_count;
    totals->attachments += item->attachment_count;
    for (size_t i = 0; i < item->attachment_count; i++)
        totals->address_bytes += strlen(item->attachments[i].url);
    return true;
}

static void write_feed(const struct hostile_case *row, struct buffer *out)
{
    buffer_append_string(out, row->head);
    const char *number = strstr(row->part, "%d");
    for (int i = 0; out->length < row->size; i++) {
        if (number)
            buffer_append_format(out, "%.*s%d%s", (int)(number - row->part), row->part, i, number + 2);
        else
            buffer_append_string(out, row->part);
    }
    buffer_append_string(out, row->tail);
    assert_false(out->failed);
}

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct hostile_case *row = &cases[i];
        struct buffer in = buffer_create(FEED_SIZE_MAX);
        write_feed(row, &in);
        struct totals totals = {0};
        const struct byte_source source = byte_source_of_memory(in.bytes, in.length);
        const struct feed_options options = {.limits = &feed_limits_of_file};
        const struct feed_sink sink = {add_up, &totals};
        struct feed feed = feed_create();
        struct error error = {0};
        if (!feed_read(&source, &options, &sink, &feed, &error))
            fail_msg("%s: %s", row->what, error.message);
        bool counts = row->items == 0 || totals.items == row->items;
        if (!counts || totals.tags != row->tags || totals.attachments != row->attachments ||
            (feed.warning_count > 0) != row->warns)
            fail_msg("%s: %zu items, %zu tags, %zu attachments, %zu warnings", row->what, totals.items, totals.tags,
                     totals.attachments, feed.warning_count);
        feed_release(&feed);
        buffer_release(&in);
    }
}

/* What is relative to a long base would make gigabytes: a base beyond 2 KiB is none. */
static void test_long_base(void **state)
{
    (void)state;
    for (size_t length = 2000; length <= 3000; length += 1000) {
        struct buffer in = buffer_create(FEED_SIZE_MAX);
        buffer_append_string(&in, START "<item xml:base='http://a.example/");
        for (size_t i = 0; i < length / 2; i++)
            buffer_append_string(&in, "y/");
        buffer_append_string(&in, "'><enclosure url='x'/></item>" END);
        struct totals totals = {0};
        const struct byte_source source = byte_source_of_memory(in.bytes, in.length);
        const struct feed_options options = {.limits = &feed_limits_of_file};
        const struct feed_sink sink = {add_up, &totals};
        struct feed feed = feed_create();
        struct error error = {0};
        assert_true(feed_read(&source, &options, &sink, &feed, &error));
        assert_int_equal(totals.items, 1);
        assert_int_equal(totals.address_bytes, length == 2000 ? strlen("http://a.example/") + length + 1 : 1);
        feed_release(&feed);
        buffer_release(&in);
    }
}

/* An item that the beginning of the next one ends may be the last one wanted: what that one says is gone then. */
static void test_last_item_ended_by_the_next(void **state)
{
    (void)state;
    const char in[] = START "<item><title>A</title><item about='b' xml:lang='en'><title>B</title></item>" END;
    struct feed_limits limits = feed_limits_of_fetched;
    limits.items = 0;
    struct totals totals = {0};
    const struct byte_source source = byte_source_of_memory(in, sizeof in - 1);
    const struct feed_options options = {.limits = &limits};
    const struct feed_sink sink = {add_up, &totals};
    struct feed feed = feed_create();
    struct error error = {0};
    assert_true(feed_read(&source, &options, &sink, &feed, &error));
    assert_int_equal(totals.items, 0);
    assert_true(feed.warning_count > 0);
    feed_release(&feed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hostile), cmocka_unit_test(test_long_base),
                                       cmocka_unit_test(test_last_item_ended_by_the_next)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
