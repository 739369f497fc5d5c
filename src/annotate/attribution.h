/* attribution: what the pass shows to whoever teaches its model. Never in here: learning. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_H

#include "annotate/attribution_cues.h"
#include "annotate/attribution_model.h"

struct decision;

/* Everything that is weighed for one quotation, and what came of it. */
struct attribution_choice {
    const struct attribution_model *model;
    const struct site *site;
    const struct candidates *candidates;
    const struct features *features; /* one a candidate, in their order, then those of nobody and of one untold */
    const double *probabilities;     /* likewise; their sum is 1 */
    size_t chosen;                   /* the most probable speaker's most probable candidate; their number: nobody */
    double probability;              /* of that speaker */
    const struct cues *cues;         /* by which one may know that */
    const struct features *cue_features;
    const double *cue_probabilities; /* their sum is 1 */
    size_t cue;                      /* the most probable one; 0 where there is none */
    const struct decision *decision;
};

/* Is shown each choice, in text order, before the next one is made: later ones rest on it. */
struct attribution_observer {
    void (*observe)(void *context, size_t stretch, const struct attribution_choice *choice);
    void *context;
};

/* Chooses for every stretch as attribution_find does and writes nothing down. False when memory is short. */
bool attribution_rehearse(struct analysis *analysis, const struct attribution_model *model,
                          const struct attribution_observer *observer);

#endif
