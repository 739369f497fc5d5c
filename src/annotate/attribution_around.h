/* attribution around: candidates from outside the sentence: who spoke before, who is introduced, whom the next quotation
 * names. Never in here: which of them is right. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_AROUND_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_AROUND_H

#include "annotate/attribution_candidates.h"

/* What is decided about a stretch. */
struct decision {
    struct candidate candidate; /* where `known` */
    struct cue cue;             /* by which words one knows */
    double probability;         /* that its speaker speaks */
    bool known;                 /* somebody was found more probable than nobody */
    bool answered;              /* and is worth telling */
    size_t continues;
    enum quotation_type type;
};

/* A stretch among the others. */
struct surroundings {
    const struct site *site;
    const struct site *next;          /* of the stretch behind it; NULL: there is none */
    const struct decision *decisions; /* of the stretches before it */
    size_t stretch;
    size_t previous; /* the one before, or ARTICLE_NONE */
    size_t spoken;   /* the last one in which somebody was found to speak, or ARTICLE_NONE */
};

/* Adds them. */
void candidates_around(struct candidates *candidates, const struct surroundings *around);

#endif
