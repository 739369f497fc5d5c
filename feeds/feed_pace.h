/* feed pace: how often a feed wants to be fetched, from what its elements say. Never in here: elements, deciding
 * when. */
#ifndef WHOSAID_FEEDS_FEED_PACE_H
#define WHOSAID_FEEDS_FEED_PACE_H

#include <stdint.h>

struct feed_pace;

/* Takes what `ttl` says: for how many minutes the feed may be kept (RSS 2.0). What is no number says nothing. */
void feed_pace_take_minutes(struct feed_pace *pace, const char *ttl);

/* Takes `sy:updatePeriod` and how often within it, `sy:updateFrequency`; "" for either counts as daily and once (RSS
 * 1.0's module Syndication). Of this and `ttl` the longer time holds. */
void feed_pace_take_period(struct feed_pace *pace, const char *period, const char *frequency);

/* Takes one `hour` of `skipHours`, 0 to 23, and 24 for 0 as RSS 0.91 counts; or one `day` of `skipDays` by its English
 * name. */
void feed_pace_skip_hour(struct feed_pace *pace, const char *hour);
void feed_pace_skip_day(struct feed_pace *pace, const char *day);

#endif
