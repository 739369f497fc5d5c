/* attribution candidates: every construction by which a sentence may name the speaker of a quotation in it is a row of one
 * table; what the rows find are candidates with a score. Never in here: which of them is right. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H

#include "annotate/sites.h"
#include "annotate/subjects.h"

enum construction {
#define CONSTRUCTION(identifier, prior, example) CONSTRUCTION_##identifier,
#include "annotate/constructions.def"
#undef CONSTRUCTION
    CONSTRUCTION_COUNT
};

struct candidate {
    enum construction construction;
    struct subject subject;
    size_t cue_first, cue_end; /* tokens; equal: no cue */
    double score;              /* 0 to 1, for ranking */
};

enum { CANDIDATES_MAX = 24 };

struct candidates {
    struct candidate items[CANDIDATES_MAX];
    size_t count; /* the rows find less than there is room for */
};

/* All that the sentence says about who speaks; never of several sentences. */
struct candidates candidates_find(const struct site *site);

/* For the rows: adds a candidate of that construction unless its subject is none, weighed by what the subject and the
 * length of the quotation tell and, with a cue, by the cue and by `weight`. */
void candidates_add(struct candidates *candidates, const struct site *site, enum construction construction,
                    const struct subject *subject, double weight);
void candidates_add_with_cue(struct candidates *candidates, const struct site *site, enum construction construction,
                             const struct subject *subject, const struct cue *cue, double weight);

/* The rows: what stands behind the quotation (attribution_behind.c), what before it (attribution_before.c). */
void candidates_behind(struct candidates *candidates, const struct site *site);
void candidates_before(struct candidates *candidates, const struct site *site);

/* What the table says. */
double construction_prior(enum construction construction);

#endif
