/* Tokens: words, signs, apostrophes. */
#include "annotate_bench.h"

struct token_case {
    const char *what, *text, *tokens; /* tokens separated by '|' */
};

static const struct token_case token_cases[] = {
    {"words and a full stop", "He left.", "He|left|."},
    {"a possessive is a token of its own", "Blinken's plan", "Blinken|'s|plan"},
    {"so it is with a curly apostrophe", "Blinken’s plan", "Blinken|’s|plan"},
    {"contractions with 's, 'd, 'll, 're, 've, 'm fall in two", "He'd say they're", "He|'d|say|they|'re"},
    {"n't does not", "I don't, she didn’t", "I|don't|,|she|didn’t"},
    {"an apostrophe inside a name stays there", "O’Brien and D'Arcy", "O’Brien|and|D'Arcy"},
    {"a name with both", "O'Brien's", "O'Brien|'s"},
    {"a plural possessive", "the states' rights, James’ car", "the|states|'|rights|,|James|’|car"},
    {"years cut short", "the ’90s and '08", "the|’90s|and|'08"},
    {"words cut short", "rock ’n’ roll, get 'em", "rock|’n’|roll|,|get|'em"},
    {"a curly mark the wrong way round before a year", "the ‘90s", "the|‘90s"},
    {"abbreviations keep their dot", "Mr. Price of Inc. on Jan. 3", "Mr.|Price|of|Inc.|on|Jan.|3"},
    {"a word at the end does not", "He likes art.", "He|likes|art|."},
    {"number abbreviations only before a number", "No. 5 said no. Why", "No.|5|said|no|.|Why"},
    {"letters with dots", "the U.S. at 5 a.m. today", "the|U.S.|at|5|a.m.|today"},
    {"initials", "J. K. Rowling", "J.|K.|Rowling"},
    {"the pronoun is no initial", "So do I. He", "So|do|I|.|He"},
    {"numbers with commas, points and percent", "1,000,000 or 3.5%, 12,5", "1,000,000|or|3.5%|,|12|,|5"},
    {"times and dates", "10:30 on 9/11", "10:30|on|9/11"},
    {"money", "$1,200.50", "$|1,200.50"},
    {"hyphens join", "open-door, 34-year-old, U.S.-led", "open-door|,|34-year-old|,|U.S.-led"},
    {"dashes do not", "said—loudly -- he – who", "said|—|loudly|--|he|–|who"},
    {"an ellipsis is one sign", "Well... so…", "Well|...|so|…"},
    {"an address is one token, without the full stop behind it", "see https://a.example/b?c=1,2.",
     "see|https://a.example/b?c=1,2|."},
    {"www too", "(www.a.example)", "(|www.a.example|)"},
    {"mail addresses, handles, tags", "a.b@c.example @whosaid #news", "a.b@c.example|@whosaid|#news"},
    {"an ampersand between capitals joins", "AT&T and B & B", "AT&T|and|B|&|B"},
    {"a missing blank behind a full stop", "in Ukraine.The end", "in|Ukraine|.|The|end"},
    {"straight marks", "\"Yes,\" he said.", "\"|Yes|,|\"|he|said|."},
    {"curly marks", "“Yes,” he said", "“|Yes|,|”|he|said"},
    {"doubled marks", "``Yes,'' he said", "``|Yes|,|''|he|said"},
    {"single marks", "‘Yes,’ he said", "‘|Yes|,|’|he|said"},
    {"a single mark closes behind an s", "the 'two states' plan", "the|'|two|states|'|plan"},
    {"an apostrophe behind an s inside single marks", "‘The states’ rights,’ he said",
     "‘|The|states|’|rights|,|’|he|said"},
    {"feet and inches are a number", "He is 6'2\" tall", "He|is|6'2\"|tall"},
    {"letters beyond ASCII", "Erdoğan’s Çelik", "Erdoğan|’s|Çelik"},
    {"an ill-formed byte ends nothing but itself", "a \xff b", "a|\xff|b"},
    {"blocks are cut apart", "One\nTwo", "One|Two"},
};

static void cuts_into_tokens(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof token_cases / sizeof *token_cases; i++) {
        struct article *article = bench_article(token_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        struct buffer out = buffer_create(BENCH_CEILING);
        for (size_t j = 0; j < analysis.tokens.count; j++)
            bench_append(&out, "|", article, analysis_tokens(&analysis)[j].range);
        wrong += bench_differs(token_cases[i].what, buffer_string(&out), token_cases[i].tokens);
        buffer_release(&out);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
    assert_int_equal(wrong, 0);
}

struct shape_case {
    const char *text;
    enum token_shape shape;
};

static const struct shape_case shape_cases[] = {
    {"minister", TOKEN_LOWER},
    {"'em", TOKEN_LOWER},
    {"Minister", TOKEN_CAPITALIZED},
    {"McDonald", TOKEN_CAPITALIZED},
    {"O'Brien", TOKEN_CAPITALIZED},
    {"Çelik", TOKEN_CAPITALIZED},
    {"NATO", TOKEN_UPPER},
    {"U.S.", TOKEN_UPPER},
    {"A.", TOKEN_UPPER},
    {"eBay", TOKEN_MIXED},
    {"a@b.example", TOKEN_MIXED},
    {"https://Example", TOKEN_MIXED},
    {"34", TOKEN_NUMBER},
    {"34-year-old", TOKEN_NUMBER},
    {"’90s", TOKEN_NUMBER},
    {"(", TOKEN_PUNCTUATION},
    {"—", TOKEN_PUNCTUATION},
    {"\"", TOKEN_MARK},
    {"‘", TOKEN_MARK},
    {"''", TOKEN_MARK},
};

static void tells_how_a_token_is_written(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    for (size_t i = 0; i < sizeof shape_cases / sizeof *shape_cases; i++) {
        struct article *article = bench_article(shape_cases[i].text);
        struct analysis analysis = bench_analysis(article, lexicon);
        tokens_find(&analysis);
        if (analysis.tokens.count != 1 || analysis_tokens(&analysis)->shape != shape_cases[i].shape)
            fail_msg("%s: %zu tokens, the first of shape %d", shape_cases[i].text, analysis.tokens.count,
                     (int)analysis_tokens(&analysis)->shape);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
}

static void passes_over_code_and_boilerplate(void **state)
{
    (void)state;
    const struct lexicon *lexicon = lexicon_built_in();
    static struct block blocks[] = {
        {.range = {0, 3}, .type = BLOCK_CODE},
        {.range = {4, 7}, .type = BLOCK_BOILERPLATE},
        {.range = {8, 13}, .type = BLOCK_ITEM},
    };
    struct article *article = bench_article("one\ntwo\nthree");
    article->blocks = blocks;
    struct analysis analysis = bench_analysis(article, lexicon);
    tokens_find(&analysis);
    assert_int_equal(analysis.tokens.count, 1);
    assert_int_equal(analysis_tokens(&analysis)->range.start, 8);
    assert_int_equal(analysis_tokens(&analysis)->block, 2);
    bench_analysis_release(&analysis);
    article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_into_tokens),
        cmocka_unit_test(tells_how_a_token_is_written),
        cmocka_unit_test(passes_over_code_and_boilerplate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
