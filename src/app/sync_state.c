/* sync state: answers become what stands in the archive. */
#include "app/sync_state.h"

#include "app/schedule.h"
#include "base/arena.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "store/archive_feeds.h"

struct sync_answer sync_answer_keep(const struct fetch_result *result, struct arena *arena)
{
    return (struct sync_answer){
        .is_gone = result->outcome == FETCH_GONE,
        .is_answered = result->status != 0,
        .etag = arena_copy_string(arena, result->etag),
        .last_modified = arena_copy_string(arena, result->last_modified),
        .moved_to = arena_copy_string(arena, result->moved_to),
        .error = arena_copy_string(arena, result->error),
        .fresh_seconds = result->fresh_seconds,
        .retry_seconds = result->retry_seconds,
    };
}

void sync_answer_doubt(struct sync_answer *answer)
{
    answer->etag = answer->last_modified = NULL;
    answer->content_hash = 0;
    answer->fresh_seconds = FETCH_UNKNOWN;
}

static struct feed_pace pace_of(const struct feed_state *state)
{
    return (struct feed_pace){
        .least_seconds = state->asked_interval,
        .skipped_hours = (uint32_t)state->skipped_hours,
        .skipped_days = (uint8_t)state->skipped_days,
        .has_ended = state->has_ended,
    };
}

static int64_t next_due(const struct archived_feed *feed, const struct sync_answer *answer, int64_t now,
                        int64_t interval)
{
    const struct feed_state *state = &feed->state;
    bool is_own = feed->wishes.interval != ARCHIVE_GENERAL;
    const struct schedule_facts facts = {
        .now = now,
        .interval = is_own ? feed->wishes.interval : interval,
        .is_own_interval = is_own,
        .pace = pace_of(state),
        .fresh_seconds = answer->fresh_seconds,
        .retry_seconds = answer->retry_seconds,
        .is_rate_known = feed->articles > 0 && state->last_success > 0,
        .articles_per_week = feed->per_week,
        .failures = state->failures,
        .is_answered = answer->is_answered,
        .is_gone = answer->is_gone,
    };
    return schedule_next(&facts);
}

void sync_state_succeed(struct archived_feed *feed, const struct sync_answer *answer, const struct feed_pace *pace,
                        bool has_news, int64_t now, int64_t interval)
{
    struct feed_state *state = &feed->state;
    state->etag = answer->etag;
    state->last_modified = answer->last_modified;
    state->last_attempt = state->last_success = now;
    if (has_news)
        state->last_change = now;
    if (answer->content_hash)
        state->content_hash = answer->content_hash;
    if (pace) {
        state->asked_interval = pace->least_seconds;
        state->skipped_hours = pace->skipped_hours;
        state->skipped_days = pace->skipped_days;
        state->has_ended = pace->has_ended;
    }
    state->failures = 0;
    state->last_error = NULL;
    state->unreached = false;
    state->gone = false;
    state->next_due = next_due(feed, answer, now, interval);
}

void sync_state_fail(struct archived_feed *feed, const struct sync_answer *answer, const char *error, int64_t now,
                     int64_t interval)
{
    struct feed_state *state = &feed->state;
    state->last_attempt = now;
    state->failures++;
    state->last_error = error;
    state->unreached = !answer->is_answered;
    state->gone = answer->is_gone;
    state->next_due = next_due(feed, answer, now, interval);
}
