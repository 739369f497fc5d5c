/* names_school: a corpus as rows of numbered features with their right labels. Never in here: weights. */
#ifndef WHOSAID_TRAIN_NAMES_SCHOOL_H
#define WHOSAID_TRAIN_NAMES_SCHOOL_H

#include "train/names_corpus.h"
#include "train/names_crf.h"
#include "train/names_dictionary.h"

struct school {
    const struct name_example *examples;
    size_t example_count;
    struct crf_window *windows;
    size_t window_count, row_count;
    uint8_t *labels; /* one a row: what is right */
    struct feature_dictionary dictionary;
    size_t *starts;     /* one a row and one more: where its features begin */
    uint32_t *features; /* numbers from the dictionary */
};

/* The group of that name in name_features.def as a bit; 0 when there is none. */
uint64_t school_group(const char *name);

/* Lays out the windows of all examples and numbers the features that stand at least `least` times in those that are no
 * copies, save those of the groups `without`. False when memory is short; give it back with school_close in either case. */
bool school_open(struct school *school, const struct array *examples, uint32_t least, uint64_t without);
void school_close(struct school *school);

#endif
