/* The JSON of an article, parsed back: shape, order, offsets in code points, what is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "app/article_json.h"
#include "article/article.h"
#include "base/arena.h"

/* An é is two bytes and one code point: behind it bytes and code points differ by one, behind the second by two. */
#define FIRST "Ren\xc3\xa9 Paz heads the caf\xc3\xa9 board."
#define SECOND "\"Yes,\" he said, \"no.\""
static const char text[] = FIRST "\n" SECOND "\nShare this";

enum { ALL = ARTICLE_JSON_TEXT | ARTICLE_JSON_BLOCKS | ARTICLE_JSON_QUOTES | ARTICLE_JSON_ENTITIES };

/* Bytes: "René Paz" is 0 to 9; the first block is 32 long, the second begins at 33: `"Yes,"` 33 to 39, "he" 40 to 42,
 * "said" 43 to 47, `"no."` 49 to 54; the third begins at 55. */
static const struct block blocks[] = {
    {.range = {0, 32}, .type = BLOCK_HEADING, .level = 1},
    {.range = {33, 54}, .type = BLOCK_PARAGRAPH},
    {.range = {55, 65}, .type = BLOCK_BOILERPLATE},
};
static const struct quotation quotations[] = {
    {{33, 39}, QUOTATION_DIRECT, {40, 42}, 0, {43, 47}, ARTICLE_NONE, 0.97449},
    {{49, 54}, QUOTATION_MIXED, {0, 0}, ARTICLE_NONE, {0, 0}, 0, 0},
};
static const struct mention mentions[] = {{{0, 9}, MENTION_NAME, 0}, {{40, 42}, MENTION_PRONOUN, 0}};
static const char *aliases[] = {"Ren\xc3\xa9 Paz", "Paz"};
static size_t entity_mentions[] = {0, 1};
static const struct entity entities[] = {
    {ENTITY_PERSON, "Ren\xc3\xa9 Paz", "chair", aliases, 2, entity_mentions, 2},
    {ENTITY_OTHER, "Nothing", NULL, NULL, 0, NULL, 0},
};

static struct article *make_article(void)
{
    struct article *article = article_create((size_t)1 << 20);
    assert_non_null(article);
    struct arena *arena = article->arena;
    *article = (struct article){
        .arena = arena,
        .text = text,
        .length = sizeof text - 1,
        .blocks = blocks,
        .block_count = 3,
        .quotations = quotations,
        .quotation_count = 2,
        .mentions = mentions,
        .mention_count = 2,
        .entities = entities,
        .entity_count = 2,
    };
    return article;
}

/* The object as it is printed. */
static void check_printed(const struct article *article, unsigned parts, const char *expected)
{
    json_t *object = article_to_json(article, parts);
    char *printed = json_dumps(object, ARTICLE_JSON_FORMAT);
    assert_string_equal(printed, expected);
    json_error_t error;
    json_t *again = json_loads(printed, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    assert_true(json_equal(object, again));
    json_decref(again);
    json_decref(object);
    free(printed);
}

static void test_parts(void **state)
{
    (void)state;
    struct article *article = make_article();
    check_printed(article, 0, "{}");
    check_printed(article, ARTICLE_JSON_BLOCKS,
                  "{\"blocks\":[{\"type\":\"heading\",\"start\":0,\"end\":30},"
                  "{\"type\":\"paragraph\",\"start\":31,\"end\":52}]}");
    check_printed(article, ARTICLE_JSON_QUOTES,
                  "{\"quotes\":[{\"start\":31,\"end\":37,\"type\":\"direct\","
                  "\"speaker\":{\"entity\":0,\"name\":\"Ren\xc3\xa9 Paz\",\"start\":38,\"end\":40,\"text\":\"he\"},"
                  "\"cue\":{\"start\":41,\"end\":45,\"text\":\"said\"},\"confidence\":0.974},"
                  "{\"start\":47,\"end\":52,\"type\":\"mixed\",\"speaker\":null,\"cue\":null,\"continues\":0}]}");
    check_printed(article, ARTICLE_JSON_ENTITIES,
                  "{\"entities\":[{\"id\":0,\"type\":\"person\",\"name\":\"Ren\xc3\xa9 Paz\",\"role\":\"chair\","
                  "\"aliases\":[\"Ren\xc3\xa9 Paz\",\"Paz\"],\"mentions\":["
                  "{\"start\":0,\"end\":8,\"text\":\"Ren\xc3\xa9 Paz\",\"kind\":\"name\"},"
                  "{\"start\":38,\"end\":40,\"text\":\"he\",\"kind\":\"pronoun\"}]},"
                  "{\"id\":1,\"type\":\"other\",\"name\":\"Nothing\",\"aliases\":[],\"mentions\":[]}]}");
    article_destroy(article);
}

static void test_what_is_known(void **state)
{
    (void)state;
    struct article *article = make_article();
    article->id = "7";
    article->title = "A \"title\"";
    article->byline = "Ana Ruiz";
    article->site = "Harbour Gazette";
    article->url = "https://example.org/a/b";
    article->language = "en";
    article->has_published = true;
    article->published = 1643228100; /* 19 018 days and 20:15:00 after 1970 */
    check_printed(article, 0,
                  "{\"id\":\"7\",\"title\":\"A \\\"title\\\"\",\"byline\":\"Ana Ruiz\",\"site\":\"Harbour Gazette\","
                  "\"url\":\"https://example.org/a/b\",\"published\":\"2022-01-26T20:15:00Z\",\"lang\":\"en\"}");
    article->has_published = false;
    article->title = article->byline = article->site = article->url = article->language = NULL;
    check_printed(article, 0, "{\"id\":\"7\"}");
    article_destroy(article);
}

static void test_order_of_parts(void **state)
{
    (void)state;
    static const char *const order[] = {"text", "blocks", "quotes", "entities"};
    struct article *article = make_article();
    json_t *object = article_to_json(article, ALL), *value;
    const char *name;
    size_t index = 0;
    json_object_foreach(object, name, value)
    {
        assert_true(index < 4);
        assert_string_equal(name, order[index++]);
    }
    assert_int_equal(index, 4);
    assert_string_equal(json_string_value(json_object_get(object, "text")), text);
    json_decref(object);
    article_destroy(article);
}

static void test_text_with_a_nul(void **state)
{
    (void)state;
    struct article *article = make_article();
    article->text = "a\0b";
    article->length = 3;
    article->block_count = 0;
    check_printed(article, ARTICLE_JSON_TEXT, "{\"text\":\"a\\u0000b\"}");
    article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_what_is_known),
        cmocka_unit_test(test_order_of_parts),
        cmocka_unit_test(test_text_with_a_nul),
    };
    return cmocka_run_group_tests_name("article JSON", tests, NULL, NULL);
}
