/* feed health: a clause for each thing that is known. */
#include "app/feed_health.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/buffer.h"
#include "store/archive_feeds.h"

enum feed_health feed_health(const struct archived_feed *feed)
{
    const struct feed_state *state = &feed->state;
    return state->gone            ? FEED_GONE
           : feed->wishes.paused  ? FEED_PAUSED
           : state->failures > 0  ? FEED_FAILING
           : !state->last_success ? FEED_NEVER_FETCHED
                                  : FEED_WELL;
}

const char *feed_health_name(enum feed_health health)
{
    static const char *const names[] = {
        [FEED_WELL] = "well",       [FEED_NEVER_FETCHED] = "new", [FEED_PAUSED] = "paused",
        [FEED_FAILING] = "failing", [FEED_GONE] = "gone",
    };
    return names[health];
}

/* "40 minutes": the largest unit of which there is at least one, rounded down. */
static void append_time(struct buffer *out, int64_t seconds)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = {{24 * 60 * 60, "day"}, {60 * 60, "hour"}, {60, "minute"}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (seconds >= units[i].seconds) {
            int64_t count = seconds / units[i].seconds;
            buffer_append_format(out, "%" PRId64 " %s%s", count, units[i].name, count == 1 ? "" : "s");
            return;
        }
    buffer_append_string(out, "a moment");
}

static void append_ago(struct buffer *out, int64_t moment, int64_t now)
{
    append_time(out, now - moment);
    buffer_append_string(out, " ago");
}

void feed_health_tell_rate(const struct archived_feed *feed, struct buffer *out)
{
    enum { WEEKS_COUNTED = 12 };
    double rate = feed->per_week;
    if (rate > 2.0 / 3)
        buffer_append_format(out, "%.0f article%s a week", rate, rate < 1.5 ? "" : "s");
    else if (rate > 0)
        buffer_append_format(out, "1 article in %.0f weeks", 1 / rate);
    else if (feed->articles)
        buffer_append_format(out, "nothing in %d weeks", WEEKS_COUNTED);
}

void feed_health_tell_success(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    if (feed->state.last_success)
        append_ago(out, feed->state.last_success, now);
}

void feed_health_tell_failure(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    const struct feed_state *state = &feed->state;
    if (!state->failures)
        return;
    if (state->failures > 1)
        buffer_append_format(out, "%" PRId64 " times, last ", state->failures);
    append_ago(out, state->last_attempt, now);
    if (state->last_error)
        buffer_append_format(out, ": %s", state->last_error);
}

void feed_health_tell_next(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    if (feed->state.next_due <= now) {
        buffer_append_string(out, "due now");
        return;
    }
    buffer_append_string(out, "next in ");
    append_time(out, feed->state.next_due - now);
}

/* A clause on how often it publishes, where that is known. */
static void append_rate(const struct archived_feed *feed, struct buffer *out)
{
    if (feed->per_week > 0 || feed->articles)
        buffer_append_string(out, ", ");
    feed_health_tell_rate(feed, out);
}

static void tell_well(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    buffer_append_string(out, "fetched ");
    feed_health_tell_success(feed, now, out);
    append_rate(feed, out);
    buffer_append_string(out, ", ");
    feed_health_tell_next(feed, now, out);
}

static void tell_failing(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    buffer_append_string(out, "failed ");
    feed_health_tell_failure(feed, now, out);
    if (!feed->state.last_success)
        return;
    buffer_append_string(out, "; well ");
    feed_health_tell_success(feed, now, out);
    append_rate(feed, out);
}

void feed_health_tell(const struct archived_feed *feed, int64_t now, struct buffer *out)
{
    switch (feed_health(feed)) {
    case FEED_WELL:
        tell_well(feed, now, out);
        break;
    case FEED_NEVER_FETCHED:
        buffer_append_string(out, "not fetched yet");
        break;
    case FEED_PAUSED:
        buffer_append_string(out, "paused");
        break;
    case FEED_FAILING:
        tell_failing(feed, now, out);
        break;
    case FEED_GONE:
        buffer_append_string(out, feed->state.last_error ? feed->state.last_error : "gone for good");
        break;
    }
}
