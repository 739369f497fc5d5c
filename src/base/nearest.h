/* nearest: which known name somebody meant who mistyped it. Never in here: what the names name. */
#ifndef WHOSAID_BASE_NEAREST_H
#define WHOSAID_BASE_NEAREST_H

#include <stddef.h>

/* The name among `count` that takes the fewest insertions, deletions and replacements of a byte to become from `typed`
 * (Levenshtein's distance), the first of equals; NULL when none is near: of every three bytes begun, one may be
 * wrong. */
const char *nearest_name(const char *typed, const char *const *names, size_t count);

#endif
