/* attribution candidates: every construction by which a sentence may name the speaker of a quotation in it is a row of one
 * table; what the rows find are candidates. Never in here: which of them is right. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H

#include "annotate/sites.h"
#include "annotate/subjects.h"

enum construction {
#define CONSTRUCTION(identifier, example, sentence) CONSTRUCTION_##identifier,
#include "annotate/constructions.def"
#undef CONSTRUCTION
    CONSTRUCTION_COUNT
};

struct candidate {
    enum construction construction;
    struct subject subject;
    struct cue cue; /* first == end: none, or one that no list knows: then its strength is 0 */
    unsigned rank;  /* 0 where the construction stands plainly; what else it counts is each row's own business */
    size_t from;    /* the stretch whose speaker is taken over, or ARTICLE_NONE */
    double link;    /* the probability of that speaker there; else 1 */
    size_t entity;  /* that the subject stands for, or ARTICLE_NONE; set when all are gathered */
};

/* The token behind the phrase that names the speaker, "who" left out. */
static inline size_t candidate_named_by(const struct candidate *candidate)
{
    const struct subject *subject = &candidate->subject;
    return subject->of_end > subject->of_first ? subject->of_end : subject->end;
}

/* True when both name the same speaker. */
static inline bool candidate_agrees(const struct candidate *one, const struct candidate *other)
{
    return candidate_named_by(one) == candidate_named_by(other) ||
           (one->entity != ARTICLE_NONE && one->entity == other->entity);
}

enum { CANDIDATES_MAX = 40, CANDIDATE_RANKS = 8 };

/* Behind the candidates two more answers are weighed: nobody speaks; somebody does, and one cannot tell who. */
enum { ANSWER_NOBODY, ANSWER_UNTOLD, ANSWERS_MORE, ANSWERS_MAX = CANDIDATES_MAX + ANSWERS_MORE };

struct candidates {
    struct candidate items[CANDIDATES_MAX];
    size_t count; /* what finds no room is left out; the plainest rows come first */
};

/* Gathers all that the sentence says about who speaks; never of several sentences. */
void candidates_find(struct candidates *candidates, const struct site *site);

/* For the rows: adds a candidate of that construction unless its subject is none. `cue` may be NULL. */
void candidates_add(struct candidates *candidates, enum construction construction, const struct subject *subject,
                    const struct cue *cue, unsigned rank);

/* The word that a subject which ends before token `from` does something by, whatever list it is in or none: "blared",
 * "loves", "has been startled"; empty, or at most up to `end`. */
struct cue candidates_verb(const struct syntax *syntax, size_t from, size_t end);

/* What stands between a cue that ends before token `first` and the quotation that opens at `end`: an object and "that", a
 * phrase, another clause. */
enum candidates_gap { GAP_DIRECT, GAP_SHORT, GAP_FAR };

enum candidates_gap candidates_gap(const struct syntax *syntax, size_t first, size_t end);

/* "was called": whoever is its subject does not speak by it. */
bool candidates_is_passive(const struct syntax *syntax, const struct cue *cue);

/* The rows: what stands behind the quotation (attribution_behind.c), what before it (attribution_before.c). */
void candidates_behind(struct candidates *candidates, const struct site *site);
void candidates_before(struct candidates *candidates, const struct site *site);

#endif
