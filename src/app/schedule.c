/* schedule: the longest of several waits, then the hours that are skipped. */
#include "app/schedule.h"

#include <stddef.h>

enum {
    MINUTE = 60,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    WEEK = 7 * DAY,
    /* Whoever fetches by cron on the hour begins some seconds earlier or later: what becomes due within this part of its
     * wait is due already, or it would be fetched at every second turn only. */
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

/* How long, and why. */
struct wait {
    int64_t seconds;
    enum schedule_reason reason;
};

static int64_t seldom_seconds(const struct schedule_facts *facts)
{
    if (facts->is_own_interval || !facts->is_rate_known)
        return 0;
    double least_rate = (double)WEEK / LOOKS_AN_ARTICLE / SCHEDULE_SELDOM_MOST;
    if (facts->articles_per_week <= least_rate)
        return SCHEDULE_SELDOM_MOST;
    return (int64_t)((double)WEEK / LOOKS_AN_ARTICLE / facts->articles_per_week);
}

/* After a fetch that went well: the longest; of equals the one that stands first. */
static struct wait usual_wait(const struct schedule_facts *facts)
{
    const struct wait waits[] = {
        {at_least(facts->interval, SCHEDULE_LEAST), SCHEDULE_AS_WANTED},
        {at_most(facts->fresh_seconds, SCHEDULE_FRESH_MOST), SCHEDULE_FRESH},
        {at_most(facts->pace.least_seconds, SCHEDULE_ASKED_MOST), SCHEDULE_ASKED},
        {facts->pace.has_ended ? SCHEDULE_ASKED_MOST : 0, SCHEDULE_ENDED},
        {seldom_seconds(facts), SCHEDULE_SELDOM},
    };
    struct wait longest = waits[0];
    for (size_t i = 1; i < sizeof waits / sizeof *waits; i++)
        if (waits[i].seconds > longest.seconds)
            longest = waits[i];
    return longest;
}

/* After a failure: the interval, doubled with each one more, up to the ceiling or the interval itself. */
static struct wait failing_wait(const struct schedule_facts *facts)
{
    int64_t interval = at_least(facts->interval, SCHEDULE_LEAST);
    int64_t most = at_least(facts->is_answered ? SCHEDULE_FAILING_MOST : SCHEDULE_UNREACHED_MOST, interval);
    struct wait wait = {interval, SCHEDULE_FAILING};
    for (int64_t i = 1; i < facts->failures && wait.seconds < most; i++)
        wait.seconds *= 2;
    wait.seconds = at_most(wait.seconds, most);
    int64_t retry = at_most(facts->retry_seconds, SCHEDULE_ASKED_MOST);
    return retry > wait.seconds ? (struct wait){retry, SCHEDULE_RETRY} : wait;
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

struct schedule schedule_next(const struct schedule_facts *facts)
{
    if (facts->is_gone)
        return (struct schedule){SCHEDULE_NEVER, SCHEDULE_GONE};
    struct wait wait = facts->failures > 0 ? failing_wait(facts) : usual_wait(facts);
    /* Nobody who was asked to wait comes early. */
    int64_t early = wait.reason == SCHEDULE_RETRY ? 0 : at_most(wait.seconds / EARLY_PART, EARLY_MOST);
    int64_t due = facts->now + wait.seconds - early, later = behind_skipped(&facts->pace, due);
    return (struct schedule){later, later > due ? SCHEDULE_SKIPPED : wait.reason};
}

const char *schedule_reason_text(enum schedule_reason reason)
{
    static const char *const texts[] = {
        [SCHEDULE_AS_WANTED] = "as the settings say",
        [SCHEDULE_FRESH] = "its server says that nothing changes before",
        [SCHEDULE_ASKED] = "the feed asks for it",
        [SCHEDULE_SKIPPED] = "the feed skips the hours before",
        [SCHEDULE_SELDOM] = "it seldom has anything new",
        [SCHEDULE_ENDED] = "the feed says that it has ended",
        [SCHEDULE_FAILING] = "after it failed, longer each time",
        [SCHEDULE_RETRY] = "its server asks to be left alone until then",
        [SCHEDULE_GONE] = "it is gone for good",
    };
    return texts[reason];
}
