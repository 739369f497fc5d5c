/* The kinds of markup by which the pages of many years and makers state title, author, date, site, language: one
 * invented page each, and what must be known of it. */
#include "describe.h"

#include "base/timestamp.h"

#define URL "https://www.gazette.example/news/ferry"
#define TITLE "The island gets a second ferry"
#define H1 "<h1>" TITLE "</h1>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define META(name, content) "<meta name=\"" name "\" content=\"" content "\">"
#define LATER "<p>Text of the article, which says nothing about anybody.</p>"

enum fact { TITLE_FACT, BYLINE, SITE, LANGUAGE, IMAGE, PUBLISHED };

struct kind_case {
    const char *what, *in, *value; /* NULL: it must not be known */
    enum fact fact;
};

static const struct kind_case bylines[] = {
    {"a name of Dublin Core", META("DC.Contributor.Author", "Ana Ruiz"), "Ana Ruiz", BYLINE},
    {"what a content system made up", META("mediator_author", "Ana Ruiz"), "Ana Ruiz", BYLINE},
    {"a label of a card that says what its data is",
     META("twitter:label1", "Verfasst von") META("twitter:data1", "Ana Ruiz"), "Ana Ruiz", BYLINE},
    {"not where it is the time to read", META("twitter:label1", "Reading time") META("twitter:data1", "Four minutes"),
     NULL, BYLINE},
    {"nor where another label has the data", META("twitter:label2", "Written by") META("twitter:data1", "Four Minutes"),
     NULL, BYLINE},
    {"an address without a scheme is nobody", META("author", "www.gazette.example/ana.ruiz"), NULL, BYLINE},
    {"an e-mail address in front of a name", META("author", "ana@gazette.example (Ana Ruiz)"), "Ana Ruiz", BYLINE},
    {"or behind one", META("author", "Ana Ruiz &lt;ana@gazette.example&gt;"), "Ana Ruiz", BYLINE},
    {"a link that was escaped", META("author", "&lt;a href='/ana'&gt;Ana Ruiz&lt;/a&gt;"), "Ana Ruiz", BYLINE},
    {"several, each with the family's name first", META("author", "Ruiz, Ana; Moe, Tilda"), "Ana Ruiz, Tilda Moe",
     BYLINE},
    {"a person of two names", LD("{\"@type\":\"Article\",\"author\":{\"givenName\":\"Ana\",\"familyName\":\"Ruiz\"}}"),
     "Ana Ruiz", BYLINE},
    {"a person in the role of an author",
     LD("{\"@type\":\"Article\",\"author\":{\"@type\":\"Role\",\"author\":{\"name\":\"Ana Ruiz\"}}}"), "Ana Ruiz",
     BYLINE},
    {"a name in a language",
     LD("{\"@type\":\"Article\",\"author\":{\"name\":{\"@value\":\"Ana Ruiz\",\"@language\":\"en\"}}}"), "Ana Ruiz",
     BYLINE},
    {"a person in another script",
     LD("{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}}") LD("{\"@id\":\"#a\",\"name\":\"Ana Ruiz\"}"), "Ana Ruiz",
     BYLINE},
    {"two values in one script", LD("{\"@type\":\"WebSite\"} {\"@type\":\"Article\",\"author\":\"Ana Ruiz\"}"),
     "Ana Ruiz", BYLINE},
    {"of several articles the first",
     LD("{\"@type\":\"Article\",\"author\":\"Ana Ruiz\"}") LD("{\"@type\":\"Article\",\"author\":\"Tilda Moe\"}"),
     "Ana Ruiz", BYLINE},
    {"but rather the one that the page is called after",
     LD("{\"@type\":\"Article\",\"headline\":\"Paint\",\"author\":\"Tilda Moe\"}")
         LD("{\"@type\":\"Article\",\"headline\":\"" TITLE "\",\"author\":\"Ana Ruiz\"}") H1,
     "Ana Ruiz", BYLINE},
    {"who asks",
     LD("{\"@type\":\"QAPage\",\"mainEntity\":{\"@type\":\"Question\",\"author\":{\"name\":\"Ana Ruiz\"}}}"),
     "Ana Ruiz", BYLINE},
    {"a link with several relations", "<a rel='author noopener' href='/ana'>Ana Ruiz</a>", "Ana Ruiz", BYLINE},
    {"a link to what else they wrote", "<a rel='author' href='/ana'>View all posts by Ana Ruiz</a>", "Ana Ruiz",
     BYLINE},
    {"the creator of an item", "<b itemprop='creator'><i itemprop='name'>Ana Ruiz</i></b>", "Ana Ruiz", BYLINE},
    {"a property of RDFa", "<b property='schema:author'>Ana Ruiz</b>", "Ana Ruiz", BYLINE},
    {"not that of a comment", "<div itemprop='comment'><b itemprop='creator'>Pavel Horn</b></div>", NULL, BYLINE},
    {"a date before it", H1 "<small>March 12th, 2009 by Ana Ruiz</small>", "Ana Ruiz", BYLINE},
    {"an account behind it", H1 "<p class='author'>Ana Ruiz @anaruiz</p>", "Ana Ruiz", BYLINE},
    {"a sentence about somebody is no name", H1 "<p class='author'>About Ana Ruiz<br>She writes on boats.</p>", NULL,
     BYLINE},
    {"in capitals below a headline of old",
     "<title>" TITLE "</title><font size=5><b>" TITLE
     "</b></font><br>By ANA RUIZ<br>Gazette Staff Writer<br>March 12, 1999",
     "ANA RUIZ", BYLINE},
    {"not in an article beside that of the headline",
     "<article>" H1 "</article><article><p class='author'>Tilda Moe</p></article>", NULL, BYLINE},
    {"German", "<p>Ein Beitrag von Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"French", "<p>Écrit par Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Italian", "<p>a cura di Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Finnish", "<p>Teksti: Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Hungarian", "<p>Írta: Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Turkish", "<p>Yazar: Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Indonesian", "<p>Oleh: Ana Ruiz</p>", "Ana Ruiz", BYLINE},
    {"Greek", "<p>Γράφει: Άννα Ρουίς</p>", "Άννα Ρουίς", BYLINE},
    {"Arabic", "<p>بقلم: آنا رويز</p>", "آنا رويز", BYLINE},
    {"Arabic, the longer of two words", "<p>كتبت: آنا رويز</p>", "آنا رويز", BYLINE},
    {"Hebrew", "<p>מאת: אנה רואיס</p>", "אנה רואיס", BYLINE},
    {"Hindi", "<p>लेखक: अना रुइज़</p>", "अना रुइज़", BYLINE},
    {"Persian", "<p>نویسنده: آنا رویز</p>", "آنا رویز", BYLINE},
    {"Chinese, without who edited it", "<p>作者：张小船 编辑：李码头</p>", "张小船", BYLINE},
    {"Chinese, a reporter", "<p>本报记者 张小船</p>", "张小船", BYLINE},
    {"Japanese", "<p>執筆：港太郎</p>", "港太郎", BYLINE},
    {"Japanese, what somebody is behind the name", H1 "<p class='author'>港太郎記者</p>", "港太郎", BYLINE},
    {"Korean", H1 "<p class='author'>항구 기자</p>", "항구", BYLINE},
};

static const struct kind_case dates[] = {
    {"what a content system made up", META("OriginalPublicationDate", "2009/03/12 10:15:00"), "2009-03-12T10:15:00Z",
     PUBLISHED},
    {"a property of RDFa", "<i property='dc:date dc:created' content='2009-03-12T00:00:00Z'>x</i>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"a part of the page",
     LD("{\"@type\":\"WebPage\",\"hasPart\":{\"@type\":\"Article\",\"datePublished\":\"2009-03-12\"}}"),
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"the last change, where nothing else is told", META("article:modified_time", "2009-03-13"), "2009-03-13T00:00:00Z",
     PUBLISHED},
    {"not where a line tells it", META("article:modified_time", "2009-03-13") H1 "<p>12 March 2009</p>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"of two times the one that is no update",
     H1 "<time class=updated datetime='2009-03-14'>x</time><time class=published datetime='2009-03-12'>x</time>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"or is not labelled so",
     H1 "<p>Updated <time datetime='2009-03-14'>x</time><p>Published <time datetime='2009-03-12'>x</time>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"a time that is a duration is none", H1 "<time datetime='PT5M'>5 min</time><p class=date>12 March 2009</p>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"the moment behind words", H1 "<abbr class=published title='2009-03-12T16:05:00-04:00'>3 days ago</abbr>",
     "2009-03-12T20:05:00Z", PUBLISHED},
    {"and within", H1 "<i class=published><i class=value-title title='2009-03-12T00:00:00Z'></i>yesterday</i>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"seconds since 1970", H1 "<i class=timestamp data-time=1236816000>3 d</i>", "2009-03-12T00:00:00Z", PUBLISHED},
    {"milliseconds", H1 "<i class=post-date data-timestamp=1236816000000>3 d</i>", "2009-03-12T00:00:00Z", PUBLISHED},
    {"an element of somebody's own", H1 "<relative-time datetime='2009-03-12T00:00:00Z'>3 d</relative-time>",
     "2009-03-12T00:00:00Z", PUBLISHED},
    {"today's date above the headline is none", "<div id=header><i class=date>20 March 2026</i></div>" H1, NULL,
     PUBLISHED},
    {"nor is that of the foot", H1 LATER "<div class=footer>Copyright 1999. Last update 12 March 2009</div>", NULL,
     PUBLISHED},
    {"of a comment", H1 LATER "<div id=comments><p>Tilda on 12 March 2009</p></div>", NULL, PUBLISHED},
    {"of a teaser", H1 LATER "<div class=related><a href='/x'>Paint</a> <i>12 March 2009</i></div>", NULL, PUBLISHED},
    {"of another article", "<article>" H1 LATER "</article><article><time datetime='2018-01-01'>x</time></article>",
     NULL, PUBLISHED},
    {"of a sentence",
     H1 "<p>The old boat was bought on 12 March 2009 by the board, which has regretted it ever since that day.</p>",
     NULL, PUBLISHED},
    {"a wrapper may be called after what stands beside it",
     "<div id=content-with-sidebar>" H1 "<p>12 March 2009</p></div>", "2009-03-12T00:00:00Z", PUBLISHED},
    {"below a headline of old", "<title>" TITLE "</title><b>" TITLE "</b><br>By ANA RUIZ<br><i>March 12, 1999</i>",
     "1999-03-12T00:00:00Z", PUBLISHED},
    {"the day first, as the language has it", "<html lang=es>" H1 "<p class=date>03/12/2009</p>",
     "2009-12-03T00:00:00Z", PUBLISHED},
    {"the month first, as the country has it", "<html lang=en-US>" H1 "<p class=date>03/12/2009</p>",
     "2009-03-12T00:00:00Z", PUBLISHED},
};

static const struct kind_case others[] = {
    {"an angle parts the site's name from the headline", "<title>" TITLE " \u00ab Pier</title>" H1, TITLE, TITLE_FACT},
    {"two hyphens", "<title>Pier -- " TITLE "</title>" H1, TITLE, TITLE_FACT},
    {"a star", "<title>" TITLE " \u2605 Pier</title>" H1, TITLE, TITLE_FACT},
    {"two colons leave none", "<title>" TITLE " :: Pier</title>" H1, TITLE, TITLE_FACT},
    {"full width", "<title>島に二隻目の船：港新聞</title><h1>島に二隻目の船</h1>", "島に二隻目の船", TITLE_FACT},
    {"a lesser heading confirms it, where there is no other",
     "<title>" TITLE " - News - Pier</title><h2>" TITLE "</h2>", TITLE, TITLE_FACT},
    {"or where the first one is the site's",
     "<title>Harbour Notes: " TITLE "</title><h1>Harbour Notes</h1><h3>" TITLE "</h3>", TITLE, TITLE_FACT},
    {"the section goes with the site", "<title>" TITLE " | News | Gazette</title>", TITLE, TITLE_FACT},
    {"a title that says nothing is none", "<title>Untitled Document</title>" H1, TITLE, TITLE_FACT},
    {"nor is the site's name alone", "<title>Gazette</title>" H1, TITLE, TITLE_FACT},
    {"one that was cut is whole in the heading", "<title>The island gets a sec... | Gazette</title>" H1, TITLE,
     TITLE_FACT},
    {"one that was escaped twice", "<title>Nuts &amp;amp; bolts</title>", "Nuts & bolts", TITLE_FACT},
    {"quotation marks and dashes do not count",
     "<title>\u201cSail\u201d \u2013 or not - Pier</title><h1>\"Sail\" - or not</h1>", "\u201cSail\u201d \u2013 or not",
     TITLE_FACT},

    {"the publisher of Dublin Core", META("DCTERMS.publisher", "Harbour Gazette"), "Harbour Gazette", SITE},
    {"an application's name", META("al:ios:app_name", "Harbour Gazette"), "Harbour Gazette", SITE},
    {"the site in JSON-LD", LD("{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Harbour Gazette\"}]}"),
     "Harbour Gazette", SITE},
    {"the publisher as an item", "<p itemprop=publisher>The paper: <b itemprop=name>Harbour Gazette</b></p>",
     "Harbour Gazette", SITE},
    {"the end of the title that is the host", "<title>" TITLE " | Gazette</title>", "Gazette", SITE},
    {"its beginning", "<title>Gazette: " TITLE "</title>", "Gazette", SITE},
    {"not any other", "<title>" TITLE " | Pier</title>", NULL, SITE},

    {"that of XML", "<html xml:lang=de>", "de", LANGUAGE},
    {"that of the body", "<body lang=de>", "de", LANGUAGE},
    {"that of the article", "<article lang=de>", "de", LANGUAGE},

    {"a picture that is an item", "<img itemprop=image src='/a.jpg'>", "https://www.gazette.example/a.jpg", IMAGE},
    {"declared as an item", "<meta itemprop=image content='/a.jpg'>", "https://www.gazette.example/a.jpg", IMAGE},
    {"an object with an address of its own",
     LD("{\"@type\":\"Article\",\"image\":{\"@type\":\"ImageObject\",\"contentUrl\":\"/a.jpg\"}}"),
     "https://www.gazette.example/a.jpg", IMAGE},
};

/* NULL when it is not known. */
static const char *fact_of(const struct article *article, enum fact fact, char moment[TIMESTAMP_SIZE])
{
    const char *const facts[] = {[TITLE_FACT] = article->title, [BYLINE] = article->byline,
                                 [SITE] = article->site,        [LANGUAGE] = article->language,
                                 [IMAGE] = article->image,      [PUBLISHED] = article->has_published ? moment : NULL};
    timestamp_format(article->published, moment);
    return facts[fact];
}

static void check(const struct kind_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer page = buffer_create(DESCRIPTION_MAX);
        char moment[TIMESTAMP_SIZE];
        buffer_append_format(&page, "<!doctype html>%s<p>Text.</p>", rows[i].in);
        struct document document = describe_open(rows[i].what, page.bytes, page.length, DOCUMENT_HTML, URL);
        const char *value = fact_of(describe_first(&document), rows[i].fact, moment);
        if (!value != !rows[i].value || (value && strcmp(value, rows[i].value) != 0))
            fail_msg("%s: \"%s\" is not \"%s\"", rows[i].what, value ? value : "nothing",
                     rows[i].value ? rows[i].value : "nothing");
        document_release(&document);
        buffer_release(&page);
    }
}

static void test_bylines(void **state)
{
    (void)state;
    check(bylines, sizeof bylines / sizeof *bylines);
}

static void test_dates(void **state)
{
    (void)state;
    check(dates, sizeof dates / sizeof *dates);
}

static void test_others(void **state)
{
    (void)state;
    check(others, sizeof others / sizeof *others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bylines),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
