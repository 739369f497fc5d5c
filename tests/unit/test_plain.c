/* Plain text into blocks: headlines, wrapped and unwrapped paragraphs, items, quotations, bylines, boilerplate. */
#include "describe.h"

#include <stdio.h>

struct plain_case {
    const char *what, *in, *blocks, *facts;
};

static const struct plain_case cases[] = {
    {"the first line is the headline, each line a paragraph",
     "Harbour board votes on the ferry\nThe board met on Tuesday.\nIt voted at ten.\n",
     "h1:Harbour board votes on the ferry\np:The board met on Tuesday.\np:It voted at ten.\n",
     "title:Harbour board votes on the ferry\n"},
    {"carriage returns, alone and before newlines, end lines", "Headline\r\nOne.\rTwo.\r\n",
     "h1:Headline\np:One.\np:Two.\n", "title:Headline\n"},
    {"a byte order mark is no text", "\xef\xbb\xbfHeadline\nOne.\n", "h1:Headline\np:One.\n", "title:Headline\n"},
    {"hard-wrapped paragraphs between empty lines are joined",
     "Ferry\n\nThe harbour board approved a second ferry on Tuesday after four\n"
     "hours of argument, its chair said, and the island had waited for\nlonger than that.\n\n"
     "Residents outside the hall had brought a model of the old pier and\nset it down on the steps.\n",
     "h1:Ferry\np:The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said, "
     "and "
     "the island had waited for longer than that.\np:Residents outside the hall had brought a model of the old pier "
     "and "
     "set it down on the steps.\n",
     "title:Ferry\n"},
    {"a wrapped headline is one headline",
     "Harbour board votes to buy a second ferry after four hours of\nargument and a walk-out\n\n"
     "The harbour board approved a second ferry on Tuesday after four\n"
     "hours of argument, its chair said, and the island had waited for\nlonger than that.\n",
     "h1:Harbour board votes to buy a second ferry after four hours of argument and a walk-out\n"
     "p:The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said, and the "
     "island had waited for longer than that.\n",
     "title:Harbour board votes to buy a second ferry after four hours of argument and a walk-out\n"},
    {"a short line under a short headline in a wrapped file stays by itself",
     "Ferry bought\nIsland relieved\n\nThe harbour board approved a second ferry on Tuesday after four\n"
     "hours of argument, its chair said, and the island had waited for\nlonger than that.\n",
     "h1:Ferry bought\np:Island relieved\np:The harbour board approved a second ferry on Tuesday after four hours of "
     "argument, its chair said, and the island had waited for longer than that.\n",
     "title:Ferry bought\n"},
    {"long lines and wrapped ones in one file, each as it was meant",
     "Ferry\nThe harbour board approved a second ferry on Tuesday after four hours of argument, its chair said, and "
     "the "
     "island had waited for longer than that.\nIt did so without the mayor.\n\n"
     "Residents outside the hall had brought a model of the old pier and\nset it down on the steps, where it stood for "
     "the\n"
     "whole of the evening while they sang and waited for the chair to\ncome out.\n",
     "h1:Ferry\np:The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said, "
     "and "
     "the island had waited for longer than that.\np:It did so without the mayor.\n"
     "p:Residents outside the hall had brought a model of the old pier and set it down on the steps, where it stood "
     "for "
     "the whole of the evening while they sang and waited for the chair to come out.\n",
     "title:Ferry\n"},
    {"lines of one sentence each are paragraphs, however alike in length",
     "Ferry\nThe harbour board approved a second ferry on Tuesday, its chair said.\n"
     "Residents outside the hall had brought a model of the old pier, too.\n"
     "Nobody on the board would say who had paid for the ferry study yet.\n"
     "\"We have waited eleven years for this,\" Ruiz told the residents there.\n",
     "h1:Ferry\np:The harbour board approved a second ferry on Tuesday, its chair said.\n"
     "p:Residents outside the hall had brought a model of the old pier, too.\n"
     "p:Nobody on the board would say who had paid for the ferry study yet.\n"
     "p:\"We have waited eleven years for this,\" Ruiz told the residents there.\n",
     "title:Ferry\n"},
    {"wrapped paragraphs without empty lines between them part where a line ended early",
     "Ferry\nThe harbour board of Sandvik approved a second ferry on Tuesday after\n"
     "four hours of argument, its chair Ana Ruiz announced outside the hall.\nNobody had expected it.\n"
     "\"We have waited eleven years for this, and the island has waited\n"
     "longer,\" Ruiz told residents who had brought a model of the old pier.\n\"Nobody gets left.\"\n",
     "h1:Ferry\np:The harbour board of Sandvik approved a second ferry on Tuesday after four hours of argument, its "
     "chair "
     "Ana Ruiz announced outside the hall. Nobody had expected it.\n"
     "p:\"We have waited eleven years for this, and the island has waited longer,\" Ruiz told residents who had "
     "brought a "
     "model of the old pier. \"Nobody gets left.\"\n",
     "title:Ferry\n"},
    {"or where a line is indented",
     "Ferry\n\n   The harbour board of Sandvik approved a second ferry on Tuesday\n"
     "after four hours of argument, its chair Ana Ruiz announced outside it.\n"
     "   Nobody had expected a decision before the summer, least of all the\nmayor.\n",
     "h1:Ferry\np:The harbour board of Sandvik approved a second ferry on Tuesday after four hours of argument, its "
     "chair "
     "Ana Ruiz announced outside it.\np:Nobody had expected a decision before the summer, least of all the mayor.\n",
     "title:Ferry\n"},
    {"a wrapped first paragraph that ends as sentences do is no headline",
     "The harbour board approved a second ferry on Tuesday after four hours\nof argument, its chair said.\n\n"
     "Residents outside the hall had brought a model of the old pier and set\nit down on the steps.\n",
     "p:The harbour board approved a second ferry on Tuesday after four hours of argument, its chair said.\n"
     "p:Residents outside the hall had brought a model of the old pier and set it down on the steps.\n",
     ""},
    {"a word wrapped at its hyphen gets no blank; a dash keeps its own",
     "Ferry\n\nThe harbour board approved a second ferry on Tuesday with a well-\nknown chair in the seat beside the "
     "empty one that was kept --\nout of habit -- for the mayor, who had sent his apologies.\n",
     "h1:Ferry\np:The harbour board approved a second ferry on Tuesday with a well-known chair in the seat beside the "
     "empty one that was kept -- out of habit -- for the mayor, who had sent his apologies.\n",
     "title:Ferry\n"},
    {"byline and date become facts",
     "Headline\nBy Ana Ruiz\nMarch 12, 2026\nPORT ELLEN (Harbour Agency) - The board met.\nIt voted.\n",
     "h1:Headline\np:PORT ELLEN (Harbour Agency) - The board met.\np:It voted.\n",
     "title:Headline\nbyline:Ana Ruiz\npublished:1773273600\n"},
    {"also behind the paper's name, which stays",
     "Headline\nHarbour Gazette\n12 March 2026\nBy ANA RUIZ\nThe board met.\n",
     "h1:Headline\np:Harbour Gazette\np:The board met.\n", "title:Headline\nbyline:ANA RUIZ\npublished:1773273600\n"},
    {"a byline with its date", "Headline\n\nBy Ana Ruiz and Tom of Ely | 12 March 2026\n\nThe board met.\n",
     "h1:Headline\np:The board met.\n", "title:Headline\nbyline:Ana Ruiz and Tom of Ely\npublished:1773273600\n"},
    {"a sentence that begins with By is none", "Headline\nBy the time he came the board had met.\nIt voted.\n",
     "h1:Headline\np:By the time he came the board had met.\np:It voted.\n", "title:Headline\n"},
    {"items with bullets and numbers, one inside another",
     "Headline\nThe plan:\n- a pier\n  * of stone\n- a boat\n1. first\n12) last\n",
     "h1:Headline\np:The plan:\nli1:a pier\nli2:of stone\nli1:a boat\nli1[1.]:first\nli1[12)]:last\n",
     "title:Headline\n"},
    {"a year at the start of a line is no item", "Headline\n2022. That was the year.\nIt passed.\n",
     "h1:Headline\np:2022. That was the year.\np:It passed.\n", "title:Headline\n"},
    {"quoted lines, by depth", "Headline\n> One.\n>\n> Two.\n>> Deep.\nEnd.\n",
     "h1:Headline\nquote1:One.\nquote1:Two.\nquote2:Deep.\np:End.\n", "title:Headline\n"},
    {"rules are no text", "Headline\n========\nOne.\n* * *\nTwo.\n", "h1:Headline\np:One.\np:Two.\n",
     "title:Headline\n"},
    {"boilerplate is set apart",
     "Headline\nOne.\nRead more: The old pier\nTwo.\nComments.:\n12 Comments\nShare this article\n"
     "\xc2\xa9 2026 Harbour Gazette. All rights reserved.\n",
     "h1:Headline\np:One.\nfoot:Read more: The old pier\np:Two.\nfoot:Comments.:\nfoot:12 Comments\n"
     "foot:Share this article\nfoot:\xc2\xa9 2026 Harbour Gazette. All rights reserved.\n",
     "title:Headline\n"},
    {"a paragraph that only begins like it is not", "Headline\nComments were few.\nShare prices fell.\n",
     "h1:Headline\np:Comments were few.\np:Share prices fell.\n", "title:Headline\n"},
    {"an article that is one sentence has no headline", "The board met on Tuesday.\n", "p:The board met on Tuesday.\n",
     ""},
    {"nothing but a headline is one", "Board meets\n", "h1:Board meets\n", "title:Board meets\n"},
    {"a tag that a text talks about stays", "Headline\nUse <b> for bold & more.\n",
     "h1:Headline\np:Use <b> for bold & more.\n", "title:Headline\n"},
    {"control and bidi characters do not pass, in the headline either",
     "Head\x1b[31mline\xe2\x80\xae\nOne\x07.\xe2\x80\x8b\n", "h1:Head[31mline\np:One.\n", "title:Head[31mline\n"},
};

static void test_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct plain_case *row = &cases[i];
        struct document document = describe_open(row->what, row->in, strlen(row->in), DOCUMENT_AUTO, NULL);
        struct buffer blocks = buffer_create(DESCRIPTION_MAX), facts = buffer_create(DESCRIPTION_MAX);
        assert_int_equal(document.format, DOCUMENT_TEXT);
        describe_blocks(describe_first(&document), &blocks);
        describe_facts(describe_first(&document), &facts);
        describe_expect(row->what, &blocks, row->blocks);
        describe_expect(row->what, &facts, row->facts);
        buffer_release(&blocks);
        buffer_release(&facts);
        document_release(&document);
    }
}

/* An article of a news agency as somebody stored it; it is not ours to ship. */
static void test_stored_article(void **state)
{
    (void)state;
    char bytes[16384];
    FILE *file = fopen("../shared/articles/blinken-response.txt", "rb");
    if (!file)
        skip();
    size_t length = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    struct document document = describe_open("stored article", bytes, length, DOCUMENT_AUTO, NULL);
    const struct article *article = describe_first(&document);
    assert_int_equal(article->block_count, 15);
    assert_int_equal(article->blocks[0].type, BLOCK_HEADING);
    for (size_t i = 1; i < 14; i++)
        assert_int_equal(article->blocks[i].type, BLOCK_PARAGRAPH);
    assert_int_equal(article->blocks[14].type, BLOCK_BOILERPLATE);
    assert_null(article->byline);
    assert_string_equal(article->title, "Blinken said the US response to Russia \"sets out a serious diplomatic path "
                                        "forward should Russia choose it");
    assert_string_equal(article->text + article->blocks[14].range.start, "Comments");
    document_release(&document);
}

/* NULs, which a row above cannot hold. */
static void test_zeros(void **state)
{
    (void)state;
    static const char text[] = "Head\0line\nOne.\0\n";
    struct document document = describe_open("zeros", text, sizeof text - 1, DOCUMENT_AUTO, NULL);
    assert_string_equal(describe_first(&document)->text, "Headline\nOne.");
    document_release(&document);
}

/* The ceiling of a title: it is cut before the character that would be split, the text is not. */
static void test_long_lines(void **state)
{
    (void)state;
    struct buffer in = buffer_create(DESCRIPTION_MAX);
    buffer_append_string(&in, "<title>x");
    for (unsigned i = 0; i < 1500; i++)
        buffer_append_string(&in, "\xc3\xa9");
    struct document document = describe_open("long", in.bytes, in.length, DOCUMENT_HTML, NULL);
    assert_int_equal(strlen(describe_first(&document)->title), 1999);
    document_release(&document);
    buffer_clear(&in);
    for (unsigned i = 0; i < 1000000; i++)
        buffer_append_string(&in, "words and ");
    document = describe_open("ten megabytes in a line", in.bytes, in.length, DOCUMENT_TEXT, NULL);
    assert_int_equal(describe_first(&document)->block_count, 1);
    assert_int_equal(describe_first(&document)->length, 10 * 1000000 - 1);
    document_release(&document);
    buffer_release(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_stored_article),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_long_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
