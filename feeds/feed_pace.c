/* feed pace: numbers and words. */
#include "feeds/feed_pace.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/feed.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, WEEK = 7 * DAY, MONTH = 30 * DAY, YEAR = 365 * DAY };

/* More minutes than a year has mean no more than these. */
enum { MINUTES_MAX = YEAR / MINUTE, FREQUENCY_MAX = 1000000 };

static const char blanks[] = " \t\r\n";

/* Reads a whole number with nothing but blanks around it. */
static bool parse_number(const char *text, long most, long *number)
{
    char *end;
    text += strspn(text, blanks);
    if (*text < '0' || *text > '9')
        return false;
    *number = strtol(text, &end, 10); /* too large a one becomes the largest */
    if (*number > most)
        *number = most;
    return !end[strspn(end, blanks)];
}

/* True when the text is that word, in any case and with blanks around it. */
static bool is_word(const char *text, const char *word)
{
    text += strspn(text, blanks);
    size_t length = strcspn(text, blanks);
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

static void take_longer(struct feed_pace *pace, int64_t seconds)
{
    if (seconds > pace->least_seconds)
        pace->least_seconds = seconds;
}

void feed_pace_take_minutes(struct feed_pace *pace, const char *ttl)
{
    long minutes;
    if (parse_number(ttl, MINUTES_MAX, &minutes))
        take_longer(pace, (int64_t)minutes * MINUTE);
}

void feed_pace_take_period(struct feed_pace *pace, const char *period, const char *frequency)
{
    static const struct {
        const char *word;
        int64_t seconds;
    } periods[] = {{"hourly", HOUR}, {"", DAY}, {"daily", DAY}, {"weekly", WEEK}, {"monthly", MONTH}, {"yearly", YEAR}};
    long times;
    if (!parse_number(frequency, FREQUENCY_MAX, &times) || times < 1)
        times = 1;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (is_word(period, periods[i].word))
            take_longer(pace, periods[i].seconds / times);
}

void feed_pace_skip_hour(struct feed_pace *pace, const char *hour)
{
    long number;
    if (parse_number(hour, MINUTES_MAX, &number) && number <= 24)
        pace->skipped_hours |= UINT32_C(1) << (number % 24);
}

void feed_pace_skip_day(struct feed_pace *pace, const char *day)
{
    static const char *const days[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (is_word(day, days[i]))
            pace->skipped_days = (uint8_t)(pace->skipped_days | 1U << i);
}
