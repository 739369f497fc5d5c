/* name_model: the weights of the name finder and the search for the best labels. The weights are data
 * (config/lang/en/names.model, made by src/train) and are used where they lie in the program: nothing is read or copied at
 * start. Never in here: what a feature means.
 *
 * The file: "whosaid-names 1\n"; then little-endian, without gaps, a 32-bit fingerprint of the features that it was made
 * for; the number B of bits of a place in the tables, 32 bits; LABELS x LABELS 16-bit weights, from a label to the next; 2^B checks of 16 bits; 2^B rows of LABELS - 1 signed bytes, the weights of a feature for every label but
 * LABEL_OUTSIDE, whose weight is 0. A feature stands at the place that its hash's low bits name, or at one of the places
 * directly behind it; its check is the hash's high bits, never 0, and 0 is a free place. */
#ifndef WHOSAID_ANNOTATE_NAME_MODEL_H
#define WHOSAID_ANNOTATE_NAME_MODEL_H

#include "annotate/name_features.h"

struct error;

enum {
    MODEL_MAGIC_SIZE = 16,
    MODEL_HEADER_SIZE = MODEL_MAGIC_SIZE + 4 + 4 + LABELS * LABELS * 2,
    MODEL_BITS_LEAST = 4,
    MODEL_BITS_MOST = 20,
    MODEL_SCALE = 24, /* what a weight of 1 is in the file */
    MODEL_PROBES = 32 /* places that a feature may stand behind its own, and the tables' overlap at their end */
};

extern const char name_model_magic[MODEL_MAGIC_SIZE + 1];

struct name_model {
    const unsigned char *checks;
    const signed char *rows;
    size_t mask; /* places - 1 */
    int transitions[LABELS][LABELS];
};

/* What stands for the features of name_features.def in a file. */
uint32_t name_model_fingerprint(void);

/* The check of a feature: 1 to 65535. */
unsigned name_model_check(uint64_t feature);

/* Makes a model of the `size` bytes of a file, which must outlive it. False and a sentence when they are none, are cut off,
 * or were made for other features. */
bool name_model_open(struct name_model *model, const char *bytes, size_t size, struct error *error);

/* The one in the program. Errors as above. */
bool name_model_open_embedded(struct name_model *model, struct error *error);

/* Adds the features' weights to the scores of all labels but LABEL_OUTSIDE. */
void name_model_score(const struct name_model *model, const struct name_features *features, int scores[ROW_SIZE]);

/* --- name_decoder.c --- */

/* The labels with the greatest sum of scores and transitions, for `count` units in a row, at most NAME_WINDOW_MAX; the row
 * begins and ends outside of names (Viterbi 1967). */
void name_decode(const struct name_model *model, const int scores[][ROW_SIZE], size_t count, uint8_t *labels);

/* Labels all units of the article; `labels` has room for one a unit. */
void name_label(const struct name_model *model, const struct analysis *analysis, const struct name_units *units,
                uint8_t *labels);

#endif
