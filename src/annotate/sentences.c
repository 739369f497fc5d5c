/* sentences: groups the tokens of each block. A full stop may belong to an abbreviation, a question mark to a quotation
 * that the sentence around it carries on. Never in here: what a sentence says. */
#include <string.h>

#include "annotate/analysis.h"

/* How a token can end a sentence. */
enum ending {
    ENDING_NONE,
    ENDING_STOP,         /* . */
    ENDING_OPEN,         /* ? ! … also found in the middle of one */
    ENDING_ABBREVIATION, /* a word with its dot */
};

/* True for signs behind which a sentence goes on whatever stood before. */
static bool carries_on(const struct analysis *analysis, const struct token *token)
{
    static const char *const signs[] = {",", ";", ":", "-", "--", "\u2013", "\u2014", ".", "?", "!", NULL};
    return token_is_one_of(analysis, token, signs);
}

static enum ending ending_of(const struct analysis *analysis, const struct token *token)
{
    static const char *const ellipsis[] = {"\u2026", NULL};
    const char *text = analysis->article->text;
    char last = text[token->range.end - 1];
    if (token->shape != TOKEN_PUNCTUATION)
        return last == '.' ? ENDING_ABBREVIATION : ENDING_NONE;
    if (last == '?' || last == '!' || token_is_one_of(analysis, token, ellipsis))
        return ENDING_OPEN;
    if (last != '.')
        return ENDING_NONE;
    return token->range.end - token->range.start == 1 ? ENDING_STOP : ENDING_OPEN;
}

static bool is_word(const struct token *token)
{
    return token->shape != TOKEN_PUNCTUATION && token->shape != TOKEN_MARK;
}

/* True for a word behind a verb of speaking that shows that a sentence of its own is under way: "Blinken said he would",
 * but not "Blinken asked the board". */
static bool begins_clause(const struct analysis *analysis, const struct token *verb, const struct token *token)
{
    static const char *const of_persons[] = {"asked", "asks", "told", "tells", NULL}, *const openers[] = {
                                                                                          "that", "whether", "if",
                                                                                          "how",  "why",     "what",
                                                                                          "who",  NULL};
    static const uint64_t subjects =
        WORD_BIT(WORD_SUBJECT_PRONOUN) | WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_AUXILIARY);
    if (token->shape == TOKEN_MARK || token_is_one_of(analysis, token, openers))
        return true;
    if (token_is_one_of(analysis, verb, of_persons))
        return false;
    if (token->classes & subjects)
        return true;
    return is_word(token) && token->shape != TOKEN_LOWER && !token_is(token, WORD_TIME);
}

/* The verb by which from `first` on somebody is said to speak: "Ana Ruiz, who heads the board, said"; `end` when there is
 * none. No more than `most` tokens name the speaker. */
static size_t attributing_verb(const struct analysis *analysis, size_t first, size_t end, size_t most)
{
    static const char *const commas[] = {",", NULL};
    const struct token *tokens = analysis_tokens(analysis);
    size_t last = end - first > most ? first + most : end;
    for (size_t i = first; i < last; i++) {
        if (!is_word(&tokens[i]) && !token_is_one_of(analysis, &tokens[i], commas))
            return end;
        if (i > first && token_is(&tokens[i], WORD_CUE) && tokens[i].shape == TOKEN_LOWER)
            return i + 1 == end || !begins_clause(analysis, &tokens[i], &tokens[i + 1]) ? i : end;
    }
    return end;
}

/* True when nothing else follows: "Ana Ruiz said." */
static bool is_bare_attribution(const struct analysis *analysis, size_t first, size_t end)
{
    enum { NAME_MAX_TOKENS = 6 };
    size_t verb = attributing_verb(analysis, first, end, NAME_MAX_TOKENS);
    return verb < end && (verb + 1 == end || ending_of(analysis, &analysis_tokens(analysis)[verb + 1]) == ENDING_STOP);
}

/* True when a sentence that may end at token `last` does so, given what follows from `next` on in the same block. */
static bool ends_before(const struct analysis *analysis, enum ending ending, bool quoted, size_t next, size_t end)
{
    enum { NAME_MAX_TOKENS = 20 };
    const struct token *tokens = analysis_tokens(analysis);
    while (next < end && tokens[next].shape == TOKEN_MARK)
        next++;
    if (next >= end)
        return true;
    if (tokens[next].shape == TOKEN_PUNCTUATION)
        return !carries_on(analysis, &tokens[next]);
    if (tokens[next].shape == TOKEN_LOWER)
        return false;
    if (ending == ENDING_ABBREVIATION)
        return tokens[next].shape == TOKEN_CAPITALIZED && token_is(&tokens[next], WORD_STARTER);
    if (quoted && ending == ENDING_OPEN)
        return attributing_verb(analysis, next, end, NAME_MAX_TOKENS) == end;
    /* A full stop inside the marks ends the sentence: what the sentence around it carries on would have a comma. */
    return !(quoted && is_bare_attribution(analysis, next, end));
}

static bool closes(const struct analysis *analysis, const struct token *token)
{
    static const char *const closing[] = {")", "]", "}", NULL};
    return token_is_one_of(analysis, token, closing);
}

/* The last token of a quotation that is no mark: what its last sentence ends with. */
static size_t last_inside(const struct analysis *analysis, size_t first, size_t end)
{
    const struct token *tokens = analysis_tokens(analysis);
    while (end > first + 1 && tokens[end - 1].shape == TOKEN_MARK)
        end--;
    return end - 1;
}

/* The end of the sentence that begins at token `first`; `stretch` moves on to the first one at or behind that end. */
static size_t sentence_end(const struct analysis *analysis, size_t first, size_t end, size_t *stretch)
{
    const struct token *tokens = analysis_tokens(analysis);
    const struct stretch *stretches = analysis->stretches.items;
    size_t at = first;
    while (at < end) {
        while (*stretch < analysis->stretches.count && stretches[*stretch].first < at)
            ++*stretch;
        bool quoted = *stretch < analysis->stretches.count && stretches[*stretch].first == at;
        size_t last = at, next = at + 1;
        if (quoted) {
            next = stretches[*stretch].end;
            last = last_inside(analysis, at, next);
        }
        enum ending ending = ending_of(analysis, &tokens[last]);
        while (next < end && ending != ENDING_NONE && closes(analysis, &tokens[next]))
            next++;
        if (ending != ENDING_NONE && ends_before(analysis, ending, quoted, next, end))
            return next;
        at = next;
    }
    return end;
}

/* Marks the first word of the sentence and, inside quotations, that of every sentence within. */
static void mark_starts(struct analysis *analysis, size_t first, size_t end)
{
    struct token *tokens = analysis->tokens.items;
    bool start = true, opened = true;
    for (size_t i = first; i < end; i++) {
        if (i > first && tokens[i - 1].in_quotation && !tokens[i].in_quotation)
            start = false;
        if (is_word(&tokens[i])) {
            /* A quotation in the middle of a sentence begins a sentence where it begins with a capital. */
            bool capital = tokens[i].shape != TOKEN_LOWER && tokens[i].shape != TOKEN_NUMBER;
            tokens[i].sentence_start = start || (opened && capital && tokens[i].in_quotation);
            start = false;
        }
        enum ending ending = ending_of(analysis, &tokens[i]);
        if (tokens[i].in_quotation && (ending == ENDING_STOP || ending == ENDING_OPEN))
            start = true;
        else if (tokens[i].in_quotation && ending == ENDING_ABBREVIATION)
            start = i + 1 < end && token_is(&tokens[i + 1], WORD_STARTER);
        opened = tokens[i].shape == TOKEN_MARK;
    }
}

void sentences_find(struct analysis *analysis)
{
    struct token *tokens = analysis->tokens.items;
    size_t count = analysis->tokens.count, stretch = 0, block_end = 0;
    for (size_t first = 0; first < count;) {
        for (; block_end < count && (block_end <= first || tokens[block_end].block == tokens[first].block); block_end++)
            continue;
        struct sentence *sentence = array_push(&analysis->sentences);
        if (!sentence)
            return;
        sentence->first = first;
        sentence->end = sentence_end(analysis, first, block_end, &stretch);
        sentence->block = tokens[first].block;
        for (size_t i = first; i < sentence->end; i++)
            tokens[i].sentence = (uint32_t)(analysis->sentences.count - 1);
        mark_starts(analysis, first, sentence->end);
        first = sentence->end;
    }
}
