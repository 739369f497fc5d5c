/* The JSON and the HTML of an extracted article: what is in them, what is escaped, how it nests. */
#include "describe.h"

#include <stdlib.h>

#include "app/article_html.h"
#include "app/extract_json.h"

#define URL "https://gazette.example/a/b"
#define TITLE "<title>A ferry</title>"

struct html_case {
    const char *what, *in, *html;
};

/* Pages of a few words are read as they are. */
static const struct html_case html_cases[] = {
    {"paragraphs and headings, the headline left out", TITLE "<h1>A ferry</h1><p>One<h2>Two</h2><p>Three",
     "<p>One</p>\n<h2>Two</h2>\n<p>Three</p>\n"},
    {"what could be markup is text", "<p>a &lt;b&gt; &amp; \"c\"", "<p>a &lt;b&gt; &amp; &quot;c&quot;</p>\n"},
    {"links, quotation marks in them escaped; others than http and https are none",
     "<p><a href='x?a=1&amp;b=\"'>One</a> <a href='javascript:x()'>two</a>",
     "<p><a href=\"https://gazette.example/a/x?a=1&amp;b=%22\">One</a> two</p>\n"},
    {"spans nest", "<p><b>a <a href='/x'>b <i>c</i></a> d</b> e",
     "<p><strong>a <a href=\"https://gazette.example/x\">b <em>c</em></a> d</strong> e</p>\n"},
    {"numbers are those of the items",
     "<ol start=3><li>Three<p>More</p></li><li value=9>Nine</li></ol><ol><li>One<ul><li>Dot</li></ul></li></ol>",
     "<ol><li value=\"3\"><p>Three</p><p>More</p></li>\n<li value=\"9\"><p>Nine</p></li></ol>\n"
     "<ol><li value=\"1\"><p>One</p><ul><li><p>Dot</p></li></ul>\n</li></ol>\n"},
    {"a heading keeps the number of its item", "<ol><li><h3>One</h3>Text</li></ol>",
     "<h3>1. One</h3>\n<ul><li><p>Text</p></li></ul>\n"},
    {"two lists stay two, numbers and dots do not mix",
     "<ul><li>One</li></ul><ul><li>Two</li></ul><ol type=i><li>Three</li></ol>",
     "<ul><li><p>One</p></li></ul>\n<ul><li><p>Two</p></li></ul>\n<ul><li><p>i. Three</p></li></ul>\n"},
    {"lists in lists are in their items", "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul><p>Four",
     "<ul><li><p>One</p><ul><li><p>Two</p></li></ul>\n</li>\n<li><p>Three</p></li></ul>\n<p>Four</p>\n"},
    {"a quotation, code", "<blockquote>One</blockquote><pre>a &lt; b\n  c</pre>",
     "<blockquote><p>One</p></blockquote>\n<pre>a &lt; b\n  c</pre>\n"},
    {"a table of data", "<table><tr><th>Day<th>Boats<tr><td>Mon<td>3</table>",
     "<table><tr><th>Day</th><th>Boats</th></tr>\n<tr><td>Mon</td><td>3</td></tr></table>\n"},
    {"a picture and its caption",
     "<figure><img src='/p.jpg' alt='A pier'><figcaption>The pier</figcaption></figure><p>One",
     "<figure><img src=\"https://gazette.example/p.jpg\" alt=\"A pier\"><figcaption>The pier</figcaption></figure>\n"
     "<p>One</p>\n"},
    {"boilerplate is left out", "<p>One</p><p>Share this article</p>", "<p>One</p>\n"},
};

static void test_html(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof html_cases / sizeof *html_cases; i++) {
        const struct html_case *row = &html_cases[i];
        struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_HTML, URL);
        struct buffer html = buffer_create(DESCRIPTION_MAX);
        assert_true(article_to_html(describe_first(&document), &html));
        describe_expect(row->what, &html, row->html);
        buffer_release(&html);
        document_release(&document);
    }
}

static void check_member(const json_t *object, const char *name, const char *expected)
{
    const char *value = json_string_value(json_object_get(object, name));
    if (!value || strcmp(value, expected) != 0)
        fail_msg("%s is \"%s\", not \"%s\"", name, value ? value : "missing", expected);
}

static void test_json(void **state)
{
    (void)state;
    static const char page[] =
        "<html lang='en'><head>" TITLE "<meta name='author' content='Ana Ruiz'><link rel='canonical' href='/c'>"
        "<meta property='og:site_name' content='Gazette'><meta property='article:published_time' content='2026-03-12'>"
        "<meta property='og:image' content='/i.jpg'><meta property='og:description' content='It sails.'></head><body>"
        "<h1>A ferry</h1><p>One<br>two<figure><img src='/p.jpg' alt='A pier'></figure><pre>a\nb</pre><p>Share this "
        "article";
    struct document document = describe_open("page", page, sizeof page - 1, DOCUMENT_HTML, URL);
    json_t *object = extract_to_json(describe_first(&document));
    assert_non_null(object);
    check_member(object, "title", "A ferry");
    check_member(object, "byline", "Ana Ruiz");
    check_member(object, "site", "Gazette");
    check_member(object, "lang", "en");
    check_member(object, "published", "2026-03-12T00:00:00Z");
    check_member(object, "image", "https://gazette.example/i.jpg");
    check_member(object, "url", "https://gazette.example/c");
    check_member(object, "excerpt", "It sails.");
    /* A line a block; neither headline nor picture nor boilerplate. */
    check_member(object, "text", "One two\na b");
    json_decref(object);
    document_release(&document);
}

/* Where the page names no picture, the first of the article stands for it. */
static void test_first_picture(void **state)
{
    (void)state;
    static const char page[] =
        "<p>One<figure><img src='/1.jpg' alt='1'></figure><figure><img src='/2.jpg' alt='2'></figure>";
    struct document document = describe_open("pictures", page, sizeof page - 1, DOCUMENT_HTML, URL);
    json_t *object = extract_to_json(describe_first(&document));
    check_member(object, "image", "https://gazette.example/1.jpg");
    json_decref(object);
    document_release(&document);
}

/* What is not known has no member. */
static void test_unknown(void **state)
{
    (void)state;
    struct document document = describe_open("bare", "<p>One", strlen("<p>One"), DOCUMENT_HTML, NULL);
    json_t *object = extract_to_json(describe_first(&document));
    assert_int_equal(json_object_size(object), 2);
    check_member(object, "text", "One");
    check_member(object, "content_html", "<p>One</p>\n");
    json_decref(object);
    document_release(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_first_picture),
        cmocka_unit_test(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
