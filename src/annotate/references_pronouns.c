/* references_pronouns: whom "he" and "she" stand for: the subject of the nearest sentence that speaks of somebody of
 * that gender (Hobbs 1978 finds that nearness and subjecthood settle most cases). And which group "it" and "they" stand
 * for, in the few places where nothing else can be meant. Never in here: descriptions. */
#include <string.h>

#include "annotate/references_trail.h"

/* Nobody is remembered longer; a verb's subject and object stand no further apart; what belongs to a sentence's subject
 * stands no further behind it. */
enum { SENTENCES_BACK_MAX = 4, CLAUSE_TOKENS_MAX = 20, OWNED_TOKENS_MAX = 40 };

/* Somebody whom the pronoun may stand for; `plainly` where the text tells the gender. */
static bool is_candidate(const struct trail *trail, const struct step *step, enum gender gender, bool plainly)
{
    const struct found_mention *mention = trail_mention(trail, step->mention);
    if (mention->type != ENTITY_PERSON)
        return false;
    enum gender known = mention->gender;
    if (mention->entity != ARTICLE_NONE)
        known = trail_entity(trail, mention->entity)->gender;
    return gender == GENDER_UNKNOWN || known == gender || (known == GENDER_UNKNOWN && !plainly);
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

static size_t find_antecedent(const struct trail *trail, size_t token, enum gender gender, bool plainly)
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
        if (!is_candidate(trail, step, gender, plainly) || is_own_subject(trail, step, token))
            continue;
        /* Going back, the last subject met is the sentence's first; of others the nearest counts. */
        if (best == ARTICLE_NONE || step->subject)
            best = step->mention;
    }
    return best;
}

/* True for "him", and for "her" that owns nothing behind it; not for "himself", who is the subject. */
static bool is_object(const struct trail *trail, size_t token)
{
    static const char *const objects[] = {"him", "her", NULL};
    bool ends = token + 1 >= trail->analysis->tokens.count || trail->tokens[token + 1].shape == TOKEN_PUNCTUATION;
    return token_is_one_of(trail->analysis, &trail->tokens[token], objects) && (is_object_form(trail, token) || ends);
}

size_t pronoun_antecedent(const struct trail *trail, size_t token, enum gender gender)
{
    size_t found = is_object(trail, token) ? find_antecedent(trail, token, gender, true) : ARTICLE_NONE;
    if (found != ARTICLE_NONE &&
        trail->tokens[trail_mention(trail, found)->first].sentence == trail->tokens[token].sentence)
        return found;
    return find_antecedent(trail, token, gender, false);
}

size_t only_person(const struct trail *trail, size_t token)
{
    enum { REACH = 2 };
    const struct step *steps = trail->steps.items;
    uint32_t sentence = trail->tokens[token].sentence, nearest = 0;
    size_t only = ARTICLE_NONE;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        const struct step *step = &steps[i - 1];
        const struct found_mention *mention = trail_mention(trail, step->mention);
        if (sentence - step->sentence > REACH || (only != ARTICLE_NONE && step->sentence != nearest))
            break;
        if (mention->type != ENTITY_PERSON || !step->subject)
            continue;
        if (mention->entity == ARTICLE_NONE || (only != ARTICLE_NONE && mention->entity != only))
            return ARTICLE_NONE;
        only = mention->entity;
        nearest = step->sentence;
    }
    return only;
}

/* --- it, they --- */

/* True where the words behind "it" make it stand for nothing: "it is clear that", "it would be". */
static bool is_empty_subject(const struct trail *trail, size_t token)
{
    static const char *const being[] = {"be", "been", "is", "was", "seems", "seemed", "takes", "took", NULL};
    enum { VERB_GROUP_MAX = 4 };
    size_t count = trail->analysis->tokens.count;
    for (size_t i = token + 1; i < count && i <= token + VERB_GROUP_MAX; i++) {
        if (token_is_one_of(trail->analysis, &trail->tokens[i], being))
            return true;
        if (!(trail->tokens[i].classes & (WORD_BIT(WORD_AUXILIARY) | WORD_BIT(WORD_ADVERB))))
            return false;
    }
    return false;
}

/* "the Eagles", "the Tarvolo Airlines": what a name in the plural is. */
static bool is_plural(const struct trail *trail, const struct found_mention *mention)
{
    const struct token *last = &trail->tokens[mention->end - 1];
    const char *text = trail->analysis->article->text;
    return mention->type == ENTITY_ORGANIZATION && last->shape == TOKEN_CAPITALIZED &&
           text[last->range.end - 1] == 's' && text[last->range.end - 2] != 's' &&
           !(last->classes & ~WORD_BIT(WORD_COMMON));
}

static bool is_group(const struct trail *trail, const struct step *step, enum gender number)
{
    const struct found_mention *mention = trail_mention(trail, step->mention);
    bool group = mention->type == ENTITY_ORGANIZATION || (mention->type == ENTITY_PLACE && number == GENDER_NEUTER);
    return group && mention->entity != ARTICLE_NONE && is_plural(trail, mention) == (number == GENDER_PLURAL);
}

/* The step of the only one that the sentence speaks of before `token`, who is its subject; NULL where it speaks of
 * nobody or of several. */
static const struct step *only_subject(const struct trail *trail, uint32_t sentence, size_t token)
{
    const struct step *steps = trail->steps.items, *only = NULL;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        const struct step *step = &steps[i - 1];
        const struct found_mention *mention = trail_mention(trail, step->mention);
        if (step->sentence < sentence)
            break;
        if (step->sentence > sentence || mention->first >= token)
            continue;
        if (only && (mention->entity == ARTICLE_NONE || mention->entity != trail_mention(trail, only->mention)->entity))
            return NULL;
        only = step;
    }
    return only && only->subject ? only : NULL;
}

/* The step of the first one that the sentence speaks of, where that one speaks in it: "The ministry said". */
static const struct step *speaking_subject(const struct trail *trail, uint32_t sentence)
{
    const struct step *steps = trail->steps.items, *first = NULL;
    for (size_t i = trail->steps.count, seen = 0; i > 0 && seen < STEPS_BACK_MAX; i--, seen++) {
        if (steps[i - 1].sentence < sentence)
            break;
        if (steps[i - 1].sentence == sentence)
            first = &steps[i - 1];
    }
    size_t verb = first ? trail_mention(trail, first->mention)->end : 0;
    return first && first->subject && token_is(&trail->tokens[verb], WORD_CUE) ? first : NULL;
}

/* True where another subject may stand before `token`: a verb before the mention, or behind it a clause that begins with
 * a noun: "The ministry said that the visit", "If Oslo agrees, the party". */
static bool has_rival(const struct trail *trail, const struct found_mention *mention, size_t token)
{
    const uint64_t verb = WORD_BIT(WORD_CUE) | WORD_BIT(WORD_AUXILIARY) | WORD_BIT(WORD_VERB);
    const uint64_t opening = WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_CONJUNCTION);
    const struct token *tokens = trail->tokens;
    const struct sentence *sentences = trail->analysis->sentences.items;
    size_t first = sentences[tokens[mention->first].sentence].first;
    if (mention->first - first > CLAUSE_TOKENS_MAX || token - mention->end > OWNED_TOKENS_MAX)
        return true;
    for (size_t i = first; i < mention->first; i++)
        if (token_is(&tokens[i], WORD_PRONOUN) || (tokens[i].shape == TOKEN_LOWER && tokens[i].classes & verb))
            return true;
    for (size_t i = mention->end; i + 1 < token; i++) {
        bool opens = tokens[i].shape == TOKEN_PUNCTUATION || tokens[i].classes & opening;
        if (opens && token_is(&tokens[i + 1], WORD_DETERMINER))
            return true;
    }
    return false;
}

/* True where a verb of speaking, and no more than "that", stands between the mention and `token`: "The ministry said
 * it". */
static bool is_reported(const struct trail *trail, const struct found_mention *mention, size_t token)
{
    size_t verb = token - 1;
    if (token_text_is(trail->analysis, verb, "that"))
        verb--;
    return verb >= mention->end && verb - mention->end <= 1 && token_is(&trail->tokens[verb], WORD_CUE);
}

size_t pronoun_group(const struct trail *trail, size_t token, enum gender number)
{
    static const char *const owners[] = {"its", "their", NULL}, *const subjects[] = {"it", "they", NULL};
    const struct token *tokens = trail->tokens;
    uint32_t sentence = tokens[token].sentence;
    const struct step *subject = only_subject(trail, sentence, token);
    bool owner = token_is_one_of(trail->analysis, &tokens[token], owners);
    if (!owner && !token_is_one_of(trail->analysis, &tokens[token], subjects))
        return ARTICLE_NONE;
    bool said = token + 1 < trail->analysis->tokens.count && token_is(&tokens[token + 1], WORD_CUE);
    const struct step *speaking =
        tokens[token].sentence_start && said && sentence > 0 ? speaking_subject(trail, sentence - 1) : NULL;
    if (speaking && is_group(trail, speaking, number))
        return speaking->mention;
    if (tokens[token].sentence_start && (owner || said) && sentence > 0)
        subject = only_subject(trail, sentence - 1, token);
    else if (subject && !owner &&
             (is_empty_subject(trail, token) || !is_reported(trail, trail_mention(trail, subject->mention), token)))
        subject = NULL;
    bool plain =
        subject && is_group(trail, subject, number) && !has_rival(trail, trail_mention(trail, subject->mention), token);
    return plain ? subject->mention : ARTICLE_NONE;
}
