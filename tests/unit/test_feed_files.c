/* Whole feeds of tests/data/feeds: what each turns out to be, and what comes of its items. */
#include "describe_feed.h"

#include "tests/unit/files.h"

struct file_case {
    const char *name, *format, *encoding, *title;
    const char *items; /* the items as describe_item writes them */
    bool warns;
};

static const struct file_case cases[] = {
    {"podcast.xml", "rss-2.0", "utf-8", "Low Water",
     "-\nid:lw-2\ntitle:Why the mud sings\ntext:It is the shrimp.\npublished:1773295200\ntag:mud\ntag:shrimp\n"
     "file:https://tides.example/2.mp3|audio/mpeg|1234567|754\n"
     "-\nid:lw-1\ntitle:A bridge too low\nimage:https://tides.example/1.jpg\npublished:1772690400\n"
     "file:https://tides.example/1.mp4|video/mp4|99\n",
     false},
    /* The first entry is closed too early: its title ends with it, and the second says the same again. */
    {"planet.xml", "atom-1.0", "utf-8", "Planet Quay",
     "-\ntitle:Der alte Kran\nlang:de\n"
     "-\nid:tag:one.example,2026:7\nurl:https://one.example/blog/7\ntitle:Der alte Kran\n"
     "html:<p>Er steht <a href=\"https://one.example/blog/img/7.jpg\">noch</a>.</p>\nmodified:1773302400\nlang:de\n"
     "source:Eins\nsource url:https://one.example/blog/\n",
     true},
    {"complaint.xml", "rss-2.0", "utf-8", "Ferry & Pier",
     "-\nurl:https://ferry.example/?id=1&p=2\ntitle:Fares < 3 crowns \xe2\x80\x94 again\nhtml:<p>One<br>two & "
     "three</p>\n"
     "-\nurl:https://ferry.example/2\ntitle:Late boats\nfile:https://ferry.example/2.mp3|audio/mpeg|5\n"
     "-\ntitle:Unfinished\ntext:It was ne\n\n",
     true},
    {"koi8.xml", "rss-0.91", "koi8-r", "\xd0\x9f\xd1\x80\xd0\xb8\xd1\x87\xd0\xb0\xd0\xbb",
     "-\ntitle:\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc \xd1\x83\xd1\x88\xd1\x91\xd0\xbb\npublished:1773298800\n",
     false},
    {"utf16.xml", "rss-0.92", "utf-16le", "\xe6\xb8\xaf", "-\ntitle:\xe8\x88\xb9\n", false},
    {"netscape.xml", "rss-0.91", "utf-8", "Caf\xc3\xa9 on the quay", "-\ntitle:Soup & bread\ntext:At noon.\n", true},
};

static void check(const struct file_case *row, const struct buffer *bytes)
{
    const struct feed_options options = {.limits = &feed_limits_of_file};
    struct buffer out = buffer_create(DESCRIPTION_MAX);
    struct feed feed;
    struct error error = {.message = ""};
    if (!describe_read(buffer_string(bytes), bytes->length, &options, &out, &feed, &error))
        fail_msg("%s: %s", row->name, error.message);
    char *end = strstr(buffer_string(&out), "=\nformat:");
    assert_non_null(end);
    *end = '\0';
    describe_expect(row->name, &out, row->items);
    assert_string_equal(feed.format, row->format);
    assert_string_equal(feed.encoding, row->encoding);
    assert_string_equal(feed.title, row->title);
    if (row->warns != (feed.warning_count > 0))
        fail_msg("%s: %zu warnings", row->name, feed.warning_count);
    feed_release(&feed);
    buffer_release(&out);
}

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[TEST_PATH_SIZE];
        (void)snprintf(path, sizeof path, "tests/data/feeds/%s", cases[i].name);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        const struct byte_source source = byte_source_of_file(fileno(file));
        struct buffer bytes = buffer_create(DESCRIPTION_MAX);
        struct error error = {.message = ""};
        bool is_whole = false;
        assert_true(byte_source_load(&source, 0, &bytes, &is_whole, &error) && is_whole);
        check(&cases[i], &bytes);
        buffer_release(&bytes);
        assert_int_equal(fclose(file), 0);
    }
}

/* The length up to where the root or the outermost object begins to end; all where neither does. */
static size_t length_of_content(const char *bytes, size_t length)
{
    size_t at = length - 1;
    while (at && strchr(" \n", bytes[at]))
        at--;
    if (bytes[at] != '>' && bytes[at] != '}')
        return length;
    while (at && bytes[at] != '<' && bytes[at] != '}')
        at--;
    return at;
}

/* Whatever is cut off: what is before it is read, the feed is known to have been cut, and nothing else happens. */
static void test_files_cut_anywhere(void **state)
{
    (void)state;
    const struct feed_options options = {.url = "http://news.example/", .limits = &feed_limits_of_file};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[TEST_PATH_SIZE];
        (void)snprintf(path, sizeof path, "tests/data/feeds/%s", cases[i].name);
        FILE *file = fopen(path, "rb");
        char bytes[4096];
        assert_non_null(file);
        size_t length = fread(bytes, 1, sizeof bytes, file);
        assert_int_equal(fclose(file), 0);
        for (size_t cut = 0; cut <= length; cut++) {
            struct buffer out = buffer_create(DESCRIPTION_MAX);
            struct feed feed;
            struct error error = {.message = ""};
            bool read = describe_read(bytes, cut, &options, &out, &feed, &error);
            assert_int_equal(read, !*error.message);
            bool lacks_content = cut <= length_of_content(bytes, length);
            if (read && (feed.is_cut < lacks_content || (cut == length && feed.is_cut > lacks_content)))
                fail_msg("%s cut at %zu: is_cut is %d", cases[i].name, cut, feed.is_cut);
            feed_release(&feed);
            buffer_release(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_files), cmocka_unit_test(test_files_cut_anywhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
