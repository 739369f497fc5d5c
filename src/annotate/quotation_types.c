/* quotation types: a quotation set apart from its sentence by a pause is direct, one that is woven into it mixed, and a
 * few words in which nobody speaks are titles, nicknames, words held at arm's length. */
#include "annotate/quotation_types.h"

bool quotation_is_announced(const struct site *site)
{
    enum { LOOK_BACK = 2 };
    size_t opening = site->stretch->first;
    size_t least = opening - site->first > LOOK_BACK ? opening - LOOK_BACK : site->first;
    for (size_t i = least; i < opening; i++)
        if (i + lexicon_match(site->syntax->analysis, WORD_SCARE_WORD, i, opening) == opening)
            return true;
    return false;
}

bool quotation_is_named_by_owner(const struct site *site)
{
    if (site->opens_sentence || site->before == site->stretch->first)
        return false;
    enum part before = syntax_part(site->syntax, site->stretch->first - 1);
    return before == PART_POSSESSIVE || before == PART_PREPOSITION || before == PART_NAME;
}

/* Where nobody was found to speak: a few words inside a sentence are nobody's, as is whatever is announced as a name. */
static bool is_scare(const struct site *site)
{
    enum { ANNOUNCED_MAX = 8 };
    bool utterance = site->clause == site->end && site->ends_sentence;
    if (utterance || site->stretch->unclosed)
        return false;
    bool announced = quotation_is_announced(site) || quotation_is_named_by_owner(site) || site->title;
    return site->words <= (announced ? ANNOUNCED_MAX : QUOTATION_WORDS_FEW);
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
    if (!best && is_scare(site))
        return QUOTATION_SCARE;
    bool clause = site->words >= CLAUSE_WORDS_MIN || site->closes_clause || (site->starts_large && site->ends_sentence);
    bool spoken =
        site->starts_large && site->words >= CLAUSE_WORDS_MIN && best && best->construction == CONSTRUCTION_CUE_BEFORE;
    return (clause && is_set_apart(site)) || spoken ? QUOTATION_DIRECT : QUOTATION_MIXED;
}
