/* names: where the passes of the name finder meet. Never in here: which names mean the same. */
#ifndef WHOSAID_ANNOTATE_NAMES_H
#define WHOSAID_ANNOTATE_NAMES_H

#include "annotate/name_units.h"

/* The units of an article whose sentences are found, with what the rules propose of them: what the name model is trained
 * on. False when memory is short; `units` is to be given back with name_units_release in either case. */
bool names_units(const struct analysis *analysis, struct name_units *units);

#endif
