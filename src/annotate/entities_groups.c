/* entities_groups: when two names mean one organization, place or other thing: by the lists ("US", "United States"), by
 * initials ("IMF"), by what a ministry is for, by leaving off "Inc.". Never in here: persons. */
#include <string.h>

#include "annotate/entities_faces.h"

enum { INITIALS_MAX = 12 };

/* --- keys --- */

/* What the lists call the name, or NULL. */
static const char *listed_name(const struct joiner *joiner, const struct found_mention *mention)
{
    static const enum word_class lists[][3] = {
        [ENTITY_ORGANIZATION] = {WORD_ORGANIZATION, WORD_COUNTRY, WORD_PLACE},
        [ENTITY_PLACE] = {WORD_COUNTRY, WORD_PLACE, WORD_ORGANIZATION},
        [ENTITY_OTHER] = {WORD_WORK_OR_EVENT, WORD_ORGANIZATION, WORD_COUNTRY},
    };
    const char *text = joiner->analysis->article->text + mention->range.start;
    size_t length = mention->range.end - mention->range.start;
    for (size_t i = 0; i < 3; i++) {
        const char *value = lexicon_value(joiner->analysis->lexicon, lists[mention->type][i], text, length);
        if (value)
            return value;
    }
    return NULL;
}

/* The length of a site's name without its domain: "Tarvolo.com", "tmb.ca"; all of it where there is none. */
static size_t without_domain(const char *text, size_t length)
{
    enum { NAME_MIN = 3, DOMAIN_MIN = 2, DOMAIN_MAX = 3 };
    size_t dot = length;
    while (dot > 0 && text[dot - 1] != '.')
        dot--;
    size_t domain = length - dot;
    if (dot <= NAME_MIN || domain < DOMAIN_MIN || domain > DOMAIN_MAX)
        return length;
    for (size_t i = dot; i < length; i++)
        if (text[i] < 'a' || text[i] > 'z')
            return length;
    return dot - 1;
}

/* The name without "Inc." and "Group" behind it. */
static uint64_t bare_key(const struct joiner *joiner, const struct found_mention *mention)
{
    size_t end = mention->end;
    const char *text = joiner->analysis->article->text + mention->range.start;
    while (
        end - mention->first > 1 && mention->type == ENTITY_ORGANIZATION &&
        (token_is(&joiner->tokens[end - 1], WORD_COMPANY_SUFFIX) || joiner->tokens[end - 1].shape == TOKEN_PUNCTUATION))
        end--;
    if (end < mention->end)
        return tokens_key(joiner->analysis, mention->first, end);
    size_t length = mention->range.end - mention->range.start;
    return name_key(text, mention->end - mention->first == 1 ? without_domain(text, length) : length);
}

uint64_t group_key(const struct joiner *joiner, const struct found_mention *mention)
{
    const char *listed = listed_name(joiner, mention);
    return listed ? name_key(listed, strlen(listed)) : bare_key(joiner, mention);
}

/* The first letters of the words written large; `count` of them, 0 when there are more than an acronym has. */
static size_t initials_of(const struct joiner *joiner, size_t first, size_t end, char initials[INITIALS_MAX])
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        if (joiner->tokens[i].shape != TOKEN_CAPITALIZED && joiner->tokens[i].shape != TOKEN_UPPER)
            continue;
        if (count == INITIALS_MAX)
            return 0;
        initials[count++] = joiner->analysis->article->text[joiner->tokens[i].range.start];
    }
    return count;
}

/* --- joining --- */

/* The newest office of the kind whose country is the same, or is not said. */
static size_t find_office(const struct joiner *joiner, struct office office)
{
    size_t entity = face_newest(joiner, BUCKET_OFFICE, office.kind);
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        struct office other = office_of_tokens(joiner->analysis, face->first, face->end);
        if (!office.country || !other.country || office.country == other.country)
            return entity;
        entity = face->earlier[BUCKET_OFFICE];
    }
    return ARTICLE_NONE;
}

static uint64_t skeleton_of(const struct joiner *joiner, size_t first, size_t end)
{
    size_t start = joiner->tokens[first].range.start;
    return name_skeleton_key(joiner->analysis->article->text + start, joiner->tokens[end - 1].range.end - start);
}

static bool names_spelled_alike(const struct joiner *joiner, size_t one, size_t other, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (token_key(joiner->analysis, one + i) != token_key(joiner->analysis, other + i) &&
            !tokens_misspelled(joiner->analysis, one + i, other + i))
            return false;
    return true;
}

/* A group of the kind whose name is this one but for a slip of the pen: "Untied Nations". */
static size_t find_misspelled(const struct joiner *joiner, const struct found_mention *mention)
{
    size_t count = mention->end - mention->first;
    size_t entity = face_newest(joiner, BUCKET_SKELETON, skeleton_of(joiner, mention->first, mention->end));
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        const struct face *face = face_of(joiner, entity);
        if (face_entity(joiner, entity)->type == mention->type && face->end - face->first == count &&
            names_spelled_alike(joiner, mention->first, face->first, count))
            return entity;
        entity = face->earlier[BUCKET_SKELETON];
    }
    return ARTICLE_NONE;
}

/* What the name of several words leads to. */
static void claim(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    char initials[INITIALS_MAX];
    size_t count = initials_of(joiner, mention->first, mention->end, initials);
    face_claim(joiner, entity, CLAIM_FIRST_WORD, mention->type, token_key(joiner->analysis, mention->first));
    if (count > 1)
        face_claim(joiner, entity, CLAIM_INITIALS, mention->type, name_key(initials, count));
    shorts_claim(joiner, entity, mention);
}

static void put(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    struct office office = office_of_tokens(joiner->analysis, mention->first, mention->end);
    if (office.kind)
        face_put(joiner, entity, BUCKET_OFFICE, office.kind);
    face_put(joiner, entity, BUCKET_SKELETON, skeleton_of(joiner, mention->first, mention->end));
}

static size_t word_count(const char *text)
{
    size_t count = 1;
    for (; *text; text++)
        count += *text == ' ';
    return count;
}

static void join_or_create(struct joiner *joiner, size_t entity, struct found_mention *mention, uint64_t key)
{
    enum entity_type type = mention->type;
    bool full = mention->end - mention->first > 1;
    if (entity != ARTICLE_NONE) {
        face_join(joiner, entity, mention);
    } else {
        entity = face_create(joiner, mention);
        if (entity == ARTICLE_NONE)
            return;
        if (full)
            put(joiner, entity, mention);
    }
    face_claim(joiner, entity, CLAIM_NAME, type, key);
    if (full)
        claim(joiner, entity, mention);
    struct found_entity *found = face_entity(joiner, entity);
    const struct face *face = face_of(joiner, entity);
    const char *listed = listed_name(joiner, mention);
    if (listed && word_count(listed) > 1)
        found->canonical = listed;
    if (face->end - face->first > 1) /* the text's own full name is as good */
        found->canonical = NULL;
}

/* The entity of that name; a country's name that was taken for something else finds the country. */
static size_t find_named(const struct joiner *joiner, const struct found_mention *mention, uint64_t key)
{
    size_t entity = face_claimant(joiner, CLAIM_NAME, mention->type, key);
    bool country =
        lexicon_match(joiner->analysis, WORD_COUNTRY, mention->first, mention->end) == mention->end - mention->first;
    if (entity != ARTICLE_NONE || !country || mention->type == ENTITY_PLACE)
        return entity;
    return face_claimant(joiner, CLAIM_NAME, ENTITY_PLACE, key);
}

void group_join_full(struct joiner *joiner, struct found_mention *mention)
{
    uint64_t key = group_key(joiner, mention);
    size_t entity = find_named(joiner, mention, key);
    struct office office = {0, 0};
    if (entity == ARTICLE_NONE && mention->type == ENTITY_ORGANIZATION)
        office = office_of_tokens(joiner->analysis, mention->first, mention->end);
    if (office.kind)
        entity = find_office(joiner, office);
    if (entity == ARTICLE_NONE)
        entity = find_misspelled(joiner, mention);
    join_or_create(joiner, entity, mention, key);
}

static bool is_company_word(const struct joiner *joiner, size_t index)
{
    const struct token *token = &joiner->tokens[index];
    size_t length;
    const char *text = token_text(joiner->analysis, token, &length);
    const char *kind = lexicon_value(joiner->analysis->lexicon, WORD_ORGANIZATION_WORD, text, length);
    return token_is(token, WORD_COMPANY_SUFFIX) || (kind && strcmp(kind, "company") == 0);
}

/* The only organization with that first word, if it is a company or has no word that says what it is: "Tarvolo" may be
 * Tarvolo Airways or Tarvolo Cables, but the town of the Tarvolo Gazette. */
static size_t only_company(const struct joiner *joiner, uint64_t first_word)
{
    size_t entity = face_claimant(joiner, CLAIM_FIRST_WORD, ENTITY_ORGANIZATION, first_word);
    if (entity == ARTICLE_NONE)
        return ARTICLE_NONE;
    size_t last = face_of(joiner, entity)->end - 1;
    bool company = is_company_word(joiner, last) || !token_is(&joiner->tokens[last], WORD_ORGANIZATION_WORD);
    return company ? entity : ARTICLE_NONE;
}

void groups_merge_short(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->faces.count; i++) {
        const struct face *face = face_of(joiner, i);
        enum entity_type type = face_entity(joiner, i)->type;
        if (type == ENTITY_PERSON)
            continue;
        size_t fuller = shorts_find(joiner, face->first, face->end, type);
        if (fuller != ARTICLE_NONE)
            face_merge(joiner, i, fuller);
    }
}

void group_join_short(struct joiner *joiner, struct found_mention *mention)
{
    enum { ACRONYM_MIN = 3 };
    const uint64_t vague = WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY) |
                           WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_DIRECTION) |
                           WORD_BIT(WORD_PORTFOLIO) | WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_FUNCTION) |
                           WORD_BIT(WORD_GIVEN_NAME);
    const struct token *token = &joiner->tokens[mention->first];
    uint64_t key = group_key(joiner, mention);
    size_t entity = face_claimant(joiner, CLAIM_NAME, mention->type, key);
    bool acronym = token->shape == TOKEN_UPPER && mention->range.end - mention->range.start >= ACRONYM_MIN;
    if (entity == ARTICLE_NONE && acronym)
        entity = face_claimant(joiner, CLAIM_INITIALS, mention->type, key);
    if (entity == ARTICLE_NONE)
        entity = shorts_find(joiner, mention->first, mention->end, mention->type);
    bool plain = token->shape != TOKEN_UPPER && !(token->classes & vague);
    if (entity == ARTICLE_NONE && mention->type == ENTITY_ORGANIZATION && plain)
        entity = only_company(joiner, key);
    join_or_create(joiner, entity, mention, key);
}

/* How many of the acronym's letters begin a word of the full name, each word counted once. */
static size_t shared_letters(const char *text, size_t length, const char initials[], size_t count)
{
    bool used[INITIALS_MAX] = {false};
    size_t shared = 0;
    for (size_t i = 0; i < length; i++)
        for (size_t j = 0; j < count; j++)
            if (!used[j] && initials[j] == text[i]) {
                used[j] = true;
                shared++;
                break;
            }
    return shared;
}

/* True when the acronym can stand for words with those initials. Letters of small words and from inside words may be in
 * it too ("MINUSMA"), and it may be that of the name in another language, with the words in another order: the first
 * letter has to be among the initials and two in three of the others. */
static bool may_stand_for(const char *text, size_t length, const char initials[], size_t count)
{
    enum { LENGTH_MIN = 2, SHARE = 3, OF = 2 };
    if (length < LENGTH_MIN || count < LENGTH_MIN || length > count * 2 + 1 || !memchr(initials, text[0], count))
        return false;
    size_t least = length < count ? length : count;
    return shared_letters(text, length, initials, count) * SHARE >= least * OF;
}

bool group_join_introduced(struct joiner *joiner, const struct found_mention *full, struct found_mention *acronym)
{
    char initials[INITIALS_MAX];
    size_t count = initials_of(joiner, full->first, full->end, initials), length;
    const struct token *token = &joiner->tokens[acronym->first];
    const char *text = token_text(joiner->analysis, token, &length);
    if (full->entity == ARTICLE_NONE || token->shape != TOKEN_UPPER || acronym->end - acronym->first != 1 ||
        !may_stand_for(text, length, initials, count))
        return false;
    uint64_t key = group_key(joiner, acronym);
    face_join(joiner, full->entity, acronym);
    for (size_t i = 0; i <= ENTITY_OTHER; i++)
        if (i != ENTITY_PERSON)
            face_claim(joiner, full->entity, CLAIM_NAME, (enum entity_type)i, key);
    return true;
}
