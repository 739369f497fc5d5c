/* name_features: what the name model is told of a unit, as hashes: one for each thing that holds. Words, forms, lists,
 * neighbours, how its word is written elsewhere in the article, what the rules propose. Never in here: weights. */
#ifndef WHOSAID_ANNOTATE_NAME_FEATURES_H
#define WHOSAID_ANNOTATE_NAME_FEATURES_H

#include "annotate/name_units.h"

enum name_feature {
#define NAME_FEATURE(identifier, group) NAME_FEATURE_##identifier,
#include "annotate/name_features.def"
#undef NAME_FEATURE
    NAME_FEATURE_COUNT
};

/* More never hold of one unit; what would be more is left out. */
enum { NAME_FEATURES_MAX = 160 };

struct name_features {
    uint64_t items[NAME_FEATURES_MAX]; /* hashes of a kind and its value */
    uint8_t kinds[NAME_FEATURES_MAX];  /* enum name_feature */
    size_t count;
};

/* Adds a feature of that kind with that value. */
void name_features_add(struct name_features *features, enum name_feature kind, uint64_t value);

/* One hash of two values, in this order. */
uint64_t name_feature_pair(uint64_t one, uint64_t other);

/* What holds of unit `index`, in place of what was in `features`. */
void name_features_collect(const struct analysis *analysis, const struct name_units *units, size_t index,
                           struct name_features *features);

#endif
