/* quotation types: direct, mixed or scare. Never in here: who speaks. */
#ifndef WHOSAID_ANNOTATE_QUOTATION_TYPES_H
#define WHOSAID_ANNOTATE_QUOTATION_TYPES_H

#include "annotate/attribution_candidates.h"

/* What the quotation at `site` is, given its best candidate (NULL: there is none). */
enum quotation_type quotation_type(const struct site *site, const struct candidate *best);

#endif
