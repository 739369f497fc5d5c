/* extract looks: two linear models, the second of which knows what the first thought. Never in here: what is done
 * with what they take. */
#ifndef WHOSAID_FEEDS_EXTRACT_LOOKS_H
#define WHOSAID_FEEDS_EXTRACT_LOOKS_H

#include <stdbool.h>

#include "feeds/extract_features.h"

/* Weights of both looks, as extract_weights.def has them. */
struct extract_weights {
    float first[FEATURE_COUNT], second[FEATURE_COUNT];
};

extern const struct extract_weights extract_weights;

/* The first look's thought from its sum: -1 to 1. */
float extract_thought(float sum);

/* The sum of the weighed features. */
float extract_sum(const float weights[FEATURE_COUNT], const float features[FEATURE_COUNT]);

/* Writes for each run of the outline the second look's log-odds that it is part of the article. False when memory is
 * short. */
bool extract_look(const struct outline *outline, const char *title, const struct declared_text *declared,
                  const struct extract_weights *weights, float *odds);

#endif
