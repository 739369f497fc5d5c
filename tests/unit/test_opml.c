/* Lists of subscriptions: OPML as it is and as it is found, newsboat's and newsraft's, hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "feeds/opml_mend.h"
#include "feeds/subscriptions.h"
#include "tests/unit/files.h"

enum { DESCRIPTION_MAX = 1 << 20 };

/* A line "URL (title) [page] #tag #tag" a feed, what is missing left out, and then one "! warning" a warning. */
static void describe(const struct subscriptions *list, struct buffer *out)
{
    const struct subscription *feeds = list->feeds.items;
    for (size_t i = 0; i < list->feeds.count; i++) {
        buffer_append_string(out, feeds[i].url);
        if (feeds[i].title)
            buffer_append_format(out, " (%s)", feeds[i].title);
        if (feeds[i].page)
            buffer_append_format(out, " [%s]", feeds[i].page);
        for (size_t j = 0; j < feeds[i].tags.count; j++)
            buffer_append_format(out, " #%s", feeds[i].tags.items[j]);
        buffer_append_byte(out, '\n');
    }
    const char *const *warnings = list->warnings.items;
    for (size_t i = 0; i < list->warnings.count; i++)
        buffer_append_format(out, "! %s\n", warnings[i]);
}

static void expect(const char *what, const char *in, size_t length, const char *out)
{
    struct subscriptions list;
    struct error error = {0};
    struct buffer got = buffer_create(DESCRIPTION_MAX);
    if (subscriptions_read(in, length, &list, &error))
        describe(&list, &got);
    else
        buffer_append_format(&got, "error: %s\n", error.message);
    if (strcmp(buffer_string(&got), out) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%s---", what, out, buffer_string(&got));
    buffer_release(&got);
    subscriptions_release(&list);
}

struct list_case {
    const char *what, *in, *out;
};

static void expect_all(const struct list_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(cases[i].what, cases[i].in, strlen(cases[i].in), cases[i].out);
}

#define OPML(body) "<?xml version='1.0'?><opml version='2.0'><head><title>L</title></head><body>" body "</body></opml>"

static const struct list_case opml_cases[] = {
    {"title counts before text, folders are tags, outermost first",
     OPML("<outline text='a' title='A'><outline text='B'><outline text='f' title='F' type='rss' "
          "xmlUrl='http://f.example/'"
          " htmlUrl='http://www.f.example/'/></outline></outline>"),
     "http://f.example/ (F) [http://www.f.example/] #A #B\n"},
    {"a folder that was closed is no tag of what follows",
     OPML("<outline text='A'><outline xmlUrl='http://a.example/'/></outline><outline xmlUrl='http://b.example/'/>"),
     "http://a.example/ #A\nhttp://b.example/\n"},
    {"a folder without a name is no tag",
     OPML("<outline text=''><outline text='B'><outline xmlUrl='http://a.example/'/></outline></outline>"),
     "http://a.example/ #B\n"},
    {"an outline within a feed's has its name as a tag",
     OPML("<outline text='A' xmlUrl='http://a.example/'><outline text='B' xmlUrl='http://b.example/'/></outline>"),
     "http://a.example/ (A)\nhttp://b.example/ (B) #A\n"},
    {"names match in any letter case",
     "<OPML><BODY><Outline TEXT='A'><OUTLINE Title='F' xmlurl='http://a.example/' "
     "HTMLURL='http://p.example/'/></Outline>"
     "</BODY></OPML>",
     "http://a.example/ (F) [http://p.example/] #A\n"},
    {"a category has tags between slashes and commas",
     OPML("<outline text='A'><outline xmlUrl='http://a.example/' category='/Sports/Sailing,Harbour, A'/></outline>"),
     "http://a.example/ #A #Sports #Sailing #Harbour\n"},
    {"a feed listed twice stands where it was first, with all tags, and what the first place lacks",
     OPML("<outline text='A'><outline xmlUrl='http://a.example/'/></outline><outline text='o' "
          "xmlUrl='http://o.example/'/>"
          "<outline text='B'><outline text='F' xmlUrl=' http://a.example/ ' htmlUrl='http://p.example/'/></outline>"
          "<outline text='A'><outline text='G' xmlUrl='http://a.example/'/></outline>"),
     "http://a.example/ (F) [http://p.example/] #A #B\nhttp://o.example/ (o)\n"},
    {"two addresses that differ are two feeds",
     OPML("<outline xmlUrl='http://a.example/'/><outline xmlUrl='http://a.example'/>"),
     "http://a.example/\nhttp://a.example\n"},
    {"references and CDATA around",
     OPML("<outline text='R&amp;D &#8211; &lt;x&gt;' xmlUrl='http://a.example/?a&amp;b'/><![CDATA[<x>]]>"),
     "http://a.example/?a&b (R&D \xe2\x80\x93 <x>)\n"},
    {"an empty list", OPML(""), ""},
    {"an outline without an address, or an empty one, is no feed",
     OPML("<outline text='x' url='http://a.example/'/><outline text='y' xmlUrl=''/>"), ""},
    {"outlines without anything around them", "<outline text='A' xmlUrl='http://a.example/'/>",
     "http://a.example/ (A)\n"},
    {"outlines in a comment", OPML("<!-- <outline xmlUrl='http://a.example/'/> -->"), ""},
    {"an attribute in a namespace is another",
     OPML("<outline xmlns:x='urn:x' x:title='T' text='A' xmlUrl='http://a.example/'/>"), "http://a.example/ (A)\n"},
    {"an address of the feed scheme", OPML("<outline xmlUrl='feed://a.example/'/>"), "feed://a.example/\n"},
    {"an address that is none of the web is listed with a warning",
     "<opml><body>\n<outline xmlUrl='file:///etc/passwd'/>\n</body></opml>",
     "file:///etc/passwd\n! line 2: 'file:///etc/passwd' is no http or https address; it is listed only\n"},
    {"control and bidirectional characters do not get in",
     OPML("<outline text='A&#10;B&#x202e;&#x9b;C' xmlUrl='http://a.example/&#x7f;x'/>"), "http://a.example/x (A BC)\n"},
    {"junk before the list", "Here is my list:\n" OPML("<outline xmlUrl='http://a.example/'/>"), "http://a.example/\n"},
};

static void test_opml(void **state)
{
    (void)state;
    expect_all(opml_cases, sizeof opml_cases / sizeof *opml_cases);
}

static const struct list_case broken_cases[] = {
    {"bare ampersands", OPML("<outline text='R&D &co; & x' xmlUrl='http://a.example/?a=1&b=2'/>"),
     "http://a.example/?a=1&b=2 (R&D &co; & x)\n"},
    {"entities that only HTML has", OPML("<outline text='Caf&eacute;' xmlUrl='http://a.example/'/>"),
     "http://a.example/ (Caf\xc3\xa9)\n"},
    {"HTML in a value", OPML("<outline text='A' description='<p>x</p>' xmlUrl='http://a.example/'/>"),
     "http://a.example/ (A)\n"},
    {"HTML with quoted attributes in a value",
     OPML("<outline text=\"A\" description=\"By <a href=\"http://b.example/\" rel=\"me\">B</a>, <b "
          "class=\"x\"><i>C</i></b>.\" "
          "xmlUrl=\"http://a.example/\"/>"),
     "http://a.example/ (A)\n"},
    {"quotation marks in a value", OPML("<outline text=\"The \"old\" pier\" xmlUrl=\"http://a.example/\"/>"),
     "http://a.example/ (The \"old\" pier)\n"},
    {"quotation marks at the edges of a value",
     OPML("<outline text=\"\"Old\"\" title=\"\" xmlUrl=\"http://a.example/\" />"), "http://a.example/ (\"Old\")\n"},
    {"apostrophes in a value", OPML("<outline text='Dan's boats' xmlUrl='http://a.example/'/>"),
     "http://a.example/ (Dan's boats)\n"},
    {"no blank between attributes", OPML("<outline text=\"A\"xmlUrl=\"http://a.example/\"/>"),
     "http://a.example/ (A)\n"},
    {"no marks around a value", OPML("<outline text=A xmlUrl=http://a.example/x/>"), "http://a.example/x (A)\n"},
    {"no value at all", OPML("<outline isOpen text='A' xmlUrl='http://a.example/'/>"), "http://a.example/ (A)\n"},
    {"the same attribute twice: the first counts", OPML("<outline text='A' text='B' xmlUrl='http://a.example/'/>"),
     "http://a.example/ (A)\n! line 1: the XML is broken: Attribute text redefined\n"},
    {"a value that is never closed ends with its outline",
     OPML("<outline text='A' xmlUrl='http://a.example/x />\n<outline text=\"B\" xmlUrl=\"http://b.example/\"/>"),
     "http://a.example/x (A)\nhttp://b.example/ (B)\n"},
    {"so does a tag", OPML("<outline text='A' xmlUrl='http://a.example/'\n<outline xmlUrl='http://b.example/'/>"),
     "http://a.example/ (A)\nhttp://b.example/\n"},
    {"a line break in a value", OPML("<outline text='A\nB' xmlUrl='http://a.example/'/>"), "http://a.example/ (A B)\n"},
    {"a vendor's element within an outline",
     OPML("<outline text=\"A\" xmlUrl=\"http://a.example/\"><x:p xmlns:x=\"urn:x\" k=\"1\"/></outline><outline "
          "xmlUrl=\"http://b.example/\"/>"),
     "http://a.example/ (A)\nhttp://b.example/\n"},
    {"cut off behind a feed: it is kept, the half address is not",
     "<opml><body><outline text='A'><outline xmlUrl='http://a.example/'/><outline xmlUrl='http://b.exam",
     "http://a.example/ #A\n! line 1: the XML is broken: AttValue: ' expected\n"},
    {"windows-1252 that says it is UTF-8",
     "<?xml version='1.0' encoding='UTF-8'?><opml><outline text='Caf\xe9' xmlUrl='http://a.example/'/></opml>",
     "http://a.example/ (Caf\xc3\xa9)\n"},
};

static void test_broken(void **state)
{
    (void)state;
    expect_all(broken_cases, sizeof broken_cases / sizeof *broken_cases);
}

static const struct list_case line_cases[] = {
    {"newsboat: words are tags, a tilde is the title",
     "http://a.example/ news \"far news\" \"~A \\\"b\\\"\"\nhttps://b.example/x\n",
     "http://a.example/ (A \"b\") #news #far news\nhttps://b.example/x\n"},
    {"newsboat: hidden feeds, comments, empty lines", "# c\n\n  http://a.example/ !h x # y z\n",
     "http://a.example/ #x\n"},
    {"newsboat: the same feed twice", "http://a.example/ x\nhttp://a.example/ y x\n", "http://a.example/ #x #y\n"},
    {"newsboat: queries and commands are left out",
     "\"query:U:unread = \\\"yes\\\"\"\nexec:~/bin/x\nfilter:x:http://a.example/\nhttp://b.example/",
     "http://b.example/\n! line 1: 'query:U:unread = \"yes\"' is a list by a query, as 'whosaid search --save=NAME "
     "QUERY' "
     "makes them; the line is left out\n"
     "! line 2: 'exec:~/bin/x' is a command, and none is run; the line is left out\n"
     "! line 3: 'filter:x:http://a.example/' is a command, and none is run; the line is left out\n"},
    {"a warning is clean", "http://a.example/\nx\xe2\x80\xaey",
     "http://a.example/\n! line 2: 'xy' is no http or https address; the line is left out\n"},
    {"newsboat: a mark that is never closed", "http://a.example/ \"~A b\nhttp://b.example/",
     "http://a.example/ (A b)\nhttp://b.example/\n"},
    {"newsraft: titles and sections",
     "http://a.example/ \"A\"\n@ Far news [30] {5}\nhttp://b.example/ \"B\" [30] < x 1\n@ Global\nhttp://c.example/ "
     "[5]\n",
     "http://a.example/ (A)\nhttp://b.example/ (B) #Far news\nhttp://c.example/\n"},
    {"newsraft: a command is left out", "$(cat x) \"X\"\nhttp://a.example/ \"A\"\n",
     "http://a.example/ (A)\n! line 1: '$(cat' is a command, and none is run; the line is left out\n"},
    {"CRLF and no newline at the end", "http://a.example/ x\r\nhttp://b.example/",
     "http://a.example/ #x\nhttp://b.example/\n"},
};

static void test_lines(void **state)
{
    (void)state;
    expect_all(line_cases, sizeof line_cases / sizeof *line_cases);
}

#define READ "OPML and the lists of newsboat and newsraft are read"

static const struct list_case refused_cases[] = {
    {"nothing", "", "error: it is empty\n"},
    {"blanks", " \n", "error: this is no list of feeds; " READ "\n"},
    {"a text", "Harbour news\n\nFerries run.\n", "error: this is no list of feeds; " READ "\n"},
    {"a feed", "<rss version='2.0'><channel/></rss>",
     "error: this is no list of feeds (its first element is <rss>); " READ "\n"},
    {"no element", "<", "error: this is no list of feeds (it has no element); " READ "\n"},
    {"an image", "\x89PNG\r\n\x1a\n", "error: this is no list of feeds but a PNG image\n"},
};

static void test_refused(void **state)
{
    (void)state;
    expect_all(refused_cases, sizeof refused_cases / sizeof *refused_cases);
}

/* --- hostile lists ------------------------------------------------------------------------------------------------ */

static const struct list_case hostile_cases[] = {
    {"entities of the document's own are not expanded",
     "<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><opml><outline text='&b;' "
     "xmlUrl='http://a.example/'/></opml>",
     "http://a.example/ (&b;)\n"},
    {"nor are those of a file",
     "<!DOCTYPE opml [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>\n<opml>&f;<outline text='&f;' "
     "xmlUrl='http://a.example/'/></opml>",
     "http://a.example/ (&f;)\n"},
    {"attributes that the document declares are not added",
     "<!DOCTYPE opml [<!ATTLIST outline xmlUrl CDATA 'http://b.example/'>]><opml><outline text='A'/></opml>", ""},
};

static void repeat(struct buffer *out, const char *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_string(out, part);
}

/* Reads `count` times `part` between `head` and `tail`; the number of feeds that come out. */
static size_t count_feeds(const char *head, const char *part, size_t count, const char *tail)
{
    struct buffer in = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
    struct subscriptions list;
    struct error error = {0};
    buffer_append_string(&in, head);
    repeat(&in, part, count);
    buffer_append_string(&in, tail);
    assert_false(in.failed);
    bool read = subscriptions_read(in.bytes, in.length, &list, &error);
    size_t feeds = read ? list.feeds.count : 0;
    assert_true(!read || feeds == 0 ||
                ((struct subscription *)list.feeds.items)[0].tags.count <= SUBSCRIPTION_TAGS_MAX);
    buffer_release(&in);
    subscriptions_release(&list);
    return feeds;
}

static void test_hostile(void **state)
{
    (void)state;
    expect_all(hostile_cases, sizeof hostile_cases / sizeof *hostile_cases);
    const char feed[] = "<outline xmlUrl='http://a.example/'/>";
    assert_int_equal(count_feeds("<opml>", "<outline text='x'>", 100, feed), 1);
    assert_int_equal(count_feeds("<opml>", "<outline text='x'>", 100000, feed), 0);
    assert_int_equal(count_feeds("<opml><outline ", "a=\"b\"c ", 500000, feed), 1);
    assert_int_equal(count_feeds("<opml><outline text=\"", "\" ", 500000, feed), 1);
    assert_int_equal(count_feeds("<opml><outline ", "a='b' ", 200000,
                                 "/>"
                                 "<outline xmlUrl='http://a.example/'/>"),
                     1);
    assert_int_equal(count_feeds("<opml>", feed, 100000, ""), 1);
    assert_int_equal(count_feeds("", "http://a.example/ x\n", SUBSCRIPTIONS_MAX + 1, ""), 1);
}

/* An address is whole or left out, a title is cut. */
static void test_long_values(void **state)
{
    (void)state;
    struct buffer in = buffer_create(1 << 16);
    buffer_append_string(&in, "<opml><outline xmlUrl='http://a.example/");
    repeat(&in, "x", 8192 - strlen("http://a.example/"));
    buffer_append_string(&in, "'/>\n<outline xmlUrl='http://a.example/");
    repeat(&in, "x", 8192);
    buffer_append_string(&in, "'/><outline xmlUrl='http://b.example/' title='");
    repeat(&in, "long ", 1000);
    buffer_append_string(&in, "'/></opml>");
    struct subscriptions list;
    struct error error = {0};
    assert_true(subscriptions_read(in.bytes, in.length, &list, &error));
    const struct subscription *feeds = list.feeds.items;
    assert_int_equal(list.feeds.count, 2);
    assert_int_equal(strlen(feeds[0].url), 8192);
    assert_string_equal(feeds[1].url, "http://b.example/");
    assert_in_range(strlen(feeds[1].title), 1990, 2000);
    assert_int_equal(list.warnings.count, 1);
    assert_string_equal(*(const char **)list.warnings.items, "line 2: an address of more than 8192 bytes is left out");
    subscriptions_release(&list);
    buffer_release(&in);
}

/* A list of as many feeds as there may be, and of one more. */
static void test_many(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        struct buffer in = buffer_create(SUBSCRIPTIONS_SIZE_MAX);
        struct subscriptions list;
        struct error error = {0};
        for (size_t i = 0; i < SUBSCRIPTIONS_MAX + more; i++)
            buffer_append_format(&in, "http://a.example/%zu\n", i);
        assert_true(subscriptions_read(in.bytes, in.length, &list, &error));
        assert_int_equal(list.feeds.count, SUBSCRIPTIONS_MAX);
        assert_int_equal(list.warnings.count, more);
        subscriptions_release(&list);
        buffer_release(&in);
    }
}

static void test_too_large(void **state)
{
    (void)state;
    struct subscriptions list;
    struct error error = {0};
    char *bytes = calloc(1, SUBSCRIPTIONS_SIZE_MAX + 1);
    assert_non_null(bytes);
    memset(bytes, 'x', SUBSCRIPTIONS_SIZE_MAX + 1);
    assert_false(subscriptions_read(bytes, SUBSCRIPTIONS_SIZE_MAX + 1, &list, &error));
    assert_non_null(strstr(error.message, "larger than 16 MiB"));
    free(bytes);
}

/* --- the lists in tests/data -------------------------------------------------------------------------------------- */

static const struct list_case file_cases[] = {
    {"a list with everything that is found in real ones", "tests/data/opml/harbour.opml",
     "https://gazette.example/feed?a=1&b=2 (Harbour Gazette) [https://gazette.example/] #News #Local & near #Tides\n"
     "https://pier.example/rss.xml (The \"old\" pier) #News #Local & near\n"
     "https://ferry.example/atom (Ferry\xc2\xa0notes) #News #Boats #Ferries #Timetables\n"
     "https://tides.example/rss (Dan's tables) #Tides\n"},
    {"newsboat's", "tests/data/opml/newsboat-urls",
     "https://gazette.example/feed (Harbour Gazette) #news #local #boats\n"
     "https://pier.example/rss.xml #old piers #say \"quay\"\n"
     "! line 4: 'query:Unread:unread = \"yes\"' is a list by a query, as 'whosaid search --save=NAME QUERY' makes "
     "them; "
     "the line is left out\n"
     "! line 7: 'exec:~/bin/tides.sh' is a command, and none is run; the line is left out\n"},
    {"newsraft's", "tests/data/opml/newsraft-feeds",
     "https://gazette.example/feed (Harbour Gazette)\nhttps://ferry.example/atom #Boats and tides\n"
     "https://tides.example/rss (Tide \"tables\") #Boats and tides\nhttps://pier.example/rss.xml\n"
     "! line 6: '$(cat' is a command, and none is run; the line is left out\n"},
};

static void check_promises(const char *bytes, size_t length)
{
    struct subscriptions list;
    struct error error = {0};
    bool read = subscriptions_read(bytes, length, &list, &error);
    assert_true(read == !*error.message);
    const struct subscription *feeds = list.feeds.items;
    for (size_t i = 0; i < list.feeds.count; i++)
        assert_true(clean_is_safe(feeds[i].url, strlen(feeds[i].url)));
    subscriptions_release(&list);
}

static void test_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof file_cases / sizeof *file_cases; i++) {
        char *bytes = file_read(file_cases[i].in);
        expect(file_cases[i].what, bytes, strlen(bytes), file_cases[i].out);
        for (size_t length = strlen(bytes); length > 0; length--)
            check_promises(bytes, length);
        free(bytes);
    }
}

/* Lines are what warnings count in: mending must not move them. */
static void test_mending_keeps_lines(void **state)
{
    (void)state;
    const char in[] = "<!DOCTYPE opml [\n<!ENTITY a\n'b'>\n]>\n<opml\n><outline text='a\n<b>' \n x\n=y/>\n</opml>";
    const char out[] = "\n\n\n\n<opml\n><outline  text='a\n&lt;b>' \n  x\n=\"y\"/>\n</opml>";
    struct buffer mended = buffer_create(1024);
    assert_true(opml_mend(in, sizeof in - 1, &mended));
    assert_string_equal(buffer_string(&mended), out);
    buffer_release(&mended);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opml),        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_lines),       cmocka_unit_test(test_refused),
        cmocka_unit_test(test_hostile),     cmocka_unit_test(test_many),
        cmocka_unit_test(test_long_values), cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_files),       cmocka_unit_test(test_mending_keeps_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
