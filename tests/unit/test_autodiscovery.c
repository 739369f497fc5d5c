/* Autodiscovery: which links of a page are feeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/autodiscovery.h"
#include "feeds/xml_guard.h"

enum { MEMORY_MAX = 1 << 24 };

#define PAGE "https://news.example/port/page.html"
#define RSS "rel=alternate type='application/rss+xml'"

struct page_case {
    const char *what, *in, *out; /* "URL TYPE (TITLE)" a line */
};

static const struct page_case cases[] = {
    {"links to feeds, in the page's order",
     "<!doctype html><head><title>P</title><link rel=\"alternate\" type=\"application/atom+xml\" title=\" The\n port "
     "\" "
     "href=\"/atom.xml\"><link " RSS " href=rss><link rel='stylesheet' href='x.css'></head><p>Text",
     "https://news.example/atom.xml application/atom+xml (The port)\n"
     "https://news.example/port/rss application/rss+xml\n"},
    {"against the base of the page, which may stand behind them and be relative itself",
     "<link " RSS " href='rss'><base target='_top'><base href='/deep/er/'><base href='http://no.example/'>",
     "https://news.example/deep/er/rss application/rss+xml\n"},
    {"letter case and parameters do not matter",
     "<LINK REL='Home ALTERNATE' TYPE='Application/RSS+XML; charset=utf-8' HREF='http://a.example/'>",
     "http://a.example/ application/rss+xml\n"},
    {"JSON Feed and RDF",
     "<link rel=alternate type='application/feed+json' href='/j'><link rel=alternate type='application/rdf+xml' "
     "href='/r'>",
     "https://news.example/j application/feed+json\nhttps://news.example/r application/rdf+xml\n"},
    {"rel=feed needs no type", "<link rel='feed' href='/f'>", "https://news.example/f -\n"},
    {"links in the body count too", "<body><p>Text</p><link " RSS " href='/rss'>",
     "https://news.example/rss application/rss+xml\n"},
    {"the same feed twice", "<link " RSS " href='/rss'><link " RSS " href='/rss' title='again'>",
     "https://news.example/rss application/rss+xml\n"},
    {"what is no feed: another language, a style, a description of the page, nothing to go to",
     "<link rel=alternate hreflang=de href='/de'><link rel='alternate stylesheet' type='application/rss+xml' href='/x'>"
     "<link rel=alternate type='application/json+oembed' href='/o'><link rel=alternate type='application/json' "
     "href='/wp'>"
     "<link rel=alternates type='application/rss+xml' href='/y'><link " RSS "><link " RSS " href=''>"
     "<a " RSS " href='/a'>",
     ""},
    {"addresses that must not be followed",
     "<link " RSS " href='javascript:x'><link " RSS " href='file:///etc/passwd'>", ""},
    {"titles are clean", "<link " RSS " href='/rss' title='A&#10;&#x202e;&#x9b;B'>",
     "https://news.example/rss application/rss+xml (A B)\n"},
    {"links in a comment or a script are none",
     "<!-- <link " RSS " href='/c'> --><script>'<link " RSS " href=\"/s\">'</script>", ""},
    {"no page at all", "", ""},
};

static void test_find(void **state)
{
    (void)state;
    struct error error = {""};
    assert_true(xml_guard_set(&error));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create(MEMORY_MAX);
        struct array feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX);
        struct buffer got = buffer_create(MEMORY_MAX);
        assert_true(autodiscovery_find(cases[i].in, strlen(cases[i].in), PAGE, arena, &feeds));
        const struct discovered_feed *items = feeds.items;
        for (size_t j = 0; j < feeds.count; j++) {
            buffer_append_format(&got, "%s %s", items[j].url, items[j].type ? items[j].type : "-");
            if (items[j].title)
                buffer_append_format(&got, " (%s)", items[j].title);
            buffer_append_byte(&got, '\n');
        }
        if (strcmp(buffer_string(&got), cases[i].out) != 0)
            fail_msg("%s\n--- expected\n%s--- got\n%s---", cases[i].what, cases[i].out, buffer_string(&got));
        buffer_release(&got);
        array_release(&feeds);
        arena_destroy(arena);
    }
}

static void test_many(void **state)
{
    (void)state;
    struct arena *arena = arena_create(MEMORY_MAX);
    struct array feeds = array_create(sizeof(struct discovered_feed), AUTODISCOVERY_MAX);
    struct buffer page = buffer_create(MEMORY_MAX);
    for (size_t i = 0; i < 5000; i++)
        buffer_append_format(&page, "<link " RSS " href='/%zu'>", i);
    assert_true(autodiscovery_find(page.bytes, page.length, PAGE, arena, &feeds));
    assert_int_equal(feeds.count, AUTODISCOVERY_MAX);
    buffer_release(&page);
    array_release(&feeds);
    arena_destroy(arena);
}

struct sentence_case {
    const char *in, *sentence;
};

static void test_sentence(void **state)
{
    (void)state;
    static const struct sentence_case sentences[] = {
        {"<html><p>x", "this is a web page and no feed, and it names none"},
        {"<link " RSS " href='/a'>", "this is a web page and no feed; its feed is https://news.example/a"},
        {"<link " RSS " href='/a'><link rel=feed href='/b'>",
         "this is a web page and no feed; its feeds are https://news.example/a, https://news.example/b"},
        {"<link rel=feed href=1><link rel=feed href=2><link rel=feed href=3><link rel=feed href=4><link rel=feed "
         "href=5>"
         "<link rel=feed href=6>",
         "this is a web page and no feed; its feeds are https://news.example/port/1, https://news.example/port/2, "
         "https://news.example/port/3, https://news.example/port/4, https://news.example/port/5 and 1 more"},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct error error = {0};
        assert_false(autodiscovery_refuse_page(sentences[i].in, strlen(sentences[i].in), PAGE, &error));
        assert_string_equal(error.message, sentences[i].sentence);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
