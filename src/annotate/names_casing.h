/* names_casing: which words, by the way they are written here and elsewhere in the text, can be part of a name. Never
 * in here: where a name begins and ends, what it names. */
#ifndef WHOSAID_ANNOTATE_NAMES_CASING_H
#define WHOSAID_ANNOTATE_NAMES_CASING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct analysis;

enum casing {
    CASING_NONE, /* no part of a name */
    CASING_SOFT, /* a common word that begins a sentence: part of a name only if what follows makes it so */
    CASING_NAME  /* part of a name */
};

/* True when the word ends in an inflection that names rarely have: "Protesters", "Speaking", "Flooding", "Officially". */
bool name_looks_inflected(const char *word, size_t length);

/* One enum casing for each token; the caller frees it. NULL when memory is short. */
uint8_t *names_casing(const struct analysis *analysis);

#endif
