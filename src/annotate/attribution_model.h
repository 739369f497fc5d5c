/* attribution model: a weight for each feature, and how its probabilities are made to say what share of answers is right.
 * The weights are data (config/lang/en/attribution.model), made by src/train; the program has them as a table
 * (attribution_table.h). Never in here: what a feature means. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_MODEL_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_MODEL_H

#include <stdbool.h>

#include "annotate/attribution_features.h"

struct error;

struct attribution_model {
    float weights[FEATURE_COUNT];
    double slope, intercept; /* confidence = logistic(slope · log-odds + intercept); Platt 1999 */
    double least;            /* below such a confidence nobody is named */
};

/* The model in the program. NULL and a sentence when memory is short. The caller owns it. */
struct attribution_model *attribution_model_create(struct error *error);
void attribution_model_destroy(struct attribution_model *model);

/* The sum of the features' weights. */
double attribution_model_score(const struct attribution_model *model, const struct features *features);

/* The share of answers with this probability that are right. */
double attribution_model_confidence(const struct attribution_model *model, double probability);

#endif
