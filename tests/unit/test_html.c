/* HTML into blocks, links and emphases; whole pages with what they say about themselves. */
#include "describe.h"

#include <stdlib.h>

#include "feeds/html.h"

#define BASE "https://news.example/port/page.html"

struct html_case {
    const char *what, *in, *blocks, *spans;
};

static const struct html_case block_cases[] = {
    {"headings keep their levels", "<h1>One</h1><h2>Two</h2><h6>Six</h6><p>Text.</p>",
     "h1:One\nh2:Two\nh6:Six\np:Text.\n", ""},
    {"text without a paragraph of its own is one", "<div>One <b>two</b> three<p>Four</div>Five",
     "p:One two three\np:Four\np:Five\n", "strong:two\n"},
    {"white space folds across elements, and none comes from nowhere",
     "<p> One\n <i> two</i>three <b>four </b> five<span>six</span> </p>", "p:One twothree four fivesix\n",
     "em:two\nstrong:four\n"},
    {"block elements never glue words", "<div>One<div>two</div>three</div>", "p:One\np:two\np:three\n", ""},
    {"nested lists", "<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>", "li1:One\nli2:Two\nli1:Three\n",
     ""},
    {"numbered lists count from their start, and items may jump",
     "<ol start=3><li>Three<li>Four<li value=9>Nine<li>Ten</ol><ol type=i><li>First<li>Second</ol>",
     "li1[3.]:Three\nli1[4.]:Four\nli1[9.]:Nine\nli1[10.]:Ten\nli1[i.]:First\nli1[ii.]:Second\n", ""},
    {"a numbered list in a list of bullets, lettered", "<ul><li>One<ol type=A><li>Two<li>Three</ol><li>Four</ul>",
     "li1:One\nli2[A.]:Two\nli2[B.]:Three\nli1:Four\n", ""},
    {"the second paragraph of an item has blanks for its number", "<ol><li><p>One</p><p>Two</p></li></ol>",
     "li1[1.]:One\nli1[  ]:Two\n", ""},
    {"block quotations by depth, lists in them are lists",
     "<blockquote><p>One<p>Two<blockquote>Three</blockquote><ul><li>Four</ul></blockquote>After",
     "quote1:One\nquote1:Two\nquote2:Three\nin quote 1 li1:Four\np:After\n", ""},
    {"code keeps its blanks and lines; tabs become blanks", "<pre>\n\n  a\tb\n    c  \n\n</pre>",
     "code:  a     b\\n    c\n", ""},
    {"a line break in code is a newline", "<pre>a<br>b</pre>", "code:a\\nb\n", ""},
    {"code within a paragraph", "<p>Call <code>f( )</code> now", "p:Call f( ) now\n", "mono:f( )\n"},
    {"a table of data is one block with a row a line, empty cells keep their place",
     "<table><caption>Trips</caption><tr><th>Day<th>Boats<th>Full<tr><td>Mon<td><td>3<tr><td><td>4<td>5</table>",
     "table:Trips\\nDay | Boats | Full\\nMon | | 3\\n| 4 | 5\n", ""},
    {"a table for the layout is no table", "<table><tr><td><p>One</p><p>Two</p></td><td>Three</td></tr></table>",
     "p:One\np:Two\np:Three\n", ""},
    {"a caption stands for its figure",
     "<figure><img alt='Old pier'><figcaption>The <i>old</i> pier</figcaption></figure>", "figure:The old pier\n",
     "em:old\n"},
    {"without one the alternative text does", "<figure><img alt=' A  pier '><figcaption> </figcaption></figure><p>Text",
     "figure:A pier\np:Text\n", ""},
    {"an image that says nothing is nothing", "<p><img src=x><img alt=''>Text", "p:Text\n", ""},
    {"an emoji drawn as an image is a character", "<p>Ship <img alt='\xf0\x9f\x9a\xa2'> ahoy",
     "p:Ship \xf0\x9f\x9a\xa2 ahoy\n", ""},
    {"definitions", "<dl><dt>Pier<dd>Where boats lie.<dd>Also: a jetty.</dl>",
     "p:Pier\nli1[ ]:Where boats lie.\nli1[ ]:Also: a jetty.\n", "strong:Pier\n"},
    {"a line break parts lines, two part paragraphs", "<p>One<br>two<br><br>three<hr>four",
     "p:One\\ntwo\np:three\n-- p:four\n", ""},
    {"line breaks of an address, white space around them left out, none at the ends",
     "<p><br>Ana Ruiz <br>\n Pier <i>4</i><br></p>", "p:Ana Ruiz\\nPier 4\n", "em:4\n"},
    {"a line of 60 characters is short: é is one",
     "<p>\xc3\xa9"
     "2345678901234567890123456789012345678901234567890123456789<br>b",
     "p:\xc3\xa9"
     "2345678901234567890123456789012345678901234567890123456789\\nb\n",
     ""},
    {"one of 61 is not, and then no break is kept",
     "<p>a<br>0123456789012345678901234567890123456789012345678901234567890<br>b",
     "p:a 0123456789012345678901234567890123456789012345678901234567890 b\n", ""},
    {"in a heading and in a table a line break is a blank",
     "<h2>One<br>two</h2><table><tr><th>A<br>b<td>c<tr><td>d<td>e</table>", "h2:One two\ntable:A b | c\\nd | e\n", ""},
    {"inline quotations get their marks, by depth", "<p>He said <q>go <q>on</q> now</q>.",
     "p:He said \xe2\x80\x9cgo \xe2\x80\x98on\xe2\x80\x99 now\xe2\x80\x9d.\n", ""},
    {"what is not for reading is not read",
     "<script>x()</script><style>p{}</style><template>t</template><noscript>n</noscript><p hidden>h</p>"
     "<p style='color:red; display : none'>d</p><svg><text>s</text></svg><select><option>o</select><p>Text",
     "p:Text\n", ""},
    {"what a page has for screen readers alone stands beside what says the same",
     "<p><span class='label off-screen'>Image copyright</span> B. Lin</p><p class=sr-only>Menu</p><p "
     "class=not-sr-only>Text",
     "p:B. Lin\np:Text\n", ""},
    {"entities are characters, what is none stays", "<p>caf&eacute; &amp; R&D &#8212; &nosuch; &lt;b&gt;",
     "p:caf\xc3\xa9 & R&D \xe2\x80\x94 &nosuch; <b>\n", ""},
    {"control and bidi characters do not pass, as references neither",
     "<p>a&#27;[31m&#x202e;b&#x9b;c\x07<i>\xe2\x80\xae</i>d", "p:a[31mbcd\n", ""},
    {"a paragraph of no-break spaces is none", "<p>One<p>&nbsp;<a href=x>&nbsp;</a><p>Two", "p:One\np:Two\n", ""},
    {"boilerplate is set apart", "<p>Text</p><p>Share this article</p>", "p:Text\nfoot:Share this article\n", ""},
    {"a combining mark in an element of its own joins the letter before it", "<p>e<b>\xcc\x81</b>t<i>u</i>",
     "p:\xc3\xa9tu\n", ""},
};

static const struct html_case link_cases[] = {
    {"links are absolute", "<p><a href='a.html'>A</a> <a href='/b?x=1&amp;y=2#z'>B</a> <a href='//c.example/d'>C</a>",
     "p:A B C\n",
     "link https://news.example/port/a.html:A\nlink https://news.example/b?x=1&y=2#z:B\nlink https://c.example/d:C\n"},
    {"a link's blanks are outside of it", "<p>One<a href=x> two </a>three", "p:One two three\n",
     "link https://news.example/port/x:two\n"},
    {"only http and https are links, their text stays",
     "<p><a href='javascript:alert(1)'>A</a><a href='data:text/html,x'>B</a><a href='JaVaScRiPt:x'>C</a>"
     "<a href='file:///etc/passwd'>D</a><a href='mailto:a@b.example'>E</a><a href='#f'>F</a><a>G</a>",
     "p:ABCDEFG\n", ""},
    {"what cannot stand in an address is escaped", "<p><a href=' a b\n\xc3\xa9\x1b.html '>A</a>", "p:A\n",
     "link https://news.example/port/a%20b%C3%A9.html:A\n"},
    {"<base> counts", "<base href='/other/'><p><a href='a'>A</a>", "p:A\n", "link https://news.example/other/a:A\n"},
    {"a link over blocks is one link in each", "<a href=x><h2>One</h2><p>Two</p></a>", "h2:One\np:Two\n",
     "link https://news.example/port/x:One\nlink https://news.example/port/x:Two\n"},
    {"emphases and links within each other", "<p><b>a <a href=x>b <i>c</i></a> d</b>", "p:a b c d\n",
     "link https://news.example/port/x:b c\nstrong:a b c d\nem:c\n"},
    {"emphasis in emphasis of one kind is one", "<p><b>a <strong>b</strong></b>", "p:a b\n", "strong:a b\n"},
};

static void check_blocks(const struct html_case *row)
{
    struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_HTML, BASE);
    struct buffer blocks = buffer_create(DESCRIPTION_MAX), spans = buffer_create(DESCRIPTION_MAX);
    describe_blocks(describe_first(&document), &blocks);
    describe_spans(describe_first(&document), &spans);
    describe_expect(row->what, &blocks, row->blocks);
    describe_expect(row->what, &spans, row->spans);
    buffer_release(&blocks);
    buffer_release(&spans);
    document_release(&document);
}

static void test_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof block_cases / sizeof *block_cases; i++)
        check_blocks(&block_cases[i]);
}

static void test_links(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof link_cases / sizeof *link_cases; i++)
        check_blocks(&link_cases[i]);
}

struct page_case {
    const char *what, *in, *facts, *blocks;
};

#define URL_FACT "url:" BASE "\n"

static const struct page_case page_cases[] = {
    {"the headline without the site's name, not twice",
     "<!doctype html><html lang=en-GB><head><title>Ferry bought - Harbour Gazette</title></head><body>"
     "<h1>Ferry  <i>bought</i></h1><p>Text.",
     "title:Ferry bought\n" URL_FACT "lang:en-GB\n", "h1:Ferry bought\np:Text.\n"},
    {"og:title against a site's name in <h1>",
     "<head><title>X</title><meta property='og:title' content='Ferry bought'></head><h1>Harbour Gazette</h1><p>Text.",
     "title:Ferry bought\n" URL_FACT, "h1:Ferry bought\nh1:Harbour Gazette\np:Text.\n"},
    {"the page's title where there is no headline", "<title>Ferry &amp; pier</title><p>Text.",
     "title:Ferry & pier\n" URL_FACT, "h1:Ferry & pier\np:Text.\n"},
    {"byline, site, date and address as the page states them",
     "<head><link rel=canonical href='/a/1'><meta name=author content='By Ana Ruiz'>"
     "<meta property='og:site_name' content='Harbour Gazette'>"
     "<meta property='article:published_time' content='2026-03-12T10:00:00+01:00'></head><p>Text.",
     "byline:Ana Ruiz\nsite:Harbour Gazette\nurl:https://news.example/a/1\npublished:1773306000\n", "p:Text.\n"},
    {"the only <article> is the article; its header is its own",
     "<nav>Home</nav><header>Gazette</header><p>Teaser</p><article><header><h1>Ferry</h1></header><p>Text.</p>"
     "<aside>Aside</aside><form>Sign up</form></article><footer>Foot</footer>",
     "title:Ferry\n" URL_FACT, "h1:Ferry\np:Text.\n"},
    {"of several <article>s none is; <main> is",
     "<p>Teaser</p><main><article>One</article><article>Two</article></main><p>More", URL_FACT, "p:One\np:Two\n"},
    {"without either, the body without its furniture",
     "<body><nav>Home</nav><header>Gazette</header><p>Text.</p><aside>Aside</aside><footer>Foot</footer>", URL_FACT,
     "p:Text.\n"},
    {"a page that is all furniture is read as it is", "<body><form><p>Text.</p></form>", URL_FACT, "p:Text.\n"},
    {"hostile titles are cleaned", "<title>Fer\x1b]52;c;x\x07ry&#10;\xe2\x80\xae two</title><p>Text.",
     "title:Fer]52;c;xry two\n" URL_FACT, "h1:Fer]52;c;xry two\np:Text.\n"},
};

static void test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof page_cases / sizeof *page_cases; i++) {
        const struct page_case *row = &page_cases[i];
        struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_HTML, BASE);
        struct buffer blocks = buffer_create(DESCRIPTION_MAX), facts = buffer_create(DESCRIPTION_MAX);
        describe_facts(describe_first(&document), &facts);
        describe_blocks(describe_first(&document), &blocks);
        describe_expect(row->what, &facts, row->facts);
        describe_expect(row->what, &blocks, row->blocks);
        buffer_release(&blocks);
        buffer_release(&facts);
        document_release(&document);
    }
}

/* Input that is made rather than written; each would take minutes or the stack if it were read naively. */
static void check_repeated(const char *what, const char *unit, size_t times, const char *end, const char *text)
{
    struct buffer in = buffer_create(DESCRIPTION_MAX);
    for (size_t i = 0; i < times; i++)
        buffer_append_string(&in, unit);
    buffer_append_string(&in, end);
    assert_false(in.failed);
    struct document document = describe_open(what, in.bytes, in.length, DOCUMENT_HTML, BASE);
    if (!strstr(describe_first(&document)->text, text))
        fail_msg("%s: \"%s\" is lost", what, text);
    document_release(&document);
    buffer_release(&in);
}

static void test_hostile(void **state)
{
    (void)state;
    check_repeated("a hundred thousand nested elements", "<div>", 100000, "bottom", "bottom");
    check_repeated("nested lists", "<ul><li>", 100000, "bottom", "bottom");
    check_repeated("nested tables", "<table><tr><td>", 100000, "bottom", "bottom");
    check_repeated("nested quotations", "<blockquote><q>", 100000, "bottom", "bottom");
    check_repeated("stray end tags within deep nesting", "<p>seen<b><i>", 20000, "</u></s></tt>", "seen");
    check_repeated("document types in a row", "<!DOCTYPE html>", 100000, "<p>end", "end");
    check_repeated("ten megabytes in a line", "word words ", 1000000, "<p>end", "word words word");
}

/* A tag with more attributes than the reader looks at. */
static void test_many_attributes(void **state)
{
    (void)state;
    struct buffer in = buffer_create(DESCRIPTION_MAX);
    buffer_append_string(&in, "<p");
    for (unsigned i = 0; i < 200000; i++)
        buffer_append_format(&in, " a%u='%u > \"'", i, i);
    buffer_append_string(&in, ">Text</p><p a=1 b='2'>More");
    struct document document = describe_open("attributes", in.bytes, in.length, DOCUMENT_HTML, BASE);
    assert_string_equal(describe_first(&document)->text, "Text\nMore");
    document_release(&document);
    buffer_release(&in);
}

/* The tree of a page takes many times its size, so pages have a lower limit than files. */
static void test_size(void **state)
{
    (void)state;
    static char page[HTML_SIZE_MAX + 1];
    memset(page, ' ', sizeof page);
    memcpy(page, "<p>Last.</p>", 12);
    const struct document_source source = {.format = DOCUMENT_HTML};
    struct document document;
    struct error error;
    assert_true(document_read(page, HTML_SIZE_MAX, &source, &document, &error));
    document_release(&document);
    assert_false(document_read(page, HTML_SIZE_MAX + 1, &source, &document, &error));
    assert_non_null(strstr(error.message, "larger than 16 MiB"));
}

/* A million elements are read, and what stands before them is kept; what follows is left out. */
static void test_many_elements(void **state)
{
    (void)state;
    enum { ELEMENTS = 1200000, LENGTH = ELEMENTS * 4 };
    char *page = malloc(LENGTH);
    assert_non_null(page);
    for (size_t i = 0; i < ELEMENTS; i++)
        memcpy(page + i * 4, i ? "<i>b" : "<p>a", 4);
    const struct document_source source = {.format = DOCUMENT_HTML};
    struct document document;
    struct error error;
    assert_true(document_read(page, LENGTH, &source, &document, &error));
    const struct article *article = ((struct article **)document.articles.items)[0];
    assert_int_equal(article->text[0], 'a');
    assert_true(article->length > 900000);
    assert_true(article->length <= 1000000);
    document_release(&document);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),        cmocka_unit_test(test_links),           cmocka_unit_test(test_pages),
        cmocka_unit_test(test_hostile),       cmocka_unit_test(test_many_attributes), cmocka_unit_test(test_size),
        cmocka_unit_test(test_many_elements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
