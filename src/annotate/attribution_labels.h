/* attribution labels: speakers who are named as in a script and not in a sentence: "RUIZ: …" at the head of a paragraph,
 * "— Ana Ruiz, mayor" at its foot or under it. Never in here: sentences. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_LABELS_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_LABELS_H

#include "annotate/attribution_candidates.h"

/* The colon of the label that the quotation's paragraph begins with, or ARTICLE_NONE. */
size_t label_colon(const struct site *site);

/* Adds whom the label names, initials taken for the name that they stand for, and who signs. */
void candidates_labels(struct candidates *candidates, const struct site *site);

#endif
