/* schedule: the longest of several waits, then the hours that are skipped. */
#include "app/schedule.h"

#include <stddef.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    WEEK = 7 * DAY,
    /* Whoever fetches by cron on the hour begins some seconds earlier or later: what becomes due within this part of
     * its wait is due already, or it would be fetched at every second turn only. */
    EARLY_PART = 12,
    EARLY_MOST = 10 * MINUTE,
    /* A feed is looked at that many times while one article is to be expected. */
    LOOKS_AN_ARTICLE = 4,
    DAY_OF_1970 = 4 /* its first was a Thursday */
};

static int64_t at_most(int64_t seconds, int64_t most)
{
    return seconds < most ? seconds : most;
}

static int64_t at_least(int64_t seconds, int64_t least)
{
    return seconds > least ? seconds : least;
}

/* --- waits -------------------------------------------------------------------------------------------------------- */

static int64_t seldom_seconds(const struct schedule_facts *facts)
{
    if (facts->is_own_interval || !facts->is_rate_known)
        return 0;
    double least_rate = (double)WEEK / LOOKS_AN_ARTICLE / SCHEDULE_SELDOM_MOST;
    if (facts->articles_per_week <= least_rate)
        return SCHEDULE_SELDOM_MOST;
    return (int64_t)((double)WEEK / LOOKS_AN_ARTICLE / facts->articles_per_week);
}

/* After a fetch that went well: the longest. */
static int64_t usual_wait(const struct schedule_facts *facts)
{
    const int64_t waits[] = {
        at_most(facts->fresh_seconds, SCHEDULE_FRESH_MOST),
        at_most(facts->pace.least_seconds, SCHEDULE_ASKED_MOST),
        facts->pace.has_ended ? SCHEDULE_ASKED_MOST : 0,
        seldom_seconds(facts),
    };
    int64_t longest = at_least(facts->interval, SCHEDULE_LEAST);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
        longest = at_least(longest, waits[i]);
    return longest;
}

/* After a failure: the interval, doubled with each one more, up to the ceiling or the interval itself. */
static int64_t failing_wait(const struct schedule_facts *facts)
{
    int64_t interval = at_least(facts->interval, SCHEDULE_LEAST), wait = interval;
    int64_t most = at_least(facts->is_answered ? SCHEDULE_FAILING_MOST : SCHEDULE_UNREACHED_MOST, interval);
    for (int64_t i = 1; i < facts->failures && wait < most; i++)
        wait *= 2;
    return at_most(wait, most);
}

/* --- skipped hours ------------------------------------------------------------------------------------------------ */

static bool is_skipped(const struct feed_pace *pace, int64_t moment)
{
    int64_t hour = moment % DAY / HOUR, day = (moment / DAY + DAY_OF_1970) % 7;
    return (pace->skipped_hours >> hour & 1) || (pace->skipped_days >> day & 1);
}

/* The first moment from `moment` on that is not skipped; itself where all are, which cannot be meant. */
static int64_t behind_skipped(const struct feed_pace *pace, int64_t moment)
{
    int64_t later = moment;
    for (int i = 0; moment >= 0 && i < WEEK / HOUR; i++) {
        if (!is_skipped(pace, later))
            return later;
        later += HOUR - later % HOUR;
    }
    return moment;
}

int64_t schedule_next(const struct schedule_facts *facts)
{
    if (facts->is_gone)
        return SCHEDULE_NEVER;
    bool has_failed = facts->failures > 0;
    int64_t wait = has_failed ? failing_wait(facts) : usual_wait(facts);
    int64_t retry = has_failed ? at_most(facts->retry_seconds, SCHEDULE_ASKED_MOST) : 0;
    int64_t due = facts->now + wait - at_most(wait / EARLY_PART, EARLY_MOST);
    /* Nobody who was asked to wait comes early. */
    if (retry > wait)
        due = facts->now + retry;
    return behind_skipped(&facts->pace, due);
}
