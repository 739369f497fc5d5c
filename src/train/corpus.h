/* corpus: articles with the quotations that people attributed by hand, ready for the attribution pass. Never in here:
 * learning. */
#ifndef WHOSAID_TRAIN_CORPUS_H
#define WHOSAID_TRAIN_CORPUS_H

#include <stdio.h>

#include "annotate/analysis.h"
#include "base/error.h"

/* What people say of one stretch. */
struct gold {
    bool known;                         /* it was looked at; else nothing is to be learnt from it */
    bool attributed;                    /* somebody speaks */
    const struct range *sources, *cues; /* who, and by which words one knows; bytes */
    size_t source_count, cue_count;
};

struct example {
    struct article *article;
    struct analysis analysis; /* after all passes but attribution */
    const struct gold *golds; /* one a stretch; owned by the article's arena */
};

/* Reads one document a line: {"text", "quotes": [{"start", "end", "attributed", "source", "cue", "optional"}]}, places in
 * code points. False and a sentence when a line is none or memory is short. Appends `struct example` to `examples`, which
 * the caller gives back with corpus_release in either case. The lexicon must outlive them. */
bool corpus_read(FILE *in, const struct lexicon *lexicon, struct array *examples, struct error *error);

/* Runs the passes before attribution over the example's article; false when memory is short. */
bool corpus_analyse(struct example *example, const struct lexicon *lexicon);

void corpus_release(struct array *examples);

#endif
