/* Which part of a page is the article: invented pages, each with what surrounds articles on the web. */
#include "describe.h"

#include "feeds/html.h"

#define BASE "https://gazette.example/2026/ferry.html"

/* Paragraphs of an article that is long enough to be told from what surrounds it. */
#define FIRST                                                                                             \
    "The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said, " \
    "and it will sail before the winter if the weather holds."
#define SECOND                                                                                            \
    "Nobody on the island had believed in it, since three boards before this one had promised the same, " \
    "and all of them, in the end, had bought paint for the old boat."
#define THIRD                                                                                                \
    "The money comes from the sale of the customs house, which stood empty for nine years, and from a loan " \
    "that the town will pay back with the fares, a little every month."
#define FOURTH                                                                                          \
    "On the pier the news was met with silence, then with applause, and then, because it had begun to " \
    "rain, with a run for the waiting room, where there are six chairs."
#define P_FIRST "<p>" FIRST "</p>"
#define P_SECOND "<p>" SECOND "</p>"
#define P_THIRD "<p>" THIRD "</p>"
#define P_FOURTH "<p>" FOURTH "</p>"
#define ALL P_FIRST P_SECOND P_THIRD P_FOURTH
#define H1 "<h1>A second ferry</h1>"
#define H1_BLOCK "h1:A second ferry\n"
#define BUTTONS                                                          \
    "<div class='share-buttons'><a href='https://a.example/share'>Tweet" \
    "</a> <a href='https://b.example'>Share</a></div>"
#define ALL_BLOCKS "p:" FIRST "\np:" SECOND "\np:" THIRD "\np:" FOURTH "\n"
#define MISNAMED(text) "<p class='author-bio'>" text "</p>"
#define NAVIGATION                                                                             \
    "<div class='top-menu'><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li>" \
    "<li><a href='/sport'>Sport</a></li><li><a href='/weather'>Weather</a></li></ul></div>"
#define FOOTER                                                                                    \
    "<div class='footer'><p>Copyright Harbour Gazette. <a href='/legal'>Legal notice</a></p><ul>" \
    "<li><a href='/a'>About us</a></li><li><a href='/c'>Contact</a></li><li><a href='/p'>Privacy</a></li></ul></div>"
#define HEAD "<!doctype html><html><head><title>A second ferry</title></head><body>"

struct extract_case {
    const char *what, *in, *blocks;
};

static const struct extract_case cases[] = {
    {"navigation, footer and teasers are not the article",
     HEAD NAVIGATION "<div id='content'>" H1 ALL "</div><div class='related-stories'><h3>Related stories</h3><ul>"
                     "<li><a href='/1'>The old ferry is painted once more</a></li>"
                     "<li><a href='/2'>Why the customs house stood empty for so long</a></li></ul></div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"neither are comments, though they are prose",
     HEAD NAVIGATION "<article>" H1 ALL "</article><div id='comments'><div class='comment'>"
                     "<p>I have lived on the island for thirty years, and I will believe in that boat when I see it, "
                     "not before.</p></div><div class='comment'><p>My neighbour says the same, and she was right about "
                     "the paint, as you may remember.</p></div></div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"buttons, newsletters and advertising between paragraphs go, headings stay",
     HEAD NAVIGATION "<article>" H1 P_FIRST BUTTONS P_SECOND "<h2>The money</h2>" P_THIRD
                     "<div class='newsletter-signup'><h4>Our newsletter</h4><p>Get our news by mail every morning.</p>"
                     "</div><div class='advert'>Advertisement</div>" P_FOURTH "</article>" FOOTER,
     H1_BLOCK "p:" FIRST "\np:" SECOND "\nh2:The money\np:" THIRD "\np:" FOURTH "\n"},
    {"paragraphs may be parted by line breaks",
     HEAD NAVIGATION "<div class='text'>" FIRST "<br><br>" SECOND "<br><br>" THIRD "<br><br>" FOURTH "</div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"or be boxes without a meaning",
     HEAD NAVIGATION "<div class='text'><div>" FIRST "</div><div>" SECOND "</div><div>" THIRD "</div><div>" FOURTH
                     "</div></div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"or stand in several boxes, with an advertisement between them",
     HEAD NAVIGATION "<div class='body'><div class='part'>" P_FIRST P_SECOND
                     "</div><div class='advert'><a href='/buy'>Buy a boat</a></div><div class='part'>" P_THIRD P_FOURTH
                     "</div></div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"a picture between paragraphs stays with its caption, one in the footer does not",
     HEAD NAVIGATION "<article>" H1 P_FIRST "<figure class='photo'><img src='a.jpg' alt=''>"
                     "<figcaption class='photo-credit'><a href='/photos'>The old boat, painted for the third time</a> "
                     "(Gazette)</figcaption></figure>" P_SECOND P_THIRD P_FOURTH
                     "</article><div class='footer'><figure><img src='b.jpg' alt='Our office'></figure></div>",
     H1_BLOCK "p:" FIRST "\nfigure:The old boat, painted for the third time (Gazette)\np:" SECOND "\np:" THIRD
              "\np:" FOURTH "\n"},
    {"the picture between headline and text stays with its caption, that of the site does not",
     HEAD "<figure><img src='l.jpg' alt=''><figcaption>Our own pier</figcaption></figure>" NAVIGATION
          "<div class='header'>" H1 "<ul class='tools'><li><a href='/print'>Print</a></li></ul><figure>"
          "<img src='a.jpg' alt=''><figcaption class='credit'>Photo: <a href='/moe'>Moe</a></figcaption></figure></div>"
          "<article>" ALL "</article>" FOOTER,
     H1_BLOCK "figure:Photo: Moe\n" ALL_BLOCKS},
    {"a footnote stays, since the article leads to it",
     HEAD NAVIGATION "<article>" H1 "<p>" FIRST "<sup><a href='#n1'>1</a></sup></p>" P_SECOND P_THIRD P_FOURTH
                     "</article><div class='footer-notes'><p id='n1'>Minutes of the board</p></div>" FOOTER,
     H1_BLOCK "p:" FIRST "1\np:" SECOND "\np:" THIRD "\np:" FOURTH "\np:Minutes of the board\n"},
    {"what is not displayed is not read",
     HEAD NAVIGATION "<article>" H1 ALL "<div style='display: none'>" P_SECOND "</div></article>", H1_BLOCK ALL_BLOCKS},
    {"unless the whole article waits for a script to show it",
     HEAD NAVIGATION "<article style='display:none' aria-hidden='true'>" H1 ALL "</article>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"an article in boxes with misleading names is an article",
     HEAD NAVIGATION "<div class='promo-newsletter share-subscribe'>" MISNAMED(FIRST) MISNAMED(SECOND) MISNAMED(THIRD)
         MISNAMED(FOURTH) "</div>" FOOTER,
     H1_BLOCK ALL_BLOCKS},
    {"a page of a few words is taken as it is", HEAD "<nav>Home</nav><p>Back soon.</p>", H1_BLOCK "p:Back soon.\n"},
    {"broken nesting loses nothing",
     HEAD NAVIGATION "<div><b>" P_FIRST "<div>" P_SECOND "</b></span></table>" P_THIRD "</div></p>" P_FOURTH "</i>",
     H1_BLOCK ALL_BLOCKS},
};

static void test_articles(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct document document = describe_open(cases[i].what, cases[i].in, strlen(cases[i].in), DOCUMENT_HTML, BASE);
        struct buffer blocks = buffer_create(DESCRIPTION_MAX);
        describe_blocks(describe_first(&document), &blocks);
        describe_expect(cases[i].what, &blocks, cases[i].blocks);
        buffer_release(&blocks);
        document_release(&document);
    }
}

/* False and the sentence for a page that is read only for its article. */
static bool read_article(const char *html, size_t length, struct error *error)
{
    const struct document_source source = {.format = DOCUMENT_HTML, .url = BASE, .wants_article = true};
    struct document document;
    bool read = document_read(html, length, &source, &document, error);
    document_release(&document);
    return read;
}

static void test_no_article(void **state)
{
    (void)state;
    struct buffer page = buffer_create(DESCRIPTION_MAX);
    struct error error;
    buffer_append_string(&page, HEAD "<ul>");
    for (unsigned i = 0; i < 60; i++)
        buffer_append_format(&page, "<li><a href='/%u'>Ferry %u sails</a></li>", i, i);
    assert_false(page.failed);
    assert_false(read_article(page.bytes, page.length, &error));
    assert_string_equal(error.message, "there is no article in it");
    /* Who only reads it reads the links. */
    struct document document = describe_open("links", page.bytes, page.length, DOCUMENT_HTML, BASE);
    assert_non_null(strstr(describe_first(&document)->text, "Ferry 59 sails"));
    document_release(&document);
    buffer_release(&page);
    assert_false(read_article("<script>x</script>", strlen("<script>x</script>"), &error));
    assert_string_equal(error.message, "there is no text in it");
}

/* An article in the midst of so much else that anything but linear time would be noticed. */
static void test_large(void **state)
{
    (void)state;
    static const char *const around[] = {"<div class='comment'><p>Word, word and word.</p></div>",
                                         "<a href='/x'>x</a><br>", "<div><span><div>",
                                         "<figure><img src='x'><p>x</p></figure>"};
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        struct buffer page = buffer_create(DESCRIPTION_MAX);
        buffer_append_string(&page, HEAD "<article>" ALL "</article>");
        for (size_t j = 0; j < 100000; j++)
            buffer_append_string(&page, around[i]);
        assert_false(page.failed);
        struct document document = describe_open(around[i], page.bytes, page.length, DOCUMENT_HTML, BASE);
        if (!strstr(describe_first(&document)->text, FOURTH))
            fail_msg("%s: the article is lost", around[i]);
        document_release(&document);
        buffer_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_articles),
        cmocka_unit_test(test_no_article),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
