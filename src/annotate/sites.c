/* sites: the sentence around a quotation, seen from it. */
#include "annotate/sites.h"

/* The last token in the quotation marks that is none itself. */
static size_t last_inside(const struct syntax *syntax, const struct stretch *stretch)
{
    size_t last = stretch->end - 1;
    while (last > stretch->first && syntax->tokens[last].shape == TOKEN_MARK)
        last--;
    return last;
}

static bool closes_clause(const struct syntax *syntax, const struct stretch *stretch, size_t end)
{
    static const char *const endings[] = {",", "?", "!", "-", "--", "\u2014", "\u2013", "...", "\u2026", NULL};
    if (stretch->unclosed)
        return false;
    if (syntax_is_one_of(syntax, last_inside(syntax, stretch), endings))
        return true;
    enum part behind = stretch->end < end ? syntax_part(syntax, stretch->end) : PART_STOP;
    return behind == PART_COMMA || behind == PART_DASH;
}

static void count_words(const struct token *tokens, struct site *site)
{
    static const uint64_t clause_openers =
        WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_SUBJECT_PRONOUN);
    size_t weighty = 0, large = 0;
    for (size_t i = site->stretch->first; i < site->stretch->end; i++) {
        if (tokens[i].shape == TOKEN_PUNCTUATION || tokens[i].shape == TOKEN_MARK)
            continue;
        bool is_large = tokens[i].shape == TOKEN_CAPITALIZED || tokens[i].shape == TOKEN_UPPER;
        if (site->words++ == 0) {
            site->starts_large = is_large;
            site->starts_clause = is_large || (tokens[i].classes & clause_openers);
        }
        if (token_is(&tokens[i], WORD_STARTER) && !is_large)
            continue;
        weighty++;
        large += is_large || tokens[i].shape == TOKEN_NUMBER;
    }
    site->title = weighty > 0 && large == weighty;
}

static size_t first_word_outside(const struct syntax *syntax, size_t first, size_t end)
{
    while (first < end && (syntax->tokens[first].in_quotation || syntax->tokens[first].shape == TOKEN_PUNCTUATION ||
                           syntax->tokens[first].shape == TOKEN_MARK))
        first++;
    return first;
}

/* Where the stretch's block begins; what is known of the stretch before it is not looked for again. */
static size_t paragraph_of(const struct syntax *syntax, const struct stretch *stretch, const struct site *previous)
{
    const struct token *tokens = syntax->tokens;
    size_t first = stretch->first;
    uint32_t block = tokens[first].block;
    if (previous && tokens[previous->stretch->first].block == block)
        return previous->paragraph;
    while (first > 0 && tokens[first - 1].block == block)
        first--;
    return first;
}

struct site site_of(const struct syntax *syntax, size_t stretch, const struct site *previous)
{
    const struct analysis *analysis = syntax->analysis;
    const struct stretch *at = (const struct stretch *)analysis->stretches.items + stretch;
    const struct sentence *sentence =
        (const struct sentence *)analysis->sentences.items + syntax->tokens[at->first].sentence;
    struct site site = {
        .syntax = syntax,
        .stretch = at,
        .first = sentence->first,
        .end = sentence->end,
        .before = at->first,
        .behind = at->end,
        .closes_clause = closes_clause(syntax, at, sentence->end),
    };
    count_words(syntax->tokens, &site);
    static const char *const stops[] = {".", "?", "!", "...", "\u2026", NULL};
    site.ends_sentence = syntax_is_one_of(syntax, last_inside(syntax, at), stops);
    while (site.behind < site.end && syntax_part(syntax, site.behind) != PART_QUOTED)
        site.behind++;
    while (site.before > site.first && syntax_part(syntax, site.before - 1) != PART_QUOTED)
        site.before--;
    site.paragraph = paragraph_of(syntax, at, previous);
    bool known = previous && previous->first == site.first;
    site.clause = known ? previous->clause : first_word_outside(syntax, site.first, site.end);
    site.opens_sentence = site.clause > at->first;
    return site;
}
