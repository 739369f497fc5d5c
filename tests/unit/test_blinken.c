/* A real article, annotated by hand: what the program finds in it must be that and nothing else. The article is not
 * ours to ship; it is read from ../shared/articles (or $WHOSAID_SHARED/articles), and the tests are skipped without
 * it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "annotate/annotate.h"
#include "article/article.h"
#include "base/error.h"
#include "feeds/document.h"

enum { FILE_SIZE_MAX = 64 * 1024 };

struct fixture {
    struct document document;
    struct annotator *annotator;
    const struct article *article;
};

/* Reads the file into `bytes`; returns its length, 0 when it is not there. */
static size_t read_article(char bytes[FILE_SIZE_MAX])
{
    const char *shared = getenv("WHOSAID_SHARED");
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/articles/blinken-response.txt", shared ? shared : "../shared");
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    size_t length = fread(bytes, 1, FILE_SIZE_MAX, file);
    (void)fclose(file);
    return length;
}

static int set_up(void **state)
{
    static char bytes[FILE_SIZE_MAX];
    size_t length = read_article(bytes);
    *state = NULL;
    if (length == 0)
        return 0;
    struct fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture)
        return -1;
    struct document_source source = {.format = DOCUMENT_AUTO};
    struct error error;
    fixture->annotator = annotator_create(&error);
    if (!fixture->annotator || !document_read(bytes, length, &source, &fixture->document, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    struct article *article = *(struct article **)fixture->document.articles.items;
    if (!annotate(fixture->annotator, article, &error)) {
        print_error("%s\n", error.message);
        return -1;
    }
    fixture->article = article;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    if (!fixture)
        return 0;
    document_release(&fixture->document);
    annotator_destroy(fixture->annotator);
    free(fixture);
    return 0;
}

static const struct article *article_or_skip(void **state)
{
    const struct fixture *fixture = *state;
    if (!fixture) {
        print_message("the article is not there: put it into ../shared/articles or set WHOSAID_SHARED\n");
        skip();
    }
    return fixture->article;
}

struct expected_quotation {
    const char *begins, *ends; /* the first and the last words of the stretch, marks included */
    size_t block;
    enum quotation_type type;
    const char *name, *mention, *cue;
};

/* The eleven stretches in quotation marks, from top to bottom; block 0 is the headline. */
static const struct expected_quotation expected_quotations[] = {
    {"\"sets out a serious diplomatic path", "should Russia choose it", 0, QUOTATION_MIXED, "Antony Blinken", "Blinken",
     "said"},
    {"\"sets out a serious diplomatic path", "should Russia choose it,\"", 3, QUOTATION_MIXED, "Antony Blinken",
     "Blinken", "said"},
    {"\"The document we've delivered", "able to find common ground,\"", 4, QUOTATION_DIRECT, "Antony Blinken",
     "Blinken", "said"},
    {"\"open-door", "policy,\"", 5, QUOTATION_MIXED, "Antony Blinken", "he", "said"},
    {"\"There will be no change,\"", "\"There will be no change,\"", 6, QUOTATION_DIRECT, "Antony Blinken", "Blinken",
     "said"},
    {"\"We make clear that", "security arrangements and alliances,\"", 7, QUOTATION_DIRECT, "Antony Blinken", "he",
     "added"},
    {"\"There will be no surprises. There", "our Ukrainian partners.\"", 8, QUOTATION_DIRECT, "Ned Price", "Ned Price",
     "saying"},
    {"\"because we think that", "space for confidential talks.\"", 11, QUOTATION_DIRECT, "Antony Blinken", "Blinken",
     "said"},
    {"\"We hope and expect", "take our proposal seriously,\"", 12, QUOTATION_DIRECT, "Antony Blinken", "Blinken",
     "said"},
    {"\"there should be no doubt", "when it comes to diplomacy.\"", 12, QUOTATION_MIXED, "Antony Blinken", "Blinken",
     "adding"},
    {"\"Deputy Minister of Foreign Affairs", "John Sullivan at his request,\"", 13, QUOTATION_DIRECT,
     "Russian Ministry of Foreign Affairs", "the Russian foreign ministry", "said"},
};

static void assert_text(const struct article *article, struct range range, const char *expected)
{
    assert_int_equal(range.end - range.start, strlen(expected));
    assert_memory_equal(article->text + range.start, expected, strlen(expected));
}

static void finds_every_quotation(void **state)
{
    const struct article *article = article_or_skip(state);
    assert_int_equal(article->quotation_count, sizeof expected_quotations / sizeof *expected_quotations);
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct expected_quotation *expected = &expected_quotations[i];
        struct range range = article->quotations[i].range;
        size_t end_length = strlen(expected->ends);
        assert_memory_equal(article->text + range.start, expected->begins, strlen(expected->begins));
        assert_memory_equal(article->text + range.end - end_length, expected->ends, end_length);
        assert_int_equal(article_block_at(article, range.start), expected->block);
        assert_int_equal(article_block_at(article, range.end - 1), expected->block);
        assert_int_equal(article->quotations[i].type, expected->type);
        assert_int_equal(article->quotations[i].continues, ARTICLE_NONE);
    }
    assert_int_equal(article->quotations[0].range.end, article->blocks[0].range.end);
}

static void finds_every_speaker(void **state)
{
    const struct article *article = article_or_skip(state);
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct expected_quotation *expected = &expected_quotations[i];
        const struct quotation *quotation = &article->quotations[i];
        assert_int_not_equal(quotation->speaker_entity, ARTICLE_NONE);
        assert_string_equal(article->entities[quotation->speaker_entity].name, expected->name);
        assert_text(article, quotation->speaker, expected->mention);
        assert_text(article, quotation->cue, expected->cue);
        assert_true(quotation->confidence >= 0.6);
        /* Both stand in the quotation's own block, outside the quotation. */
        assert_int_equal(article_block_at(article, quotation->speaker.start), expected->block);
        assert_int_equal(article_block_at(article, quotation->cue.start), expected->block);
        assert_false(range_overlaps(quotation->speaker, quotation->range));
        assert_false(range_overlaps(quotation->cue, quotation->range));
    }
}

struct expected_entity {
    enum entity_type type;
    const char *name, *role;
    const char *forms; /* every distinct form of the name in the text, separated by '|', by first appearance */
    size_t names;      /* how many name mentions it has */
};

static const struct expected_entity expected_entities[] = {
    {ENTITY_PERSON, "Antony Blinken", "Secretary of State", "Blinken|Antony Blinken", 9},
    {ENTITY_PLACE, "United States", NULL, "US|United States", 15},
    {ENTITY_PLACE, "Russia", NULL, "Russia", 10},
    {ENTITY_PLACE, "Moscow", NULL, "Moscow", 7},
    {ENTITY_PLACE, "Ukraine", NULL, "Ukraine", 5},
    {ENTITY_ORGANIZATION, "Russian Ministry of Foreign Affairs", NULL, "Russian Ministry of Foreign Affairs", 1},
    {ENTITY_PERSON, "John Sullivan", "US Ambassador to Russia", "John Sullivan", 2},
    {ENTITY_ORGANIZATION, "State Department", NULL, "State Department", 3},
    {ENTITY_PERSON, "Sergey Lavrov", "Russian Foreign Minister", "Sergey Lavrov", 1},
    {ENTITY_ORGANIZATION, "NATO", NULL, "NATO", 6},
    {ENTITY_PERSON, "Ned Price", "State Department spokesperson", "Ned Price", 1},
    {ENTITY_ORGANIZATION, "Congress", NULL, "Congress", 1},
    {ENTITY_PERSON, "Alexander V. Grushko", "Deputy Minister of Foreign Affairs of Russia", "Alexander V. Grushko", 1},
};

/* The distinct forms of the entity's name mentions, as they follow in the text; returns how many mentions there are. */
static size_t forms_of(const struct article *article, const struct entity *entity, char forms[], size_t size)
{
    size_t names = 0;
    forms[0] = '\0';
    for (size_t i = 0; i < entity->mention_count; i++) {
        const struct mention *mention = &article->mentions[entity->mentions[i]];
        if (mention->kind != MENTION_NAME)
            continue;
        names++;
        char form[256];
        (void)snprintf(form, sizeof form, "%.*s", (int)(mention->range.end - mention->range.start),
                       article->text + mention->range.start);
        bool known = false;
        for (const char *at = forms; *at;) {
            size_t length = strcspn(at, "|");
            known = known || (length == strlen(form) && memcmp(at, form, length) == 0);
            at += length + (at[length] == '|');
        }
        size_t used = strlen(forms);
        if (!known)
            (void)snprintf(forms + used, size - used, "%s%s", used ? "|" : "", form);
    }
    return names;
}

static void finds_every_entity(void **state)
{
    const struct article *article = article_or_skip(state);
    for (size_t i = 0; i < sizeof expected_entities / sizeof *expected_entities; i++) {
        const struct expected_entity *expected = &expected_entities[i];
        assert_true(i < article->entity_count);
        const struct entity *entity = &article->entities[i];
        assert_string_equal(entity->name, expected->name);
        assert_int_equal(entity->type, expected->type);
        if (expected->role)
            assert_string_equal(entity->role, expected->role);
        else
            assert_null(entity->role);
        char forms[1024];
        assert_int_equal(forms_of(article, entity, forms, sizeof forms), expected->names);
        assert_string_equal(forms, expected->forms);
    }
    assert_int_equal(article->entity_count, sizeof expected_entities / sizeof *expected_entities);
}

struct expected_reference {
    const char *text;
    enum mention_kind kind;
    const char *name; /* whom it stands for */
    size_t block;
};

/* Pronouns and descriptions outside quotation marks. "diplomat" is "the top US diplomat" without the name inside it. */
static const struct expected_reference expected_references[] = {
    {"diplomat", MENTION_NOMINAL, "Antony Blinken", 2},
    {"he", MENTION_PRONOUN, "Antony Blinken", 3},
    {"he", MENTION_PRONOUN, "Antony Blinken", 5},
    {"the alliance", MENTION_NOMINAL, "NATO", 6},
    {"he", MENTION_PRONOUN, "Antony Blinken", 7},
    {"its", MENTION_PRONOUN, "NATO", 9},
    {"he", MENTION_PRONOUN, "Antony Blinken", 10},
    {"The Russian foreign ministry", MENTION_NOMINAL, "Russian Ministry of Foreign Affairs", 13},
    {"the Russian foreign ministry", MENTION_NOMINAL, "Russian Ministry of Foreign Affairs", 13},
};

static void resolves_every_reference(void **state)
{
    const struct article *article = article_or_skip(state);
    size_t found = 0;
    for (size_t i = 0; i < article->mention_count; i++) {
        const struct mention *mention = &article->mentions[i];
        if (mention->kind == MENTION_NAME)
            continue;
        assert_true(found < sizeof expected_references / sizeof *expected_references);
        const struct expected_reference *expected = &expected_references[found++];
        assert_text(article, mention->range, expected->text);
        assert_int_equal(mention->kind, expected->kind);
        assert_string_equal(article->entities[mention->entity].name, expected->name);
        assert_int_equal(article_block_at(article, mention->range.start), expected->block);
    }
    assert_int_equal(found, sizeof expected_references / sizeof *expected_references);
}

static void sets_boilerplate_apart(void **state)
{
    const struct article *article = article_or_skip(state);
    assert_int_equal(article->block_count, 15);
    assert_int_equal(article->blocks[0].type, BLOCK_HEADING);
    for (size_t i = 1; i < 14; i++)
        assert_int_equal(article->blocks[i].type, BLOCK_PARAGRAPH);
    assert_int_equal(article->blocks[14].type, BLOCK_BOILERPLATE);
    assert_text(article, article->blocks[14].range, "Comments");
    for (size_t i = 0; i < article->mention_count; i++)
        assert_false(range_overlaps(article->mentions[i].range, article->blocks[14].range));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_every_quotation),  cmocka_unit_test(finds_every_speaker),
        cmocka_unit_test(finds_every_entity),     cmocka_unit_test(resolves_every_reference),
        cmocka_unit_test(sets_boilerplate_apart),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
