/* What each element of each format means, row by row; what is broken, hostile or too large. */
#include "describe_feed.h"

#include <stdio.h>

struct field_case {
    const char *what, *url, *in, *out;
};

#define RSS(content) "<rss version='2.0'><channel>" content "</channel></rss>"
#define ITEM(content) RSS("<item>" content "</item>")
#define ATOM(content) "<feed xmlns='http://www.w3.org/2005/Atom'>" content "</feed>"
#define ENTRY(content) ATOM("<entry>" content "</entry>")
#define OF_RSS "=\nformat:rss-2.0\n"
#define OF_ATOM "=\nformat:atom-1.0\n"

static const struct field_case format_cases[] = {
    {"RSS 0.91 by its version", NULL, "<rss version='0.91'/>", "=\nformat:rss-0.91\n"},
    {"a version that nobody knows is that of today", NULL, "<rss version='2.01'/>", OF_RSS},
    {"RSS 0.90 by its namespace", NULL,
     "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'>"
     "<channel><title>A</title></channel><item><title>B</title></item></r:RDF>",
     "-\ntitle:B\n=\nformat:rss-0.90\ntitle:A\n"},
    {"RSS 1.0, whose items are named by their addresses", NULL,
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
     "<channel rdf:about='c'><items><rdf:Seq><rdf:li rdf:resource='x'/></rdf:Seq></items></channel>"
     "<item rdf:about='http://news.example/1'><title>B</title></item></rdf:RDF>",
     "-\nid:http://news.example/1\nurl:http://news.example/1\ntitle:B\n=\nformat:rss-1.0\n"},
    {"Atom 0.3 by its namespace", NULL, "<feed xmlns='http://purl.org/atom/ns#'/>", "=\nformat:atom-0.3\n"},
    {"Atom without a namespace", NULL, "<feed><entry><title>A</title></entry></feed>", "-\ntitle:A\n" OF_ATOM},
};

static const struct field_case field_cases[] = {
    {"what RSS says of a feed", "http://news.example/feed",
     RSS("<title>A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link>/</link><description>Of  ferries</description>"
         "<language>en-gb</language><copyright>C</copyright><generator>G</generator>"
         "<managingEditor>ana@news.example (Ana Ruiz)</managingEditor><lastBuildDate>12 Mar 2026</lastBuildDate>"
         "<image><title>I</title><url>i.png</url><link>x</link></image>"
         "<textInput><title>T</title><link>y</link></textInput>"),
     "=\nformat:rss-2.0\ntitle:A & B\nhome:http://news.example/\ndescription:Of "
     "ferries\nicon:http://news.example/i.png\n"
     "lang:en-gb\nauthor:Ana Ruiz|mailto:ana@news.example\nupdated:1773273600\nrights:C\ngenerator:G\n"},
    {"what Atom says of a feed", "http://news.example/feed",
     ATOM("<title type='html'>&lt;i>A&lt;/i></title><subtitle>S</subtitle><link href='/'/><link rel='self' href=''/>"
          "<link rel='next' href='?p=2'/><icon>i.png</icon><logo>l.png</logo><rights>R</rights>"
          "<author><name>Ana Ruiz</name><uri>/ana</uri><email>a@b.example</email></author>"
          "<updated>2026-03-12T00:00:00Z</updated><generator version='1'>G</generator>"),
     "=\nformat:atom-1.0\ntitle:A\nhome:http://news.example/\nself:http://news.example/feed\n"
     "next:http://news.example/feed?p=2\ndescription:S\nicon:http://news.example/i.png\n"
     "author:Ana Ruiz|http://news.example/ana\nupdated:1773273600\nrights:R\ngenerator:G\n"},
    {"content and summary in RSS", NULL,
     ITEM("<description>Short &amp;amp; plain</description><x:encoded "
          "xmlns:x='http://purl.org/rss/1.0/modules/content/'>&lt;p>Long&lt;/p></x:encoded>"),
     "-\nhtml:<p>Long</p>\nsummary:Short & plain\n" OF_RSS},
    {"a description alone is the content", NULL, ITEM("<description>A &lt;b>b&lt;/b></description>"),
     "-\nhtml:A <b>b</b>\n" OF_RSS},
    {"a permalink is the address where there is no link", NULL, ITEM("<guid>http://news.example/1</guid>"),
     "-\nid:http://news.example/1\nurl:http://news.example/1\n" OF_RSS},
    {"an identifier that says so is no address", NULL, ITEM("<guid isPermaLink='false'>http://news.example/1</guid>"),
     "-\nid:http://news.example/1\n" OF_RSS},
    {"nor is one that is no address", "http://news.example/", ITEM("<guid>abc-1</guid>"), "-\nid:abc-1\n" OF_RSS},
    {"the address before the detour", NULL,
     ITEM("<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>http://news.example/1</f:origLink>"
          "<link>http://feeds.example/~r/1</link>"),
     "-\nurl:http://news.example/1\n" OF_RSS},
    {"enclosures and podcasts", NULL,
     ITEM("<enclosure url='http://news.example/a.mp3' length='12' type='audio/mpeg'/><enclosure "
          "url='http://b.example/b' "
          "length='many'/>"
          "<itunes:image href='http://news.example/i.png'/><itunes:author>Ana Ruiz</itunes:author>"
          "<itunes:keywords>a, b</itunes:keywords>"),
     "-\nimage:http://news.example/i.png\nauthor:Ana "
     "Ruiz|\ntag:a\ntag:b\nfile:http://news.example/a.mp3|audio/mpeg|12\n"
     "file:http://b.example/b|application/octet-stream|-1\n" OF_RSS},
    {"Media RSS: a picture is the item's, a film is attached", NULL,
     ITEM("<media:group xmlns:media='http://search.yahoo.com/mrss/'><media:content url='http://a.example/a.mp4' "
          "type='video/mp4' fileSize='7'><media:title>M</media:title></media:content>"
          "<media:content url='http://a.example/b.jpg' medium='image'/></media:group>"),
     "-\ntitle:M\nimage:http://a.example/b.jpg\nfile:http://a.example/a.mp4|video/mp4|7\n" OF_RSS},
    {"a recording's length, where it is one", NULL,
     RSS("<item><itunes:duration>1:02:03</itunes:duration><enclosure url='http://a.example/a'/></item>"
         "<item><enclosure url='http://a.example/b'/><itunes:duration> 99 </itunes:duration></item>"
         "<item><enclosure url='http://a.example/c'/><itunes:duration>long</itunes:duration></item>"
         "<item><itunes:duration>5</itunes:duration></item>"),
     "-\nfile:http://a.example/a|application/octet-stream|-1|3723\n"
     "-\nfile:http://a.example/b|application/octet-stream|-1|99\n"
     "-\nfile:http://a.example/c|application/octet-stream|-1\n-\n" OF_RSS},
    {"a picture of an item says nothing else of it", NULL,
     ITEM("<image><title>I</title><url>http://a.example/i</url><link>http://a.example/l</link></image>"),
     "-\nimage:http://a.example/i\n" OF_RSS},
    {"authors in every form, each once", NULL,
     RSS("<item><author>Ana Ruiz &lt;a@b.example&gt;</author></item>"
         "<item><author>a@b.example</author></item><item><dc:creator>Bo Li</dc:creator><dc:creator>Bo Li</dc:creator>"
         "<dc:creator>Tom Ely</dc:creator></item><item><author><name>Ana Ruiz</name></author></item>"),
     "-\nauthor:Ana Ruiz|mailto:a@b.example\n-\nauthor:|mailto:a@b.example\n-\nauthor:Bo Li|\nauthor:Tom Ely|\n"
     "-\nauthor:Ana Ruiz|\n" OF_RSS},
    {"tags", NULL,
     RSS("<item><category>A</category><category domain='d'>B &amp;amp; C</category><category>A</category>"
         "<dc:subject>D</dc:subject></item>"),
     "-\ntag:A\ntag:B & C\ntag:D\n" OF_RSS},
    {"a category of Atom is called what its label says", NULL,
     ENTRY("<category term='t'/><category term='u' label='U' scheme='s'/>"), "-\ntag:t\ntag:U\n" OF_ATOM},
    {"comments, rights and source", "http://news.example/",
     ITEM("<comments>c#1</comments><dc:rights>R</dc:rights><source url='http://s.example/f'>S</source>"),
     "-\ncomments:http://news.example/c#1\nrights:R\nsource:S\nsource url:http://s.example/f\n" OF_RSS},
    {"the source of an Atom entry says nothing of the entry", NULL,
     ENTRY("<title>A</title><source><id>x</id><title>S</title><link href='http://s.example/'/><updated>2026</updated>"
           "</source>"),
     "-\ntitle:A\nsource:S\nsource url:http://s.example/\n" OF_ATOM},
    {"links of Atom by what they are for", "http://news.example/f",
     ENTRY("<link rel='replies' href='r'/><link rel='enclosure' href='e' type='a/b' length='3'/><link rel='via' "
           "href='v'/>"
           "<link type='application/atom+xml' href='x'/><link href='1'/><link href='2'/>"),
     "-\nurl:http://news.example/1\nexternal:http://news.example/v\nfile:http://news.example/e|a/b|3\n"
     "comments:http://news.example/r\n" OF_ATOM},
    {"a link that has its address inside", NULL, ENTRY("<link>http://news.example/1</link>"),
     "-\nurl:http://news.example/1\n" OF_ATOM},
    {"texts of Atom by their types", NULL,
     ATOM("<entry><title>1 &lt; 2 &amp;amp;</title><content>a &lt;b></content></entry>"
          "<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>1 <i>2</i></div></title>"
          "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a &lt; b</p><br/></div></content></entry>"
          "<entry><content type='application/octet-stream'>PGI+Yjwv\nYj4=</content></entry>"
          "<entry><content type='image/png'>iVBORw0KGgo=</content><summary>S</summary></entry>"),
     "-\ntitle:1 < 2 &amp;\ntext:a <b>\n-\ntitle:1 2\nhtml:<p>a &lt; b</p><br>\n-\nhtml:<b>b</b>\n-\ntext:S\n" OF_ATOM},
    {"xml:base at every level, and for links in content", "http://news.example/f/",
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='a/'><entry xml:base='b/'><link href='1'/>"
     "<content type='html' xml:base='/c/'>&lt;a href=\"2\" title='x'>&lt;img "
     "src=http://x.example/&gt;</content></entry>"
     "<entry><content type='xhtml'><p xml:base='d/'><a href='3'>x</a></p></content></entry></feed>",
     "-\nurl:http://news.example/f/a/b/1\nhtml:<a href=\"http://news.example/c/2\" title='x'><img "
     "src=http://x.example/>\n"
     "-\nhtml:<p base=\"d/\"><a href=\"http://news.example/f/a/d/3\">x</a></p>\n" OF_ATOM},
    {"xml:lang of an item is its own", NULL,
     "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry xml:lang='de'><title>A</title></entry>"
     "<entry><title xml:lang='fr'>B</title></entry></feed>",
     "-\ntitle:A\nlang:de\n-\ntitle:B\nlang:fr\n=\nformat:atom-1.0\nlang:en\n"},
    {"dates of all modules", NULL,
     RSS("<item><dc:date>2026-03-12</dc:date></item><item><dcterms:modified>2026-03-12</dcterms:modified>"
         "<pubDate>2026-03-12T00:00:01Z</pubDate><dc:date>1999</dc:date></item><item><pubDate>soon</pubDate></item>"),
     "-\npublished:1773273600\n-\npublished:1773273601\nmodified:1773273600\n-\n" OF_RSS},
    {"how often a feed wants to be fetched, in minutes", NULL, RSS("<ttl> 90 </ttl>"),
     "=\nformat:rss-2.0\nleast:5400\n"},
    {"how often, as the module of RSS 1.0 says it; the longer time holds", NULL,
     RSS("<ttl>5</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"),
     "=\nformat:rss-2.0\nleast:21600\n"},
    {"a period alone is once", NULL, RSS("<sy:updatePeriod> weekly\n</sy:updatePeriod>"),
     "=\nformat:rss-2.0\nleast:604800\n"},
    {"a frequency alone is of a day", NULL, RSS("<sy:updateFrequency>2</sy:updateFrequency>"),
     "=\nformat:rss-2.0\nleast:43200\n"},
    {"numbers that are none, and more than a year", NULL,
     RSS("<ttl>-5</ttl><sy:updatePeriod>yearly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"),
     "=\nformat:rss-2.0\nleast:31536000\n"},
    {"minutes without end are a year", NULL, RSS("<ttl>99999999999999999999</ttl>"),
     "=\nformat:rss-2.0\nleast:31536000\n"},
    {"hours at which it is not worth it", NULL,
     RSS("<skipHours><hour>0</hour><hour> 23</hour><hour>25</hour><hour>noon</hour></skipHours>"),
     "=\nformat:rss-2.0\nskipped:800001|00\n"},
    {"the hour that RSS 0.91 calls 24, and days", NULL,
     RSS("<skipHours><hour>24</hour></skipHours><skipDays><day>Saturday</day><day> sunday </day><day>Caturday</day>"
         "</skipDays>"),
     "=\nformat:rss-2.0\nskipped:000001|41\n"},
    {"an hour elsewhere is none to be skipped", NULL, ITEM("<hour>3</hour><skipHours><hour>4</hour></skipHours>"),
     "-\n" OF_RSS},
    {"namespaces by unusual prefixes", NULL,
     "<r:rss xmlns:r='http://backend.userland.com/rss2' xmlns:q='http://purl.org/dc/elements/1.1/'><r:channel><r:item>"
     "<r:title>A</r:title><q:creator>Ana Ruiz</q:creator></r:item></r:channel></r:rss>",
     "-\ntitle:A\nauthor:Ana Ruiz|\n" OF_RSS},
    {"elements of one format in another", NULL, ITEM("<published>2026-03-12</published><summary>S</summary>"),
     "-\ntext:S\npublished:1773273600\n" OF_RSS},
    {"elements of other vocabularies say nothing", NULL,
     ITEM("<s:svg "
          "xmlns:s='http://www.w3.org/2000/svg'><s:title>S</s:title></s:svg><title>A</title><geo:lat>1</geo:lat>"),
     "-\ntitle:A\n" OF_RSS},
    {"the last of several titles, the first of several contents", NULL,
     ITEM("<title>A</title><title>B</title><description>C</description><description>D</description>"),
     "-\ntitle:B\ntext:C\n" OF_RSS},
    {"an item without anything is one", NULL, RSS("<item/><item><link/></item>"), "-\n-\n" OF_RSS},
    {"scripts and data are no addresses", NULL,
     RSS("<item><link>javascript:x</link></item><item><link>data:text/html,x</link></item>"
         "<item><link>magnet:?xt=1</link></item>"),
     "-\n-\n-\nurl:magnet:?xt=1\n" OF_RSS},
    {"elements that swallow what follows lose their tags", NULL,
     ITEM("<description>&lt;p>a&lt;iframe src='x'>b&lt;object data='y'>c&lt;!-- d</description>"),
     "-\nhtml:<p>abc\n" OF_RSS},
    {"text that was decoded twice, and the numbers of windows-1252", NULL,
     ITEM("<title>don\xc3\xa2\xc2\x80\xc2\x99t</title><description>&#147;x&#148;</description>"),
     "-\ntitle:don\xe2\x80\x99t\ntext:\xe2\x80\x9cx\xe2\x80\x9d\n" OF_RSS},
};

/* Each of these has at least one warning. */
static const struct field_case broken_cases[] = {
    {"an item before and after an error is given once", NULL, RSS("<item><title>A</title></item><b><item><title>B & C"),
     "-\ntitle:A\n" OF_RSS},
    {"an error within an item loses nothing of it", NULL,
     ITEM("<title>A</title><link>http://news.example/?a=1&b=2</link><description>1 < 2</description>"),
     "-\nurl:http://news.example/?a=1&b=2\ntitle:A\ntext:1 < 2\n" OF_RSS},
    {"a title that is not closed", NULL, ITEM("<title>A<link>http://news.example/1</link>"),
     "-\nurl:http://news.example/1\ntitle:A\n" OF_RSS},
    {"a tag that is mistyped at its end", NULL, ITEM("<title>A</titel><guid>x</guid>"), "-\nid:x\ntitle:A\n" OF_RSS},
    {"items that are not closed", NULL, RSS("<item><title>A</title><item><title>B</title>"),
     "-\ntitle:A\n-\ntitle:B\n" OF_RSS},
    {"junk before and behind", NULL, "<b>Warning</b>: x in <i>y</i>\n" ITEM("<title>A</title>") "<p>z",
     "-\ntitle:A\n" OF_RSS},
    {"attributes without quotes", NULL, ITEM("<enclosure url=http://news.example/a length=1 type=a/b>"),
     "-\nfile:http://news.example/a|a/b|1\n" OF_RSS},
    {"references of HTML", NULL, ITEM("<title>Caf&eacute;&nosuch;</title>"), "-\ntitle:Caf\xc3\xa9&nosuch;\n" OF_RSS},
    {"controls", NULL, ITEM("<title>A\x01\x1b[31m B</title>"), "-\ntitle:A[31m B\n" OF_RSS},
    {"bytes that are no UTF-8", NULL, "<?xml version='1.0' encoding='utf-8'?>" ITEM("<title>caf\xe9</title>"),
     "-\ntitle:caf\xc3\xa9\n" OF_RSS},
    {"a date that does not exist", NULL, ITEM("<pubDate>30 Feb 2026</pubDate>"), "-\n" OF_RSS},
    {"a charset that nobody knows", NULL, "<?xml version='1.0' encoding='x-none'?>" ITEM("<title>\xc3\xa9</title>"),
     "-\ntitle:\xc3\xa9\n" OF_RSS},
    {"outside entities are nothing, inside ones what they say", NULL,
     "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://127.0.0.1:9/'>%p;"
     "<!ENTITY a 'b'>]>" ITEM("<title>1&x;2&a;3</title>"),
     "-\ntitle:12b3\n" OF_RSS},
    {"entities that hold each other", NULL,
     "<!DOCTYPE rss [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>" RSS("<item><title>A</title></item><item><title>&a;</title>"),
     "-\ntitle:A\n-\n" OF_RSS},
};

static void check(const struct field_case *row, bool warns)
{
    const struct feed_options options = {.url = row->url, .limits = &feed_limits_of_file};
    struct buffer out = buffer_create(DESCRIPTION_MAX);
    struct feed feed;
    struct error error = {.message = ""};
    if (!describe_read(row->in, strlen(row->in), &options, &out, &feed, &error))
        fail_msg("%s: %s", row->what, error.message);
    describe_expect(row->what, &out, row->out);
    if (warns && !feed.warning_count)
        fail_msg("%s: there is no warning", row->what);
    feed_release(&feed);
    buffer_release(&out);
}

static void test_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof format_cases / sizeof *format_cases; i++)
        check(&format_cases[i], false);
}

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof field_cases / sizeof *field_cases; i++)
        check(&field_cases[i], false);
}

static void test_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof broken_cases / sizeof *broken_cases; i++)
        check(&broken_cases[i], true);
}

/* --- what is no feed ---------------------------------------------------------------------------------------------- */

static const struct field_case no_feeds[] = {
    {"nothing", NULL, "", "it is empty"},
    {"blanks", NULL, " \n\t", "it is empty"},
    {"a page", NULL, "<!DOCTYPE html><html><body><p>x", "page"},
    {"a page that names a feed", "http://news.example/",
     "<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>x",
     "http://news.example/feed"},
    {"other XML", NULL, "<?xml version='1.0'?><catalog><book/></catalog>", "catalog"},
    {"a picture", NULL, "\x89PNG\r\n\x1a\n\x01\x02", "PNG"},
    {"words", NULL, "Service unavailable", "no feed"},
};

static void test_no_feeds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof no_feeds / sizeof *no_feeds; i++) {
        const struct field_case *row = &no_feeds[i];
        const struct feed_options options = {.url = row->url, .limits = &feed_limits_of_file};
        struct buffer out = buffer_create(DESCRIPTION_MAX);
        struct feed feed;
        struct error error = {.message = ""};
        bool read = describe_read(row->in, strlen(row->in), &options, &out, &feed, &error);
        if (read || out.length || !strstr(error.message, row->out))
            fail_msg("%s: \"%s\"", row->what, error.message);
        feed_release(&feed);
        buffer_release(&out);
    }
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

struct limit_case {
    const char *what, *head, *unit;
    size_t times;
    const char *end;
    struct feed_limits limits;
    size_t items, longest; /* of the items that come out, and the most bytes that these may be described with */
};

#define WIDE SIZE_MAX

static const struct limit_case limit_cases[] = {
    {"bytes",
     "<rss><channel>",
     "<item><title>A</title></item>",
     100,
     "</channel></rss>",
     {14 + 10 * 29, WIDE, 100, 100, 256},
     10,
     200},
    {"items",
     "<rss><channel>",
     "<item><title>A</title></item>",
     100,
     "</channel></rss>",
     {WIDE, 7, 100, 100, 256},
     7,
     200},
    {"a line",
     "<rss><channel><item><title>",
     "word ",
     100,
     "</title></item><item/></channel></rss>",
     {WIDE, WIDE, 50, 1000, 256},
     2,
     120},
    {"a content",
     "<rss><channel><item><description>",
     "word ",
     1000,
     "</description></item><item/></channel></rss>",
     {WIDE, WIDE, 50, 1000, 256},
     2,
     1100},
    {"depth",
     "<feed><entry><content type='xhtml'>",
     "<b>",
     100,
     "x</content></entry></feed>",
     {WIDE, WIDE, 50, 1000, 20},
     1,
     300},
    {"depth beyond libxml2's own",
     "<rss><channel><item><description>",
     "<b>",
     1000,
     "x</description></item><item/></channel></rss>",
     {WIDE, WIDE, 50, 10000, 256},
     2,
     4000},
    {"attributes",
     "<rss><channel><item><a ",
     "b c ",
     60000,
     "/></item><item/></channel></rss>",
     {WIDE, WIDE, 50, 1000, 256},
     2,
     100},
    {"namespaces",
     "<rss><channel><item><a ",
     "xmlns:b='c' ",
     60000,
     "/></item><item/></channel></rss>",
     {WIDE, WIDE, 50, 1000, 256},
     2,
     100},
    {"an attribute",
     "<rss><channel><item><enclosure url='http://a.example/",
     "aaaaaaaaaa",
     1200000,
     "'/></item><item/></channel></rss>",
     {WIDE, WIDE, 1000, 1000, 256},
     2,
     100},
    {"an element's name",
     "<rss><channel><item><",
     "aaaaaaaaaa",
     10000,
     "/></item><item/></channel></rss>",
     {WIDE, WIDE, 1000, 1000, 256},
     2,
     100},
    {"less-than signs", "<rss><channel><item/>", "<", 500000, "", {WIDE, WIDE, 1000, 1000, 256}, 1, 100},
    {"comments that do not end", "<rss><channel><item/>", "<!-- ", 300000, "", {WIDE, WIDE, 1000, 1000, 256}, 1, 100},
    {"sections that do not end",
     "<rss><channel><item/>",
     "<![CDATA[",
     100000,
     "",
     {WIDE, WIDE, 1000, 1000, 256},
     1,
     100},
    {"quotes that do not end",
     "<rss><channel><item/>",
     "<a b='<a c=\"",
     100000,
     "",
     {WIDE, WIDE, 1000, 1000, 256},
     1,
     100},
};

/* Ten to the ninth letters, if they were expanded. */
#define LAUGHTER                                                                               \
    "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"      \
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>" \
    "<!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>" \
    "<!ENTITY g '&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;'><!ENTITY h '&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;'>]>"

static const struct limit_case laughter_cases[] = {
    {"entities in a title",
     LAUGHTER "<rss><channel><item/><item><title>",
     "&h;",
     10,
     "</title></item></channel></rss>",
     {WIDE, WIDE, 1000, 1000, 256},
     1,
     2000},
    {"entities in an attribute",
     LAUGHTER "<rss><channel><item/><item><enclosure url='http://a.example/",
     "&h;",
     10,
     "'/></item></channel></rss>",
     {WIDE, WIDE, 1000, 1000, 256},
     1,
     2000},
};

static size_t check_limit(const struct limit_case *row)
{
    const struct feed_options options = {.limits = &row->limits};
    struct buffer in = buffer_create(DESCRIPTION_MAX), out = buffer_create(DESCRIPTION_MAX);
    struct feed feed;
    struct error error = {.message = ""};
    buffer_append_string(&in, row->head);
    for (size_t i = 0; i < row->times; i++)
        buffer_append_string(&in, row->unit);
    buffer_append_string(&in, row->end);
    if (!describe_read(in.bytes, in.length, &options, &out, &feed, &error))
        fail_msg("%s: %s", row->what, error.message);
    if (!feed.warning_count)
        fail_msg("%s: there is no warning", row->what);
    if (out.length > row->longest)
        fail_msg("%s: %zu bytes came out", row->what, out.length);
    size_t items = feed.item_count;
    feed_release(&feed);
    buffer_release(&in);
    buffer_release(&out);
    return items;
}

static void test_limits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof limit_cases / sizeof *limit_cases; i++) {
        size_t items = check_limit(&limit_cases[i]);
        if (items != limit_cases[i].items)
            fail_msg("%s: %zu items, not %zu", limit_cases[i].what, items, limit_cases[i].items);
    }
    for (size_t i = 0; i < sizeof laughter_cases / sizeof *laughter_cases; i++)
        assert_true(check_limit(&laughter_cases[i]) >= laughter_cases[i].items);
}

/* --- warnings ----------------------------------------------------------------------------------------------------- */

static void test_warning_lines(void **state)
{
    (void)state;
    const char *in = "<rss><channel>\n<item><title>A</title>\n<pubDate>soon</pubDate></item>\n<item><title>R&D</title>"
                     "</item>\n</channel></rss>";
    const struct feed_options options = {.limits = &feed_limits_of_file};
    struct buffer out = buffer_create(DESCRIPTION_MAX);
    struct feed feed;
    struct error error = {.message = ""};
    assert_true(describe_read(in, strlen(in), &options, &out, &feed, &error));
    const char *const *warnings = feed.warnings.items;
    bool has_date = false, has_reference = false;
    for (size_t i = 0; i < feed.warnings.count; i++) {
        has_date = has_date || strcmp(warnings[i], "line 3: this is no date that there is: \"soon\"") == 0;
        has_reference = has_reference || strcmp(warnings[i], "line 4: an ampersand that begins no reference") == 0;
    }
    assert_true(has_date && has_reference);
    feed_release(&feed);
    buffer_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),  cmocka_unit_test(test_fields), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_no_feeds), cmocka_unit_test(test_limits), cmocka_unit_test(test_warning_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
