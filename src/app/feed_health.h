/* feed health: how it goes with fetching a feed, in words. Never in here: deciding when to fetch. */
#ifndef WHOSAID_APP_FEED_HEALTH_H
#define WHOSAID_APP_FEED_HEALTH_H

#include <stdint.h>

struct archived_feed;
struct buffer;

enum feed_health { FEED_WELL, FEED_NEVER_FETCHED, FEED_PAUSED, FEED_FAILING, FEED_GONE };

enum feed_health feed_health(const struct archived_feed *feed);

/* "well", "new", "paused", "failing", "gone": for programs. */
const char *feed_health_name(enum feed_health health);

/* Appends a line such as "fetched 2 hours ago, 14 articles a week, next in 40 minutes" or "failed 3 times, last 2 hours
 * ago: the host is not known; well 4 days ago, 2 articles a week". `now` in seconds since 1970 UTC. */
void feed_health_tell(const struct archived_feed *feed, int64_t now, struct buffer *out);

/* The parts of it; each appends nothing where there is nothing to tell: "14 articles a week"; when it went well last,
 * "2 hours ago"; since when and why it fails, "3 times, last 2 hours ago: the host is not known"; "next in 40 minutes"
 * or "due now". */
void feed_health_tell_rate(const struct archived_feed *feed, struct buffer *out);
void feed_health_tell_success(const struct archived_feed *feed, int64_t now, struct buffer *out);
void feed_health_tell_failure(const struct archived_feed *feed, int64_t now, struct buffer *out);
void feed_health_tell_next(const struct archived_feed *feed, int64_t now, struct buffer *out);

#endif
