/* name_headlines: in a headline every word is written large, so that names run together there: "Ana Ruiz Ties Omar Haddad".
 * Where they begin and end is told by the rest of the article and the lists. Never in here: weights. */
#ifndef WHOSAID_ANNOTATE_NAME_HEADLINES_H
#define WHOSAID_ANNOTATE_NAME_HEADLINES_H

#include "annotate/name_units.h"

/* Rewrites the labels of sentences that are written as headlines: a name that the article has elsewhere is one there, and
 * what no name has in a sentence is none. False when memory is short. */
bool name_headlines_settle(const char *text, const struct name_units *units, uint8_t *labels);

#endif
