/* extract pages: web pages whose article is known, as runs with features and the answer. Never in here: learning. */
#ifndef WHOSAID_TRAIN_EXTRACT_PAGES_H
#define WHOSAID_TRAIN_EXTRACT_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "feeds/extract_looks.h"

/* One run of text. */
struct extract_lesson {
    size_t page;
    size_t words;
    float truth;  /* 1: it is in the article, 0: it is not */
    float weight; /* of a page's lessons together about 1 */
    float features[FEATURE_COUNT];
};

struct extract_page {
    char *file, *text;  /* its path; its article's text */
    size_t words;       /* of that text */
    size_t set;         /* which of the directories it is of */
    unsigned fold_hash; /* by its name: pages are divided by it */
};

struct extract_school {
    struct array pages, lessons; /* of the structs above */
};

/* Reads DIR/truth.jsonl, lines with "file" and "text", into the school's pages, behind those that are there. False,
 * with a message on standard error, when it cannot be read. */
bool extract_school_open(struct extract_school *school, const char *directory, size_t set);

/* Makes the lessons of all pages anew: for the first look where `weights` is NULL, else for the second behind the
 * first of the weights of the page's fold (weights[fold_hash % folds]). */
bool extract_school_teach(struct extract_school *school, const struct extract_weights *weights, unsigned folds);

void extract_school_release(struct extract_school *school);

#endif
