/* What a page says about its article, from every place where pages say it; which of them is believed. */
#include "describe.h"

#include "base/timestamp.h"
#include "feeds/page_byline.h"
#include "feeds/page_date.h"

#define URL "https://www.gazette.example/2026/03/12/ferry.html"

struct facts_case {
    const char *what, *in, *facts;
};

/* Behind each of them stands a page that says nothing else. */
static const struct facts_case cases[] = {
    {"schema.org's article in JSON-LD",
     "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\","
     "\"headline\":\"A second ferry\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ana Ruiz\"},\"Tilda Moe\"],"
     "\"publisher\":{\"name\":\"Harbour "
     "Gazette\"},\"datePublished\":\"2026-03-12T10:00:00+01:00\",\"inLanguage\":\"en\","
     "\"image\":{\"url\":\"/a.jpg\"},\"description\":\"It sails.\"}</script>",
     "title:A second ferry\nbyline:Ana Ruiz, Tilda Moe\nsite:Harbour Gazette\nlang:en\n"
     "image:https://www.gazette.example/a.jpg\nexcerpt:It sails.\npublished:2026-03-12T09:00:00Z\n"},
    {"in a graph, with an author by reference, the site's own page before it",
     "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"Page\",\"datePublished\":"
     "\"2020-01-01\"},{\"@type\":[\"Article\"],\"headline\":\"A second ferry\",\"author\":{\"@id\":\"#a\"},"
     "\"datePublished\":\"2026-03-11\"},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ana Ruiz\"}]}</script>",
     "title:A second ferry\nbyline:Ana Ruiz\npublished:2026-03-11T00:00:00Z\n"},
    {"as a section of characters, with a comma too many",
     "<script type='application/ld+json'>//<![CDATA[\n{\"@type\":\"BlogPosting\",\"headline\":\"A second "
     "ferry\",}\n//]]>"
     "</script>",
     "title:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"an object of another kind says nothing of the article",
     "<script type='application/ld+json'>{\"@type\":\"Person\",\"name\":\"Ana Ruiz\",\"description\":\"x\"}</script>",
     "published:2026-03-12T00:00:00Z\n"},
    {"Open Graph, and what newspapers made up",
     "<meta property='og:title' content='A second ferry'><meta name='parsely-author' content='Ana Ruiz'>"
     "<meta property='og:site_name' content='Harbour Gazette'><meta name='sailthru.date' content='2026-03-11 08:00:00'>"
     "<meta property='og:image' content='https://img.example/a.jpg'><meta name='description' content='It sails.'>",
     "title:A second ferry\nbyline:Ana Ruiz\nsite:Harbour Gazette\nimage:https://img.example/a.jpg\nexcerpt:It sails.\n"
     "published:2026-03-11T08:00:00Z\n"},
    {"Dublin Core, several names in one attribute",
     "<meta name='DC.Title twitter:title' content='A second ferry'><meta name='dc.creator' content='Ana Ruiz'>",
     "title:A second ferry\nbyline:Ana Ruiz\npublished:2026-03-12T00:00:00Z\n"},
    {"microdata, the name within the author, the date in an attribute",
     "<div itemprop='author'><a itemprop='url' href='/ana'>More</a> <span itemprop='name'>Ana Ruiz</span></div>"
     "<span itemprop='datePublished' content='2026-03-10'>Tuesday</span>",
     "byline:Ana Ruiz\npublished:2026-03-10T00:00:00Z\n"},
    {"a link to the author, a time with its moment",
     "<h1>A second ferry</h1><a rel='author' href='/ana'>Ana Ruiz</a><time datetime='2026-03-10T06:00Z'>today</time>",
     "title:A second ferry\nbyline:Ana Ruiz\npublished:2026-03-10T06:00:00Z\n"},
    {"a class that says so, and a date in words",
     "<h1>A second ferry</h1><div class='story-byline'>By <b>Ana Ruiz</b> and Tilda Moe, staff writer</div>"
     "<div class='post-date'>Posted on March 10, 2026 at 6:00 a.m.</div>",
     "title:A second ferry\nbyline:Ana Ruiz, Tilda Moe\npublished:2026-03-10T06:00:00Z\n"},
    {"a name and a date that a line break parts",
     "<h1>A second ferry</h1><p class='byline'>By Ana Ruiz<br>Harbour correspondent<br>March 3, 2026</p>",
     "title:A second ferry\nbyline:Ana Ruiz\npublished:2026-03-03T00:00:00Z\n"},
    {"a line that begins so", "<h1>A second ferry</h1><p>Von Ana Ruiz | 10. März 2026</p>",
     "title:A second ferry\nbyline:Ana Ruiz\npublished:2026-03-10T00:00:00Z\n"},
    {"not the author and date of a comment or of another article",
     "<h1>A second ferry</h1><div class='comments'><b rel='author'>Troll</b><time datetime='2026-03-15'>x</time></div>"
     "<ul class='related'><li class='byline'>By Tilda Moe</li></ul>",
     "title:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"who is nobody is no author, nor is an address",
     "<meta name='author' content='admin'><meta property='article:author' content='https://www.facebook.com/ana'>",
     "published:2026-03-12T00:00:00Z\n"},
    {"an address of a file is no author, though it is linked as one", "<link rel='author' href='/humans.txt'>",
     "published:2026-03-12T00:00:00Z\n"},
    {"one object with several names in JSON-LD",
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":{\"name\":[\"Ana Ruiz\",\"Tilda Moe\"]}}"
     "</script>",
     "byline:Ana Ruiz, Tilda Moe\npublished:2026-03-12T00:00:00Z\n"},
    {"in catalogues the family's name comes first",
     "<meta name='DC.Creator' content='Ruiz, A.'><meta name='DC.Creator' content='Moe, Tilda van der'>",
     "byline:A. Ruiz, Tilda van der Moe\npublished:2026-03-12T00:00:00Z\n"},
    {"in citations, too", "<meta name='citation_author' content='Ruiz, Ana Maria'>",
     "byline:Ana Maria Ruiz\npublished:2026-03-12T00:00:00Z\n"},
    {"two agencies are no family", "<meta name='dc.creator' content='Pierpress, Boatnews'>",
     "byline:Pierpress, Boatnews\npublished:2026-03-12T00:00:00Z\n"},
    {"a button to the reader's own profile is no author", "<a id='user-profile' href='/me'>Sign in</a>",
     "published:2026-03-12T00:00:00Z\n"},
    {"a blog may be called as its author is, whatever else is called so",
     "<meta property='og:site_name' content='Ana Ruiz'><meta name='author' content='Ana Ruiz (anaruiz)'>"
     "<h1>A second ferry</h1><a class='author-card' href='/me'>Visits</a>",
     "title:A second ferry\nbyline:Ana Ruiz\nsite:Ana Ruiz\npublished:2026-03-12T00:00:00Z\n"},
    {"the site is the author only where nobody else is",
     "<meta property='og:site_name' content='Harbour Gazette'><meta name='author' content='Harbour Gazette'>"
     "<p class='byline'>By Ana Ruiz</p>",
     "byline:Ana Ruiz\nsite:Harbour Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"the site's name is cut off <title> where the page tells it",
     "<title>A second ferry - Harbour Gazette</title><meta property='og:site_name' content='Harbour Gazette'>",
     "title:A second ferry\nsite:Harbour Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"a title in the head is what it says; above the text stands the headline",
     "<meta property='og:title' content='A second ferry | Harbour Gazette'><h1>A second ferry</h1>",
     "title:A second ferry | Harbour Gazette\nheadline:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"of two in the head that differ by the site's name, the one without",
     "<meta property='og:title' content='A second ferry | Harbour Gazette'>"
     "<meta name='twitter:title' content='A second ferry'>",
     "title:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"the site's name is no title",
     "<title>A second ferry</title><meta property='og:title' content='Harbour Gazette'>"
     "<meta property='og:site_name' content='Harbour Gazette'>",
     "title:A second ferry\nsite:Harbour Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"of an article's two names in JSON-LD the one that <title> has",
     "<title>Ferry - Gazetteer</title><script type='application/ld+json'>{\"@type\":\"Article\",\"name\":\"Ferry\","
     "\"headline\":\"boat that sails by the clock\"}</script>",
     "title:Ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"what was cut for search engines is whole above the text",
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"A second ferry will…\"}</script>"
     "<h1>A second ferry will sail in March</h1>",
     "title:A second ferry will sail in March\npublished:2026-03-12T00:00:00Z\n"},
    {"references that were escaped twice are read, what looks like an element is none",
     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"Nuts &amp; bolts: the "
     "&#8216;&lt;b&gt;&#8217; "
     "and a <b\"}</script>",
     "title:Nuts & bolts: the \xe2\x80\x98<b>\xe2\x80\x99 and a <b\npublished:2026-03-12T00:00:00Z\n"},
    {"the publisher spells the site's name where it is the same",
     "<meta property='og:site_name' content='harbourgazette.example'><script type='application/ld+json'>{\"@type\":"
     "\"Article\",\"publisher\":{\"name\":\"Harbour Gazette\"}}</script>",
     "site:Harbour Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"not where somebody else publishes it",
     "<meta property='og:site_name' content='Harbour Gazette'><script type='application/ld+json'>{\"@type\":"
     "\"Article\",\"publisher\":{\"name\":\"Pier Press\"}}</script>",
     "site:Harbour Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"a motto is no part of the site's name where the address tells it",
     "<meta property='og:site_name' content='The Gazette | All that floats'>"
     "<link rel='canonical' href='https://thegazette.example/2026/03/12/ferry'>",
     "site:The Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"or where its address does, in front, too", "<title>Gazette: A second ferry, and why</title>",
     "title:A second ferry, and why\nsite:Gazette\npublished:2026-03-12T00:00:00Z\n"},
    {"or where the rest is the headline", "<title>A second ferry » News » North</title><h1>A second ferry</h1>",
     "title:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"what has a dash in it stays whole", "<meta property='og:title' content='Two boats - one pier'>",
     "title:Two boats - one pier\npublished:2026-03-12T00:00:00Z\n"},
    {"of two titles the more trusted; the other, if it stands above the text, is the headline",
     "<meta property='og:title' content='You will not believe this ferry'><meta name='twitter:title' "
     "content='A second ferry'><h1>A second ferry</h1>",
     "title:You will not believe this ferry\nheadline:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"a year alone is no date, though it is declared, nor is one in a table",
     "<meta property='article:published_time' content='2019'><h1>A second ferry</h1><table><td>1901</table>",
     "title:A second ferry\npublished:2026-03-12T00:00:00Z\n"},
    {"nor is the first moment that a machine can tell",
     "<meta property='article:published_time' content='0001-01-01T00:00:00Z'>"
     "<meta name='pubdate' content='1970-01-01T00:00:00Z'><meta name='date' content='2026-03-11'>",
     "published:2026-03-11T00:00:00Z\n"},
    {"a declared day without hyphens", "<meta name='pdate' content='20260310'>", "published:2026-03-10T00:00:00Z\n"},
    {"a locale is a language", "<meta property='og:locale' content='pt_BR'>",
     "lang:pt-BR\npublished:2026-03-12T00:00:00Z\n"},
    {"an address that is no web address is no image", "<meta property='og:image' content='javascript:x()'>",
     "published:2026-03-12T00:00:00Z\n"},
};

static void describe_all(const struct article *article, struct buffer *out)
{
    const char *const facts[][2] = {{"title", article->title}, {"byline", article->byline},
                                    {"site", article->site},   {"lang", article->language},
                                    {"image", article->image}, {"excerpt", article->excerpt}};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i][1])
            buffer_append_format(out, "%s:%s\n", facts[i][0], facts[i][1]);
    struct range first = article->blocks[0].range;
    bool is_title = article->title && strlen(article->title) == first.end;
    if (article->blocks[0].type == BLOCK_HEADING &&
        (!is_title || memcmp(article->title, article->text, first.end) != 0))
        buffer_append_format(out, "headline:%.*s\n", (int)first.end, article->text);
    char moment[TIMESTAMP_SIZE];
    timestamp_format(article->published, moment);
    if (article->has_published)
        buffer_append_format(out, "published:%s\n", moment);
}

static void test_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer page = buffer_create(DESCRIPTION_MAX), facts = buffer_create(DESCRIPTION_MAX);
        buffer_append_format(&page, "<!doctype html><html>%s<p>Text.</p></html>", cases[i].in);
        struct document document = describe_open(cases[i].what, page.bytes, page.length, DOCUMENT_HTML, URL);
        describe_all(describe_first(&document), &facts);
        describe_expect(cases[i].what, &facts, cases[i].facts);
        document_release(&document);
        buffer_release(&facts);
        buffer_release(&page);
    }
}

struct line_case {
    const char *what, *in, *out;
};

static const struct line_case bylines[] = {
    {"a name", "Ana Ruiz", "Ana Ruiz"},
    {"the words before it", "Written by: Ana Ruiz", "Ana Ruiz"},
    {"several names", "By Ana Ruiz, Tilda Moe and Pavel Horn", "Ana Ruiz, Tilda Moe, Pavel Horn"},
    {"once each", "Ana Ruiz | ANA RUIZ", "Ana Ruiz"},
    {"without a date, an address, a place for it", "By Ana Ruiz - March 3, 2026 - ana@gazette.example", "Ana Ruiz"},
    {"without what stands in brackets", "Ana Ruiz (Harbour Gazette)", "Ana Ruiz"},
    {"without a role", "Ana Ruiz, Contributor", "Ana Ruiz"},
    {"in another language", "Par Ana Ruiz et Tilda Moe", "Ana Ruiz, Tilda Moe"},
    {"an initial keeps its point", "Ana R.", "Ana R."},
    {"letters beyond ASCII", "Автор: Ана Руис", "Ана Руис"},
    {"brackets in the midst of a name belong to it", "Ana (Anita) Ruiz", "Ana (Anita) Ruiz"},
    {"nobody stands in brackets behind it, however many", "Ana Ruiz (avec Tilda Moe et Pavel Horn)", "Ana Ruiz"},
    {"an open bracket ends it", "Ana Ruiz (Gazette", "Ana Ruiz"},
    {"a sign between words that are no names parts none", "Pier & i", "Pier & i"},
    {"what they wrote", "Analysis by Ana Ruiz", "Ana Ruiz"},
    {"a word and a colon", "Teksti: Ana Ruiz", "Ana Ruiz"},
    {"a role behind a name, whatever kind of it", "ANA RUIZ, Gazette Harbour Writer", "ANA RUIZ"},
    {"alone it may be all there is", "Gazette Staff", "Gazette Staff"},
    {"degrees behind a name", "Ana Ruiz, Ph.D., RN, Tilda Moe, M.D.", "Ana Ruiz, Tilda Moe"},
    {"a generation belongs to the name", "Ana Ruiz, Pavel Horn, Jr.", "Ana Ruiz, Pavel Horn Jr."},
    {"without the place", "Ana Ruiz in Port Moe and Tilda Moe in Ruizburg", "Ana Ruiz, Tilda Moe"},
    {"without a day whose year the comma parts", "By Ana Ruiz March 11, 2026 3:46 PM", "Ana Ruiz"},
    {"without words of buttons", "Ana Ruiz Follow", "Ana Ruiz"},
    {"who is called like a word of a button", "Edith Shareen, Allison Lastman", "Edith Shareen, Allison Lastman"},
    {"without an account behind the name", "Ana Ruiz, ana-r, @anaruiz", "Ana Ruiz"},
    {"an account alone", "ana-r", "ana-r"},
    {"parted by a stroke", "Ana Ruiz/Harbour Gazette", "Ana Ruiz, Harbour Gazette"},
    {"a sentence is no name", "By the time the board had come to an end of it, it was night", ""},
    {"nor a number", "2026", ""},
};

static void test_bylines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bylines / sizeof *bylines; i++) {
        struct buffer out = buffer_create(1000);
        bool any = page_byline_add(bylines[i].in, &out);
        describe_expect(bylines[i].what, &out, bylines[i].out);
        assert_int_equal(any, *bylines[i].out != '\0');
        buffer_release(&out);
    }
    assert_true(page_byline_begins("By Ana Ruiz"));
    assert_false(page_byline_begins("By the pier"));
    assert_false(page_byline_begins("Bygones"));
}

static const struct line_case dates[] = {
    {"a date alone", "2026-03-12T10:00:00+01:00", "2026-03-12T09:00:00Z"},
    {"words before it", "Published: 12 March 2026", "2026-03-12T00:00:00Z"},
    {"words behind it", "March 12, 2026 10:30 GMT | 4 min read", "2026-03-12T10:30:00Z"},
    {"the first of two", "12 March 2026, updated 14 March 2026", "2026-03-12T00:00:00Z"},
    {"with points the day is first", "Stand: 9.3.2026, 14 Uhr", "2026-03-09T00:00:00Z"},
    {"two digits of a year, where all have two", "12.03.09", "2009-03-12T00:00:00Z"},
    {"a time behind it", "Stand: 12.03.2009, 10:15 Uhr", "2009-03-12T10:15:00Z"},
    {"a word before the time", "12 marzo 2009 alle 10:15", "2009-03-12T10:15:00Z"},
    {"points in a time", "12.3.2009 klo 10.15", "2009-03-12T10:15:00Z"},
    {"a letter in a time", "Publié le 12 mars 2009 à 10h15", "2009-03-12T10:15:00Z"},
    {"Chinese units in a time", "2009年3月12日 10時15分", "2009-03-12T10:15:00Z"},
    {"signs of full width", "2009年3月12日（木）　１０：１５", "2009-03-12T10:15:00Z"},
    {"blanks behind the points", "2009. 3. 12.", "2009-03-12T00:00:00Z"},
    {"blanks that do not break", "12\u00a0March\u00a02009", "2009-03-12T00:00:00Z"},
    {"a first with a suffix", "1er mars 2009", "2009-03-01T00:00:00Z"},
    {"digits and months of Arabic", "١٢ مارس ٢٠٠٩", "2009-03-12T00:00:00Z"},
    {"of Hindi", "१२ मार्च २००९", "2009-03-12T00:00:00Z"},
    {"of Hebrew", "12 במרץ 2009", "2009-03-12T00:00:00Z"},
    {"of Indonesian", "12 Maret 2009", "2009-03-12T00:00:00Z"},
    {"the years of Thailand", "12 มีนาคม 2552", "2009-03-12T00:00:00Z"},
    {"not that of an update, where there is another", "Updated: March 14, 2009 | Published: March 12, 2009",
     "2009-03-12T00:00:00Z"},
    {"where the word stands behind it, too", "2009年3月14日更新 2009年3月12日公開", "2009-03-12T00:00:00Z"},
    {"with strokes the month is what may be one", "3/25/2026 at noon", "2026-03-25T00:00:00Z"},
    {"in either place", "25/3/2026", "2026-03-25T00:00:00Z"},
    {"and neither where both may be", "3/4/2026", ""},
    {"a year is none", "Copyright 2026", ""},
    {"a number is none", "20260312 readers", ""},
    {"a text is none",
     "The board, which has met on every Tuesday since it was founded, met on 12 March 2026 as it "
     "does, and nobody, not even those who had come to see it, had expected anything else than what then "
     "happened, which was nothing.",
     ""},
};

static const struct line_case addresses[] = {
    {"a day in the path", "https://a.example/2026/03/12/ferry", "2026-03-12T00:00:00Z"},
    {"an English month", "https://a.example/2026/mar/12/ferry", "2026-03-12T00:00:00Z"},
    {"short numbers", "https://a.example/news/2026/3/2/ferry", "2026-03-02T00:00:00Z"},
    {"with hyphens", "https://a.example/ferry-2026-03-12.html", "2026-03-12T00:00:00Z"},
    {"without any", "https://a.example/20260312-ferry", "2026-03-12T00:00:00Z"},
    {"not a month", "https://a.example/2026/13/12/", ""},
    {"not a number that is longer", "https://a.example/202603121/", ""},
    {"not in the query", "https://a.example/?d=/2026/03/12/", ""},
};

static void check_moment(const struct line_case *row, bool found, int64_t moment)
{
    char text[TIMESTAMP_SIZE] = "";
    if (found)
        timestamp_format(moment, text);
    if (strcmp(text, row->out) != 0)
        fail_msg("%s: \"%s\" is not \"%s\"", row->what, text, row->out);
}

static void test_dates(void **state)
{
    (void)state;
    int64_t moment = 0;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        bool found = page_date_find(dates[i].in, PAGE_DATE_ORDER_UNKNOWN, &moment) != PAGE_DATE_NONE;
        check_moment(&dates[i], found, moment);
    }
    assert_int_equal(page_date_find("Last updated 12 March 2009", PAGE_DATE_ORDER_UNKNOWN, &moment), PAGE_DATE_UPDATED);
    assert_int_equal(page_date_find("Обновлено: 12 марта 2009", PAGE_DATE_ORDER_UNKNOWN, &moment), PAGE_DATE_UPDATED);
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        bool found = page_date_of_address(addresses[i].in, &moment);
        check_moment(&addresses[i], found, moment);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts),
        cmocka_unit_test(test_bylines),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
