/* The JSON of an article, parsed back: shape, order, offsets in code points, what is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "annotate/evidence.h"
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
    json_t *object = article_to_json(article, NULL, parts);
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
    json_t *object = article_to_json(article, NULL, ALL), *value;
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

/* The family of that name. */
static size_t family_called(const char *name)
{
    struct evidence_reason reason = {.family = 0};
    while (strcmp(evidence_reason_name(&reason), name) != 0)
        reason.family++;
    return reason.family;
}

/* Each quotation has its evidence behind everything else, "nobody" without a speaker, what was not weighed without
 * candidates; the mention of nobody whom the article knows without entity and name. */
static void test_evidence(void **state)
{
    (void)state;
    struct article *article = make_article();
    const struct evidence_candidate candidates[] = {
        {.construction = 0,
         .speaker = {40, 42},
         .cue = {43, 47},
         .entity = 0,
         .from = ARTICLE_NONE,
         .score = 2.25,
         .probability = 0.75,
         .reasons = {{.family = family_called("DISTANCE"), .value = 1, .weight = -0.5}},
         .reason_count = 1},
        {.construction = 0, .speaker = {43, 47}, .entity = ARTICLE_NONE, .from = 0, .score = 0.5, .probability = 0.2},
        {.construction = ARTICLE_NONE, .entity = ARTICLE_NONE, .from = ARTICLE_NONE, .probability = 0.0504},
    };
    const struct evidence items[] = {
        {.verdict = EVIDENCE_SPEAKER, .candidates = candidates, .count = 3, .probability = 0.75, .least = 0.35},
        {.verdict = EVIDENCE_NOT_WEIGHED, .chosen = ARTICLE_NONE},
    };
    const struct evidence_list list = {.items = items, .count = 2};
    json_t *object = article_to_json(article, &list, ARTICLE_JSON_QUOTES);
    json_t *quotes = json_object_get(object, "quotes");
    char *found = json_dumps(json_object_get(json_array_get(quotes, 0), "evidence"), ARTICLE_JSON_FORMAT);
    assert_string_equal(
        found, "{\"verdict\":\"speaker\",\"probability\":0.75,\"least\":0.35,\"candidates\":["
               "{\"probability\":0.75,\"speaker\":{\"entity\":0,\"name\":\"Ren\xc3\xa9 Paz\",\"start\":38,\"end\":40,"
               "\"text\":\"he\"},\"cue\":{\"start\":41,\"end\":45,\"text\":\"said\"},"
               "\"construction\":\"SUBJECT_CUE_BEHIND\",\"words\":\"The speaker and a verb of speaking follow it.\","
               "\"score\":2.25,\"features\":[{\"name\":\"DISTANCE\",\"value\":1,\"weight\":-0.5,"
               "\"words\":\"words between speaker and quotation: 1\"}]},"
               "{\"probability\":0.2,\"speaker\":{\"start\":41,\"end\":45,\"text\":\"said\"},\"cue\":null,"
               "\"construction\":\"SUBJECT_CUE_BEHIND\",\"words\":\"The speaker and a verb of speaking follow it.\","
               "\"score\":0.5,\"features\":[],\"from\":0},"
               "{\"probability\":0.05,\"speaker\":null,\"cue\":null,\"construction\":\"NOBODY\","
               "\"words\":\"Nobody is quoted.\",\"score\":0.0,\"features\":[]}]}");
    free(found);
    found = json_dumps(json_object_get(json_array_get(quotes, 1), "evidence"), ARTICLE_JSON_FORMAT);
    assert_string_equal(found, "{\"verdict\":\"not weighed\",\"probability\":0.0,\"least\":0.0,\"candidates\":[]}");
    free(found);
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
        cmocka_unit_test(test_parts),    cmocka_unit_test(test_what_is_known),   cmocka_unit_test(test_order_of_parts),
        cmocka_unit_test(test_evidence), cmocka_unit_test(test_text_with_a_nul),
    };
    return cmocka_run_group_tests_name("article JSON", tests, NULL, NULL);
}
