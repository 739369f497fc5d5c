/* quotation types: a quotation set apart from its sentence by a pause is direct, one that is woven into it mixed; where
 * nobody speaks the marks hold a title, a nickname, a word held at arm's length. */
#include "annotate/quotation_types.h"

#include "annotate/attribution_labels.h"

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

bool quotation_is_name(const struct site *site, double nobody)
{
    static const double possible = 0.25;
    return nobody > possible && quotation_is_announced(site);
}

/* True when nothing at all stands before the opening mark, or a pause does and a clause begins behind it. */
static bool is_set_apart(const struct site *site)
{
    if (site->opens_sentence)
        return true;
    enum part before = syntax_part(site->syntax, site->stretch->first - 1);
    bool pause = before == PART_COMMA || before == PART_COLON || before == PART_DASH || before == PART_STOP ||
                 before == PART_OPENING;
    return pause && site->starts_clause;
}

/* Whoever "Q:" may be speaks. */
static bool is_behind_label(const struct site *site)
{
    size_t colon = label_colon(site);
    return colon != ARTICLE_NONE && colon + 1 == site->stretch->first;
}

enum quotation_type quotation_type(const struct site *site, const struct candidate *speaker, double nobody)
{
    enum { CLAUSE_WORDS_MIN = 3 };
    static const double likely = 0.5;
    if (site->stretch->block)
        return QUOTATION_DIRECT;
    if (!speaker && !is_behind_label(site) && (nobody > likely || quotation_is_announced(site)))
        return QUOTATION_SCARE;
    bool clause = site->words >= CLAUSE_WORDS_MIN || site->closes_clause || (site->starts_large && site->ends_sentence);
    bool spoken = site->starts_large && site->words >= CLAUSE_WORDS_MIN && speaker &&
                  speaker->construction == CONSTRUCTION_CUE_BEFORE;
    return (clause && is_set_apart(site)) || spoken ? QUOTATION_DIRECT : QUOTATION_MIXED;
}
