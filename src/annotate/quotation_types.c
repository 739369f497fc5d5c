/* quotation types: a quotation set apart from its sentence by a pause is direct, one that is woven into it mixed, and a
 * few words in which nobody speaks are titles, nicknames, words held at arm's length. */
#include "annotate/quotation_types.h"

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

/* CNN's "New Day", on "Meet the Press": a programme and the like, whatever is said around it. */
static bool is_named_by_owner(const struct site *site)
{
    if (site->opens_sentence || site->before == site->stretch->first)
        return false;
    enum part before = syntax_part(site->syntax, site->stretch->first - 1);
    return before == PART_POSSESSIVE || before == PART_PREPOSITION || before == PART_NAME;
}

/* How plainly the sentence tells that somebody speaks. */
enum telling { TELLING_NOTHING, TELLING_LOOSELY, TELLING_PLAINLY };

static enum telling telling_of(const struct candidate *best)
{
    if (!best || best->cue_end == best->cue_first)
        return best && best->construction == CONSTRUCTION_COLON_BEFORE ? TELLING_PLAINLY : TELLING_NOTHING;
    switch (best->construction) {
    case CONSTRUCTION_CUE_BEFORE_SHORT:
    case CONSTRUCTION_CUE_BEFORE_FAR:
    case CONSTRUCTION_PARTICIPLE_FAR:
    case CONSTRUCTION_NOUN_BEFORE:
    case CONSTRUCTION_TRAILING:
        return TELLING_LOOSELY;
    default:
        return TELLING_PLAINLY;
    }
}

/* The limits are where, in PolNeAR's training part, half of such stretches are nobody's words. */
static bool is_scare(const struct site *site, const struct candidate *best)
{
    enum { ANNOUNCED_MAX = 8, TITLE_MAX = 5, WORD_MAX = 1 };
    enum telling telling = telling_of(best);
    if (site->title && site->words <= TITLE_MAX && is_named_by_owner(site))
        return true;
    bool utterance = site->clause == site->end && site->ends_sentence;
    if (utterance || site->stretch->unclosed || (site->closes_clause && telling == TELLING_PLAINLY))
        return false;
    if (telling != TELLING_PLAINLY && site->words <= ANNOUNCED_MAX && is_announced_as_name(site))
        return true;
    if (site->title && site->words <= TITLE_MAX)
        return telling == TELLING_NOTHING || (telling == TELLING_LOOSELY && site->words > WORD_MAX);
    return telling == TELLING_NOTHING && site->words <= WORD_MAX;
}

/* True when nothing at all stands before the opening mark, or a pause does and a clause begins behind it. */
static bool is_set_apart(const struct site *site)
{
    if (site->opens_sentence)
        return true;
    enum part before = syntax_part(site->syntax, site->stretch->first - 1);
    bool pause = before == PART_COMMA || before == PART_COLON || before == PART_DASH || before == PART_STOP;
    return pause && site->starts_clause;
}

enum quotation_type quotation_type(const struct site *site, const struct candidate *best)
{
    enum { CLAUSE_WORDS_MIN = 3 };
    if (site->stretch->block)
        return QUOTATION_DIRECT;
    if (is_scare(site, best))
        return QUOTATION_SCARE;
    bool clause = site->words >= CLAUSE_WORDS_MIN || site->closes_clause || (site->starts_large && site->ends_sentence);
    bool spoken =
        site->starts_large && site->words >= CLAUSE_WORDS_MIN && best && best->construction == CONSTRUCTION_CUE_BEFORE;
    return (clause && is_set_apart(site)) || spoken ? QUOTATION_DIRECT : QUOTATION_MIXED;
}
