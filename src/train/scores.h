/* scores: what a cross-validation found, as tables; the calibration; from which confidence on somebody is named. */
#ifndef WHOSAID_TRAIN_SCORES_H
#define WHOSAID_TRAIN_SCORES_H

#include <stdio.h>

#include "train/lessons.h"

/* Sets the model's slope and intercept, and its least confidence: the lowest one, in hundredths, with which F1 end to end is
 * at most a thousandth below the best. */
void scores_calibrate(struct attribution_model *model, const struct array *outcomes);

/* Prints the tables of accuracy and of calibration. */
void scores_print(const struct attribution_model *model, const struct array *outcomes, FILE *out);

#endif
