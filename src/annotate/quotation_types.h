/* quotation types: direct, mixed or scare. Never in here: who speaks. */
#ifndef WHOSAID_ANNOTATE_QUOTATION_TYPES_H
#define WHOSAID_ANNOTATE_QUOTATION_TYPES_H

#include "annotate/attribution_candidates.h"

/* So few words inside a sentence are nobody's where nobody is found to speak. */
enum { QUOTATION_WORDS_FEW = 4 };

/* True where the words before the opening mark name what the marks hold: "so-called", "titled", "the song". */
bool quotation_is_announced(const struct site *site);

/* CNN's "New Day", on "Meet the Press": a programme and the like, whatever is said around it. */
bool quotation_is_named_by_owner(const struct site *site);

/* What the quotation at `site` is, given its best candidate (NULL: there is none). */
enum quotation_type quotation_type(const struct site *site, const struct candidate *best);

#endif
