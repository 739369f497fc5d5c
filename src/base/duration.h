/* duration: a stretch of time as people write it: 30m, 2h, 1d, 1w. Never in here: moments, dates. */
#ifndef WHOSAID_BASE_DURATION_H
#define WHOSAID_BASE_DURATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DURATION_SIZE = 32 };

/* Longer ones mean nothing here, and shorter ones cannot overflow any sum of two moments. */
#define DURATION_MAX ((int64_t)100 * 365 * 24 * 60 * 60)

/* Reads a whole number with one of the units s, m, h, d and w, which may be left out for 0 alone: "2" may be anything.
 * False when it is none of these or longer than DURATION_MAX. */
bool duration_parse(const char *text, int64_t *seconds);

/* Writes it with the largest unit that leaves no rest: what duration_parse reads back as the same. */
void duration_format(int64_t seconds, char text[DURATION_SIZE]);

#endif
