/* The lexicon: what is in the lists is found, however it is written. */
#include "annotate_bench.h"

#include "files.h"

static bool is_in(const struct lexicon *lexicon, enum word_class word_class, const char *text)
{
    return lexicon_look_up(lexicon, text, strlen(text)).classes & WORD_BIT(word_class);
}

static void finds_words(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    assert_true(is_in(lexicon, WORD_CUE, "said"));
    assert_true(is_in(lexicon, WORD_CUE, "Said"));
    assert_false(is_in(lexicon, WORD_CUE, "sai"));
    assert_false(is_in(lexicon, WORD_CUE, ""));
    assert_false(is_in(lexicon, WORD_STARTER, "said"));
    assert_true(is_in(lexicon, WORD_ELISION, "’em"));
}

static void finds_nothing_longer_than_any_entry(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    char text[4096];
    memset(text, 'a', sizeof text);
    assert_int_equal(lexicon_look_up(lexicon, text, sizeof text).classes, 0);
}

static void tells_values(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    assert_string_equal(lexicon_value(lexicon, WORD_ABBREVIATION, "No.", 3), "number");
    assert_null(lexicon_value(lexicon, WORD_ABBREVIATION, "Mr.", 3));
    assert_null(lexicon_value(lexicon, WORD_CUE, "No.", 3));
}

struct match_case {
    const char *what, *text;
    enum word_class word_class;
    size_t length; /* in tokens */
};

static const struct match_case match_cases[] = {
    {"a word that is an entry", "said it", WORD_CUE, 1},
    {"an entry of two words", "according to Ruiz", WORD_CUE_PHRASE, 2},
    {"however they are written", "According TO Ruiz", WORD_CUE_PHRASE, 2},
    {"one that ends with the text", "pointed out", WORD_CUE, 2},
    {"the longest entry", "in the words of Ruiz", WORD_CUE_PHRASE, 4},
    {"the beginning of an entry is none", "according them", WORD_CUE_PHRASE, 0},
    {"nor is one that the text breaks off", "in the words", WORD_CUE_PHRASE, 0},
    {"nor an entry of another class", "according to", WORD_CUE, 0},
};

static void finds_phrases(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    for (size_t i = 0; i < sizeof match_cases / sizeof *match_cases; i++) {
        struct article *article = bench_article(match_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        size_t length = lexicon_match(&analysis, match_cases[i].word_class, 0, analysis.tokens.count);
        if (length != match_cases[i].length)
            fail_msg("%s: %zu tokens", match_cases[i].what, length);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
}

/* A value of cues.txt is a strength and a form; syntax.c reads it without looking twice. */
static void has_a_value_for_every_cue(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    static const char *const forms[] = {"past", "present", "base", "participle", "passive"};
    char *list = file_read("config/lang/en/cues.txt");
    for (const char *line = list; *line; line += strcspn(line, "\n") + 1) {
        if (*line == '#' || *line == '\n')
            continue;
        const char *value = lexicon_value(lexicon, WORD_CUE, line, strcspn(line, "\t"));
        assert_non_null(value);
        assert_in_range(value[0], '1', '3');
        assert_int_equal(value[1], ' ');
        size_t form = 0;
        while (form < sizeof forms / sizeof *forms && strcmp(value + 2, forms[form]) != 0)
            form++;
        if (form == sizeof forms / sizeof *forms)
            fail_msg("'%s' is no form", value + 2);
    }
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words),
        cmocka_unit_test(finds_nothing_longer_than_any_entry),
        cmocka_unit_test(tells_values),
        cmocka_unit_test(finds_phrases),
        cmocka_unit_test(has_a_value_for_every_cue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
