/* lessons: what one quotation of the corpus teaches, and what the model made of it. Never in here: in which order articles
 * are gone through. */
#ifndef WHOSAID_TRAIN_LESSONS_H
#define WHOSAID_TRAIN_LESSONS_H

#include "annotate/attribution.h"
#include "train/corpus.h"

enum outcome_source { SOURCE_NONE, SOURCE_NAME, SOURCE_DESCRIPTION, SOURCE_PRONOUN };

/* A prediction on a quotation that the model had not seen. */
struct outcome {
    double probability;         /* of the speaker */
    enum outcome_source source; /* who speaks, by the corpus */
    bool attributed, has_cue;   /* by the corpus, too */
    bool is_long;               /* five words and more */
    bool found;                 /* the right one was among the candidates */
    bool answered, right;       /* somebody was chosen, and rightly */
    bool is_name;               /* but is not to be told (quotation_types.h) */
    bool scare;                 /* what it is where nobody is told */
    bool cue_right;
};

/* What the observer of one pass over one article needs. */
struct lesson {
    const struct example *example;
    struct attribution_model *model;
    double *squares;        /* of the gradients, one a feature; NULL: only watch */
    struct array *outcomes; /* of struct outcome: of what is watched */
};

/* An attribution_observer's function; `context` is a struct lesson. Learns from the choice or notes its outcome. */
void lesson_observe(void *context, size_t stretch, const struct attribution_choice *choice);

#endif
