/* The lexicon: what is in the lists is found, however it is written. */
#include "annotate_bench.h"

static bool is_in(const struct lexicon *lexicon, enum word_class word_class, const char *text)
{
    return lexicon_look_up(lexicon, text, strlen(text)).classes & WORD_BIT(word_class);
}

static void finds_words(void **state)
{
    (void)state;
    struct lexicon *lexicon = bench_lexicon();
    assert_true(is_in(lexicon, WORD_CUE, "said"));
    assert_true(is_in(lexicon, WORD_CUE, "Said"));
    assert_false(is_in(lexicon, WORD_CUE, "sai"));
    assert_false(is_in(lexicon, WORD_CUE, ""));
    assert_false(is_in(lexicon, WORD_STARTER, "said"));
    assert_true(is_in(lexicon, WORD_ELISION, "’em"));
    lexicon_destroy(lexicon);
}

static void finds_nothing_longer_than_any_entry(void **state)
{
    (void)state;
    struct lexicon *lexicon = bench_lexicon();
    char text[4096];
    memset(text, 'a', sizeof text);
    assert_int_equal(lexicon_look_up(lexicon, text, sizeof text).classes, 0);
    lexicon_destroy(lexicon);
}

static void tells_values(void **state)
{
    (void)state;
    struct lexicon *lexicon = bench_lexicon();
    assert_string_equal(lexicon_value(lexicon, WORD_ABBREVIATION, "No.", 3), "number");
    assert_null(lexicon_value(lexicon, WORD_ABBREVIATION, "Mr.", 3));
    assert_null(lexicon_value(lexicon, WORD_CUE, "No.", 3));
    lexicon_destroy(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words),
        cmocka_unit_test(finds_nothing_longer_than_any_entry),
        cmocka_unit_test(tells_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
