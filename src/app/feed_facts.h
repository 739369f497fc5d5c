/* feed facts: all that is known of one feed, a line each, for people. Never in here: how lines look, changing a
 * feed. */
#ifndef WHOSAID_APP_FEED_FACTS_H
#define WHOSAID_APP_FEED_FACTS_H

#include <stdint.h>

struct archived_feed;

/* Called with a word such as "publishes", which lives for ever, and a clean line such as "14 articles a week", which
 * lives until it returns. */
typedef void feed_fact(void *context, const char *word, const char *line);

/* Tells what is known, in an order that stays the same; what is not known is passed over, and what is longer than a few
 * thousand bytes is cut. No password of an address is told. `now` in seconds since 1970 UTC. */
void feed_facts_tell(const struct archived_feed *feed, int64_t now, feed_fact *tell, void *context);

#endif
