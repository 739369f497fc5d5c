/* timestamp: a moment in seconds since 1970 UTC, as RFC 3339 writes it. Never in here: time zones' names, the dates of
 * mail and feeds, how a date looks on a screen. */
#ifndef WHOSAID_BASE_TIMESTAMP_H
#define WHOSAID_BASE_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

enum { TIMESTAMP_SIZE = 32 };

/* Reads `2022-01-26T20:15:00Z` with a fraction (dropped) or an offset (`+01:00`), `T` and `Z` in either case, a blank for
 * `T` (RFC 3339 5.6). False, `moment` unchanged, when it is anything else or no such day or time; a leap second counts as
 * the second before it. */
bool timestamp_parse(const char *text, int64_t *moment);

/* Writes the moment in UTC with `Z`, or "" when its year is not one of 0 to 9999. */
void timestamp_format(int64_t moment, char text[TIMESTAMP_SIZE]);

#endif
