/* Name agreement: one spelling is of one kind in an article where two of three of its names are. */
#include "annotate/name_agreement.h"
#include "annotate_bench.h"

static const struct {
    const char *what;
    const char *text;  /* every word is a name */
    const char *given; /* their kinds as they are found: P O L X */
    const char *agreed;
} cases[] = {
    {"two of three decide", "Tarvolo Tarvolo Tarvolo", "PPO", "PPP"},
    {"one of two does not", "Tarvolo Tarvolo", "PL", "PL"},
    {"three of five do not", "Tarvolo Tarvolo Tarvolo Tarvolo Tarvolo", "PPPLL", "PPPLL"},
    {"each spelling decides for itself", "Tarvolo Belgor Tarvolo Tarvolo", "LOLP", "LOLL"},
    {"a name alone stays as it is", "Tarvolo", "X", "X"},
};

static const char letters[] = "POLX";

static void add_names(struct name_finder *finder, const char *text, const char *kinds)
{
    for (size_t start = 0; *kinds; kinds++) {
        struct name_piece *piece = array_push(&finder->pieces);
        assert_non_null(piece);
        piece->range = (struct range){start, start + strcspn(text + start, " ")};
        piece->votes[strchr(letters, *kinds) - letters] = VOTE_SURE;
        start = piece->range.end + 1;
    }
}

static size_t wrong_row(size_t row)
{
    struct article *article = bench_article(cases[row].text);
    struct analysis analysis = bench_analysis(article, lexicon_built_in());
    struct name_finder finder = {.analysis = &analysis,
                                 .pieces = array_create(sizeof(struct name_piece), BENCH_CEILING)};
    add_names(&finder, cases[row].text, cases[row].given);
    assert_true(names_agree(&finder));
    struct buffer found = buffer_create(BENCH_CEILING);
    const struct name_piece *pieces = finder.pieces.items;
    for (size_t i = 0; i < finder.pieces.count; i++)
        buffer_append_byte(&found, letters[name_kind(&pieces[i])]);
    size_t wrong = bench_differs(cases[row].what, buffer_string(&found), cases[row].agreed);
    buffer_release(&found);
    array_release(&finder.pieces);
    bench_analysis_release(&analysis);
    article_destroy(article);
    return wrong;
}

static void one_spelling_is_of_one_kind(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        wrong += wrong_row(i);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_spelling_is_of_one_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
