/* What files are and which encoding they are in; every sample, whole and cut off anywhere; lines for annotate. */
#include "describe.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "feeds/encoding.h"
#include "feeds/sniff.h"
#include "feeds/url.h"

/* Bytes with NULs in them. */
#define BYTES(literal) literal, sizeof literal - 1

/* --- sniffing ----------------------------------------------------------------------------------------------------- */

struct sniff_case {
    const char *what, *bytes;
    size_t length;
    enum document_format format; /* DOCUMENT_AUTO: it is refused */
    const char *reason;          /* what the sentence must say then */
};

static const struct sniff_case sniff_cases[] = {
    {"words are text", BYTES("Ferry bought\nText."), DOCUMENT_TEXT, NULL},
    {"so are words about tags", BYTES("Use <b> for bold.\nAnd <p>."), DOCUMENT_TEXT, NULL},
    {"even at the very beginning", BYTES("<b> is the tag for bold.\nIt is."), DOCUMENT_TEXT, NULL},
    {"and what only looks like a tag", BYTES("<ferry> bought\n<3"), DOCUMENT_TEXT, NULL},
    {"a document type", BYTES(" \n<!DOCTYPE HTML><p>x"), DOCUMENT_HTML, NULL},
    {"a page", BYTES("<HTML><body>x"), DOCUMENT_HTML, NULL},
    {"a page after a comment", BYTES("<!-- > --><body>x"), DOCUMENT_HTML, NULL},
    {"XHTML", BYTES("<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b>'>]><html xmlns='x'><p>x</p></html>"),
     DOCUMENT_HTML, NULL},
    {"a fragment", BYTES("<p>x"), DOCUMENT_HTML, NULL},
    {"an inline element that is closed", BYTES("<em>x</em> y"), DOCUMENT_HTML, NULL},
    {"RSS", BYTES("<rss version='2.0'></rss>"), DOCUMENT_FEED, NULL},
    {"RDF by any prefix",
     BYTES("<?xml version='1.0'?>\n<!-- c --><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'></r:RDF>"),
     DOCUMENT_FEED, NULL},
    {"Atom by any prefix", BYTES("<a:feed xmlns:a='http://www.w3.org/2005/Atom'></a:feed>"), DOCUMENT_FEED, NULL},
    {"a feed behind a document type", BYTES("<!DOCTYPE rss [<!ENTITY a '<html>'>]><rss></rss>"), DOCUMENT_FEED, NULL},
    {"other XML is refused", BYTES("<?xml version='1.0'?><opml><body/></opml>"), DOCUMENT_AUTO, "<opml>"},
    {"XML without an element too", BYTES("<?xml version='1.0'?>"), DOCUMENT_AUTO, "XML"},
    {"JSON", BYTES("{\"a\": 1}"), DOCUMENT_AUTO, "JSON"},
    {"a JSON feed", BYTES("{ \"version\": \"https://jsonfeed.org/version/1.1\"}"), DOCUMENT_FEED, NULL},
    {"what a server complains of before its feed", BYTES("<br />\n<b>Warning</b>: x\n<rss version='2.0'>"),
     DOCUMENT_FEED, NULL},
    {"a page that speaks of feeds", BYTES("<html><body><pre>x <rss ></pre>"), DOCUMENT_HTML, NULL},
    {"brackets at the beginning of a text", BYTES("[UPDATED] Ferry bought\n{sic}"), DOCUMENT_TEXT, NULL},
    {"a PNG image", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), DOCUMENT_AUTO, "a PNG image"},
    {"a PDF document", BYTES("%PDF-1.7\n1 0 obj"), DOCUMENT_AUTO, "a PDF document"},
    {"a gzip file", BYTES("\x1f\x8b\x08\0\0\0"), DOCUMENT_AUTO, "gzip"},
    {"a program", BYTES("\177ELF\2\1\1\0\0\0\0\0"), DOCUMENT_AUTO, "a program"},
    {"data", BYTES("\1\2\3\4\5\6\7\1\2\3\4\5\6\7\xff\xfe\1\2\3\4"), DOCUMENT_AUTO, "binary data"},
    {"nothing", BYTES(""), DOCUMENT_AUTO, "empty"},
    {"nothing but white space", BYTES(" \n\t\n"), DOCUMENT_AUTO, "no text"},
    {"nothing but a byte order mark", BYTES("\xef\xbb\xbf"), DOCUMENT_AUTO, "no text"},
};

static void test_sniffing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sniff_cases / sizeof *sniff_cases; i++) {
        const struct sniff_case *row = &sniff_cases[i];
        const struct document_source source = {0};
        struct document document;
        struct error error = {0};
        bool read = document_read(row->bytes, row->length, &source, &document, &error);
        if (read != (row->format != DOCUMENT_AUTO) || (read && document.format != row->format))
            fail_msg("%s: read %d, format %d: %s", row->what, read, (int)document.format, error.message);
        if (!read && !strstr(error.message, row->reason))
            fail_msg("%s: \"%s\" does not say \"%s\"", row->what, error.message, row->reason);
        document_release(&document);
    }
}

struct markup_case {
    const char *text;
    bool has_markup;
};

static const struct markup_case markup_cases[] = {
    {"one <b>two</b>", true},
    {"one<br/>two", true},
    {"a &amp; b", true},
    {"a &#233;", true},
    {"one <two> three", false},
    {"a & b; c", false},
    {"1 < 2 > 0", false},
    {"<", false},
    {"", false},
};

static void test_markup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof markup_cases / sizeof *markup_cases; i++)
        if (sniff_has_markup(markup_cases[i].text, strlen(markup_cases[i].text)) != markup_cases[i].has_markup)
            fail_msg("\"%s\"", markup_cases[i].text);
}

/* --- encodings ---------------------------------------------------------------------------------------------------- */

struct encoding_case {
    const char *what, *charset, *bytes;
    size_t length;
    const char *text;
};

static const struct encoding_case encoding_cases[] = {
    {"UTF-8", NULL, BYTES("caf\xc3\xa9"), "caf\xc3\xa9"},
    {"UTF-8 with its mark", NULL,
     BYTES("\xef\xbb\xbf"
           "caf\xc3\xa9"),
     "caf\xc3\xa9"},
    {"undeclared and not UTF-8 is windows-1252", NULL,
     BYTES("\x93"
           "caf\xe9\x94 \x80"),
     "\xe2\x80\x9c"
     "caf\xc3\xa9\xe2\x80\x9d \xe2\x82\xac"},
    {"UTF-8 with a little damage stays UTF-8", NULL, BYTES("\xc3\xa9\xc3\xa9\xff\xc3\xa9"),
     "\xc3\xa9\xc3\xa9\xef\xbf\xbd\xc3\xa9"},
    {"what the transport says", "koi8-r", BYTES("\xc4\xc1"), "\xd0\xb4\xd0\xb0"},
    {"ISO-8859-1 is read as windows-1252", "ISO-8859-1", BYTES("\x80\xe9"), "\xe2\x82\xac\xc3\xa9"},
    {"and overruled by UTF-8", "iso-8859-1", BYTES("caf\xc3\xa9"), "caf\xc3\xa9"},
    {"an XML declaration", NULL, BYTES("<?xml version='1.0' encoding='iso-8859-2'?><a>\xb1"),
     "<?xml version='1.0' encoding='iso-8859-2'?><a>\xc4\x85"},
    {"a <meta charset>", NULL, BYTES("<html><META CHARSET=windows-1251><p>\xe4\xe0"),
     "<html><META CHARSET=windows-1251><p>\xd0\xb4\xd0\xb0"},
    {"a <meta http-equiv>", NULL,
     BYTES("<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>\x82\xa0"),
     "<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>\xe3\x81\x82"},
    {"the transport before the declaration", "koi8-r", BYTES("<meta charset=windows-1251>\xc4\xc1"),
     "<meta charset=windows-1251>\xd0\xb4\xd0\xb0"},
    {"a declared UTF-16 that can be read by bytes is none", NULL, BYTES("<meta charset=utf-16>\xc3\xa9"),
     "<meta charset=utf-16>\xc3\xa9"},
    {"a page that was turned into UTF-8 and still declares what it was in", NULL,
     BYTES("<meta "
           "charset=gb2312>"
           "\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae"
           "\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae"),
     "<meta "
     "charset=gb2312>\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae"
     "\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae\xe6\xb8\xa1\xe8\xbd\xae"},
    {"a few bytes that happen to be UTF-8 overrule no other charset", "koi8-r", BYTES("\xc3\xa9"),
     "\xd1\x86\xe2\x95\x98"},
    {"a charset that nobody knows", "x-ferry", BYTES("caf\xe9"), "caf\xc3\xa9"},
    {"a charset that would steer iconv", "utf-8//IGNORE", BYTES("caf\xe9"), "caf\xc3\xa9"},
    {"UTF-16 with its mark, little end first", NULL,
     BYTES("\xff\xfe"
           "a\0\xe9\0"),
     "a\xc3\xa9"},
    {"UTF-16 with its mark, big end first", NULL, BYTES("\xfe\xff\0a\0\xe9"), "a\xc3\xa9"},
    {"UTF-16 without a mark", NULL, BYTES("<\0p\0>\0\xe9\0"), "<p>\xc3\xa9"},
    {"UTF-16 without a mark, big end first", NULL, BYTES("\0F\0e\0r\0r\0y"), "Ferry"},
    {"UTF-32", NULL, BYTES("\xff\xfe\0\0a\0\0\0\0\xf6\x01\0"), "a\xf0\x9f\x98\x80"},
    {"UTF-32 without a mark", NULL, BYTES("a\0\0\0b\0\0\0"), "ab"},
    {"UTF-16 that is cut in two", NULL,
     BYTES("\xff\xfe"
           "a\0b"),
     "a\xef\xbf\xbd"},
    {"line ends become newlines", NULL, BYTES("a\r\nb\rc\r\r\nd\n"), "a\nb\nc\n\nd\n"},
    {"controls and NULs go, a form feed is a blank", NULL,
     BYTES("a\0b\x1b"
           "c\fd"),
     "abc d"},
    {"bytes that windows-1252 has no letter for", NULL, BYTES("\xe9\x81"), "\xc3\xa9\xef\xbf\xbd"},
};

static void test_encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof encoding_cases / sizeof *encoding_cases; i++) {
        const struct encoding_case *row = &encoding_cases[i];
        struct buffer out = buffer_create(1000);
        assert_true(encoding_to_utf8(row->bytes, row->length, row->charset, &out));
        describe_expect(row->what, &out, row->text);
        assert_int_equal(out.length, strlen(row->text));
        buffer_release(&out);
    }
}

static void test_encoding_keeps_ceiling(void **state)
{
    (void)state;
    struct buffer out = buffer_create(5);
    assert_false(encoding_to_utf8(BYTES("caf\xe9 noir"), NULL, &out));
    assert_true(out.failed);
    buffer_release(&out);
}

/* --- addresses ---------------------------------------------------------------------------------------------------- */

struct url_case {
    const char *reference, *base, *url;
};

static const struct url_case url_cases[] = {
    {"x", "http://news%20copy/", "http://news%20copy/x"},
    {"x", "http://a%1b%07.example/", "http://a%1B%07.example/x"},
    {"http://a.example/b", NULL, "http://a.example/b"},
    {" HTTPS://a.example/%20b ", NULL, "https://a.example/%20b"},
    {"../c?d#e", "http://a.example/b/f/g", "http://a.example/b/c?d#e"},
    {"?d", "http://a.example/b", "http://a.example/b?d"},
    {"http://a.example/|[x]", NULL, "http://a.example/%7C[x]"},
    {"b", NULL, NULL},
    {"b", "file:///etc/", NULL},
    {"#b", "http://a.example/", NULL},
    {"", "http://a.example/", NULL},
    {"http:///b", NULL, NULL},
    {"file:///etc/passwd", "http://a.example/", NULL},
    {"java\nscript:x", "http://a.example/", NULL},
    {"--option", NULL, NULL},
};

static void test_urls(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof url_cases / sizeof *url_cases; i++) {
        char *url = url_resolve(url_cases[i].reference, url_cases[i].base);
        const char *expected = url_cases[i].url;
        if ((url == NULL) != (expected == NULL) || (url && strcmp(url, expected) != 0))
            fail_msg("\"%s\" gives \"%s\"", url_cases[i].reference, url ? url : "nothing");
        free(url);
    }
}

/* --- every sample, whole and cut off ------------------------------------------------------------------------------ */

static const char *const samples[] = {"tests/data/text", "tests/data/html", "tests/data/feeds"};

static size_t read_file(const char *path, char *bytes, size_t size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be opened; run the tests from the top of the tree", path);
    size_t length = fread(bytes, 1, size, file);
    (void)fclose(file);
    return length;
}

/* Reads the first `length` bytes from memory of exactly that size, so that a byte too many is noticed. */
static void read_cut(const char *path, const char *bytes, size_t length, enum document_format format)
{
    const struct document_source source = {.format = format, .url = "http://news.example/"};
    struct document document;
    struct error error = {0};
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    bool read = document_read(copy, length, &source, &document, &error);
    if (read == (*error.message != '\0'))
        fail_msg("%s, %zu bytes: read %d, \"%s\"", path, length, read, error.message);
    struct article **articles = document.articles.items;
    for (size_t i = 0; i < document.articles.count; i++) {
        describe_check(path, articles[i]);
        if (strstr(articles[i]->text, "root:"))
            fail_msg("%s, %zu bytes: an outside file was read", path, length);
    }
    document_release(&document);
    free(copy);
}

static void check_sample(const char *path)
{
    static const enum document_format formats[] = {DOCUMENT_AUTO, DOCUMENT_TEXT, DOCUMENT_HTML, DOCUMENT_FEED};
    char bytes[8192];
    size_t length = read_file(path, bytes, sizeof bytes);
    assert_true(length > 0 && length < sizeof bytes);
    for (size_t cut = 0; cut <= length; cut++)
        read_cut(path, bytes, cut, DOCUMENT_AUTO);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        read_cut(path, bytes, length, formats[i]);
}

static void test_samples_cut_anywhere(void **state)
{
    (void)state;
    size_t files = 0;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        DIR *directory = opendir(samples[i]);
        if (!directory)
            fail_msg("%s is missing; run the tests from the top of the tree", samples[i]);
        for (const struct dirent *entry; (entry = readdir(directory));) {
            char path[1024];
            if (entry->d_name[0] == '.')
                continue;
            (void)snprintf(path, sizeof path, "%s/%s", samples[i], entry->d_name);
            check_sample(path);
            files++;
        }
        (void)closedir(directory);
    }
    assert_true(files >= 10);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void test_lines(void **state)
{
    (void)state;
    static const char text[] = "\n  One \"two\x01\".\t\r\n\n \nThree";
    struct article *article = document_from_lines(text, sizeof text - 1);
    assert_non_null(article);
    assert_int_equal(article->length, sizeof text - 1);
    assert_memory_equal(article->text, text, sizeof text);
    assert_int_equal(article->block_count, 2);
    assert_int_equal(article->blocks[0].type, BLOCK_PARAGRAPH);
    assert_int_equal(article->blocks[0].range.start, 3);
    assert_int_equal(article->blocks[0].range.end, 14);
    assert_int_equal(article->blocks[1].range.start, 20);
    assert_int_equal(article->blocks[1].range.end, 25);
    article_destroy(article);
    article = document_from_lines("", 0);
    assert_non_null(article);
    assert_int_equal(article->block_count, 0);
    article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sniffing),  cmocka_unit_test(test_markup),
        cmocka_unit_test(test_encodings), cmocka_unit_test(test_encoding_keeps_ceiling),
        cmocka_unit_test(test_urls),      cmocka_unit_test(test_samples_cut_anywhere),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
