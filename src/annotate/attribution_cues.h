/* attribution cues: the words by which one knows who speaks. Most often they are the chosen candidate's own, but "said,
 * adding that … "Q"" has two verbs of one speaker, and the model weighs which of them tells of the quotation. Never in
 * here: who speaks. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_CUES_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_CUES_H

#include "annotate/attribution_features.h"

enum { CUES_MAX = 48 };

/* A word, a phrase or a sign near the quotation. */
struct found_cue {
    struct cue cue;
    double share;    /* what part of the chosen speaker's probability the candidates with this cue hold */
    unsigned nearer; /* how many verbs of speaking stand between it and the quotation */
};

struct cues {
    struct found_cue items[CUES_MAX];
    size_t count; /* what finds no room is left out; those of candidates and the nearest come first */
};

/* Gathers them. `probabilities` are those of the candidates, `chosen` one of them or, when nobody speaks, their number. */
void cues_find(struct cues *cues, const struct site *site, const struct candidates *candidates,
               const double *probabilities, size_t chosen);

/* Of cue `index`; `chosen` is NULL when nobody speaks. */
struct features features_of_cue(const struct site *site, const struct cues *cues, size_t index,
                                const struct candidate *chosen);

#endif
