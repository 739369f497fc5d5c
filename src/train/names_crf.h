/* names_crf: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over the labels of names, learnt by
 * AdaGrad (Duchi, Hazan, Singer 2011). Never in here: what a feature means, files. */
#ifndef WHOSAID_TRAIN_NAMES_CRF_H
#define WHOSAID_TRAIN_NAMES_CRF_H

#include <stddef.h>

#include "annotate/name_model.h"

/* Rows of units that are labelled together. */
struct crf_window {
    size_t first, count;
    size_t example;
    size_t document; /* whose it is: the number that all copies of a document have */
    double weight;   /* 0: nothing is learnt from it */
};

/* What is learnt from: rows of features with their right labels. */
struct crf_lessons {
    const struct crf_window *windows;
    size_t window_count;
    const size_t *starts;     /* one a row and one more: where its features begin in `features` */
    const uint32_t *features; /* indices into the weights */
    const uint8_t *labels;    /* one a row */
};

struct crf {
    size_t feature_count;
    float (*rows)[ROW_SIZE], (*row_squares)[ROW_SIZE];
    float transitions[LABELS][LABELS], transition_squares[LABELS][LABELS];
};

struct crf_course {
    size_t epochs;
    double rate, decay, dropout;
    /* Of each `folds` documents the one with number `fold` is left out; `fold` == `folds`: none. */
    size_t fold, folds;
};

/* All weights 0. NULL when memory is short. The caller owns it. */
struct crf *crf_create(size_t feature_count);
void crf_destroy(struct crf *crf);

/* Goes over the lessons; the same lessons and the same course give the same weights. False when memory is short. */
bool crf_train(struct crf *crf, const struct crf_lessons *lessons, const struct crf_course *course);

/* The scores of a row for every label but LABEL_OUTSIDE. */
void crf_scores(const struct crf *crf, const struct crf_lessons *lessons, size_t row, float scores[ROW_SIZE]);

/* The best labels of a window. */
void crf_label(const struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
               uint8_t *labels);

#endif
