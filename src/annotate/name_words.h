/* name_words: what the whole article tells of a word that is written large: how else it is written, and what stands around
 * it. Never in here: weights. */
#ifndef WHOSAID_ANNOTATE_NAME_WORDS_H
#define WHOSAID_ANNOTATE_NAME_WORDS_H

#include "annotate/name_units.h"

/* Sets `writing` and `contexts` of the live ones of all units of an article, whose other members are set. False when memory
 * is short. */
bool name_words_tell(const char *text, struct name_unit *units, size_t count);

#endif
