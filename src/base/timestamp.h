/* timestamp: a moment in seconds since 1970 UTC, as RFC 3339 writes it. Never in here: reading dates (feeds/date.h),
 * how a date looks on a screen. */
#ifndef WHOSAID_BASE_TIMESTAMP_H
#define WHOSAID_BASE_TIMESTAMP_H

#include <stdint.h>

enum { TIMESTAMP_SIZE = 32 };

/* Writes `2022-01-26T20:15:00Z`, or "" when the year is not one of 0 to 9999, the only ones that RFC 3339 has. */
void timestamp_format(int64_t moment, char text[TIMESTAMP_SIZE]);

#endif
