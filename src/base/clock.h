/* clock: what time it is, and how much of it has gone by. Never in here: time zones, waiting. */
#ifndef WHOSAID_BASE_CLOCK_H
#define WHOSAID_BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970 UTC; of the environment's WHOSAID_NOW where that is such a number, for tests whose screens tell
 * how long ago something was. */
int64_t clock_now(void);

/* Milliseconds since a moment that means nothing, of a clock that nobody sets: for the time between two calls. Never
 * 0. */
int64_t clock_milliseconds(void);

#endif
