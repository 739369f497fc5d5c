/* entities_faces: what the joining of names keeps of each entity while it goes through the article. Never in here:
 * pronouns and descriptions. */
#ifndef WHOSAID_ANNOTATE_ENTITIES_FACES_H
#define WHOSAID_ANNOTATE_ENTITIES_FACES_H

#include "annotate/analysis.h"
#include "annotate/name_key.h"

/* By what several entities may be found, the newest first. */
enum bucket {
    BUCKET_LAST_WORD,
    BUCKET_FIRST_WORD,
    BUCKET_OFFICE,
    BUCKET_SKELETON, /* a family name's or a whole name's (name_key.h) */
    BUCKET_COUNT
};

/* What leads to one entity of a kind or, where a second one claims it too, to none; a whole name to the first. */
enum claim {
    CLAIM_NAME,
    CLAIM_SHORT, /* what a group may be called for short (entities_shorts.c) */
    CLAIM_FIRST_WORD,
    CLAIM_INITIALS
};

/* One entity: the tokens of its fullest name, and the earlier entity in each of its buckets. */
struct face {
    size_t first, end;
    size_t last_mention; /* the latest so far, in the order of the text; ARTICLE_NONE before the first */
    size_t mentions;     /* how many have been joined */
    size_t merged_into;  /* the entity that it turned out to be, or ARTICLE_NONE */
    uint64_t office;     /* key of the last word of the first role before its name; 0: none */
    int role_weight;     /* how much its role says (entities_roles.c) */
    bool relative;       /* brought in as somebody's wife, son and so on */
    size_t earlier[BUCKET_COUNT];
};

struct joiner {
    struct analysis *analysis;
    const struct token *tokens;
    struct array faces;        /* of struct face, beside analysis->entities */
    struct name_table claims;  /* numbers[claim] is the entity's index + 1; CLAIMED_TWICE */
    struct name_table buckets; /* parts of names: numbers[bucket] is the latest entity's index + 1 */
};

/* Many people of one family name are looked through no further back: the joining stays linear in the text. */
enum { BUCKET_DEPTH_MAX = 24, CLAIMED_TWICE = -1 };

/* A new entity for the mention, in no bucket yet. ARTICLE_NONE when memory is short. */
size_t face_create(struct joiner *joiner, struct found_mention *mention);

/* Makes the mention one of the entity's, which takes over its name where that is fuller and whatever else it tells. */
void face_join(struct joiner *joiner, size_t entity, struct found_mention *mention);

/* Makes two entities one: what was joined to `from` belongs to `into`, from faces_settle on. */
void face_merge(struct joiner *joiner, size_t from, size_t into);

/* Gives the mentions of merged entities to those that these were merged into. */
void faces_settle(struct joiner *joiner);

/* The key of the last word of the role before the mention's name: "Governor" of "Governor Tarvin"; 0: none. */
uint64_t office_before(const struct joiner *joiner, const struct found_mention *mention);

/* Puts the entity into a bucket, and the newest entity of one, or ARTICLE_NONE; face.earlier leads on. */
void face_put(struct joiner *joiner, size_t entity, enum bucket bucket, uint64_t key);
size_t face_newest(const struct joiner *joiner, enum bucket bucket, uint64_t key);

/* Claims the key for an entity among those of a kind, and the entity that has claimed it, or ARTICLE_NONE. */
void face_claim(struct joiner *joiner, size_t entity, enum claim claim, enum entity_type type, uint64_t key);
size_t face_claimant(const struct joiner *joiner, enum claim claim, enum entity_type type, uint64_t key);

struct face *face_of(const struct joiner *joiner, size_t entity);
struct found_entity *face_entity(const struct joiner *joiner, size_t entity);

/* The key of one token, and of tokens `first` to `end`. */
uint64_t token_key(const struct analysis *analysis, size_t index);
uint64_t tokens_key(const struct analysis *analysis, size_t first, size_t end);

/* True when the two words may be two spellings of one, as "Kristen" and "Kristin" are. */
bool tokens_spelled_alike(const struct analysis *analysis, size_t one, size_t other);

/* The same where one of them is in no list, and so may be a slip of the pen. */
bool tokens_misspelled(const struct analysis *analysis, size_t one, size_t other);

/* --- entities_persons.c --- */

/* Joins a full name to the person of that name or makes one. */
void person_join_full(struct joiner *joiner, struct found_mention *mention);

/* Joins a single name to the person meant: of that family name (or, failing that, given name), of no other gender,
 * named last. Makes one where there is none. */
void person_join_short(struct joiner *joiner, struct found_mention *mention);

/* "John and Ana Wexley": joins a given name to the person of that name and the family name of `partner`, who is named
 * behind it, or makes one. */
void person_join_partner(struct joiner *joiner, struct found_mention *mention, const struct found_mention *partner);

/* --- entities_roles.c --- */

/* Makes what the text says at the mention that the entity, a person, is its role, where that says more than the role so
 * far: an office of something, an office, what somebody does, whose relative somebody is. */
void face_take_role(struct joiner *joiner, size_t entity, const struct found_mention *mention);

/* --- entities_kinds.c --- */

/* Gives the mentions of one name of several words the kind that most of them have. */
void kinds_agree(struct joiner *joiner);

/* Makes persons of the bare names that are only a person's family name in this text. */
void kinds_correct(struct joiner *joiner);

/* --- entities_groups.c: organizations, places, other things --- */

void group_join_full(struct joiner *joiner, struct found_mention *mention);
void group_join_short(struct joiner *joiner, struct found_mention *mention);

/* Merges the groups whose name turned out to be short for another's: "White Sox" and "Chicago White Sox". */
void groups_merge_short(struct joiner *joiner);

/* What the lists call the name, or else the name without "Inc.". */
uint64_t group_key(const struct joiner *joiner, const struct found_mention *mention);

/* "International Monetary Fund (IMF)": true, and the second mention joined to the first one's entity, when the one
 * behind the bracket is short for the one before. */
bool group_join_introduced(struct joiner *joiner, const struct found_mention *full, struct found_mention *acronym);

/* --- entities_shorts.c --- */

/* Claims what the entity may be called for short after the mention's name of several words. */
void shorts_claim(struct joiner *joiner, size_t entity, const struct found_mention *mention);

/* The only group of that kind with a fuller name that tokens `first` to `end` can be short for, or ARTICLE_NONE. */
size_t shorts_find(const struct joiner *joiner, size_t first, size_t end, enum entity_type type);

/* --- entities_offices.c --- */

/* A ministry or department, named or described: "Russian Ministry of Foreign Affairs", "Russia's foreign ministry". */
struct office {
    uint64_t kind;    /* of head and portfolio; 0: tokens name no such office */
    uint64_t country; /* 0: none is named */
};
struct office office_of_tokens(const struct analysis *analysis, size_t first, size_t end);

#endif
