/* entities_persons: when two names mean one person: "Alexander V. Grushko" and "Grushko", "Bill Gates" and "William
 * Gates"; and when not: another given name, another initial, another gender, "Sr." and "Jr.". Never in here: other
 * things than persons. */
#include <string.h>

#include "annotate/entities_faces.h"

/* A person's name: its given name, its family name, and what stands behind that: "Jr.", "III". */
struct person_name {
    size_t given, family, end; /* tokens; suffixes from family + 1 to end */
};

static struct person_name parts_of(const struct joiner *joiner, size_t first, size_t end)
{
    size_t family = end - 1;
    while (family > first && token_is(&joiner->tokens[family], WORD_NAME_SUFFIX))
        family--;
    return (struct person_name){first, family, end};
}

static bool is_single_letter(const struct joiner *joiner, size_t word)
{
    size_t length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[word], &length);
    return length == 1 || (length == 2 && text[1] == '.');
}

static bool is_initial_of(const struct joiner *joiner, size_t initial, size_t word)
{
    const char *text = joiner->analysis->article->text;
    return is_single_letter(joiner, initial) &&
           text[joiner->tokens[initial].range.start] == text[joiner->tokens[word].range.start];
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

static bool same_family_name(const struct joiner *joiner, const struct person_name *one,
                             const struct person_name *other)
{
    return token_key(joiner->analysis, one->family) == token_key(joiner->analysis, other->family);
}

/* False for "George W." and "George H.": initials that stand for two names. */
static bool middles_agree(const struct joiner *joiner, const struct person_name *one, const struct person_name *other)
{
    size_t middle = one->given + 1, other_middle = other->given + 1;
    if (middle >= one->family || other_middle >= other->family)
        return true;
    bool initials = is_single_letter(joiner, middle) && is_single_letter(joiner, other_middle);
    return !initials || is_initial_of(joiner, middle, other_middle);
}

/* False for "Sr." and "Jr.", "II" and "III"; a name without may be either. */
static bool suffixes_agree(const struct joiner *joiner, const struct person_name *one, const struct person_name *other)
{
    if (one->family + 1 == one->end || other->family + 1 == other->end)
        return true;
    return token_key(joiner->analysis, one->end - 1) == token_key(joiner->analysis, other->end - 1);
}

/* True when the shorter name is the last words of the longer one: "bin Laden" of "Osama bin Laden". */
static bool is_tail(const struct joiner *joiner, const struct person_name *name, const struct person_name *longer)
{
    size_t count = name->family + 1 - name->given;
    if (count >= longer->family + 1 - longer->given)
        return false;
    for (size_t i = 0; i < count; i++)
        if (token_key(joiner->analysis, name->family - i) != token_key(joiner->analysis, longer->family - i))
            return false;
    return true;
}

static bool genders_agree(enum gender one, enum gender other)
{
    return one == GENDER_UNKNOWN || other == GENDER_UNKNOWN || one == other;
}

/* True when the mention's full name and the entity's are one: "Bill Gates" and "William Gates", "Zelensky" and
 * "Zelenskyy" behind one given name. */
static bool names_same_person(const struct joiner *joiner, const struct found_mention *mention, size_t entity)
{
    const struct face *face = face_of(joiner, entity);
    struct person_name name = parts_of(joiner, mention->first, mention->end);
    struct person_name other = parts_of(joiner, face->first, face->end);
    if (!genders_agree(mention->gender, face_entity(joiner, entity)->gender) || !suffixes_agree(joiner, &name, &other))
        return false;
    if (!same_family_name(joiner, &name, &other))
        return token_key(joiner->analysis, name.given) == token_key(joiner->analysis, other.given) &&
               tokens_misspelled(joiner->analysis, name.family, other.family);
    bool given = same_given_name(joiner, name.given, other.given) ||
                 tokens_spelled_alike(joiner->analysis, name.given, other.given);
    return (given && middles_agree(joiner, &name, &other)) || is_tail(joiner, &name, &other) ||
           is_tail(joiner, &other, &name);
}

static uint64_t skeleton_of(const struct joiner *joiner, size_t word)
{
    size_t length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[word], &length);
    return name_skeleton_key(text, length);
}

static void put(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    if (entity == ARTICLE_NONE)
        return;
    struct person_name name = parts_of(joiner, mention->first, mention->end);
    face_put(joiner, entity, BUCKET_LAST_WORD, token_key(joiner->analysis, name.family));
    if (name.family == name.given)
        return;
    face_put(joiner, entity, BUCKET_FIRST_WORD, token_key(joiner->analysis, name.given));
    face_put(joiner, entity, BUCKET_SKELETON, skeleton_of(joiner, name.family));
}

/* --- relatives --- */

/* What the text says right before or behind the name of whose wife, son and so on that is: the noun's token, or
 * ARTICLE_NONE. */
static size_t kinship_of(const struct joiner *joiner, const struct found_mention *mention)
{
    static const char *const owners[] = {"his", "her", "their", NULL};
    const struct token *tokens = joiner->tokens;
    size_t first = mention->first, end = mention->end, count = joiner->analysis->tokens.count;
    if (first > 0 && token_is(&tokens[first - 1], WORD_KINSHIP))
        return first - 1;
    if (first > 1 && token_text_is(joiner->analysis, first - 1, ",") && token_is(&tokens[first - 2], WORD_KINSHIP))
        return first - 2;
    bool behind = end + 3 < count && token_text_is(joiner->analysis, end, ",") &&
                  token_is_one_of(joiner->analysis, &tokens[end + 1], owners) &&
                  token_is(&tokens[end + 2], WORD_KINSHIP) && tokens[end + 3].shape == TOKEN_PUNCTUATION;
    return behind ? end + 2 : ARTICLE_NONE;
}

static enum gender gender_told(const struct joiner *joiner, size_t word, enum word_class word_class)
{
    size_t length;
    const char *text = token_text(joiner->analysis, &joiner->tokens[word], &length);
    const char *value = lexicon_value(joiner->analysis->lexicon, word_class, text, length);
    if (!value)
        return GENDER_UNKNOWN;
    return strcmp(value, "female") == 0 ? GENDER_FEMALE : GENDER_MALE;
}

/* Takes the gender from "wife" where nothing else has told it. */
static bool is_relative(const struct joiner *joiner, struct found_mention *mention)
{
    size_t noun = kinship_of(joiner, mention);
    if (noun == ARTICLE_NONE)
        return false;
    if (mention->gender == GENDER_UNKNOWN)
        mention->gender = gender_told(joiner, noun, WORD_TITLE);
    return true;
}

/* --- joining --- */

/* The newest person of a bucket whose name is that of the mention. */
static size_t find_same(const struct joiner *joiner, enum bucket bucket, uint64_t key,
                        const struct found_mention *mention)
{
    size_t entity = face_newest(joiner, bucket, key);
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        if (face_entity(joiner, entity)->type == ENTITY_PERSON && names_same_person(joiner, mention, entity))
            return entity;
        entity = face_of(joiner, entity)->earlier[bucket];
    }
    return ARTICLE_NONE;
}

void person_join_full(struct joiner *joiner, struct found_mention *mention)
{
    bool relative = is_relative(joiner, mention);
    struct person_name name = parts_of(joiner, mention->first, mention->end);
    uint64_t key = tokens_key(joiner->analysis, mention->first, mention->end);
    size_t entity = face_claimant(joiner, CLAIM_NAME, ENTITY_PERSON, key);
    if (entity == ARTICLE_NONE)
        entity = find_same(joiner, BUCKET_LAST_WORD, token_key(joiner->analysis, name.family), mention);
    if (entity == ARTICLE_NONE)
        entity = find_same(joiner, BUCKET_SKELETON, skeleton_of(joiner, name.family), mention);
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
    } else {
        entity = face_create(joiner, mention);
        put(joiner, entity, mention);
    }
    if (entity == ARTICLE_NONE)
        return;
    face_claim(joiner, entity, CLAIM_NAME, ENTITY_PERSON, key);
    face_of(joiner, entity)->relative |= relative;
}

void person_join_partner(struct joiner *joiner, struct found_mention *mention, const struct found_mention *partner)
{
    if (!token_is(&joiner->tokens[mention->first], WORD_GIVEN_NAME))
        return;
    mention->gender = gender_told(joiner, mention->first, WORD_GIVEN_NAME);
    struct person_name name = parts_of(joiner, partner->first, partner->end);
    uint64_t family = token_key(joiner->analysis, name.family);
    size_t entity = face_newest(joiner, BUCKET_LAST_WORD, family);
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        if (face->end - face->first > 1 && same_given_name(joiner, mention->first, face->first))
            break;
        entity = face->earlier[BUCKET_LAST_WORD];
    }
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
        return;
    }
    entity = face_create(joiner, mention);
    if (entity == ARTICLE_NONE)
        return;
    face_put(joiner, entity, BUCKET_LAST_WORD, family);
    face_put(joiner, entity, BUCKET_FIRST_WORD, token_key(joiner->analysis, mention->first));
}

/* True when the text's `other` is meant by a bare family name rather than `one`: the one whose own name it is, or else
 * whom the text is about, or else the one named last; before anybody was named, the first in the text. */
static bool is_likelier(const struct face *other, const struct face *one)
{
    enum { ABOUT_FACTOR = 3 };
    if (other->relative != one->relative)
        return one->relative;
    if (other->mentions >= one->mentions * ABOUT_FACTOR || one->mentions >= other->mentions * ABOUT_FACTOR)
        return other->mentions > one->mentions;
    if (other->last_mention == one->last_mention)
        return other->first < one->first;
    if (other->last_mention == ARTICLE_NONE || one->last_mention == ARTICLE_NONE)
        return one->last_mention == ARTICLE_NONE;
    return other->last_mention > one->last_mention;
}

/* "the younger Wexley" is "Jr."; "the elder Wexley" is not. */
static bool generation_agrees(const struct joiner *joiner, const struct found_mention *mention, const struct face *face)
{
    static const char *const younger[] = {"younger", "junior", NULL}, *const elder[] = {"elder", "older", NULL};
    if (mention->first == 0)
        return true;
    const struct token *before = &joiner->tokens[mention->first - 1];
    bool is_younger = token_is_one_of(joiner->analysis, before, younger);
    if (!is_younger && !token_is_one_of(joiner->analysis, before, elder))
        return true;
    uint64_t suffix = token_key(joiner->analysis, face->end - 1);
    bool junior = suffix == name_key("jr", 2) || suffix == name_key("jnr", 3);
    return junior == is_younger;
}

/* True when `one` rather than `other` is meant by a name with that office before it: "Governor Tarvin" of the Tarvins is
 * the governor. */
static bool holds_office(const struct face *one, const struct face *other, uint64_t office)
{
    return office && one->office == office && other->office != office;
}

/* Whom the mention means, of the persons in the bucket; ARTICLE_NONE when none agrees with it. */
static size_t likeliest(const struct joiner *joiner, enum bucket bucket, const struct found_mention *mention)
{
    size_t best = ARTICLE_NONE;
    uint64_t office = office_before(joiner, mention);
    size_t entity = face_newest(joiner, bucket, token_key(joiner->analysis, mention->first));
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        bool agrees = genders_agree(mention->gender, face_entity(joiner, entity)->gender) &&
                      generation_agrees(joiner, mention, face);
        const struct face *rival = best == ARTICLE_NONE ? NULL : face_of(joiner, best);
        bool better = agrees && (!rival || holds_office(face, rival, office) ||
                                 (!holds_office(rival, face, office) && is_likelier(face, rival)));
        if (better)
            best = entity;
        entity = face->earlier[bucket];
    }
    return best;
}

/* The only person whose family name is spelled like the mention, which is nobody's; ARTICLE_NONE when there are none or
 * several. */
static size_t only_alike(const struct joiner *joiner, const struct found_mention *mention)
{
    const uint64_t known = WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME) | WORD_BIT(WORD_PLACE) |
                           WORD_BIT(WORD_COUNTRY) | WORD_BIT(WORD_COMMON);
    if (joiner->tokens[mention->first].classes & known)
        return ARTICLE_NONE;
    size_t only = ARTICLE_NONE, entity = face_newest(joiner, BUCKET_SKELETON, skeleton_of(joiner, mention->first));
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        size_t family = parts_of(joiner, face->first, face->end).family;
        bool alike = genders_agree(mention->gender, face_entity(joiner, entity)->gender) &&
                     face_entity(joiner, entity)->type == ENTITY_PERSON &&
                     tokens_misspelled(joiner->analysis, mention->first, family);
        if (alike && only != ARTICLE_NONE)
            return ARTICLE_NONE;
        if (alike)
            only = entity;
        entity = face->earlier[BUCKET_SKELETON];
    }
    return only;
}

void person_join_short(struct joiner *joiner, struct found_mention *mention)
{
    bool given = token_is(&joiner->tokens[mention->first], WORD_GIVEN_NAME);
    bool relative = given && is_relative(joiner, mention);
    size_t entity = likeliest(joiner, BUCKET_LAST_WORD, mention);
    if (entity == ARTICLE_NONE)
        entity = likeliest(joiner, BUCKET_FIRST_WORD, mention);
    if (entity == ARTICLE_NONE)
        entity = only_alike(joiner, mention);
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
    } else {
        entity = face_create(joiner, mention);
        put(joiner, entity, mention);
    }
    if (entity != ARTICLE_NONE)
        face_of(joiner, entity)->relative |= relative;
}
