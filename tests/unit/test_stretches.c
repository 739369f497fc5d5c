/* Stretches: which quotation marks belong together. */
#include "annotate_bench.h"

struct stretch_case {
    const char *what, *text,
        *stretches; /* separated by '|'; '+' behind one never closed, '>' when the next carries it on,
                                            '^' when it is nested */
};

static const struct stretch_case stretch_cases[] = {
    {"straight marks", "He said \"no\" and \"yes.\"", "\"no\"|\"yes.\""},
    {"curly marks", "“No,” he said, “never.”", "“No,”|“never.”"},
    {"doubled marks as TeX writes them", "``No,'' he said", "``No,''"},
    {"doubled straight ones", "''No,'' he said", "''No,''"},
    {"guillemets", "« Non », dit-il, «jamais»", "« Non »|«jamais»"},
    {"guillemets turned inward", "»Nein«, sagt er", "»Nein«"},
    {"low and high marks", "„Nein“, sagt er, „nie”", "„Nein“|„nie”"},
    {"single marks inside double ones", "“He said ‘no’ to us,” she said", "“He said ‘no’ to us,”|‘no’^"},
    {"straight single marks inside double ones", "\"He said 'no' to us\"", "\"He said 'no' to us\"|'no'^"},
    {"double marks inside single ones", "‘He said “no” to us,’ she said", "‘He said “no” to us,’|“no”^"},
    {"single marks as in Britain", "‘No,’ he said. ‘Never.’", "‘No,’|‘Never.’"},
    {"straight single marks at the top", "He called it 'a new start' and left", "'a new start'"},
    {"a plural's apostrophe inside single marks", "‘It is the islanders’ pier and it’s ours,’ he said.",
     "‘It is the islanders’ pier and it’s ours,’"},
    {"but a title that ends in s is closed", "the 'Friends' cast and the 'Frasier' cast", "'Friends'|'Frasier'"},
    {"apostrophes are no marks", "O’Brien’s don’t like the ’90s’ rock ’n’ roll", ""},
    {"straight apostrophes neither", "O'Brien's don't like the '90s or the states' rights", ""},
    {"apostrophes beside marks", "“It’s the states’ right,” he said", "“It’s the states’ right,”"},
    {"an opened one ends with its block", "He said \"no and no\nShe left", "\"no and no+"},
    {"paragraphs that each open and only the last closes", "\"One.\n\"Two.\n\"Three,\" he said",
     "\"One.+>|\"Two.+>|\"Three,\""},
    {"the next block must open to carry on", "\"One.\nHe said \"two\"", "\"One.+|\"two\""},
    {"a nested one does not hide that", "“One ‘two’ three.\n“Four.”", "“One ‘two’ three.+>|‘two’^|“Four.”"},
    {"feet and inches", "He is 6'2\" tall and \"fit\"", "\"fit\""},
    {"inches", "A 5\" pipe is \"too long\"", "\"too long\""},
    {"inches inside a quotation", "\"A 5\" pipe is too long,\" he said", "\"A 5\" pipe is too long,\""},
    {"curly marks turned round", "”No,“ he said", "”No,“"},
    {"an opening sign used to close", "“No,“ he said, “never.“", "“No,“|“never.“"},
    {"straight and curly mixed", "“No,\" he said", "“No,\""},
    {"double marks nested in double marks are one", "“He said “no” to us,” she said", "“He said “no” to us,”"},
    {"a mark that opens while one is open ends that", "\"No, he said. \"Never,\" he said.",
     "\"No, he said.+|\"Never,\""},
    {"marks behind brackets and dashes", "(\"no\") —\"yes\"— ", "\"no\"|\"yes\""},
    {"marks with blanks on both sides", "He said \" no \" and left", "\" no \""},
    {"a closing mark alone is nothing", "No,\" he said", ""},
    {"a single mark alone is nothing", "the 'new start", ""},
    {"nothing between single marks is nothing", "a '' b", ""},
    {"a single pair across a double mark is none", "'One \"two' three\"", "\"two' three\""},
};

static void pairs_marks(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof stretch_cases / sizeof *stretch_cases; i++) {
        struct article *article = bench_article(stretch_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        stretches_find(&analysis);
        struct buffer out = buffer_create(BENCH_CEILING);
        const struct stretch *stretches = analysis.stretches.items;
        for (size_t j = 0; j < analysis.stretches.count; j++) {
            bench_append(&out, "|", article, stretches[j].range);
            buffer_append_string(&out, stretches[j].unclosed ? "+" : "");
            buffer_append_string(&out, stretches[j].continued ? ">" : "");
            buffer_append_string(&out, stretches[j].depth ? "^" : "");
        }
        wrong += bench_differs(stretch_cases[i].what, buffer_string(&out), stretch_cases[i].stretches);
        buffer_release(&out);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
    assert_int_equal(wrong, 0);
}

static void quotes_paragraphs_of_a_block_quotation(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    static const struct block blocks[] = {
        {.range = {0, 4}, .type = BLOCK_PARAGRAPH},
        {.range = {5, 12}, .type = BLOCK_QUOTE},
        {.range = {13, 22}, .type = BLOCK_QUOTE},
        {.range = {23, 36}, .type = BLOCK_QUOTE},
    };
    struct article *article = bench_article("One:\nTwo two\nThree 't'\nIt is “a”");
    article->blocks = blocks;
    struct analysis analysis = bench_analysis(article, lexicon);
    tokens_find(&analysis);
    stretches_find(&analysis);
    const struct stretch *stretches = analysis.stretches.items;
    /* Two paragraphs without double marks, a nested one in the second, and one that quotes by itself. */
    assert_int_equal(analysis.stretches.count, 4);
    assert_true(stretches[0].block && stretches[0].continued);
    assert_int_equal(stretches[0].range.start, 5);
    assert_int_equal(stretches[0].range.end, 12);
    assert_true(stretches[1].block && !stretches[1].continued);
    assert_int_equal(stretches[2].depth, 1);
    assert_false(stretches[3].block);
    bench_analysis_release(&analysis);
    article_destroy(article);
}

static void marks_the_tokens_inside(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    struct article *article = bench_article("He \"may go\" now");
    struct analysis analysis = bench_analysis(article, lexicon);
    tokens_find(&analysis);
    stretches_find(&analysis);
    static const bool expected[] = {false, true, true, true, true, false};
    assert_int_equal(analysis.tokens.count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(analysis_tokens(&analysis)[i].in_quotation, expected[i]);
    bench_analysis_release(&analysis);
    article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_marks),
        cmocka_unit_test(quotes_paragraphs_of_a_block_quotation),
        cmocka_unit_test(marks_the_tokens_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
