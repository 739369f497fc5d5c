/* references_trail: who was spoken of lately, outside quotation marks, so that "he" and "the ministry" find whom they
 * stand for. Never in here: which words refer. */
#ifndef WHOSAID_ANNOTATE_REFERENCES_TRAIL_H
#define WHOSAID_ANNOTATE_REFERENCES_TRAIL_H

#include "annotate/analysis.h"
#include "annotate/name_key.h"

/* No more of those spoken of are looked through for one reference, so that the search stays linear in the text. */
enum { STEPS_BACK_MAX = 60 };

/* One who was spoken of: a mention, and how prominently. */
struct step {
    size_t mention; /* index into `mentions` of the trail */
    uint32_t sentence;
    bool subject; /* stands where a sentence's subject stands */
};

struct trail {
    struct analysis *analysis;
    const struct token *tokens;
    struct array mentions;   /* of struct found_mention: those of the names pass and, between them, the references */
    struct array steps;      /* of struct step, in text order */
    struct name_table roles; /* role, alone and with its country: numbers[0] is the latest holder's entity + 1 */
    struct name_table heads; /* word of an organization's name: numbers[0] is the latest one's entity + 1 */
};

struct found_mention *trail_mention(const struct trail *trail, size_t index);
struct found_entity *trail_entity(const struct trail *trail, size_t entity);

/* Notes that the mention, the last one in trail->mentions, was made. */
void trail_walk(struct trail *trail, size_t mention);

/* The entity that the mention belongs to; an unresolved description becomes an entity of its own, for what refers to
 * it. ARTICLE_NONE when memory is short. */
size_t trail_entity_of(struct trail *trail, size_t mention);

/* --- references_pronouns.c --- */

/* The mention of a person that the pronoun at `token` stands for, or ARTICLE_NONE; GENDER_UNKNOWN for one of any
 * gender. */
size_t pronoun_antecedent(const struct trail *trail, size_t token, enum gender gender);

/* --- references_descriptions.c --- */

/* A description of somebody or something named before that begins at `first`: "the ministry", "the top US diplomat".
 * Fills in tokens, range, type and entity (ARTICLE_NONE where it is not clear whom it describes). False when there is
 * no description. */
bool description_at(const struct trail *trail, size_t first, size_t end, struct found_mention *mention);

/* Remembers what the named mention makes known: the holder's roles, an organization's words. */
void description_learn(struct trail *trail, const struct found_mention *mention);

#endif
