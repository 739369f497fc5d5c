/* filter: what a user who types a few letters means to find: neither case nor accents count, words in any order. Never
 * in here: what is searched. */
#ifndef WHOSAID_APP_FILTER_H
#define WHOSAID_APP_FILTER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* True when every word of the folded pattern, words being separated by blanks, stands somewhere in the folded text. An
 * empty pattern is in every text. */
bool filter_matches(const char *folded_pattern, const char *folded_text);

/* Both at once for a single text, where an upper-case letter in the pattern makes case count ("smart case") and blanks
 * are part of it. False, too, when memory is short. */
bool filter_finds(const char *pattern, const char *text);

#endif
