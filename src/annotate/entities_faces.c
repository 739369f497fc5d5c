/* entities_faces: the bookkeeping of joining names. Never in here: when two names mean the same. */
#include "annotate/entities_faces.h"

uint64_t token_key(const struct analysis *analysis, size_t index)
{
    return tokens_key(analysis, index, index + 1);
}

uint64_t tokens_key(const struct analysis *analysis, size_t first, size_t end)
{
    const struct token *tokens = analysis_tokens(analysis);
    size_t start = tokens[first].range.start;
    return name_key(analysis->article->text + start, tokens[end - 1].range.end - start);
}

struct face *face_of(const struct joiner *joiner, size_t entity)
{
    return &((struct face *)joiner->faces.items)[entity];
}

static struct found_entity *entity_of(const struct joiner *joiner, size_t entity)
{
    return &((struct found_entity *)joiner->analysis->entities.items)[entity];
}

size_t face_create(struct joiner *joiner, struct found_mention *mention)
{
    struct found_entity *entity = array_push(&joiner->analysis->entities);
    struct face *face = array_push(&joiner->faces);
    if (!entity || !face) {
        joiner->analysis->entities.failed = true;
        return ARTICLE_NONE;
    }
    entity->type = mention->type;
    face->first = face->end = mention->first;
    face->last_mention = ARTICLE_NONE;
    for (size_t i = 0; i < BUCKET_COUNT; i++)
        face->earlier[i] = ARTICLE_NONE;
    size_t index = joiner->analysis->entities.count - 1;
    face_join(joiner, index, mention);
    return index;
}

/* A headline or a dateline in capitals: "PORT ALDER", "OBAMA". A short word in capitals is an acronym. */
static bool is_shouted(const struct joiner *joiner, size_t first, size_t end)
{
    enum { ACRONYM_LENGTH_MAX = 5 };
    for (size_t i = first; i < end; i++)
        if (joiner->tokens[i].shape != TOKEN_UPPER)
            return false;
    const struct range word = joiner->tokens[first].range;
    return end - first > 1 || (end > first && word.end - word.start > ACRONYM_LENGTH_MAX);
}

/* More words are fuller, and of the same words the form that is not all capitals, and then the longer spelling. */
static bool is_fuller(const struct joiner *joiner, const struct found_mention *mention, const struct face *face,
                      const struct found_entity *entity)
{
    size_t words = face->end - face->first, length = entity->name.end - entity->name.start;
    if (mention->end - mention->first != words)
        return mention->end - mention->first > words;
    bool shouted = is_shouted(joiner, mention->first, mention->end);
    if (shouted != is_shouted(joiner, face->first, face->end))
        return !shouted;
    return mention->type != ENTITY_PERSON && mention->range.end - mention->range.start > length;
}

/* A role says what somebody is; "Mr." does not. */
static bool is_role(const struct joiner *joiner, const struct found_mention *mention)
{
    if (range_is_empty(mention->title))
        return false;
    bool before = mention->title.start < mention->range.start;
    size_t at = before ? mention->first : mention->end;
    while (before ? at > 0 && joiner->tokens[at - 1].range.start >= mention->title.start
                  : at < joiner->analysis->tokens.count && joiner->tokens[at].range.end <= mention->title.end) {
        size_t index = before ? --at : at++;
        if (token_is(&joiner->tokens[index], WORD_TITLE))
            return true;
    }
    return false;
}

void face_join(struct joiner *joiner, size_t entity, struct found_mention *mention)
{
    struct found_entity *found = entity_of(joiner, entity);
    struct face *face = face_of(joiner, entity);
    mention->entity = entity;
    face->mentions++;
    mention->type = found->type;
    if (is_fuller(joiner, mention, face, found)) {
        found->name = mention->range;
        face->first = mention->first;
        face->end = mention->end;
    }
    if (found->gender == GENDER_UNKNOWN)
        found->gender = mention->gender;
    if (range_is_empty(found->role) && is_role(joiner, mention))
        found->role = mention->title;
}

void face_put(struct joiner *joiner, size_t entity, enum bucket bucket, uint64_t key)
{
    int *newest = &name_table_slot(&joiner->buckets, key)->numbers[bucket];
    if (*newest == (int)(entity + 1))
        return;
    face_of(joiner, entity)->earlier[bucket] = *newest ? (size_t)(*newest - 1) : ARTICLE_NONE;
    *newest = (int)(entity + 1);
}

size_t face_newest(const struct joiner *joiner, enum bucket bucket, uint64_t key)
{
    const struct name_slot *slot = name_table_find(&joiner->buckets, key);
    return slot && slot->numbers[bucket] ? (size_t)(slot->numbers[bucket] - 1) : ARTICLE_NONE;
}

/* "Washington" the man and Washington the city are two names. */
static uint64_t key_of_kind(enum entity_type type, uint64_t key)
{
    return key ^ ((uint64_t)type + 1) * 0x9e3779b97f4a7c15u;
}

void face_name(struct joiner *joiner, size_t entity, enum entity_type type, uint64_t key)
{
    int *index = &name_table_slot(&joiner->names, key_of_kind(type, key))->numbers[0];
    if (!*index)
        *index = (int)(entity + 1);
}

size_t face_named(const struct joiner *joiner, enum entity_type type, uint64_t key)
{
    const struct name_slot *slot = name_table_find(&joiner->names, key_of_kind(type, key));
    return slot && slot->numbers[0] ? (size_t)(slot->numbers[0] - 1) : ARTICLE_NONE;
}
