/* names_dictionary: numbers for the features of a corpus. Never in here: what a feature means. */
#ifndef WHOSAID_TRAIN_NAMES_DICTIONARY_H
#define WHOSAID_TRAIN_NAMES_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DICTIONARY_NONE UINT32_MAX

struct dictionary_entry {
    uint64_t feature; /* 0: free */
    uint32_t times, number;
};

struct feature_dictionary {
    struct dictionary_entry *entries; /* open addressing, at most half full */
    size_t capacity, count, numbered;
    bool failed; /* memory was short */
};

/* Counts a feature once more. */
void feature_dictionary_count(struct feature_dictionary *dictionary, uint64_t feature);

/* Gives a number, from 0 on, to each feature that was counted `least` times or more. */
void feature_dictionary_number(struct feature_dictionary *dictionary, uint32_t least);

/* The feature's number, or DICTIONARY_NONE. */
uint32_t feature_dictionary_find(const struct feature_dictionary *dictionary, uint64_t feature);

void feature_dictionary_release(struct feature_dictionary *dictionary);

#endif
