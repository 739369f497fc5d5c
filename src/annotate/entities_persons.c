/* entities_persons: when two names mean one person: "Alexander V. Grushko" and "Grushko", "Bill Gates" and "William
 * Gates"; and when not: another given name, another gender. Never in here: other things than persons. */
#include <string.h>

#include "annotate/entities_faces.h"

/* "Jr.", "III": behind the family name. */
static size_t family_name_of(const struct joiner *joiner, size_t first, size_t end)
{
    while (end - first > 1 && token_is(&joiner->tokens[end - 1], WORD_NAME_SUFFIX))
        end--;
    return end - 1;
}

static bool is_initial_of(const struct joiner *joiner, size_t initial, size_t word)
{
    size_t length, word_length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[initial], &length);
    const char *whole = token_text(joiner->analysis, &joiner->tokens[word], &word_length);
    return (length == 1 || (length == 2 && text[1] == '.')) && text[0] == whole[0];
}

/* The given name that a pet form stands for, or the name itself. */
static uint64_t full_given_name(const struct joiner *joiner, size_t index)
{
    size_t length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[index], &length);
    const char *full = lexicon_value(joiner->analysis->lexicon, WORD_NICKNAME, text, length);
    return full ? name_key(full, strlen(full)) : name_key(text, length);
}

static bool same_given_name(const struct joiner *joiner, size_t one, size_t other)
{
    return is_initial_of(joiner, one, other) || is_initial_of(joiner, other, one) ||
           full_given_name(joiner, one) == full_given_name(joiner, other);
}

/* True when tokens `first` to `end` are the last ones of the longer name: "bin Laden" of "Osama bin Laden". */
static bool is_tail(const struct joiner *joiner, size_t first, size_t end, size_t longer_first, size_t longer_end)
{
    if (end - first >= longer_end - longer_first)
        return false;
    for (size_t i = 1; i <= end - first; i++)
        if (token_key(joiner->analysis, end - i) != token_key(joiner->analysis, longer_end - i))
            return false;
    return true;
}

static bool genders_agree(enum gender one, enum gender other)
{
    return one == GENDER_UNKNOWN || other == GENDER_UNKNOWN || one == other;
}

static enum gender gender_of(const struct joiner *joiner, size_t entity)
{
    return ((const struct found_entity *)joiner->analysis->entities.items)[entity].gender;
}

static bool names_same_person(const struct joiner *joiner, const struct found_mention *mention, size_t entity)
{
    const struct face *face = face_of(joiner, entity);
    if (!genders_agree(mention->gender, gender_of(joiner, entity)))
        return false;
    size_t family = family_name_of(joiner, mention->first, mention->end);
    size_t face_family = family_name_of(joiner, face->first, face->end);
    if (token_key(joiner->analysis, family) != token_key(joiner->analysis, face_family))
        return false;
    return same_given_name(joiner, mention->first, face->first) ||
           is_tail(joiner, mention->first, family + 1, face->first, face_family + 1) ||
           is_tail(joiner, face->first, face_family + 1, mention->first, family + 1);
}

static void put(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    if (entity == ARTICLE_NONE)
        return;
    size_t family = family_name_of(joiner, mention->first, mention->end);
    face_put(joiner, entity, BUCKET_LAST_WORD, token_key(joiner->analysis, family));
    if (family > mention->first)
        face_put(joiner, entity, BUCKET_FIRST_WORD, token_key(joiner->analysis, mention->first));
}

void person_join_full(struct joiner *joiner, struct found_mention *mention)
{
    uint64_t key = tokens_key(joiner->analysis, mention->first, mention->end);
    size_t entity = face_named(joiner, ENTITY_PERSON, key);
    if (entity == ARTICLE_NONE) {
        size_t family = family_name_of(joiner, mention->first, mention->end);
        entity = face_newest(joiner, BUCKET_LAST_WORD, token_key(joiner->analysis, family));
        for (size_t depth = 0; entity != ARTICLE_NONE && !names_same_person(joiner, mention, entity); depth++)
            entity = depth < BUCKET_DEPTH_MAX ? face_of(joiner, entity)->earlier[BUCKET_LAST_WORD] : ARTICLE_NONE;
    }
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
    } else {
        entity = face_create(joiner, mention);
        put(joiner, entity, mention);
    }
    if (entity != ARTICLE_NONE)
        face_name(joiner, entity, ENTITY_PERSON, key);
}

/* True when the text's `other` is meant by a bare family name rather than `one`: the one whom it is about, or else the
 * one named last; before anybody was named, the first in the text. */
static bool is_likelier(const struct face *other, const struct face *one)
{
    enum { ABOUT_FACTOR = 3 };
    if (other->mentions >= one->mentions * ABOUT_FACTOR || one->mentions >= other->mentions * ABOUT_FACTOR)
        return other->mentions > one->mentions;
    if (other->last_mention == one->last_mention)
        return other->first < one->first;
    if (other->last_mention == ARTICLE_NONE || one->last_mention == ARTICLE_NONE)
        return one->last_mention == ARTICLE_NONE;
    return other->last_mention > one->last_mention;
}

/* Whom the mention means, of the persons in the bucket; ARTICLE_NONE when none agrees with it. */
static size_t likeliest(const struct joiner *joiner, enum bucket bucket, const struct found_mention *mention)
{
    size_t best = ARTICLE_NONE;
    size_t entity = face_newest(joiner, bucket, token_key(joiner->analysis, mention->first));
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        if (genders_agree(mention->gender, gender_of(joiner, entity)) &&
            (best == ARTICLE_NONE || is_likelier(face, face_of(joiner, best))))
            best = entity;
        entity = face->earlier[bucket];
    }
    return best;
}

void person_join_short(struct joiner *joiner, struct found_mention *mention)
{
    size_t entity = likeliest(joiner, BUCKET_LAST_WORD, mention);
    if (entity == ARTICLE_NONE)
        entity = likeliest(joiner, BUCKET_FIRST_WORD, mention);
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
        return;
    }
    entity = face_create(joiner, mention);
    put(joiner, entity, mention);
}
