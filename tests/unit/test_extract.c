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
#define P(text) "<p>" text "</p>"
#define ALL P(FIRST) P(SECOND) P(THIRD) P(FOURTH)
#define ALL_BLOCKS "p:" FIRST "\np:" SECOND "\np:" THIRD "\np:" FOURTH "\n"
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
     HEAD NAVIGATION "<div id='content'><h1>A second ferry</h1>" ALL "</div>"
                     "<div class='related-stories'><h3>Related stories</h3><ul>"
                     "<li><a href='/1'>The old ferry is painted once more</a></li>"
                     "<li><a href='/2'>Why the customs house stood empty for so long</a></li></ul></div>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"neither are comments, though they are prose",
     HEAD NAVIGATION
     "<article><h1>A second ferry</h1>" ALL "</article><div id='comments'><div class='comment'>"
     "<p>I have lived on the island for thirty years, and I will believe in that boat when I see it, not "
     "before.</p></div><div class='comment'><p>My neighbour says the same, and she was right about the "
     "paint, as you may remember.</p></div></div>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"buttons, newsletters and advertising between paragraphs go, headings stay",
     HEAD NAVIGATION
     "<article><h1>A second ferry</h1>" P(FIRST) "<div class='share-buttons'><a "
                                                 "href='https://a.example/share'>Tweet</a> <a "
                                                 "href='https://b.example'>Share</a></div>" P(
                                                     SECOND) "<h2>The money</h2>" P(THIRD) "<div "
                                                                                           "class='newsletter-signup'><"
                                                                                           "h4>Our "
                                                                                           "newsletter</h4><p>Get our "
                                                                                           "news by mail every "
                                                                                           "morning.</p></div>"
                                                                                           "<div "
                                                                                           "class='advert'>"
                                                                                           "Advertisement</div>" P(
                                                                                               FOURTH) "</"
                                                                                                       "article"
                                                                                                       ">" FOOTER,
     "h1:A second ferry\np:" FIRST "\np:" SECOND "\nh2:The money\np:" THIRD "\np:" FOURTH "\n"},
    {"paragraphs may be parted by line breaks",
     HEAD NAVIGATION "<div class='text'>" FIRST "<br><br>" SECOND "<br><br>" THIRD "<br><br>" FOURTH "</div>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"or be boxes without a meaning",
     HEAD NAVIGATION "<div class='text'><div>" FIRST "</div><div>" SECOND "</div><div>" THIRD "</div><div>" FOURTH
                     "</div></div>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"or stand in several boxes, with an advertisement between them",
     HEAD NAVIGATION "<div class='body'><div class='part'>" P(FIRST)
         P(SECOND) "</div><div class='advert'><a href='/buy'>Buy a boat</a></div><div class='part'>" P(THIRD)
             P(FOURTH) "</div></div>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"a picture between paragraphs stays with its caption, one in the footer does not",
     HEAD NAVIGATION "<article><h1>A second ferry</h1>" P(
         FIRST) "<figure><img src='a.jpg' alt=''><figcaption>The old boat, painted</figcaption></figure>" P(SECOND)
         P(THIRD) P(FOURTH) "</article>"
                            "<div class='footer'><figure><img src='b.jpg' alt='Our office'></figure></div>",
     "h1:A second ferry\np:" FIRST "\nfigure:The old boat, painted\np:" SECOND "\np:" THIRD "\np:" FOURTH "\n"},
    {"a footnote stays, since the article leads to it",
     HEAD NAVIGATION "<article><h1>A second ferry</h1><p>" FIRST "<sup><a href='#n1'>1</a></sup></p>" P(SECOND) P(THIRD)
         P(FOURTH) "</article><div class='footer-notes'><p id='n1'>Minutes of the board</p></div>" FOOTER,
     "h1:A second ferry\np:" FIRST "1\np:" SECOND "\np:" THIRD "\np:" FOURTH "\np:Minutes of the board\n"},
    {"what is not displayed is not read",
     HEAD NAVIGATION "<article><h1>A second ferry</h1>" ALL "<div style='display: none'>" P(SECOND) "</div></article>",
     "h1:A second ferry\n" ALL_BLOCKS},
    {"unless the whole article waits for a script to show it",
     HEAD NAVIGATION "<article style='display:none' aria-hidden='true'><h1>A second ferry</h1>" ALL "</article>" FOOTER,
     "h1:A second ferry\n" ALL_BLOCKS},
    {"a page of a few words is taken as it is", HEAD "<nav>Home</nav><p>Back soon.</p>",
     "h1:A second ferry\np:Back soon.\n"},
    {"broken nesting loses nothing",
     HEAD NAVIGATION "<div><b><p>" FIRST "<div>" P(SECOND) "</b></span></table>" P(THIRD) "</div></p>" P(FOURTH) "</i>",
     "h1:A second ferry\n" ALL_BLOCKS},
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
