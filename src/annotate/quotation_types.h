/* quotation types: direct, mixed or scare. Never in here: who speaks. */
#ifndef WHOSAID_ANNOTATE_QUOTATION_TYPES_H
#define WHOSAID_ANNOTATE_QUOTATION_TYPES_H

#include "annotate/attribution_candidates.h"

/* True where the words before the opening mark name what the marks hold: "so-called", "titled", "the song". */
bool quotation_is_announced(const struct site *site);

/* True where they do and nobody may well speak. The corpus attributes titles and terms now and then, the contract calls
 * them nobody's; this costs two in ten thousand of the right answers. */
bool quotation_is_name(const struct site *site, double nobody);

/* CNN's "New Day", on "Meet the Press": a programme and the like, whatever is said around it. */
bool quotation_is_named_by_owner(const struct site *site);

/* What the quotation at `site` is, given who speaks (NULL: that is not told) and the probability that nobody does. */
enum quotation_type quotation_type(const struct site *site, const struct candidate *speaker, double nobody);

#endif
