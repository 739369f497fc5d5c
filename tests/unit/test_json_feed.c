/* JSON Feed: what each member becomes, feeds that are not quite JSON, hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "feeds/feed.h"
#include "feeds/json_feed.h"
#include "feeds/json_text.h"
#include "tests/unit/files.h"

enum { DESCRIPTION_MAX = 1 << 20 };

/* --- a feed as lines of text -------------------------------------------------------------------------------------- */

struct fact {
    const char *name, *value;
};

static void describe_facts(const struct fact *facts, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++)
        if (facts[i].value)
            buffer_append_format(out, " %s=%s", facts[i].name, facts[i].value);
}

static void describe_authors(const struct feed_author *authors, size_t count, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct fact facts[] = {
            {"author", authors[i].name}, {"page", authors[i].url}, {"avatar", authors[i].avatar}};
        describe_facts(facts, 3, out);
    }
}

static void describe_time(const char *name, const struct feed_time *time, struct buffer *out)
{
    if (time->is_known)
        buffer_append_format(out, " %s=%lld", name, (long long)time->seconds);
}

static void describe_attachments(const struct feed_item *item, struct buffer *out)
{
    for (size_t i = 0; i < item->attachment_count; i++) {
        const struct feed_attachment *attachment = &item->attachments[i];
        buffer_append_format(out, " attached=%s %s", attachment->url, attachment->mime_type);
        if (attachment->title)
            buffer_append_format(out, " (%s)", attachment->title);
        if (attachment->size_in_bytes != FEED_UNKNOWN_NUMBER)
            buffer_append_format(out, " %lldB", (long long)attachment->size_in_bytes);
        if (attachment->duration_in_seconds != FEED_UNKNOWN_NUMBER)
            buffer_append_format(out, " %llds", (long long)attachment->duration_in_seconds);
    }
}

/* "- ID name=value …": a sink. */
static bool describe_item(void *context, const struct feed_item *item, struct error *error)
{
    (void)error;
    struct buffer *out = context;
    const struct fact facts[] = {
        {"url", item->url},           {"external", item->external_url}, {"title", item->title},
        {"html", item->content_html}, {"text", item->content_text},     {"summary", item->summary},
        {"image", item->image},       {"banner", item->banner_image},   {"lang", item->language},
    };
    buffer_append_format(out, "- %s", item->id);
    describe_facts(facts, sizeof facts / sizeof *facts, out);
    describe_time("published", &item->published, out);
    describe_time("modified", &item->modified, out);
    describe_authors(item->authors, item->author_count, out);
    for (size_t i = 0; i < item->tag_count; i++)
        buffer_append_format(out, " #%s", item->tags[i]);
    describe_attachments(item, out);
    buffer_append_byte(out, '\n');
    return true;
}

/* "FORMAT name=value …", then "! warning" a line. */
static void describe_feed(const struct feed *feed, struct buffer *out)
{
    const struct fact facts[] = {
        {"title", feed->title},   {"home", feed->home_page_url},      {"url", feed->feed_url},
        {"next", feed->next_url}, {"description", feed->description}, {"comment", feed->user_comment},
        {"icon", feed->icon},     {"favicon", feed->favicon},         {"lang", feed->language},
    };
    buffer_append_string(out, feed->format);
    describe_facts(facts, sizeof facts / sizeof *facts, out);
    describe_authors(feed->authors, feed->author_count, out);
    buffer_append_string(out, feed->pace.has_ended ? " ended\n" : "\n");
    const char *const *warnings = feed->warnings.items;
    for (size_t i = 0; i < feed->warnings.count; i++)
        buffer_append_format(out, "! %s\n", warnings[i]);
}

static void read_into(struct buffer *out, const char *in, size_t length, const char *url,
                      const struct feed_limits *limits)
{
    const struct feed_options options = {.url = url, .limits = limits};
    const struct feed_sink sink = {describe_item, out};
    struct feed feed = feed_create();
    struct error error = {0};
    assert_non_null(feed.arena);
    if (json_feed_read(in, length, &options, &sink, &feed, &error))
        describe_feed(&feed, out);
    else
        buffer_append_format(out, "error: %s\n", error.message);
    feed_release(&feed);
}

struct json_case {
    const char *what, *in, *out; /* apostrophes in `in` stand for quotation marks, so that it can be read */
};

static void expect(const char *what, const char *in, const char *url, const char *out)
{
    struct buffer got = buffer_create(DESCRIPTION_MAX);
    read_into(&got, in, strlen(in), url, &feed_limits_of_fetched);
    if (strcmp(buffer_string(&got), out) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%s---", what, out, buffer_string(&got));
    buffer_release(&got);
}

static void expect_all(const struct json_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *in = strdup(cases[i].in);
        assert_non_null(in);
        for (char *at = in; *at; at++)
            *at = *at == '\'' ? '"' : *at;
        expect(cases[i].what, in, NULL, cases[i].out);
        free(in);
    }
}

/* --- members ------------------------------------------------------------------------------------------------------ */

static void test_all_members(void **state)
{
    (void)state;
    char *in = file_read("tests/data/json/gazette.json");
    expect("every member of JSON Feed 1.1", in, "https://gazette.example/feed.json",
           "- https://gazette.example/2026/ferry url=https://gazette.example/2026/ferry "
           "external=https://council.example/vote"
           " title=Island votes for a second ferry html=<p>\xe2\x80\x9c"
           "A promise kept,\xe2\x80\x9d <a href=\"https://gazette.example/ruiz\">Ruiz</a> said.</p>\n<script>x</script>"
           " text=\xe2\x80\x9c"
           "A promise kept,\xe2\x80\x9d Ruiz said. summary=The vote was close. "
           "image=https://gazette.example/2026/ferry.jpg"
           " banner=https://gazette.example/banner.jpg lang=en published=1773306000 modified=1773307800 author=Tom Ely"
           " page=mailto:tom@gazette.example page=https://gazette.example/bo #boats #island #2026"
           " attached=https://gazette.example/vote.mp3 audio/mpeg (The vote) 1200B 61s"
           " attached=https://gazette.example/minutes application/octet-stream\n"
           "- 7 text=High tide at nine.\n"
           "json-feed-1.1 title=Harbour Gazette home=https://gazette.example/ url=https://gazette.example/feed.json"
           " next=https://gazette.example/feed.json?page=2 description=Boats, tides and the council."
           " comment=This is a feed; a reader shows it. icon=https://gazette.example/icon.png"
           " favicon=https://gazette.example/favicon.ico lang=en-GB author=Ana Ruiz page=https://gazette.example/ana"
           " avatar=https://gazette.example/ana.png\n");
    free(in);
}

#define V1 "'version':'https://jsonfeed.org/version/1'"
#define V11 "'version':'https://jsonfeed.org/version/1.1'"
#define FEED(items) "{" V11 ",'items':[" items "]}"
#define FORM "json-feed-1.1\n"

static const struct json_case member_cases[] = {
    {"a feed that has ended", "{" V11 ",'items':[],'expired':true}", "json-feed-1.1 ended\n"},
    {"a feed that says that it has not", "{" V11 ",'expired':false,'items':[]}", FORM},
    {"only true is an end", "{" V11 ",'expired':'no','items':[]}", FORM},
    {"version 1.0 with its one author, the members in alphabetical order",
     "{'author':{'name':'A'},'items':[{'id':'1','author':{'name':'B','url':'http://b.example/'}}],'title':'T'," V1 "}",
     "- 1 author=B page=http://b.example/\njson-feed-1 title=T author=A\n"},
    {"a version that is no address", "{'version':'1.1','items':[]}", "json-feed-1.1\n"},
    {"a version to come", "{'version':'https://jsonfeed.org/version/1.2','items':[]}", "json-feed-1\n"},
    {"what is relative is so to the feed, wherever that says what it is",
     "{" V11 ",'icon':'/i.png','home_page_url':'/','feed_url':'https://f.example/feed','items':[]}",
     "json-feed-1.1 home=https://f.example/ url=https://f.example/feed icon=https://f.example/i.png\n"},
    {"authors count before author, an author may be a name",
     FEED("{'id':'1','author':{'name':'A'},'authors':[{'name':'B'},'C',{},null]},{'id':'2','authors':'D','author':{'"
          "name':'E'}},"
          "{'id':'3','authors':[],'author':{'name':'E'}}"),
     "- 1 author=B author=C\n- 2 author=D\n- 3 author=E\n" FORM},
    {"the feed's authors count before its author, in either order",
     "{" V11 ",'authors':[{'name':'A'}],'author':{'name':'B'},'items':[]}", "json-feed-1.1 author=A\n"},
    {"an identifier may be a number, and is made of what there is where it is missing",
     FEED("{'id':12},{'id':1.5},{'url':'http://a.example/'},{'external_url':'http://b.example/'},{'id':''}"),
     "- 12\n- 1.5\n- http://a.example/ url=http://a.example/\n- http://b.example/ external=http://b.example/\n"
     "- whosaid:cbf29ce484222325\n" FORM},
    {"titles have no markup, plain texts keep what looks like it",
     FEED("{'id':'1','title':'R&amp;D <b>now</b>\\n','content_text':'a <b>\\n b','summary':'<i>'},{'id':'2','title':'1 "
          "< 2 & 3'}"),
     "- 1 title=R&D now text=a <b>\n b summary=<i>\n- 2 title=1 < 2 & 3\n" FORM},
    {"links are relative to the item, the item to the feed",
     "{" V11 ",'items':[{'id':'1','url':'a/b','content_html':'<a href=c>x</a>'}],'feed_url':'http://f.example/x/feed'}",
     "- 1 url=http://f.example/x/a/b html=<a href=http://f.example/x/a/c>x</a>\njson-feed-1.1 "
     "url=http://f.example/x/feed\n"},
    {"addresses that are none", FEED("{'id':'1','url':'javascript:x','external_url':'data:x','image':5}"),
     "- 1 image=5\n" FORM},
    {"the banner serves where there is no image", FEED("{'id':'1','banner_image':'http://a.example/b'}"),
     "- 1 image=http://a.example/b banner=http://a.example/b\n" FORM},
    {"dates of any form; what is no date is none",
     FEED("{'id':'1','date_published':'Thu, 12 Mar 2026 10:00:00 +0100'},"
          "{'id':'2','date_published':'yesterday','date_modified':'2026-02-30T00:00:00Z'}"),
     "- 1 published=1773306000\n- 2\n" FORM
     "! line 1: 'yesterday' is no date\n! line 1: '2026-02-30T00:00:00Z' is no date\n"},
    {"attachments need an address; sizes are not negative",
     FEED("{'id':'1','attachments':[{'url':'http://a.example/"
          "','size_in_bytes':-1,'duration_in_seconds':'x'},{'mime_type':'a/b'},null,5]}"),
     "- 1 attached=http://a.example/ application/octet-stream\n" FORM},
    {"extensions and unknown members are passed over", FEED("{'id':'1','_x':{'title':'T'},'titel':'T','title':null}"),
     "- 1\n" FORM},
    {"wrong types say nothing",
     "{" V11 ",'title':['T'],'items':[{'id':{},'url':'http://a.example/','tags':'one','attachments':{}}]}",
     "- http://a.example/ url=http://a.example/ #one\n" FORM},
    {"control and bidirectional characters do not get in",
     FEED("{'id':'a\\u0000b','title':'A\\u001b[31m\\u202eB','content_text':'a\\u009bb\\tc','tags':['x\\ny']}"),
     "- ab title=A[31mB text=ab\tc #x y\n" FORM},
};

static void test_members(void **state)
{
    (void)state;
    expect_all(member_cases, sizeof member_cases / sizeof *member_cases);
}

/* --- what is not quite JSON --------------------------------------------------------------------------------------- */

#define MENDED "is not quite JSON; it is read as it seems to be meant\n"

static const struct json_case broken_cases[] = {
    {"commas at the ends of lists", "{" V11 ",'items':[{'id':'1','tags':['a',],},{'id':'2'},],}",
     "- 1 #a\n- 2\n" FORM "! line 1: a comma before the end of the feed\n! line 1: an item " MENDED
     "! line 1: a comma before the end of the items\n"},
    {"comments", "// x 'y' [\n{" V11 ", /* } */ 'items':[ // ]\n {'id': /* , */ '1'} ]}",
     "- 1\n" FORM "! line 1: a comment, which JSON does not have, is passed over\n! line 3: an item " MENDED},
    {"line breaks and tabs in strings", FEED("{'id':'1','content_text':'a\nb\tc'}"),
     "- 1 text=a\nb\tc\n" FORM "! line 1: an item " MENDED},
    {"escapes that are none", FEED("{'id':'1','title':'Fi\\qr\\u12 st'}"),
     "- 1 title=Fiqru12 st\n" FORM "! line 1: an item " MENDED},
    {"half a surrogate pair", FEED("{'id':'1','title':'A\\ud83dB\\ude00 \\ud83d\\ude00'}"),
     "- 1 title=A\xef\xbf\xbd"
     "B\xef\xbf\xbd \xf0\x9f\x98\x80\n" FORM "! line 1: an item " MENDED},
    {"numbers too large, words that are none",
     FEED("{'id':123456789012345678901234567890,'title':NaN,'summary':1e999}"),
     "- 123456789012345678901234567890 summary=1e999\n" FORM "! line 1: an item " MENDED},
    {"an item that cannot be read leaves the others be", FEED("{'id':'1'},\n{'id' '2'},\n{'id':'3'}"),
     "- 1\n- 3\n" FORM "! line 2: an item is no JSON and left out: ':' expected near '\"2\"'\n"},
    {"items that are none", FEED("null,\n5,'x',[{}],{'id':'1'}"),
     "- 1\n" FORM "! line 1: an item that is no object is left out\n! line 2: an item that is no object is left out\n"},
    {"cut off in an item", "{" V11 ",'items':[{'id':'1'},\n{'id':'2','title':'Th",
     "- 1\n" FORM "! line 2: the feed is cut off\n! line 2: an item that is not whole is left out\n"},
    {"cut off before the items", "{" V11 ",'title':'T'",
     "json-feed-1.1 title=T\n! line 1: the feed is cut off\n! the feed has no items\n"},
    {"half a value is none", "{'items':[]," V11 ",'home_page_url':'http://a.exam",
     FORM "! line 1: the feed is cut off\n"},
    {"something behind it", FEED("{'id':'1'}") "\nxx", "- 1\n" FORM "! line 1: what follows the feed is passed over\n"},
    {"broken among the members", "{" V11 ",'items':[{'id':'1'}],\ntitle:'T'}",
     "- 1\n" FORM "! line 2: the JSON is broken; what follows is not read\n"},
    {"items that are no list", "{" V11 ",'items':{'a':1}}",
     FORM "! line 1: items is no list, or there twice\n! the feed has no items\n"},
    {"no version", "{'title':'T','items':[{'id':'1'}]}",
     "- 1\njson-feed-1 title=T\n! the version is none of JSON Feed's; it is read as version 1\n"},
    {"the same member twice", "{" V11 ",'title':'A','title':'B','items':[{'id':'1'}],'items':[{'id':'2'}]}",
     "- 1\njson-feed-1.1 title=A\n! line 1: items is no list, or there twice\n"},
};

static void test_broken(void **state)
{
    (void)state;
    expect_all(broken_cases, sizeof broken_cases / sizeof *broken_cases);
}

static const struct json_case refused_cases[] = {
    {"JSON of another kind", "{'verion':'1.0'}",
     "error: this is JSON, but no JSON Feed: it has neither a version of one nor items\n"},
    {"a list", "[{'id':'1'}]", "error: this is JSON, but no JSON Feed: it is no object\n"},
    {"nothing", "", "error: this is JSON, but no JSON Feed: it is no object\n"},
};

static void test_refused(void **state)
{
    (void)state;
    expect_all(refused_cases, sizeof refused_cases / sizeof *refused_cases);
}

struct begin_case {
    const char *in;
    bool begins;
};

static void test_begins(void **state)
{
    (void)state;
    static const struct begin_case cases[] = {
        {" \n{ \"a\":1}", true}, {"[{}]", true}, {"{}", true},     {"/* x */ {\"a\"", true}, {"", false},
        {"{a}", false},          {"[1]", false}, {"\"x\"", false}, {"<rss>", false},         {"{", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (json_feed_begins(cases[i].in, strlen(cases[i].in)) != cases[i].begins)
            fail_msg("%s", cases[i].in);
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

/* A feed of `head`, `count` times `part`, and `tail`, described. */
static void expect_repeated(const char *what, const char *head, const char *part, size_t count, const char *tail,
                            const struct feed_limits *limits, const char *out)
{
    struct buffer in = buffer_create(1 << 26), got = buffer_create(DESCRIPTION_MAX);
    buffer_append_string(&in, head);
    for (size_t i = 0; i < count; i++)
        buffer_append_string(&in, part);
    buffer_append_string(&in, tail);
    assert_false(in.failed);
    read_into(&got, in.bytes, in.length, NULL, limits);
    if (strcmp(buffer_string(&got), out) != 0)
        fail_msg("%s\n--- expected\n%s--- got\n%.2000s---", what, out, buffer_string(&got));
    buffer_release(&in);
    buffer_release(&got);
}

#define HEAD "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":["

static void test_limits(void **state)
{
    (void)state;
    static const struct feed_limits small = {
        .decoded_bytes = 1000, .items = 2, .line_bytes = 5, .content_bytes = 8, .depth = 3};
    expect_repeated("items beyond the limit", HEAD, "{\"id\":1},", 3, "]}", &small,
                    "- 1\n- 1\n" FORM "! line 1: only the first 2 items are read\n");
    expect_repeated(
        "long values are cut, no character split", HEAD "{\"id\":\"1\",\"title\":\"abcd\xc3\xa9 \",\"content_text\":\"",
        "ab\xc3\xa9", 3, "\"}]}", &small,
        "- 1 title=abcd text=ab\xc3\xa9"
        "ab\xc3\xa9\n" FORM
        "! line 1: title is longer than 5 bytes and cut\n! line 1: content_text is longer than 8 bytes and cut\n");
    expect_repeated("an item that is too deep is left out", HEAD "{\"id\":1},{\"id\":2,\"_x\":[[[]]]}", "", 1, "]}",
                    &small, "- 1\n" FORM "! line 1: an item has too many values or is too deep; it is left out\n");
    expect_repeated("depth that nobody reads costs nothing", "{\"y\":", "[", 300000, "", &feed_limits_of_fetched,
                    "error: this is JSON, but no JSON Feed: it has neither a version of one nor items\n");
    expect_repeated("many small values would take much memory", HEAD "{\"id\":1,\"_x\":[0", ",{}", 3000000,
                    "]},{\"id\":2}]}", &feed_limits_of_fetched,
                    "- 2\n" FORM "! line 1: an item has too many values or is too deep; it is left out\n");
    expect_repeated("a comment in a comment", "{", "/*", 1000000, "*/}", &feed_limits_of_fetched,
                    "error: this is JSON, but no JSON Feed: it has neither a version of one nor items\n");
}

/* A long base before each of many short links would take gigabytes: such content stays as it came. */
static void test_links_do_not_grow(void **state)
{
    (void)state;
    struct buffer in = buffer_create(1 << 24), got = buffer_create(1 << 24);
    buffer_append_string(&in, HEAD "{\"id\":\"1\",\"content_html\":\"");
    size_t before = in.length;
    for (size_t i = 0; i < 100000; i++)
        buffer_append_string(&in, "<a href=x>");
    size_t content = in.length - before;
    buffer_append_string(&in, "\"}],\"feed_url\":\"http://a.example/");
    for (size_t i = 0; i < 1000; i++)
        buffer_append_string(&in, "long/");
    buffer_append_string(&in, "\"}");
    read_into(&got, in.bytes, in.length, NULL, &feed_limits_of_fetched);
    assert_false(in.failed || got.failed);
    assert_true(got.length > content && got.length < content + 10000);
    buffer_release(&in);
    buffer_release(&got);
}

static bool refuse(void *context, const struct feed_item *item, struct error *error)
{
    size_t *count = context;
    (void)item;
    return ++*count < 2 || error_set(error, "enough");
}

static void test_sink_refuses(void **state)
{
    (void)state;
    const char in[] = HEAD "{\"id\":1},{\"id\":2},{\"id\":3}]}";
    size_t count = 0;
    const struct feed_options options = {.limits = &feed_limits_of_fetched};
    const struct feed_sink sink = {refuse, &count};
    struct feed feed = feed_create();
    struct error error = {0};
    assert_false(json_feed_read(in, sizeof in - 1, &options, &sink, &feed, &error));
    assert_string_equal(error.message, "enough");
    assert_int_equal(count, 2);
    assert_int_equal(feed.item_count, 1);
    feed_release(&feed);
}

static bool count_item(void *context, const struct feed_item *item, struct error *error)
{
    (void)item, (void)error;
    ++*(size_t *)context;
    return true;
}

/* Time in proportion to the square of the items would be many minutes. */
static void test_many_items_in_one_line(void **state)
{
    (void)state;
    enum { ITEMS = 1000000 };
    struct buffer in = buffer_create(1 << 24);
    buffer_append_string(&in, HEAD);
    for (size_t i = 0; i < ITEMS; i++)
        buffer_append_string(&in, "{\"id\":1},");
    size_t count = 0;
    const struct feed_options options = {.limits = &feed_limits_of_file};
    const struct feed_sink sink = {count_item, &count};
    struct feed feed = feed_create();
    struct error error = {0};
    assert_true(json_feed_read(in.bytes, in.length, &options, &sink, &feed, &error));
    assert_int_equal(count, ITEMS);
    feed_release(&feed);
    buffer_release(&in);
}

/* Every beginning of a feed is read or refused with a sentence. */
static void test_truncations(void **state)
{
    (void)state;
    char *in = file_read("tests/data/json/gazette.json");
    for (size_t length = 0; length < strlen(in); length++) {
        struct buffer got = buffer_create(DESCRIPTION_MAX);
        read_into(&got, in, length, NULL, &feed_limits_of_fetched);
        assert_true(got.length > 0 && !got.failed);
        buffer_release(&got);
    }
    free(in);
}

/* --- JSON text ---------------------------------------------------------------------------------------------------- */

struct extent_case {
    const char *in;
    size_t length, depth;
    bool is_whole;
};

static void test_extents(void **state)
{
    (void)state;
    static const struct extent_case cases[] = {
        {"{\"a\":[1,2]},x", 11, 2, true},
        {"\"a\\\"b\" c", 6, 0, true},
        {"12,", 2, 0, true},
        {"true]", 4, 0, true},
        {"[1", 2, 1, false},
        {"\"a", 2, 0, false},
        {",", 0, 0, true},
        {"]", 0, 0, true},
        {"[\"]\"]", 5, 1, true},
        {"[/*]*/]", 7, 1, true},
        {"[}", 2, 1, true},
        {"\"a\\", 3, 0, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct extent_case *row = &cases[i];
        struct json_extent extent = json_extent_at(row->in, row->in + strlen(row->in));
        size_t length = (size_t)(extent.end - extent.start);
        if (length != row->length || extent.depth != row->depth || extent.is_whole != row->is_whole)
            fail_msg("%s: %zu bytes, depth %zu, %s", row->in, length, extent.depth,
                     extent.is_whole ? "whole" : "cut off");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_members),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_begins),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_links_do_not_grow),
        cmocka_unit_test(test_sink_refuses),
        cmocka_unit_test(test_truncations),
        cmocka_unit_test(test_many_items_in_one_line),
        cmocka_unit_test(test_extents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
