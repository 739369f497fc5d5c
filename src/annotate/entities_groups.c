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

/* The name without "Inc." and "Group" behind it. */
static uint64_t bare_key(const struct joiner *joiner, const struct found_mention *mention)
{
    size_t end = mention->end;
    while (
        end - mention->first > 1 && mention->type == ENTITY_ORGANIZATION &&
        (token_is(&joiner->tokens[end - 1], WORD_COMPANY_SUFFIX) || joiner->tokens[end - 1].shape == TOKEN_PUNCTUATION))
        end--;
    if (end < mention->end)
        return tokens_key(joiner->analysis, mention->first, end);
    return name_key(joiner->analysis->article->text + mention->range.start, mention->range.end - mention->range.start);
}

static uint64_t key_of(const struct joiner *joiner, const struct found_mention *mention)
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

/* --- offices --- */

static const char *value_of(const struct analysis *analysis, enum word_class word_class, size_t first, size_t length)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t start = tokens[first].range.start;
    return lexicon_value(analysis->lexicon, word_class, analysis->article->text + start,
                         tokens[first + length - 1].range.end - start);
}

/* The first value that a phrase of the class among the tokens has; 0 when there is none. */
static uint64_t value_key(const struct analysis *analysis, enum word_class word_class, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        size_t length = lexicon_match(analysis, word_class, i, end);
        const char *value = length ? value_of(analysis, word_class, i, length) : NULL;
        if (value)
            return name_key(value, strlen(value));
    }
    return 0;
}

struct office office_of_tokens(const struct analysis *analysis, size_t first, size_t end)
{
    static const char *const heads[] = {"ministry", "department"};
    struct office office = {0, 0};
    for (size_t i = first; i < end && !office.kind; i++) {
        if (!token_is(&analysis_tokens(analysis)[i], WORD_ORGANIZATION_WORD))
            continue;
        for (size_t j = 0; j < sizeof heads / sizeof *heads; j++) {
            uint64_t head = name_key(heads[j], strlen(heads[j]));
            if (token_key(analysis, i) != head)
                continue;
            bool behind = i + 1 < end && token_text_is(analysis, i + 1, "of");
            uint64_t portfolio = behind ? value_key(analysis, WORD_PORTFOLIO, i + 2, end)
                                        : value_key(analysis, WORD_PORTFOLIO, first, i);
            office.kind = portfolio ? head ^ portfolio << 1 : 0;
        }
    }
    if (!office.kind)
        return office;
    office.country = value_key(analysis, WORD_DEMONYM, first, end);
    if (!office.country)
        office.country = value_key(analysis, WORD_COUNTRY, first, end);
    return office;
}

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

/* --- joining --- */

static void put(struct joiner *joiner, size_t entity, const struct found_mention *mention)
{
    char initials[INITIALS_MAX];
    size_t count = initials_of(joiner, mention->first, mention->end, initials);
    if (mention->end - mention->first < 2)
        return;
    face_put(joiner, entity, BUCKET_FIRST_WORD, token_key(joiner->analysis, mention->first));
    if (count > 1)
        face_put(joiner, entity, BUCKET_INITIALS, name_key(initials, count));
    struct office office = office_of_tokens(joiner->analysis, mention->first, mention->end);
    if (office.kind)
        face_put(joiner, entity, BUCKET_OFFICE, office.kind);
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
    if (entity != ARTICLE_NONE)
        face_join(joiner, entity, mention);
    else
        entity = face_create(joiner, mention);
    if (entity == ARTICLE_NONE)
        return;
    face_name(joiner, entity, type, key);
    put(joiner, entity, mention);
    struct found_entity *found = &((struct found_entity *)joiner->analysis->entities.items)[entity];
    const struct face *face = face_of(joiner, entity);
    const char *listed = listed_name(joiner, mention);
    if (listed && word_count(listed) > 1)
        found->canonical = listed;
    if (face->end - face->first > 1) /* the text's own full name is as good */
        found->canonical = NULL;
}

void group_join_full(struct joiner *joiner, struct found_mention *mention)
{
    uint64_t key = key_of(joiner, mention);
    size_t entity = face_named(joiner, mention->type, key);
    struct office office = {0, 0};
    if (entity == ARTICLE_NONE && mention->type == ENTITY_ORGANIZATION)
        office = office_of_tokens(joiner->analysis, mention->first, mention->end);
    if (office.kind)
        entity = find_office(joiner, office);
    join_or_create(joiner, entity, mention, key);
}

/* True when no more than one entity of the kind is in the bucket. */
static size_t only_one(const struct joiner *joiner, enum bucket bucket, uint64_t key, enum entity_type type)
{
    size_t entity = face_newest(joiner, bucket, key), only = ARTICLE_NONE;
    const struct found_entity *entities = joiner->analysis->entities.items;
    for (size_t depth = 0; entity != ARTICLE_NONE && depth < BUCKET_DEPTH_MAX; depth++) {
        if (entities[entity].type == type && only != ARTICLE_NONE && only != entity)
            return ARTICLE_NONE;
        if (entities[entity].type == type)
            only = entity;
        entity = face_of(joiner, entity)->earlier[bucket];
    }
    return only;
}

static bool is_company_word(const struct joiner *joiner, size_t index)
{
    const struct token *token = &joiner->tokens[index];
    size_t length;
    const char *text = token_text(joiner->analysis, token, &length);
    const char *kind = lexicon_value(joiner->analysis->lexicon, WORD_ORGANIZATION_WORD, text, length);
    return token_is(token, WORD_COMPANY_SUFFIX) || (kind && strcmp(kind, "company") == 0);
}

/* The only organization with that first word, if it is a company: "Tarvolo" may be Tarvolo Airways, but the town of the
 * Tarvolo Gazette. */
static size_t only_company(const struct joiner *joiner, uint64_t first_word)
{
    size_t entity = only_one(joiner, BUCKET_FIRST_WORD, first_word, ENTITY_ORGANIZATION);
    if (entity == ARTICLE_NONE)
        return ARTICLE_NONE;
    const struct face *face = face_of(joiner, entity);
    return is_company_word(joiner, face->end - 1) ? entity : ARTICLE_NONE;
}

void group_join_short(struct joiner *joiner, struct found_mention *mention)
{
    enum { ACRONYM_MIN = 3 };
    const uint64_t vague = WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_DEMONYM) | WORD_BIT(WORD_COUNTRY) |
                           WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_DIRECTION) |
                           WORD_BIT(WORD_PORTFOLIO) | WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_FUNCTION) |
                           WORD_BIT(WORD_GIVEN_NAME);
    const struct token *token = &joiner->tokens[mention->first];
    uint64_t key = key_of(joiner, mention);
    size_t entity = face_named(joiner, mention->type, key);
    bool acronym = token->shape == TOKEN_UPPER && mention->range.end - mention->range.start >= ACRONYM_MIN;
    if (entity == ARTICLE_NONE && acronym)
        entity = only_one(joiner, BUCKET_INITIALS, key, mention->type);
    if (entity == ARTICLE_NONE && mention->type == ENTITY_ORGANIZATION && !(token->classes & vague))
        entity = only_company(joiner, key);
    join_or_create(joiner, entity, mention, key);
}

bool group_join_introduced(struct joiner *joiner, const struct found_mention *full, struct found_mention *acronym)
{
    char initials[INITIALS_MAX];
    size_t count = initials_of(joiner, full->first, full->end, initials), length;
    const struct token *token = &joiner->tokens[acronym->first];
    const char *text = token_text(joiner->analysis, token, &length);
    if (full->entity == ARTICLE_NONE || token->shape != TOKEN_UPPER || acronym->end - acronym->first != 1 || count < 2)
        return false;
    /* Letters of small words and inside words may be in it too ("MINUSMA"): the first has to agree, and as many of the
     * others as there are words. */
    size_t found = 0;
    for (size_t i = 0; i < length && found < count; i++)
        found += text[i] == initials[found];
    if (text[0] != initials[0] || found + 1 < count || length > count * 2 + 1)
        return false;
    uint64_t key = key_of(joiner, acronym);
    face_join(joiner, full->entity, acronym);
    for (size_t i = 0; i <= ENTITY_OTHER; i++)
        if (i != ENTITY_PERSON)
            face_name(joiner, full->entity, (enum entity_type)i, key);
    return true;
}
