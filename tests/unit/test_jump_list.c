/* Jump lists and the history of jumps, over an article made by hand: no parser, no annotator, no screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "article/article.h"
#include "article/jump_list.h"

/*                          0         1         2         3         4         5         6
                            0123456789012345678901234567890123456789012345678901234567890123 */
static const char text[] = "Headline\n\"One,\" she said. \"Two.\"\n\"Three,\" said Bo. A \"pet\" word.";

static const struct block blocks[] = {
    {.range = {0, 8}, .type = BLOCK_HEADING, .level = 1},
    {.range = {9, 32}, .type = BLOCK_PARAGRAPH},
    {.range = {33, 64}, .type = BLOCK_PARAGRAPH},
};
static const struct quotation quotations[] = {
    {{9, 15}, QUOTATION_DIRECT, {16, 19}, 0, {20, 24}, ARTICLE_NONE, 0.9},
    {{26, 32}, QUOTATION_DIRECT, {16, 19}, 0, {20, 24}, 0, 0.8},
    {{33, 41}, QUOTATION_DIRECT, {47, 49}, 1, {42, 46}, ARTICLE_NONE, 0.9},
    {{53, 58}, QUOTATION_SCARE, {0, 0}, ARTICLE_NONE, {0, 0}, ARTICLE_NONE, 0.0},
};
static const struct mention mentions[] = {{{16, 19}, MENTION_PRONOUN, 0}, {{47, 49}, MENTION_NAME, 1}};
static size_t mentions_of_she[] = {0}, mentions_of_bo[] = {1};
static const struct entity entities[] = {
    {ENTITY_PERSON, "she", NULL, NULL, 0, mentions_of_she, 1},
    {ENTITY_PERSON, "Bo", NULL, NULL, 0, mentions_of_bo, 1},
};
static const struct article article = {
    .text = text,
    .length = sizeof text - 1,
    .blocks = blocks,
    .block_count = 3,
    .quotations = quotations,
    .quotation_count = 4,
    .mentions = mentions,
    .mention_count = 2,
    .entities = entities,
    .entity_count = 2,
};

/* The starts of a list's stops, in a line, so that a failing case shows what was collected. */
static void assert_starts(struct jump_list list, const size_t *starts, size_t count)
{
    assert_int_equal(list.stops.count, count);
    assert_int_equal(list.current, ARTICLE_NONE);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(jump_list_stops(&list)[i].range.start, starts[i]);
    jump_list_release(&list);
}

static void test_collecting(void **state)
{
    (void)state;
    assert_starts(jump_list_of_quotations(&article), (const size_t[]){9, 26, 33}, 3);
    assert_starts(jump_list_of_speaker(&article, 0), (const size_t[]){9, 26}, 2);
    assert_starts(jump_list_of_speaker(&article, 1), (const size_t[]){33}, 1);
    assert_starts(jump_list_of_speaker(&article, ARTICLE_NONE), NULL, 0);
    assert_starts(jump_list_of_entity(&article, 1), (const size_t[]){47}, 1);
    assert_starts(jump_list_of_entity(&article, 7), NULL, 0);
    assert_starts(jump_list_of_headings(&article), (const size_t[]){0}, 1);
    assert_starts(jump_list_of_links(&article), NULL, 0);
    static const struct figure figures[] = {{.block = 1, .type = FIGURE_VIDEO}, {.block = 2}};
    struct article illustrated = article;
    illustrated.figures = figures;
    illustrated.figure_count = 2;
    assert_starts(jump_list_of_figures(&illustrated),
                  (const size_t[]){article.blocks[1].range.start, article.blocks[2].range.start}, 2);
}

struct match_case {
    const char *what, *text, *needle;
    size_t count, start, end; /* of the first match */
};

static const struct match_case match_cases[] = {
    {"lower case matches any case", "He SAID he said", "said", 2, 3, 7},
    {"an upper-case letter makes case count", "he said, Said Aouita", "Said", 1, 9, 13},
    {"an empty needle matches nothing", "abc", "", 0, 0, 0},
    {"a needle longer than the text matches nothing", "ab", "abc", 0, 0, 0},
    {"matches do not overlap", "aaaa", "aa", 2, 0, 2},
    {"case folds beyond ASCII", "\xc3\x84rger", "\xc3\xa4rger", 1, 0, 6},
    {"a blank matches a newline", "open\ndoor", "open door", 1, 0, 9},
    {"a blank matches a no-break space", "10\xc2\xa0km", "10 km", 1, 0, 6},
    {"a blank does not match nothing", "opendoor", "open door", 0, 0, 0},
    {"a match at the very end is found", "the end", "end", 1, 4, 7},
};

static void test_matches(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof match_cases / sizeof *match_cases; i++) {
        const struct match_case *row = &match_cases[i];
        struct article one = {.text = row->text, .length = strlen(row->text)};
        struct jump_list list = jump_list_of_matches(&one, row->needle);
        const struct jump_stop *first = jump_list_stops(&list);
        if (list.stops.count != row->count ||
            (row->count && (first->range.start != row->start || first->range.end != row->end)))
            fail_msg("%s: %zu matches", row->what, list.stops.count);
        jump_list_release(&list);
    }
}

static void test_moving(void **state)
{
    (void)state;
    struct jump_list list = jump_list_of_quotations(&article);
    assert_null(jump_list_previous(&list, 0, 1));
    assert_int_equal(jump_list_next(&list, 0, 1)->range.start, 9);
    assert_int_equal(list.current, 0);
    assert_int_equal(jump_list_next(&list, 9, 1)->range.start, 26);
    assert_int_equal(jump_list_next(&list, 26, 5)->range.start, 33); /* a count beyond the end stops at the last */
    assert_null(jump_list_next(&list, 33, 1));
    assert_int_equal(list.current, 2);
    assert_int_equal(jump_list_previous(&list, 33, 2)->range.start, 9);
    assert_null(jump_list_previous(&list, 9, 1));
    /* Having scrolled away from the current stop, one goes on from where one looks. */
    assert_int_equal(jump_list_next(&list, 30, 1)->range.start, 33);
    assert_int_equal(jump_list_previous(&list, 20, 1)->range.start, 9);
    /* Standing at a stop's first byte that is not current, the next one is the one behind it. */
    list.current = ARTICLE_NONE;
    assert_int_equal(jump_list_next(&list, 26, 1)->range.start, 33);
    assert_null(jump_list_select(&list, 3));
    assert_int_equal(jump_list_select(&list, 1)->range.start, 26);
    jump_list_release(&list);
}

/* The place of a byte, seen in the second row of one byte each. */
static struct jump_place at(size_t position)
{
    return (struct jump_place){.position = position, .top = position - 1};
}

static void test_history(void **state)
{
    (void)state;
    struct jump_history history = {0};
    struct jump_place target = {0, 0};
    assert_false(jump_history_back(&history, at(5), &target));
    assert_false(jump_history_forward(&history, at(5), &target));
    jump_history_leave(&history, at(10)); /* 10 → 20 → 30 */
    jump_history_leave(&history, at(20));
    jump_history_leave(&history, (struct jump_place){20, 15}); /* noted once, as it was seen last */
    assert_true(jump_history_back(&history, at(30), &target));
    assert_int_equal(target.position, 20);
    assert_int_equal(target.top, 15);
    assert_true(jump_history_back(&history, at(20), &target));
    assert_int_equal(target.position, 10);
    assert_int_equal(target.top, 9);
    assert_false(jump_history_back(&history, at(10), &target));
    assert_true(jump_history_forward(&history, at(10), &target));
    assert_int_equal(target.position, 20);
    assert_int_equal(target.top, 19); /* from where it was gone back */
    assert_true(jump_history_forward(&history, at(20), &target));
    assert_int_equal(target.position, 30);
    assert_int_equal(target.top, 29);
    assert_false(jump_history_forward(&history, at(30), &target));
    /* A new jump forgets what lay forward. */
    assert_true(jump_history_back(&history, at(30), &target));
    jump_history_leave(&history, at(20));
    assert_false(jump_history_forward(&history, at(40), &target));
    /* The oldest is dropped, never the newest. */
    for (size_t i = 0; i < 3 * JUMP_HISTORY_MAX; i++)
        jump_history_leave(&history, at(1000 + i));
    assert_true(jump_history_back(&history, at(5000), &target));
    assert_int_equal(target.position, 1000 + 3 * JUMP_HISTORY_MAX - 1);
    size_t steps = 1;
    while (jump_history_back(&history, target, &target))
        steps++;
    assert_int_equal(steps, JUMP_HISTORY_MAX - 1);
}

static void test_block_at(void **state)
{
    (void)state;
    assert_int_equal(article_block_at(&article, 0), 0);
    assert_int_equal(article_block_at(&article, 8), 0); /* the newline belongs to the block before it */
    assert_int_equal(article_block_at(&article, 9), 1);
    assert_int_equal(article_block_at(&article, 1000), 2);
    const struct article empty = {.text = ""};
    assert_int_equal(article_block_at(&empty, 0), ARTICLE_NONE);
    assert_int_equal(article_word_count(&article), 11);
    assert_int_equal(article_word_count(&empty), 0);
}

/* A program's output kept as code can hold a megabyte of blanks: each is looked at once, not once for each before
 * it. */
static void test_searching_blanks(void **state)
{
    (void)state;
    static char blanks[1 << 20];
    memset(blanks, ' ', sizeof blanks);
    memcpy(blanks + sizeof blanks - 4, "a  b", 4);
    const struct article wide = {.text = blanks, .length = sizeof blanks};
    assert_starts(jump_list_of_matches(&wide, " b"), (const size_t[]){sizeof blanks - 3}, 1);
    assert_starts(jump_list_of_matches(&wide, " c"), NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_collecting), cmocka_unit_test(test_matches),  cmocka_unit_test(test_moving),
        cmocka_unit_test(test_history),    cmocka_unit_test(test_block_at), cmocka_unit_test(test_searching_blanks),
    };
    return cmocka_run_group_tests_name("jump list", tests, NULL, NULL);
}
