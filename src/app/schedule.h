/* schedule: when a feed is fetched again. Pure functions of what is known; the clock is an argument. Never in here:
 * fetching, the archive. */
#ifndef WHOSAID_APP_SCHEDULE_H
#define WHOSAID_APP_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/feed.h"

/* Bounds, in seconds. What a feed or a server asks for counts only between them. */
enum {
    SCHEDULE_LEAST = 5 * 60,                /* nothing is fetched more often, whatever anybody wants */
    SCHEDULE_SELDOM_MOST = 6 * 60 * 60,     /* how long a feed that seldom has anything new is left alone for it */
    SCHEDULE_FRESH_MOST = 24 * 60 * 60,     /* lifetimes of HTTP are often set for all files of a server alike */
    SCHEDULE_FAILING_MOST = 24 * 60 * 60,   /* between two attempts where a server answers, but not with a feed */
    SCHEDULE_UNREACHED_MOST = 60 * 60,      /* where none answers: the network may be back any moment */
    SCHEDULE_ASKED_MOST = 7 * 24 * 60 * 60, /* what feeds and servers may ask for */
};

#define SCHEDULE_NEVER INT64_MAX

/* What is known when a feed was just fetched. */
struct schedule_facts {
    int64_t now;           /* in seconds since 1970 UTC */
    int64_t interval;      /* that the user wants, in seconds */
    bool is_own_interval;  /* it was set for this feed alone: then how often it has anything new does not matter */
    struct feed_pace pace; /* what the feed asks for */
    int64_t fresh_seconds; /* as struct fetch_result has them: 0 and unknown mean the same here */
    int64_t retry_seconds;
    bool is_rate_known;
    double articles_per_week;
    int64_t failures; /* in a row, with this one; 0: it went well */
    bool is_answered; /* a server answered at all */
    bool is_gone;     /* with 410 */
};

/* When to fetch next, in seconds since 1970 UTC, or SCHEDULE_NEVER: after the longest of what the user, the feed and
 * HTTP want, each within its bounds; after a failure twice as long as after the one before. Hours and days that the
 * feed skips are skipped, if it leaves any. */
int64_t schedule_next(const struct schedule_facts *facts);

#endif
