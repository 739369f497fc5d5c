/* clock: what time it is. Never in here: how long something takes, time zones. */
#ifndef WHOSAID_BASE_CLOCK_H
#define WHOSAID_BASE_CLOCK_H

#include <stdint.h>

/* Seconds since 1970 UTC; of the environment's WHOSAID_NOW where that is such a number, for tests whose screens tell how long
 * ago something was. */
int64_t clock_now(void);

#endif
