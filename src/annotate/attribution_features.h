/* attribution features: what is told about a candidate, as numbers that a linear model weighs. Never in here: weights. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_FEATURES_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_FEATURES_H

#include "annotate/attribution_candidates.h"

/* What may speak, from the likeliest to the least. */
enum subject_class {
    SUBJECT_CLASS_CAPITALS, /* written large and no name that is known */
    SUBJECT_CLASS_NAME,     /* four of them, one a type of entity */
    SUBJECT_CLASS_REPORTING_NOUN = SUBJECT_CLASS_NAME + ENTITY_OTHER + 1,
    SUBJECT_CLASS_SPEAKER_NOUN,
    SUBJECT_CLASS_MENTION,
    SUBJECT_CLASS_BODY,
    SUBJECT_CLASS_NOUN,
    SUBJECT_CLASS_HE,
    SUBJECT_CLASS_I,
    SUBJECT_CLASS_IT,
    SUBJECT_CLASS_WHO,
    SUBJECT_CLASS_ANOTHER,
    SUBJECT_CLASS_COUNT
};

/* How many values what the features are made of can take. */
enum {
    FEATURE_LENGTHS = 10,
    FEATURE_SUBJECTS = 15,
    FEATURE_CUES = 24,
    FEATURE_FORMS = 32,
    FEATURE_AGREEMENTS = 32,
    FEATURE_PARTS = PART_QUOTED + 1,
    FEATURE_BLOCKS = BLOCK_BOILERPLATE + 1,
    FEATURE_WORDS = 1024, /* words are hashed into so many */
    FEATURE_SIGNS = 128,  /* sets of seven kinds of signs and words */
    FEATURE_CUE_KINDS = PART_QUOTED + 1 + (CUE_STRENGTH_MAX + 1) * (CUE_PASSIVE + 1)
};

/* Each family of features is a run of numbers: FEATURE_LENGTH + value, up to FEATURE_LENGTH_LAST. */
enum {
#define FEATURE(identifier, values, scale, words) \
    FEATURE_##identifier, FEATURE_##identifier##_LAST = FEATURE_##identifier + (values)-1,
#include "annotate/attribution_features.def"
#undef FEATURE
#define FEATURE(identifier, values) \
    FEATURE_##identifier, FEATURE_##identifier##_LAST = FEATURE_##identifier + (values)-1,
#include "annotate/attribution_cues.def"
#undef FEATURE
    FEATURE_COUNT
};

enum { FEATURES_MAX = 48 };

/* Those that hold, each worth 1; the model's value is the sum of their weights. */
struct features {
    uint16_t items[FEATURES_MAX];
    size_t count;
};

/* What is known of the article so far. */
struct speaking {
    size_t last_entity;     /* who spoke in the quotation before, or ARTICLE_NONE */
    bool same_block;        /* and that stands in the same block */
    const uint32_t *counts; /* how many quotations each entity has spoken */
};

/* For those who tell something: notes that `value` of the family holds. */
void feature_add(struct features *features, size_t family, size_t value);

/* A count in FEATURE_LENGTHS classes, one of words in four, a word in FEATURE_WORDS. */
size_t feature_length_class(size_t count);
size_t feature_short_class(size_t words);
size_t feature_word(const struct syntax *syntax, size_t token);

/* How the quotation opens, in six classes: behind a comma, a colon, anything else; written large or not. */
size_t feature_opening(const struct site *site);

/* Of candidate `index`. */
struct features features_of_candidate(const struct site *site, const struct candidates *candidates, size_t index,
                                      const struct speaking *speaking);

/* Of "nobody speaks". */
struct features features_of_nobody(const struct site *site, const struct candidates *candidates,
                                   const struct speaking *speaking);

/* Of "somebody speaks, and one cannot tell who", made from those of nobody. */
struct features features_of_untold(const struct features *nobody);

/* The entity that the subject's mention stands for, or ARTICLE_NONE. */
size_t subject_entity(const struct syntax *syntax, const struct subject *subject);

#endif
