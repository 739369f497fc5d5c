/* Feeds into articles: RSS, RDF and Atom, their dates and authors, broken and hostile ones. */
#include "describe.h"

#include "feeds/feed.h"
#include "feeds/xml_mend.h"

#define BASE "https://news.example/feed.xml"

struct feed_case {
    const char *what, *in, *out;
};

/* Feed and entries: "feed TITLE URL", then of each entry its facts and blocks. */
static void describe_feed(const struct document *document, struct buffer *out)
{
    buffer_append_format(out, "feed %s %s\n", document->title ? document->title : "-",
                         document->url ? document->url : "-");
    struct article **articles = document->articles.items;
    for (size_t i = 0; i < document->articles.count; i++) {
        describe_facts(articles[i], out);
        describe_blocks(articles[i], out);
        for (size_t j = 0; j < articles[i]->link_count; j++)
            buffer_append_format(out, "-> %s\n", articles[i]->links[j].url);
    }
}

#define RSS(content) "<rss version='2.0'><channel><title>Gazette</title>" content "</channel></rss>"
#define ATOM(content) "<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title>" content "</feed>"

static const struct feed_case format_cases[] = {
    {"RSS 2.0",
     "\n<?xml version='1.0'?><!-- c --><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
     "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Harbour &amp; Gazette</title>"
     "<link>http://news.example/</link><language>en-gb</language><image><title>Logo</title><url>x</url></image>"
     "<item><title>Ferry &amp;amp; &lt;b&gt;pier&lt;/b&gt;</title><link>http://news.example/1</link><guid>g1</guid>"
     "<pubDate>Thu, 12 Mar 2026 10:00:00 +0100</pubDate><description>Short</description>"
     "<dc:creator>Ana Ruiz</dc:creator><content:encoded><![CDATA[<p>Long <a href='2'>l</a></p>]]></content:encoded>"
     "</item></channel></rss>",
     "feed Harbour & Gazette http://news.example/\n"
     "title:Ferry & pier\nbyline:Ana Ruiz\nsite:Harbour & Gazette\nurl:http://news.example/1\nid:g1\nlang:en-gb\n"
     "published:1773306000\nh1:Ferry & pier\np:Long l\n-> https://news.example/2\n"},
    {"RSS 1.0 (RDF), whose items stand beside the channel",
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
     "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='http://news.example/'><title>Gazette</title>"
     "<link>http://news.example/</link></channel><item rdf:about='http://news.example/1'><title>Ferry</title>"
     "<dc:date>2026-03-12T09:00Z</dc:date><description>Text</description></item></rdf:RDF>",
     "feed Gazette http://news.example/\n"
     "title:Ferry\nsite:Gazette\nurl:http://news.example/1\nid:http://news.example/1\npublished:1773306000\n"
     "h1:Ferry\np:Text\n"},
    {"Atom 1.0: types of text, the feed's author, xml:base",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://news.example/a/'><title>Gazette</title>"
     "<author><name>Ana Ruiz</name><email>a@b.example</email></author><link href='home'/>"
     "<entry xml:base='b/'><title type='html'>&lt;i>Ferry&lt;/i> &amp;amp; pier</title><id>urn:1</id>"
     "<link rel='self' href='self'/><link href='1'/><updated>2026-03-12T11:00:00+01:00</updated>"
     "<published>2026-03-12T10:00:00+01:00</published><summary>Short</summary>"
     "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long &lt;b&gt; <a href='c'>l</a><br/>x</p>"
     "</div></content></entry>"
     "<entry><title>1 &lt; 2 &amp;amp;</title><author><name>Tom Ely</name></author><author><name>Bo Li</name></author>"
     "<content>Plain &lt;p&gt;\n\nMore.</content></entry></feed>",
     "feed Gazette http://news.example/a/home\n"
     "title:Ferry & pier\nbyline:Ana Ruiz\nsite:Gazette\nurl:http://news.example/a/b/1\nid:urn:1\n"
     "published:1773306000\nh1:Ferry & pier\np:Long <b> l\\nx\n-> http://news.example/a/b/c\n"
     "title:1 < 2 &amp;\nbyline:Tom Ely, Bo Li\nsite:Gazette\nh1:1 < 2 &amp;\np:Plain <p>\np:More.\n"},
    {"Atom 0.3",
     "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Gazette</title><entry><title>Ferry</title>"
     "<issued>2026-03-12T09:00:00Z</issued><content type='text/html' mode='escaped'>&lt;p>One&lt;p>Two</content>"
     "</entry></feed>",
     "feed Gazette -\ntitle:Ferry\nsite:Gazette\npublished:1773306000\nh1:Ferry\np:One\np:Two\n"},
    {"Atom without its namespace",
     "<feed><title>Gazette</title><entry><title>Ferry</title><id>urn:1</id></entry></feed>",
     "feed Gazette -\ntitle:Ferry\nsite:Gazette\nid:urn:1\nh1:Ferry\n"},
    {"RSS in a namespace of its own, by a prefix",
     "<r:rss "
     "xmlns:r='http://feeds.example/rss'><r:channel><r:title>Gazette</r:title><r:item><r:title>Ferry</r:title></r:item>"
     "</r:channel></r:rss>",
     "feed Gazette -\ntitle:Ferry\nsite:Gazette\nh1:Ferry\n"},
    {"a single Atom entry", "<entry xmlns='http://www.w3.org/2005/Atom'><title>Ferry</title></entry>",
     "feed - -\ntitle:Ferry\nh1:Ferry\n"},
    {"a guid is the address as a permalink only",
     RSS("<item><title>A</title><guid>http://news.example/1</guid></item>"
         "<item><title>B</title><guid isPermaLink='false'>http://news.example/2</guid></item>"),
     "feed Gazette -\ntitle:A\nsite:Gazette\nurl:http://news.example/1\nid:http://news.example/1\nh1:A\n"
     "title:B\nsite:Gazette\nid:http://news.example/2\nh1:B\n"},
    {"an author without the address",
     RSS("<item><title>A</title><author>a@b.example (Ana Ruiz)</author></item>"
         "<item><title>B</title><author>Ana Ruiz &lt;a@b.example></author></item>"
         "<item><title>C</title><author>a@b.example</author></item>"),
     "feed Gazette -\ntitle:A\nbyline:Ana Ruiz\nsite:Gazette\nh1:A\ntitle:B\nbyline:Ana Ruiz\nsite:Gazette\nh1:B\n"
     "title:C\nsite:Gazette\nh1:C\n"},
    {"markup that was not escaped",
     RSS("<item><title>A <b>bold</b> one</title><description>One <i>two</i><p>Three</p>"
         "</description></item>"),
     "feed Gazette -\ntitle:A bold one\nsite:Gazette\nh1:A bold one\np:One two\np:Three\n"},
    {"a plain description: lines are one paragraph, empty lines part two",
     RSS("<item><title>A</title><description>One\ntwo.</description></item>"
         "<item><title>B</title><description>One.\n\nTwo.</description></item>"),
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\np:One two.\ntitle:B\nsite:Gazette\nh1:B\np:One.\np:Two.\n"},
    {"a headline repeated in the content is left out",
     RSS("<item><title>Ferry</title><description>&lt;h2>Ferry&lt;/h2>&lt;p>Text</description></item>"),
     "feed Gazette -\ntitle:Ferry\nsite:Gazette\nh1:Ferry\np:Text\n"},
    {"content that is no text is left out",
     ATOM("<entry><title>A</title><content type='image/png'>iVBORw0KGgo=</content><summary>Short</summary></entry>"),
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\np:Short\n"},
    {"an entry that says nothing is none", RSS("<item><link>http://news.example/</link></item><item/>"),
     "feed Gazette -\n"},
    {"hostile addresses and titles",
     RSS("<item><title>A&#10;&#x202e;B</title><link>javascript:x</link></item>"
         "<item><title>C</title><link>http://a.example/\t&#10;b c</link></item>"),
     "feed Gazette -\ntitle:A B\nsite:Gazette\nh1:A B\n"
     "title:C\nsite:Gazette\nurl:http://a.example/b%20c\nh1:C\n"},
};

static const struct feed_case broken_cases[] = {
    {"cut off in mid-entry", "<rss><channel><title>Gazette</title><item><title>A</title><description>One</descr",
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\np:One\n"},
    {"ampersands and less-than signs that begin nothing",
     RSS("<item><title>R&D: 1 < 2 & 3</title><link>http://news.example/?a=1&b=2</link></item>"),
     "feed Gazette -\ntitle:R&D: 1 < 2 & 3\nsite:Gazette\nurl:http://news.example/?a=1&b=2\n"
     "h1:R&D: 1 < 2 & 3\n"},
    {"entities of HTML that XML does not have", RSS("<item><title>Caf&eacute;&nbsp;&hellip;</title></item>"),
     "feed Gazette -\ntitle:Caf\xc3\xa9\xc2\xa0\xe2\x80\xa6\nsite:Gazette\nh1:Caf\xc3\xa9\xc2\xa0\xe2\x80\xa6\n"},
    {"prefixes that were never declared",
     RSS("<item><title>A</title><dc:creator>Ana Ruiz</dc:creator>"
         "<content:encoded>&lt;p>One</content:encoded></item>"),
     "feed Gazette -\ntitle:A\nbyline:Ana Ruiz\nsite:Gazette\nh1:A\np:One\n"},
    {"tags that close in the wrong order",
     RSS("<item><title>A</title><description>One <b>two <i>three</b></i>"
         "</description></item><item><title>B</title></item>"),
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\np:One two three\ntitle:B\nsite:Gazette\nh1:B\n"},
    {"items that are not closed", "<rss><channel><title>Gazette</title><item><title>A</title><item><title>B</title>",
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\ntitle:B\nsite:Gazette\nh1:B\n"},
    {"entities that the feed itself declares",
     "<!DOCTYPE rss [<!ENTITY f 'ferry'><!ENTITY g 'the &f;'>]><rss><channel><title>Gazette</title><item>"
     "<title>Buy &g; or &f;</title></item></channel></rss>",
     "feed Gazette -\ntitle:Buy the ferry or ferry\nsite:Gazette\nh1:Buy the ferry or ferry\n"},
    {"outside entities are nothing",
     "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]>"
     "<rss><channel><title>Gazette</title><item><title>A &f; B</title><description>C &f; D</description></item>"
     "</channel></rss>",
     "feed Gazette -\ntitle:A B\nsite:Gazette\nh1:A B\np:C D\n"},
    {"an outside document type is not asked for",
     "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss><channel><title>Gazette</title><item><title>A</title></item>"
     "</channel></rss>",
     "feed Gazette -\ntitle:A\nsite:Gazette\nh1:A\n"},
};

static void check_feed(const struct feed_case *row)
{
    struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_AUTO, BASE);
    struct buffer out = buffer_create(DESCRIPTION_MAX);
    assert_int_equal(document.format, DOCUMENT_FEED);
    describe_feed(&document, &out);
    describe_expect(row->what, &out, row->out);
    buffer_release(&out);
    document_release(&document);
}

static void test_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof format_cases / sizeof *format_cases; i++)
        check_feed(&format_cases[i]);
}

static void test_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken_cases / sizeof *broken_cases; i++)
        check_feed(&broken_cases[i]);
}

/* --- hostile ------------------------------------------------------------------------------------------------------ */

/* Opens a feed made of a head, many units and an end; gives back how much text its articles have in all. */
static size_t open_repeated(const char *head, const char *unit, size_t times, const char *end, size_t *entries)
{
    struct buffer in = buffer_create(DESCRIPTION_MAX);
    buffer_append_string(&in, head);
    for (size_t i = 0; i < times; i++)
        buffer_append_string(&in, unit);
    buffer_append_string(&in, end);
    assert_false(in.failed);
    struct document document = describe_open("repeated", in.bytes, in.length, DOCUMENT_FEED, BASE);
    struct article **articles = document.articles.items;
    size_t text = 0;
    for (size_t i = 0; i < document.articles.count; i++)
        text += articles[i]->length;
    *entries = document.articles.count;
    document_release(&document);
    buffer_release(&in);
    return text;
}

static void test_hostile(void **state)
{
    (void)state;
    size_t entries, text;
    text = open_repeated("<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                         "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
                         "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>"
                         "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"
                         "<rss><channel><item><title>First</title></item><item><title>",
                         "&h;", 100, "</title></item></channel></rss>", &entries);
    assert_true(entries >= 1 && text < 32u * 1024 * 1024);
    text = open_repeated("<!DOCTYPE rss [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><rss><channel><item><title>A", "&a;", 10,
                         "</title></item></channel></rss>", &entries);
    assert_true(text < 100);
    text = open_repeated("<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'>]><rss><channel><item><title>A</title><link>",
                         "http://news.example/", 100000, "</link></item></channel></rss>", &entries);
    assert_true(entries == 1 && text == 1);
    open_repeated("<rss><channel><item><title>A</title></item>", "<z>", 100000, "", &entries);
    assert_int_equal(entries, 1);
    open_repeated("<!DOCTYPE rss [", "<!ATTLIST item a CDATA 'x' b CDATA 'y'>", 100000,
                  "]><rss><channel><item><title>A</title></item></channel></rss>", &entries);
    assert_int_equal(entries, 1);
    open_repeated("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/", "a/../", 100000,
                  "'><entry><title>A</title><link href='b'/></entry></feed>", &entries);
    assert_int_equal(entries, 1);
    open_repeated("<rss><channel>", "<item><title>A</title></item>", DOCUMENT_ENTRIES_MAX + 10, "</channel></rss>",
                  &entries);
    assert_int_equal(entries, DOCUMENT_ENTRIES_MAX);
    text = open_repeated("<rss><channel><item><title>A</title><description>", "words and ", 1000000,
                         "</description></item></channel></rss>", &entries);
    assert_true(entries == 1 && text > 1000);
}

/* --- mending ------------------------------------------------------------------------------------------------------ */

#define ROOT(content) "<rss>" content "</rss>"

static const struct feed_case mend_cases[] = {
    {"references stay, written as XML wants them", ROOT("&amp;&#233;&#xaF;&#X41;&eacute;"),
     ROOT("&amp;&#233;&#xaF;&#x41;\xc3\xa9")},
    {"bare ampersands are written out", ROOT("R&D & &; &#; &#x; &1; a&nosuch; a&"),
     ROOT("R&amp;D &amp; &amp;; &amp;#; &amp;#x; &amp;1; a&amp;nosuch; a&amp;")},
    {"numbers of no characters become the one that stands for them", ROOT("&#0;&#xD800;&#xFFFE;&#99999999999;"),
     ROOT("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd")},
    {"bare less-than signs are written out", ROOT("a < b <3 <a>x</a> <"), ROOT("a &lt; b &lt;3 <a>x</a> &lt;")},
    {"what would end a CDATA section is no end in text", ROOT("a ]]> b"), ROOT("a &#93;]> b")},
    {"CDATA sections stay", ROOT("<![CDATA[ & < ]]>&"), ROOT("<![CDATA[ & < ]]>&amp;")},
    {"a CDATA section that does not end, ends with its element", ROOT("<a><![CDATA[ & </a>b"),
     ROOT("<a><![CDATA[ & ]]></a>b")},
    {"comments and instructions are left out", ROOT("a<!-- < -- --->b<?php < ?>c"), ROOT("abc")},
    {"one that does not end leaves the rest", ROOT("a<!-- b"), ROOT("a b")},
    {"elements are closed where an outer one is", ROOT("<a><b>x</a>y"), ROOT("<a><b>x</b></a>y")},
    {"end tags that close nothing are left out", ROOT("<a>x</b></a></a>"), ROOT("<a>x</a>")},
    {"letter case of an end tag does not matter", ROOT("<Title>x</title>"), ROOT("<Title>x</Title>")},
    {"an item ends the one before it", ROOT("<item><title>a<item><title>b"),
     ROOT("<item><title>a</title></item><item><title>b</title></item>")},
    {"an element that holds text ends with the next one", ROOT("<item><title>a<link>b<guid>c</item>"),
     ROOT("<item><title>a</title><link>b</link><guid>c</guid></item>")},
    {"HTML's empty elements are empty", ROOT("<a><br>x<img src=i>y</a>"), ROOT("<a><br/>x<img src=\"i\"/>y</a>")},
    {"what is open at the end is closed", "<rss><a>x", "<rss><a>x</a></rss>"},
    {"a tag that the end cuts off is left out", "<rss><a>x</a><ite", "<rss><a>x</a></rss>"},
    {"attributes get their quotes", ROOT("<a b=c d='e\"f' g h=i/>"),
     ROOT("<a b=\"c\" d=\"e&quot;f\" g=\"\" h=\"i\"/>")},
    {"one attribute of each name is kept", ROOT("<a b='1' b='2'/>"), ROOT("<a b=\"1\"/>")},
    {"signs of markup in an attribute are written out", ROOT("<a b='x<y&z'/>"), ROOT("<a b=\"x&lt;y&amp;z\"/>")},
    {"a quote that is never closed ends with its word", ROOT("<a b=\"c d=e><i/>"), ROOT("<a b=\"c\" d=\"e\"><i/></a>")},
    {"what stands around the root is left out", "<b>Warning</b>: x\n<rss>a</rss><p>junk", "\n<rss>a</rss>"},
    {"the entities of a document type are kept, and nothing else of it",
     "<!DOCTYPE rss [<!ATTLIST a b CDATA 'x>'><!ENTITY a 'b>'><!ENTITY c SYSTEM 'd'><!ENTITY % e 'f'>]><rss>&a;</rss>",
     "<!DOCTYPE feed [<!ENTITY a 'b>'>]><rss>&a;</rss>"},
    {"a document without a feed's root gives nothing", "<html><body>x</body></html>", ""},
};

static void test_mending(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mend_cases / sizeof *mend_cases; i++) {
        struct buffer out = buffer_create(1000);
        struct feed feed = feed_create();
        assert_true(xml_mend(mend_cases[i].in, strlen(mend_cases[i].in), &feed, &out));
        describe_expect(mend_cases[i].what, &out, mend_cases[i].out);
        feed_release(&feed);
        buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_mending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
