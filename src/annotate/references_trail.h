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

/* A half of a divided country: "North Korea". */
struct half {
    size_t entity;
    uint64_t country; /* key of what both halves are called; 0: not named yet */
};

struct trail {
    struct analysis *analysis;
    const struct token *tokens;
    struct array mentions;   /* of struct found_mention: those of the names pass and, between them, the references */
    struct array steps;      /* of struct step, in text order */
    struct name_table roles; /* role, alone and with its country, to who holds it (references_holders.c) */
    size_t first_described;  /* the first entity made for a description */
    struct half halves[4];   /* North and South, East and West */
    struct name_table heads; /* word of an organization's name to that one */
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

/* The mention of an organization or a place that "it" or "its" at `token` (GENDER_NEUTER), or of an organization with a
 * name in the plural that "they" or "their" (GENDER_PLURAL) stands for: one of which alone its sentence, or for
 * "It said" and "Its" at its head the one before, has spoken, as subject. ARTICLE_NONE everywhere else. */
size_t pronoun_group(const struct trail *trail, size_t token, enum gender number);

/* The named or described person of whom alone the nearest sentence before `token` that speaks of persons does, no more than
 * two back; ARTICLE_NONE where it speaks of several, or of one who is nobody yet. */
size_t only_person(const struct trail *trail, size_t token);

/* --- references_halves.c --- */

/* Remembers a country's half, and "the North" from token `first` on: true, with the mention filled in, where both halves
 * have been named. */
void half_learn(struct trail *trail, const struct found_mention *mention);
bool half_at(const struct trail *trail, size_t first, struct found_mention *mention);

/* --- references_descriptions.c --- */

/* A description of somebody or something named before that begins at `first`: "the ministry", "the top US diplomat".
 * Fills in tokens, range, type and entity (ARTICLE_NONE where it is not clear whom it describes). False when there is
 * no description. */
bool description_at(const struct trail *trail, size_t first, size_t end, struct found_mention *mention);

/* --- references_holders.c --- */

/* Remembers what the named mention makes known: the holder's roles, an organization's words. */
void description_learn(struct trail *trail, const struct found_mention *mention);

/* Remembers somebody new by the noun of the mention, a description: "a woman", for "the woman" later. */
void description_remember(struct trail *trail, size_t mention);

/* Joins those whom a description has spoken of to the name, the last mention made, that the text now gives them: "Police
 * identified the woman as Ana Ruizel". */
void description_identify(struct trail *trail, size_t name);

/* The country that the first demonym or country's name among the tokens tells; 0: none. */
uint64_t country_in(const struct analysis *analysis, size_t first, size_t end);

/* True when a word among the tokens says that an office is held no longer. */
bool is_former(const struct analysis *analysis, size_t first, size_t end);

/* True when the entity has been spoken of in the sentence of `token`, before it, or in one of the `reach` before. */
bool was_spoken_of(const struct trail *trail, size_t entity, size_t token, uint32_t reach);

/* Whom a description at `token` means by a role, or a word of an organization's name, of a country (0: any): the only
 * one of whom the text has told it, if lately spoken of, or the only one of several who was just spoken of;
 * ARTICLE_NONE otherwise. */
size_t role_holder(const struct trail *trail, uint64_t role, bool former, uint64_t country, size_t token);
size_t head_holder(const struct trail *trail, uint64_t head, uint64_t country, size_t token);

/* True where the text has told of somebody who holds the role, or held it. */
bool role_is_held(const struct trail *trail, uint64_t role);

/* The same for a word written large, which is a name: the only one whose name has it, wherever that was spoken of. */
size_t short_name_holder(const struct trail *trail, uint64_t head, size_t token);

#endif
