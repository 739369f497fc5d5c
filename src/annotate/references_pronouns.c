/* references_pronouns: whom "he" and "she" stand for: the subject of the nearest sentence that speaks of somebody of
 * that gender (Hobbs 1978 finds that nearness and subjecthood settle most cases). Never in here: descriptions. */
#include <string.h>

#include "annotate/references_trail.h"

/* Nobody is remembered longer; a verb's subject and object stand no further apart. */
enum { SENTENCES_BACK_MAX = 4, CLAUSE_TOKENS_MAX = 20 };

static bool is_candidate(const struct trail *trail, const struct step *step, enum gender gender)
{
    const struct found_mention *mention = trail_mention(trail, step->mention);
    if (mention->type != ENTITY_PERSON)
        return false;
    enum gender known = mention->gender;
    if (mention->entity != ARTICLE_NONE)
        known = trail_entity(trail, mention->entity)->gender;
    return gender == GENDER_UNKNOWN || known == GENDER_UNKNOWN || known == gender;
}

static bool is_object_form(const struct trail *trail, size_t token)
{
    return token_is(&trail->tokens[token], WORD_OBJECT_PRONOUN) && !token_is(&trail->tokens[token], WORD_DETERMINER);
}

/* "Lavrov met him": an object is not its own verb's subject. Behind a comma, a verb of speaking or "that" another
 * clause may have begun. */
static bool is_own_subject(const struct trail *trail, const struct step *step, size_t token)
{
    const uint64_t clause = WORD_BIT(WORD_CUE) | WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_RELATIVE);
    if (!step->subject || trail->tokens[token].sentence != step->sentence || !is_object_form(trail, token))
        return false;
    size_t first = trail_mention(trail, step->mention)->end;
    if (token - first > CLAUSE_TOKENS_MAX)
        return false;
    for (size_t i = first; i < token; i++)
        if (trail->tokens[i].shape == TOKEN_PUNCTUATION || trail->tokens[i].classes & clause)
            return false;
    return true;
}

size_t pronoun_antecedent(const struct trail *trail, size_t token, enum gender gender)
{
    const struct step *steps = trail->steps.items;
    uint32_t sentence = trail->tokens[token].sentence;
    size_t best = ARTICLE_NONE;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        const struct step *step = &steps[i - 1];
        bool nearer_found =
            best != ARTICLE_NONE && step->sentence != trail->tokens[trail_mention(trail, best)->first].sentence;
        if (sentence - step->sentence > SENTENCES_BACK_MAX || nearer_found)
            break;
        if (!is_candidate(trail, step, gender) || is_own_subject(trail, step, token))
            continue;
        /* Going back, the last subject met is the sentence's first; of others the nearest counts. */
        if (best == ARTICLE_NONE || step->subject)
            best = step->mention;
    }
    return best;
}
