/* Sentences: where one ends, where a first word stands. */
#include "annotate_bench.h"

struct sentence_case {
    const char *what, *text, *sentences; /* separated by '|' */
};

static const struct sentence_case sentence_cases[] = {
    {"full stops", "He left. She stayed.", "He left.|She stayed."},
    {"a title's dot ends nothing", "Mr. Price left. Dr. Ruiz stayed.", "Mr. Price left.|Dr. Ruiz stayed."},
    {"initials end nothing", "J. K. Rowling wrote. R. Ames read.", "J. K. Rowling wrote.|R. Ames read."},
    {"a country's dots do not before its senator", "The U.S. Senate met.", "The U.S. Senate met."},
    {"but do before a new sentence", "She came to the U.S. The court met.", "She came to the U.S.|The court met."},
    {"nor does the time of day before a weekday", "At 5 p.m. Wednesday he left.", "At 5 p.m. Wednesday he left."},
    {"question and exclamation marks", "Why? Because! Good.", "Why?|Because!|Good."},
    {"a quotation that ends the sentence", "\"I stay.\" The room fell silent.", "\"I stay.\"|The room fell silent."},
    {"a question in quotation marks goes on in lower case", "\"Why now?\" asked Ruiz. He left.",
     "\"Why now?\" asked Ruiz.|He left."},
    {"or with a pronoun that speaks", "\"Why now?\" She asked. He left.", "\"Why now?\" She asked.|He left."},
    {"or with a name that does", "“Why now?” Ana Ruiz asked. He left.", "“Why now?” Ana Ruiz asked.|He left."},
    {"a new sentence may speak, too", "“Why now?” Ruiz said that he left. So.",
     "“Why now?”|Ruiz said that he left.|So."},
    {"or with a name and an office between commas", "“Why now?” Ana Ruiz, the mayor of Oslo, asked. He left.",
     "“Why now?” Ana Ruiz, the mayor of Oslo, asked.|He left."},
    {"or with somebody who asks somebody", "“Why now?” Ruiz asked the board. So.",
     "“Why now?” Ruiz asked the board.|So."},
    {"or with a time that is a clause", "“Why now?” Ruiz said as he left. So.", "“Why now?” Ruiz said as he left.|So."},
    {"a full stop where a comma belongs", "“I stay.” Ana Ruiz said. He left.", "“I stay.” Ana Ruiz said.|He left."},
    {"but not before a sentence of its own", "“I stay.” Ana Ruiz said no. He left.",
     "“I stay.”|Ana Ruiz said no.|He left."},
    {"several sentences inside a quotation do not count", "Ruiz said, \"No. Never. Not me.\" He left.",
     "Ruiz said, \"No. Never. Not me.\"|He left."},
    {"a quotation never closed lasts to the end of its block", "Ruiz: \"No. Never.\nHe left.",
     "Ruiz: \"No. Never.|He left."},
    {"an ellipsis goes on in lower case", "He ... well, left. So.", "He ... well, left.|So."},
    {"and ends before a capital", "He left… She stayed.", "He left…|She stayed."},
    {"brackets close behind the stop", "(He left.) She stayed.", "(He left.)|She stayed."},
    {"a headline without a stop is a sentence", "Board votes on ferry\nIt voted.", "Board votes on ferry|It voted."},
    {"a quotation within a sentence", "It \"may.\" rise", "It \"may.\" rise"},
};

static void groups_tokens(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof sentence_cases / sizeof *sentence_cases; i++) {
        struct article *article = bench_article(sentence_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        stretches_find(&analysis);
        sentences_find(&analysis);
        struct buffer out = buffer_create(BENCH_CEILING);
        const struct sentence *sentences = analysis.sentences.items;
        const struct token *tokens = analysis_tokens(&analysis);
        for (size_t j = 0; j < analysis.sentences.count; j++) {
            size_t first = sentences[j].first, last = sentences[j].end - 1;
            bench_append(&out, "|", article, (struct range){tokens[first].range.start, tokens[last].range.end});
            assert_int_equal(tokens[first].sentence, j);
            assert_int_equal(tokens[last].sentence, j);
        }
        wrong += bench_differs(sentence_cases[i].what, buffer_string(&out), sentence_cases[i].sentences);
        buffer_release(&out);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
    assert_int_equal(wrong, 0);
}

/* The words that stand at a sentence's start. */
static const struct sentence_case start_cases[] = {
    {"the first word of each", "He left. She stayed.", "He|She"},
    {"behind a mark and a bracket", "(“We left.”)", "We"},
    {"inside a quotation each sentence's", "He said, \"No. Never. Not me.\" Ruiz left.", "He|No|Never|Not|Ruiz"},
    {"no word inside a quotation that goes on with the sentence", "It \"may rise. Now\" it fell.", "It|Now"},
    {"not what follows a quotation inside the sentence", "\"Why?\" Ruiz asked.", "Why"},
};

static void marks_first_words(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof start_cases / sizeof *start_cases; i++) {
        struct article *article = bench_article(start_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        stretches_find(&analysis);
        sentences_find(&analysis);
        struct buffer out = buffer_create(BENCH_CEILING);
        for (size_t j = 0; j < analysis.tokens.count; j++)
            if (analysis_tokens(&analysis)[j].sentence_start)
                bench_append(&out, "|", article, analysis_tokens(&analysis)[j].range);
        wrong += bench_differs(start_cases[i].what, buffer_string(&out), start_cases[i].sentences);
        buffer_release(&out);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_tokens),
        cmocka_unit_test(marks_first_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
