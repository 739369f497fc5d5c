/* When a feed is fetched again: what the user, the feed, HTTP and failures make of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "app/schedule.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Monday, 23 November 2026, 12:00:00 GMT. */
#define NOON INT64_C(1795435200)

/* An hour, less the twelfth that cron may come early; and so on. */
enum {
    AFTER_AN_HOUR = 55 * MINUTE,
    AFTER_TWO_HOURS = 110 * MINUTE,
    AFTER_SIX_HOURS = 6 * HOUR - 10 * MINUTE,
    AFTER_A_DAY = DAY - 10 * MINUTE,
    AFTER_A_WEEK = 7 * DAY - 10 * MINUTE
};

struct schedule_case {
    const char *what;
    struct schedule_facts facts; /* `now` is noon, unless it says another time */
    int64_t after;               /* noon, in seconds */
};

#define WELL .is_answered = true
#define FAILED(times) .is_answered = true, .failures = (times)
#define RATE(number) .is_rate_known = true, .articles_per_week = (number)
#define HOURS(from, before) ((UINT32_C(1) << (before)) - (UINT32_C(1) << (from)))

static const struct schedule_case cases[] = {
    {"the interval that the user wants", {.interval = HOUR, WELL}, AFTER_AN_HOUR},
    {"never more often than every five minutes", {.interval = 1, WELL}, 275},
    {"what is wanted seldom comes ten minutes early at most", {.interval = DAY, WELL}, AFTER_A_DAY},

    {"what stays fresh longer", {.interval = HOUR, WELL, .fresh_seconds = 2 * HOUR}, AFTER_TWO_HOURS},
    {"what stays fresh for less", {.interval = HOUR, WELL, .fresh_seconds = 60}, AFTER_AN_HOUR},
    {"what must not be taken for fresh", {.interval = HOUR, WELL, .fresh_seconds = 0}, AFTER_AN_HOUR},
    {"fresh for a year is fresh for a day", {.interval = HOUR, WELL, .fresh_seconds = 365 * DAY}, AFTER_A_DAY},

    {"what the feed asks for", {.interval = HOUR, WELL, .pace.least_seconds = 2 * HOUR}, AFTER_TWO_HOURS},
    {"the user may want it less often than the feed",
     {.interval = 2 * HOUR, WELL, .pace.least_seconds = HOUR},
     AFTER_TWO_HOURS},
    {"no feed may ask for more than a week", {.interval = HOUR, WELL, .pace.least_seconds = 365 * DAY}, AFTER_A_WEEK},
    {"but the user may", {.interval = 30 * DAY, WELL, .pace.least_seconds = 365 * DAY}, 30 * DAY - 10 * MINUTE},
    {"a feed that has ended", {.interval = HOUR, WELL, .pace.has_ended = true}, AFTER_A_WEEK},

    {"an article a week", {.interval = HOUR, WELL, RATE(1)}, AFTER_SIX_HOURS},
    {"no article for long", {.interval = HOUR, WELL, RATE(0)}, AFTER_SIX_HOURS},
    {"three articles a day are looked at every two hours", {.interval = HOUR, WELL, RATE(21)}, AFTER_TWO_HOURS},
    {"a hundred articles a day", {.interval = HOUR, WELL, RATE(700)}, AFTER_AN_HOUR},
    {"whose interval the user set for it alone",
     {.interval = HOUR, WELL, .is_own_interval = true, RATE(1)},
     AFTER_AN_HOUR},

    {"failed once", {.interval = HOUR, FAILED(1)}, AFTER_AN_HOUR},
    {"failed twice", {.interval = HOUR, FAILED(2)}, AFTER_TWO_HOURS},
    {"failed four times: eight hours", {.interval = HOUR, FAILED(4)}, 8 * HOUR - 10 * MINUTE},
    {"failed six times: 32 hours would be too long", {.interval = HOUR, FAILED(6)}, AFTER_A_DAY},
    {"failed for ever", {.interval = HOUR, FAILED(INT64_MAX)}, AFTER_A_DAY},
    {"failing is no way to be fetched more often than wanted", {.interval = 3 * DAY, FAILED(9)}, 3 * DAY - 10 * MINUTE},
    {"the network may be back soon", {.interval = 15 * MINUTE, .failures = 9}, AFTER_AN_HOUR},
    {"a failing feed's own wishes are of no account",
     {.interval = HOUR, FAILED(1), .pace.least_seconds = DAY, .fresh_seconds = DAY, RATE(0)},
     AFTER_AN_HOUR},

    {"asked to come back in two hours, not a second earlier",
     {.interval = HOUR, FAILED(1), .retry_seconds = 2 * HOUR},
     2 * HOUR},
    {"asked to come back sooner than it would", {.interval = HOUR, FAILED(1), .retry_seconds = 10}, AFTER_AN_HOUR},
    {"asked to come back in a year", {.interval = HOUR, FAILED(1), .retry_seconds = 365 * DAY}, 7 * DAY},
    {"gone", {.interval = HOUR, FAILED(1), .is_gone = true}, SCHEDULE_NEVER - NOON},

    {"12:55 is skipped; 13:00 is not", {.interval = HOUR, WELL, .pace.skipped_hours = HOURS(12, 13)}, HOUR},
    {"the night is skipped: 22:50 of 23:00 to 6:00 is before it",
     {.interval = 11 * HOUR, WELL, .pace.skipped_hours = HOURS(23, 24) | HOURS(0, 6)},
     11 * HOUR - 10 * MINUTE},
    {"the night is skipped until 6:00 on Tuesday",
     {.interval = 12 * HOUR, WELL, .pace.skipped_hours = HOURS(23, 24) | HOURS(0, 6)},
     18 * HOUR},
    {"Tuesday is skipped", {.interval = DAY, WELL, .pace.skipped_days = 1 << 2}, 36 * HOUR},
    {"Wednesday is skipped, which Tuesday is not", {.interval = DAY, WELL, .pace.skipped_days = 1 << 3}, AFTER_A_DAY},
    {"Sunday alone is left, at 3:00",
     {.interval = HOUR, WELL, .pace.skipped_days = 0x7e, .pace.skipped_hours = HOURS(0, 3)},
     5 * DAY + 15 * HOUR},
    {"a feed that skips all hours cannot mean it",
     {.interval = HOUR, WELL, .pace.skipped_hours = HOURS(0, 24)},
     AFTER_AN_HOUR},
    {"a feed that skips all days cannot mean it", {.interval = HOUR, WELL, .pace.skipped_days = 0x7f}, AFTER_AN_HOUR},
};

static void test_when_a_feed_is_fetched_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct schedule_facts facts = cases[i].facts;
        facts.now = NOON;
        int64_t due = schedule_next(&facts);
        if (due != NOON + cases[i].after)
            fail_msg("%s: after %lld s, not %lld s", cases[i].what, (long long)(due - NOON), (long long)cases[i].after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_when_a_feed_is_fetched_again),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
