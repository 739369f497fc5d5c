/* entities_faces: what the joining of names keeps of each entity while it goes through the article. Never in here:
 * pronouns and descriptions. */
#ifndef WHOSAID_ANNOTATE_ENTITIES_FACES_H
#define WHOSAID_ANNOTATE_ENTITIES_FACES_H

#include "annotate/analysis.h"
#include "annotate/name_key.h"

/* By what an entity can be found again. */
enum bucket { BUCKET_LAST_WORD, BUCKET_FIRST_WORD, BUCKET_INITIALS, BUCKET_OFFICE, BUCKET_COUNT };

/* One entity: the tokens of its fullest name, and the earlier entity in each of its buckets. */
struct face {
    size_t first, end;
    size_t last_mention; /* the latest so far, in the order of the text; ARTICLE_NONE before the first */
    size_t mentions;     /* how many have been joined */
    size_t earlier[BUCKET_COUNT];
};

struct joiner {
    struct analysis *analysis;
    const struct token *tokens;
    struct array faces;        /* of struct face, beside analysis->entities */
    struct name_table names;   /* whole names: numbers[0] is the entity's index + 1 */
    struct name_table buckets; /* parts of names: numbers[bucket] is the latest entity's index + 1 */
};

/* Many people of one family name are looked through no further back: the joining stays linear in the text. */
enum { BUCKET_DEPTH_MAX = 24 };

/* A new entity for the mention, in no bucket yet. ARTICLE_NONE when memory is short. */
size_t face_create(struct joiner *joiner, struct found_mention *mention);

/* Makes the mention one of the entity's, which takes over its name where that is fuller and whatever else it tells. */
void face_join(struct joiner *joiner, size_t entity, struct found_mention *mention);

/* Puts the entity into a bucket, and the newest entity of one, or ARTICLE_NONE; face.earlier leads on. */
void face_put(struct joiner *joiner, size_t entity, enum bucket bucket, uint64_t key);
size_t face_newest(const struct joiner *joiner, enum bucket bucket, uint64_t key);

/* Remembers a whole name of a kind, and the entity of that name or ARTICLE_NONE. */
void face_name(struct joiner *joiner, size_t entity, enum entity_type type, uint64_t key);
size_t face_named(const struct joiner *joiner, enum entity_type type, uint64_t key);

struct face *face_of(const struct joiner *joiner, size_t entity);

/* The key of one token, and of tokens `first` to `end`. */
uint64_t token_key(const struct analysis *analysis, size_t index);
uint64_t tokens_key(const struct analysis *analysis, size_t first, size_t end);

/* --- entities_persons.c --- */

/* Joins a full name to the person of that name or makes one. */
void person_join_full(struct joiner *joiner, struct found_mention *mention);

/* Joins a single name to the person meant: of that family name (or, failing that, given name), of no other gender,
 * named last. Makes one where there is none. */
void person_join_short(struct joiner *joiner, struct found_mention *mention);

/* --- entities_groups.c: organizations, places, other things --- */

void group_join_full(struct joiner *joiner, struct found_mention *mention);
void group_join_short(struct joiner *joiner, struct found_mention *mention);

/* "International Monetary Fund (IMF)": true, and the second mention joined to the first one's entity, when the one
 * behind the bracket is short for the one before. */
bool group_join_introduced(struct joiner *joiner, const struct found_mention *full, struct found_mention *acronym);

/* A ministry or department, named or described: "Russian Ministry of Foreign Affairs", "Russia's foreign ministry". */
struct office {
    uint64_t kind;    /* of head and portfolio; 0: tokens name no such office */
    uint64_t country; /* 0: none is named */
};
struct office office_of_tokens(const struct analysis *analysis, size_t first, size_t end);

#endif
