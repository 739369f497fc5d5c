/* name_agreement: one spelling names one thing in an article, but for a few. Never in here: where names begin and end. */
#ifndef WHOSAID_ANNOTATE_NAME_AGREEMENT_H
#define WHOSAID_ANNOTATE_NAME_AGREEMENT_H

#include "annotate/name_units.h"

/* Labels the family name of a person, and the last word of an organization ("the Eagles"), where it stands alone and was
 * passed over. Words that mean something themselves are left alone, and so are those that are written small somewhere. False
 * when memory is short. */
bool names_complete(const struct name_units *units, uint8_t *labels);

/* Where two thirds of the pieces with one spelling are of one kind, the others become so. Each piece has votes for one kind
 * alone. False when memory is short. */
bool names_agree(struct name_finder *finder);

#endif
