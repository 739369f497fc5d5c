/* An article as bytes: everything comes back, and bytes that nobody wrote give nothing or a sound article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/annotate.h"
#include "article/article_pack.h"
#include "article/article_promises.h"
#include "article_compare.h"
#include "base/buffer.h"
#include "base/error.h"
#include "config/embedded.h"
#include "feeds/document.h"
#include "sample_article.h"

enum { PACKED_MAX = 1 << 22, ARTICLE_MAX = 1 << 24 };

static struct buffer pack(const struct article *article)
{
    struct buffer bytes = buffer_create(PACKED_MAX);
    assert_true(article_pack(article, &bytes));
    return bytes;
}

static void assert_comes_back(const struct article *article)
{
    struct buffer bytes = pack(article);
    struct article *back = article_unpack(bytes.bytes, bytes.length, ARTICLE_MAX);
    assert_non_null(back);
    const char *difference = article_difference(article, back);
    if (difference)
        fail_msg("%s did not come back", difference);
    article_destroy(back);
    buffer_release(&bytes);
}

static void test_every_field_comes_back(void **state)
{
    (void)state;
    assert_true(article_is_sound(&sample_article));
    struct article article = sample_article;
    article.image = "https://gazette.example/pier.jpg";
    article.excerpt = "The island gets its second ferry.";
    assert_comes_back(&article);
    struct article nothing = {.text = ""};
    assert_comes_back(&nothing);
}

static void test_annotated_sample_comes_back(void **state)
{
    (void)state;
    struct error error;
    const struct embedded_file *file = embedded_find("lang/en/sample.txt");
    struct annotator *annotator = annotator_create(&error);
    struct document document;
    assert_non_null(annotator);
    assert_true(
        document_read(file->bytes, (size_t)(file->end - file->bytes), &(struct document_source){0}, &document, &error));
    struct article *article = ((struct article **)document.articles.items)[0];
    assert_true(annotate(annotator, article, &error));
    assert_true(article->quotation_count > 0 && article->entity_count > 0);
    assert_comes_back(article);
    document_release(&document);
    annotator_destroy(annotator);
}

static void test_structure_alone_comes_back(void **state)
{
    (void)state;
    struct buffer bytes = buffer_create(PACKED_MAX);
    assert_true(article_pack_structure(&sample_article, &bytes));
    struct article *back = article_create(ARTICLE_MAX), expected = sample_article;
    back->text = sample_article.text;
    back->length = sample_article.length;
    assert_true(article_unpack_structure(back, bytes.bytes, bytes.length));
    expected.title = expected.byline = expected.site = expected.url = expected.language = expected.id = NULL;
    expected.has_published = false;
    expected.quotation_count = expected.mention_count = expected.entity_count = 0;
    assert_null(article_difference(&expected, back));
    article_destroy(back);
    buffer_release(&bytes);
}

/* Each of its own size on the heap, so that a sanitizer sees every byte read behind it. */
static struct article *unpack_copy(const char *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, length);
    struct article *article = article_unpack(copy, length, ARTICLE_MAX);
    free(copy);
    return article;
}

static void test_damaged_bytes(void **state)
{
    (void)state;
    struct buffer bytes = pack(&sample_article);
    for (size_t length = 0; length < bytes.length; length++)
        if (unpack_copy(bytes.bytes, length))
            fail_msg("the first %zu bytes of %zu are no article", length, bytes.length);
    buffer_append_byte(&bytes, '\0');
    assert_null(unpack_copy(bytes.bytes, bytes.length)); /* nor is what goes on behind its end */
    bytes.length--;
    for (size_t at = 0; at < bytes.length; at++)
        for (unsigned change = 1; change < 256; change++) {
            bytes.bytes[at] = (char)((unsigned char)bytes.bytes[at] ^ change);
            struct article *article = unpack_copy(bytes.bytes, bytes.length);
            assert_true(!article || article_is_sound(article));
            article_destroy(article);
            bytes.bytes[at] = (char)((unsigned char)bytes.bytes[at] ^ change);
        }
    buffer_release(&bytes);
}

/* A copy of the sample's arrays to break one promise in. */
struct broken {
    struct article article;
    struct block blocks[5];
    struct link links[2];
    struct figure figures[1];
    struct cell cells[2];
    struct quotation quotations[3];
    struct mention mentions[4];
    struct entity entities[2];
};

static void break_title(struct broken *broken)
{
    broken->article.title = "New\x1b[2Jferry";
}

static void break_site(struct broken *broken)
{
    broken->article.site = "Harbour\nGazette";
}

static void break_image(struct broken *broken)
{
    broken->article.image = "https://example.org/pier.jpg\nX-Other: 1";
}

static void break_excerpt(struct broken *broken)
{
    broken->article.excerpt = "A second ferry\xe2\x80\xae will sail."; /* U+202E turns the rest round */
}

static void break_order_of_blocks(struct broken *broken)
{
    broken->blocks[1].range.start = 8;
}

static void break_end_of_block(struct broken *broken)
{
    broken->blocks[4].range.end = 87;
}

static void break_character(struct broken *broken)
{
    broken->links[0].range = (struct range){55, 60}; /* the second byte of é */
}

static void break_target(struct broken *broken)
{
    broken->links[1].target = 87;
}

static void break_figure(struct broken *broken)
{
    broken->figures[0].block = 5;
}

static void break_cell(struct broken *broken)
{
    broken->cells[1].columns = ARTICLE_COLUMNS_MAX;
}

static void break_speaker(struct broken *broken)
{
    broken->quotations[0].speaker_entity = 2;
}

static void break_unknown_speaker(struct broken *broken)
{
    broken->quotations[0].speaker_entity = ARTICLE_NONE;
}

static void break_continuation(struct broken *broken)
{
    broken->quotations[1].continues = 1;
}

static void break_confidence(struct broken *broken)
{
    broken->quotations[0].confidence = 1.5;
}

static void break_quotation(struct broken *broken)
{
    broken->quotations[1].range.end = 66; /* in the next block */
}

static void break_order_of_mentions(struct broken *broken)
{
    broken->mentions[1].range.start = 33;
}

static void break_mention(struct broken *broken)
{
    broken->mentions[3].entity = 2;
}

static void break_name(struct broken *broken)
{
    broken->entities[1].name = NULL;
}

struct promise_case {
    const char *promise;
    void (*do_break)(struct broken *broken);
};

static const struct promise_case promise_cases[] = {
    {"a title holds no escape character", break_title},
    {"a site's name is one line", break_site},
    {"the address of a picture is one line", break_image},
    {"an excerpt does not turn round what follows", break_excerpt},
    {"blocks do not overlap", break_order_of_blocks},
    {"blocks end within the text", break_end_of_block},
    {"ranges begin between characters", break_character},
    {"a link leads to a place in the text", break_target},
    {"a figure is of a block", break_figure},
    {"a table has a limit of columns", break_cell},
    {"a speaker is an entity", break_speaker},
    {"a speaker without an entity has no words", break_unknown_speaker},
    {"a quotation goes on from an earlier one", break_continuation},
    {"a confidence is a probability", break_confidence},
    {"a quotation stands in one block", break_quotation},
    {"mentions do not overlap", break_order_of_mentions},
    {"a mention is of an entity", break_mention},
    {"an entity has a name", break_name},
};

static void test_promises(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promise_cases / sizeof *promise_cases; i++) {
        struct broken broken = {.article = sample_article};
        memcpy(broken.blocks, sample_blocks, sizeof sample_blocks);
        memcpy(broken.links, sample_links, sizeof sample_links);
        memcpy(broken.figures, sample_figures, sizeof sample_figures);
        memcpy(broken.cells, sample_cells, sizeof sample_cells);
        memcpy(broken.quotations, sample_quotations, sizeof sample_quotations);
        memcpy(broken.mentions, sample_mentions, sizeof sample_mentions);
        memcpy(broken.entities, sample_entities, sizeof sample_entities);
        broken.article.blocks = broken.blocks;
        broken.article.links = broken.links;
        broken.article.figures = broken.figures;
        broken.article.cells = broken.cells;
        broken.article.quotations = broken.quotations;
        broken.article.mentions = broken.mentions;
        broken.article.entities = broken.entities;
        assert_true(article_is_sound(&broken.article));
        promise_cases[i].do_break(&broken);
        struct buffer bytes = pack(&broken.article);
        if (article_is_sound(&broken.article) || article_unpack(bytes.bytes, bytes.length, ARTICLE_MAX))
            fail_msg("nobody noticed: %s", promise_cases[i].promise);
        buffer_release(&bytes);
    }
}

static void test_ceiling(void **state)
{
    (void)state;
    struct buffer bytes = pack(&sample_article);
    assert_null(article_unpack(bytes.bytes, bytes.length, 512));
    buffer_release(&bytes);
    struct buffer small = buffer_create(64);
    assert_false(article_pack(&sample_article, &small));
    buffer_release(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_field_comes_back),
        cmocka_unit_test(test_annotated_sample_comes_back),
        cmocka_unit_test(test_structure_alone_comes_back),
        cmocka_unit_test(test_damaged_bytes),
        cmocka_unit_test(test_promises),
        cmocka_unit_test(test_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
