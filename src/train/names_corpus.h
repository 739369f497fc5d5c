/* names_corpus: articles with the names that people marked, cut into the units and windows that the name model labels.
 * Never in here: learning. */
#ifndef WHOSAID_TRAIN_NAMES_CORPUS_H
#define WHOSAID_TRAIN_NAMES_CORPUS_H

#include <stdio.h>

#include "annotate/name_units.h"
#include "base/error.h"

struct name_set {
    const char *prefix; /* of the documents' "id" */
    double weight;      /* of what is learnt from them; 0: nothing is */
    bool splits;        /* names inside hyphenated words are marked: "US" of "US-led" */
};

/* One a set; the last one has no prefix and takes what no other takes. */
extern const struct name_set name_sets[];

struct name_example {
    struct article *article;
    struct analysis analysis; /* after the passes up to sentences_find */
    struct name_units units;
    uint8_t *labels; /* one a unit: what is right */
    bool *spoilt;    /* one a window: what is right is not known of all of it, so that nothing is learnt from it */
    size_t set;      /* index into name_sets */
    size_t number;   /* of the document: its copies in other letters have the same one */
    bool is_copy;
    double weight;      /* of what is learnt from it */
    size_t gold, found; /* names, and those of them that windows and units can hold */
};

/* Reads one document a line: {"id", "text", "entities": [{"start", "end", "type"}]}, places in code points. False and a
 * sentence when a line is none or memory is short. Appends `struct name_example` to `examples`, which the caller gives back
 * with names_corpus_release in either case: one for each document and, for some, copies in which some lines are written as
 * headlines are, which the corpora have few of. The lexicon must outlive them. */
bool names_corpus_read(FILE *in, const struct lexicon *lexicon, struct array *examples, struct error *error);
void names_corpus_release(struct array *examples);

#endif
