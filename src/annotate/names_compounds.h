/* names_compounds: words that a hyphen ties to a name: "US-led", "anti-Taliban", "India-Pakistan". Never in here: names
 * that have a hyphen themselves ("Al-Shabaab", "Jean-Claude"). */
#ifndef WHOSAID_ANNOTATE_NAMES_COMPOUNDS_H
#define WHOSAID_ANNOTATE_NAMES_COMPOUNDS_H

#include <stdbool.h>
#include <stddef.h>

struct analysis;
struct name_finder;

/* True when the token is such a compound and thus no part of a longer name. */
bool name_is_compound(const struct analysis *analysis, size_t index);

/* Adds the names inside the compound token `index`, each as a part of the token. */
void name_compound_pieces(struct name_finder *finder, size_t index);

#endif
