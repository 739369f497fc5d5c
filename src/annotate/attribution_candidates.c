/* attribution candidates: the table's priors and the weights that make them scores. */
#include "annotate/attribution_candidates.h"

static const double priors[] = {
#define CONSTRUCTION(identifier, prior, example) prior,
#include "annotate/constructions.def"
#undef CONSTRUCTION
};

double construction_prior(enum construction construction)
{
    return priors[construction];
}

/* How much a subject looks like somebody who speaks. */
static double subject_weight(const struct syntax *syntax, const struct subject *subject)
{
    static const char *const unlikely[] = {"it", "you", "i", "we", "one", NULL};
    const struct found_mention *mention = syntax_mention(syntax, subject->end - 1);
    const struct token *head = &syntax->tokens[subject->end - 1];
    switch (subject->kind) {
    case SUBJECT_NAME:
        if (!mention || mention->type == ENTITY_PERSON)
            return 1;
        return mention->type == ENTITY_OTHER ? 0.8 : 0.93;
    case SUBJECT_PRONOUN:
        return syntax_is_one_of(syntax, subject->end - 1, unlikely) ? 0.7 : 1;
    case SUBJECT_NOMINAL:
        return token_is(head, WORD_SPEAKER_NOUN) ? 0.97 : mention ? 0.95 : 0.7;
    case SUBJECT_RELATIVE:
        return 0.95;
    case SUBJECT_NONE:
        break;
    }
    return 0;
}

static bool is_behind(enum construction construction)
{
    return construction == CONSTRUCTION_SUBJECT_CUE_BEHIND || construction == CONSTRUCTION_CUE_SUBJECT_BEHIND ||
           construction == CONSTRUCTION_ACCORDING_BEHIND;
}

/* The fewer words are quoted, the less does what stands before them tell of their speaker. */
static double length_weight(const struct site *site, enum construction construction)
{
    static const double by_words[] = {0.85, 0.85, 0.88, 0.92, 0.95, 0.97, 0.98, 0.98, 0.98};
    if (is_behind(construction))
        return 1;
    return site->words < sizeof by_words / sizeof *by_words ? by_words[site->words] : 1;
}

/* Behind a quotation nearly any verb tells who speaks; before it, much else may be told. */
static double cue_weight(enum construction construction, unsigned strength)
{
    static const double behind[] = {0.85, 0.85, 0.98, 1}, before[] = {0.68, 0.68, 0.92, 1};
    return is_behind(construction) ? behind[strength] : before[strength];
}

void candidates_add(struct candidates *candidates, const struct site *site, enum construction construction,
                    const struct subject *subject, double weight)
{
    static const struct cue none = {.first = 0, .end = 0, .strength = CUE_STRENGTH_MAX};
    candidates_add_with_cue(candidates, site, construction, subject, &none, weight);
}

void candidates_add_with_cue(struct candidates *candidates, const struct site *site, enum construction construction,
                             const struct subject *subject, const struct cue *cue, double weight)
{
    if (subject->kind == SUBJECT_NONE || candidates->count == CANDIDATES_MAX)
        return;
    candidates->items[candidates->count++] = (struct candidate){
        .construction = construction,
        .subject = *subject,
        .cue_first = cue->first,
        .cue_end = cue->end,
        .score = priors[construction] * subject_weight(site->syntax, subject) * length_weight(site, construction) *
                 cue_weight(construction, cue->strength) * weight,
    };
}

struct candidates candidates_find(const struct site *site)
{
    struct candidates candidates = {.count = 0};
    candidates_behind(&candidates, site);
    candidates_before(&candidates, site);
    return candidates;
}
