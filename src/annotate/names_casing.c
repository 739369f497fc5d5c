/* names_casing: a capital letter says much inside a sentence, little at its start, nothing in a headline. What it does
 * not say there, the rest of the text and the lists may. Never in here: where a name begins and ends. */
#include "annotate/names_casing.h"

#include <stdlib.h>
#include <string.h>

#include "annotate/analysis.h"
#include "annotate/name_key.h"
#include "annotate/names_compounds.h"

/* What is counted for each word, in its slot. */
enum { COUNT_CAPITAL, COUNT_LOWER };

/* How a sentence is written. */
enum style { STYLE_RUNNING, STYLE_HEADLINE, STYLE_CAPITALS };

struct caser {
    const struct analysis *analysis;
    const struct token *tokens;
    struct name_table words;
    uint8_t *casing;
};

#define LISTED_NAMES                                                                                      \
    (WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME) | WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_PLACE) | \
     WORD_BIT(WORD_ORGANIZATION) | WORD_BIT(WORD_WORK_OR_EVENT) | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_HONORIFIC))

static bool is_word(const struct token *token)
{
    return token->shape <= TOKEN_MIXED;
}

static bool is_capital(const struct token *token)
{
    return token->shape == TOKEN_CAPITALIZED || token->shape == TOKEN_UPPER || token->shape == TOKEN_MIXED;
}

static uint64_t key_of(const struct caser *caser, size_t index)
{
    size_t length;
    const char *text = token_text(caser->analysis, &caser->tokens[index], &length);
    return name_key(text, length);
}

static const int *counts_of(const struct caser *caser, size_t index)
{
    static const int none[4];
    const struct name_slot *slot = name_table_find(&caser->words, key_of(caser, index));
    return slot ? slot->numbers : none;
}

static bool ends_with_stop(const struct caser *caser, const struct sentence *sentence)
{
    const struct token *last = &caser->tokens[sentence->end - 1];
    return caser->analysis->article->text[last->range.end - 1] == '.';
}

/* A headline has most of its words large, those too that nobody's name holds, and no full stop. */
static enum style style_of(const struct caser *caser, const struct sentence *sentence)
{
    size_t words = 0, capital = 0, upper = 0, common = 0;
    for (size_t i = sentence->first; i < sentence->end; i++) {
        const struct token *token = &caser->tokens[i];
        if (!is_word(token) || token->range.end - token->range.start < 2)
            continue;
        upper += token->shape == TOKEN_UPPER;
        words++;
        if (token_is(token, WORD_FUNCTION) && token->shape == TOKEN_LOWER) {
            words--;
            continue;
        }
        capital += is_capital(token);
        common += is_capital(token) && token->classes & (WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_CUE));
    }
    if (words >= 3 && upper * 10 >= words * 9)
        return STYLE_CAPITALS;
    if (words < 4 || common * 5 < words)
        return STYLE_RUNNING;
    bool headline = capital * 5 >= words * 4 && !ends_with_stop(caser, sentence);
    return headline ? STYLE_HEADLINE : STYLE_RUNNING;
}

static void count_words(struct caser *caser, const struct sentence *sentence)
{
    for (size_t i = sentence->first; i < sentence->end; i++) {
        const struct token *token = &caser->tokens[i];
        if (!is_word(token) || (token->sentence_start && token->shape != TOKEN_LOWER))
            continue;
        struct name_slot *slot = name_table_slot(&caser->words, key_of(caser, i));
        slot->numbers[token->shape == TOKEN_LOWER ? COUNT_LOWER : COUNT_CAPITAL]++;
    }
}

bool name_looks_inflected(const char *word, size_t length)
{
    static const char *const endings[] = {"ing",   "ed",   "ly",  "tion", "tions", "ment",
                                          "ments", "ness", "ers", "ists", "ies",   "ous"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (length > size + 2 && memcmp(word + length - size, endings[i], size) == 0)
            return true;
    }
    /* Plurals: "Hurdles", but not "Barros", "Thomas", "Davis". */
    return length > 4 && word[length - 1] == 's' && !strchr("aious", word[length - 2]);
}

static bool looks_inflected(const struct caser *caser, size_t index)
{
    size_t length;
    const char *text = token_text(caser->analysis, &caser->tokens[index], &length);
    return name_looks_inflected(text, length);
}

/* "US$ 2.7 million", "Rs 500", "HK$". */
static bool is_measure(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const struct token *tokens = caser->tokens;
    if (token_is(&tokens[index], WORD_TERM))
        return true;
    bool tied = index + 1 < sentence->end && tokens[index + 1].range.start == tokens[index].range.end;
    return tied && caser->analysis->article->text[tokens[index + 1].range.start] == '$';
}

/* A letter alone is part of a name only between its words. */
static bool is_stray_letter(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const struct token *tokens = caser->tokens;
    if (tokens[index].range.end - tokens[index].range.start > 2 || tokens[index].shape != TOKEN_UPPER)
        return false;
    size_t length;
    const char *text = token_text(caser->analysis, &tokens[index], &length);
    if (length == 2 && text[1] != '.')
        return false;
    if (index > sentence->first && is_capital(&tokens[index - 1]) && token_is(&tokens[index - 1], WORD_GIVEN_NAME))
        return false; /* Malcolm X */
    return index + 1 >= sentence->end || !is_capital(&tokens[index + 1]);
}

static bool is_address(const struct caser *caser, const struct token *token)
{
    size_t length;
    const char *text = token_text(caser->analysis, token, &length);
    return memchr(text, '@', length) || memchr(text, '/', length) || memchr(text, ':', length);
}

/* "Theresa May" and "Will Smith" against "In May" and "Will he". */
static bool is_name_beside_names(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const struct token *tokens = caser->tokens;
    bool behind_given =
        index > sentence->first && token_is(&tokens[index - 1], WORD_GIVEN_NAME) && is_capital(&tokens[index - 1]);
    bool before_name = !tokens[index].sentence_start && index + 1 < sentence->end && is_capital(&tokens[index + 1]) &&
                       !token_is(&tokens[index + 1], WORD_FUNCTION);
    return behind_given || (before_name && token_is(&tokens[index], WORD_GIVEN_NAME));
}

/* "Burial ceremonies": a word before a noun describes it; a name stands before a verb, a sign or a small word. */
static bool before_noun(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const uint64_t small = WORD_BIT(WORD_FUNCTION) | WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) |
                           WORD_BIT(WORD_VERB) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_PREPOSITION) |
                           WORD_BIT(WORD_CONJUNCTION);
    if (index + 1 >= sentence->end)
        return true;
    const struct token *next = &caser->tokens[index + 1];
    if (next->shape != TOKEN_LOWER || next->classes & small || next->range.start == caser->tokens[index].range.end)
        return false;
    size_t length;
    const char *text = token_text(caser->analysis, next, &length);
    bool past = length > 3 && memcmp(text + length - 2, "ed", 2) == 0;
    return !past && !counts_of(caser, index)[COUNT_CAPITAL];
}

/* "Secretary of State", "Ministry of Health": small words inside do not make the first one common. */
static bool begins_phrase(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const uint64_t heads = WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_PLACE_WORD);
    const struct token *tokens = caser->tokens;
    size_t title = lexicon_match(caser->analysis, WORD_TITLE, index, sentence->end);
    if (title > 1 && is_capital(&tokens[index + title - 1]))
        return true;
    return index + 2 < sentence->end && tokens[index].classes & heads &&
           token_is(&tokens[index + 1], WORD_PREPOSITION) && is_capital(&tokens[index + 2]);
}

/* A capitalised word that begins a sentence. */
static enum casing casing_at_start(const struct caser *caser, size_t index, const struct sentence *sentence)
{
    const struct token *token = &caser->tokens[index];
    bool before_capital = index + 1 < sentence->end && is_capital(&caser->tokens[index + 1]);
    const int *counts = counts_of(caser, index);
    if (token->shape == TOKEN_UPPER && token->range.end - token->range.start > 1)
        return CASING_NAME;
    if (counts[COUNT_CAPITAL] > counts[COUNT_LOWER])
        return CASING_NAME;
    if ((token->classes & LISTED_NAMES && !counts[COUNT_LOWER]) || begins_phrase(caser, index, sentence))
        return CASING_NAME;
    if (token->classes & (WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_STARTER) | WORD_BIT(WORD_CUE)) || counts[COUNT_LOWER])
        return before_capital && !token_is(token, WORD_STARTER) ? CASING_SOFT : CASING_NONE;
    if (looks_inflected(caser, index) || before_noun(caser, index, sentence))
        return before_capital ? CASING_SOFT : CASING_NONE;
    return CASING_NAME;
}

/* In a headline only what is known as a name from the running text or from the lists. */
static enum casing casing_in_headline(const struct caser *caser, size_t index, enum style style)
{
    const struct token *token = &caser->tokens[index];
    const int *counts = counts_of(caser, index);
    if (counts[COUNT_CAPITAL] > counts[COUNT_LOWER])
        return CASING_NAME;
    if (counts[COUNT_LOWER] || token->classes & (WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_CUE)))
        return CASING_NONE;
    if (style == STYLE_HEADLINE && token->shape == TOKEN_UPPER)
        return CASING_NAME;
    bool listed = token->classes & (LISTED_NAMES | WORD_BIT(WORD_TITLE));
    return listed ? CASING_NAME : CASING_NONE;
}

static enum casing casing_of(const struct caser *caser, size_t index, const struct sentence *sentence, enum style style)
{
    const struct token *token = &caser->tokens[index];
    if (!is_capital(token) || is_address(caser, token) || is_measure(caser, index, sentence) ||
        is_stray_letter(caser, index, sentence) || name_is_compound(caser->analysis, index))
        return CASING_NONE;
    bool acronym = token->shape == TOKEN_UPPER && token->range.end - token->range.start > 1 && style != STYLE_CAPITALS;
    if (token_is(token, WORD_CALENDAR) || (token_is(token, WORD_FUNCTION) && !acronym))
        return is_name_beside_names(caser, index, sentence) ? CASING_NAME : CASING_NONE;
    if (style != STYLE_RUNNING)
        return casing_in_headline(caser, index, style);
    return token->sentence_start ? casing_at_start(caser, index, sentence) : CASING_NAME;
}

uint8_t *names_casing(const struct analysis *analysis)
{
    size_t count = analysis->tokens.count;
    const struct sentence *sentences = analysis->sentences.items;
    struct caser caser = {
        .analysis = analysis,
        .tokens = analysis_tokens(analysis),
        .words = name_table_create(),
        .casing = calloc(count + 1, 1),
    };
    bool ready = caser.casing != NULL;
    for (size_t i = 0; ready && i < analysis->sentences.count; i++)
        if (style_of(&caser, &sentences[i]) == STYLE_RUNNING)
            count_words(&caser, &sentences[i]);
    ready = ready && !caser.words.failed;
    for (size_t i = 0; ready && i < analysis->sentences.count; i++) {
        enum style style = style_of(&caser, &sentences[i]);
        for (size_t j = sentences[i].first; j < sentences[i].end; j++)
            caser.casing[j] = (uint8_t)casing_of(&caser, j, &sentences[i], style);
    }
    name_table_release(&caser.words);
    if (ready)
        return caser.casing;
    free(caser.casing);
    return NULL;
}
