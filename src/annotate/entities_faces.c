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

bool tokens_spelled_alike(const struct analysis *analysis, size_t one, size_t other)
{
    size_t length, other_length;
    const struct token *tokens = analysis_tokens(analysis);
    const char *text = token_text(analysis, &tokens[one], &length);
    const char *other_text = token_text(analysis, &tokens[other], &other_length);
    return name_skeleton_key(text, length) == name_skeleton_key(other_text, other_length) &&
           name_spellings_agree(text, length, other_text, other_length);
}

bool tokens_misspelled(const struct analysis *analysis, size_t one, size_t other)
{
    const struct token *tokens = analysis_tokens(analysis);
    return !(tokens[one].classes && tokens[other].classes) && tokens_spelled_alike(analysis, one, other);
}

struct face *face_of(const struct joiner *joiner, size_t entity)
{
    return &((struct face *)joiner->faces.items)[entity];
}

struct found_entity *face_entity(const struct joiner *joiner, size_t entity)
{
    return &((struct found_entity *)joiner->analysis->entities.items)[entity];
}

/* The entity that this one has become part of. Every merging makes a path one step longer and settling shortens it; a
 * name is short for a fuller one, so that no path comes back to where it began. */
static size_t root_of(const struct joiner *joiner, size_t entity)
{
    while (face_of(joiner, entity)->merged_into != ARTICLE_NONE)
        entity = face_of(joiner, entity)->merged_into;
    return entity;
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
    face->last_mention = face->merged_into = ARTICLE_NONE;
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
    /* "OSLO" has the length of an acronym, but where "Oslo" stands, too, it is none. */
    if (words == 1 && joiner->tokens[face->first].shape == TOKEN_UPPER &&
        joiner->tokens[mention->first].shape == TOKEN_CAPITALIZED)
        return token_key(joiner->analysis, face->first) == token_key(joiner->analysis, mention->first);
    return mention->type != ENTITY_PERSON && mention->range.end - mention->range.start > length;
}

uint64_t office_before(const struct joiner *joiner, const struct found_mention *mention)
{
    bool before = !range_is_empty(mention->title) && mention->title.start < mention->range.start;
    bool role = before && mention->first > 0 && token_is(&joiner->tokens[mention->first - 1], WORD_TITLE);
    return role ? token_key(joiner->analysis, mention->first - 1) : 0;
}

void face_join(struct joiner *joiner, size_t entity, struct found_mention *mention)
{
    entity = root_of(joiner, entity);
    struct found_entity *found = face_entity(joiner, entity);
    struct face *face = face_of(joiner, entity);
    mention->entity = entity;
    face->mentions++;
    mention->type = found->type;
    if (is_fuller(joiner, mention, face, found)) {
        found->name = mention->range;
        face->first = mention->first;
        face->end = mention->end;
    }
    if (!face->office)
        face->office = office_before(joiner, mention);
    if (found->gender == GENDER_UNKNOWN)
        found->gender = mention->gender;
    if (found->type == ENTITY_PERSON)
        face_take_role(joiner, entity, mention);
}

void face_merge(struct joiner *joiner, size_t from, size_t into)
{
    from = root_of(joiner, from);
    into = root_of(joiner, into);
    if (from == into)
        return;
    face_of(joiner, from)->merged_into = into;
    face_of(joiner, into)->mentions += face_of(joiner, from)->mentions;
}

void faces_settle(struct joiner *joiner)
{
    struct found_mention *mentions = joiner->analysis->mentions.items;
    for (size_t i = 0; i < joiner->faces.count; i++)
        if (face_of(joiner, i)->merged_into != ARTICLE_NONE)
            face_of(joiner, i)->merged_into = root_of(joiner, i);
    for (size_t i = 0; i < joiner->analysis->mentions.count; i++) {
        if (mentions[i].entity == ARTICLE_NONE)
            continue;
        mentions[i].entity = root_of(joiner, mentions[i].entity);
        mentions[i].type = face_entity(joiner, mentions[i].entity)->type;
    }
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

void face_claim(struct joiner *joiner, size_t entity, enum claim claim, enum entity_type type, uint64_t key)
{
    int *claimant = &name_table_slot(&joiner->claims, key_of_kind(type, key))->numbers[claim];
    bool free = *claimant == 0;
    if (free)
        *claimant = (int)(entity + 1);
    else if (claim != CLAIM_NAME && *claimant > 0 && root_of(joiner, (size_t)*claimant - 1) != root_of(joiner, entity))
        *claimant = CLAIMED_TWICE;
}

size_t face_claimant(const struct joiner *joiner, enum claim claim, enum entity_type type, uint64_t key)
{
    const struct name_slot *slot = name_table_find(&joiner->claims, key_of_kind(type, key));
    return slot && slot->numbers[claim] > 0 ? root_of(joiner, (size_t)slot->numbers[claim] - 1) : ARTICLE_NONE;
}
