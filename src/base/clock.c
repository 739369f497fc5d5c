/* clock: the system's, or the one that a test has set. */
#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

int64_t clock_now(void)
{
    const char *set = getenv("WHOSAID_NOW");
    char *end = NULL;
    long long seconds = set && *set ? strtoll(set, &end, 10) : 0;
    return end && !*end && seconds > 0 ? (int64_t)seconds : (int64_t)time(NULL);
}

int64_t clock_milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}
