/* quotation types: a quotation set apart from its sentence by a pause is direct, one that is woven into it mixed, and a
 * few words in which nobody speaks are titles, nicknames, words held at arm's length. */
#include "annotate/quotation_types.h"

/* What stands in the quotation marks. */
struct content {
    size_t words, capitals; /* capitals: words written large, function words not counted among `words_large_enough` */
    size_t weighty;         /* words that a title writes large */
    bool starts_large;
};

static struct content content_of(const struct site *site)
{
    const struct token *tokens = site->syntax->tokens;
    struct content content = {.words = 0};
    for (size_t i = site->stretch->first; i < site->stretch->end; i++) {
        if (tokens[i].shape == TOKEN_PUNCTUATION || tokens[i].shape == TOKEN_MARK)
            continue;
        bool large = tokens[i].shape == TOKEN_CAPITALIZED || tokens[i].shape == TOKEN_UPPER;
        if (!content.words)
            content.starts_large = large;
        content.words++;
        if (token_is(&tokens[i], WORD_STARTER) && !large)
            continue;
        content.weighty++;
        content.capitals += large || tokens[i].shape == TOKEN_NUMBER;
    }
    return content;
}

/* True where the words before the opening mark name what the marks hold: "so-called", "titled", "the song". */
static bool is_announced_as_name(const struct site *site)
{
    enum { LOOK_BACK = 2 };
    size_t opening = site->stretch->first;
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    for (size_t i = least; i < opening; i++)
        if (i + lexicon_match(site->syntax->analysis, WORD_SCARE_WORD, i, opening) == opening)
            return true;
    return false;
}

static bool is_scare(const struct site *site, const struct candidate *best, const struct content *content)
{
    enum { NAME_WORDS_MAX = 8 };
    bool direct_cue = best && best->cue_end > best->cue_first && best->score >= 0.85;
    if (content->words > NAME_WORDS_MAX || site->closes_clause)
        return false;
    if (is_announced_as_name(site))
        return true;
    bool title = content->weighty >= 2 && content->capitals == content->weighty;
    return title && !direct_cue;
}

/* True when a comma, a colon or nothing at all stands between what comes before and the opening mark. */
static bool is_set_apart(const struct site *site)
{
    if (site->opens_sentence)
        return true;
    enum part before = syntax_part(site->syntax, site->stretch->first - 1);
    return before == PART_COMMA || before == PART_COLON || before == PART_DASH || before == PART_STOP;
}

enum quotation_type quotation_type(const struct site *site, const struct candidate *best)
{
    enum { CLAUSE_WORDS_MIN = 3 };
    struct content content = content_of(site);
    if (is_scare(site, best, &content))
        return QUOTATION_SCARE;
    bool clause = content.words >= CLAUSE_WORDS_MIN || site->closes_clause;
    bool spoken = content.starts_large && content.words >= CLAUSE_WORDS_MIN && best &&
                  best->construction == CONSTRUCTION_CUE_BEFORE;
    return (clause && is_set_apart(site)) || spoken ? QUOTATION_DIRECT : QUOTATION_MIXED;
}
