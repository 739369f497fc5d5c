/* date reading: what the two ways to read a date share. Never in here: anything for others. */
#ifndef WHOSAID_FEEDS_DATE_READING_H
#define WHOSAID_FEEDS_DATE_READING_H

#include <stdbool.h>

enum { DATE_UNKNOWN = -1 };

enum date_half { DATE_WHOLE_DAY, DATE_FORENOON, DATE_AFTERNOON };

struct date {
    int year, month, day, hour, minute, second;
    int offset; /* of the zone, in minutes east of UTC */
    bool has_time, has_zone;
    enum date_half half;
    int days_more; /* to be added to the day: ordinal and week dates */
};

/* What is left to read. */
struct date_cursor {
    const char *at, *end;
};

/* A number of at most `most` digits; DATE_UNKNOWN, nothing read, when there is none. `digits` gets how many. */
int date_read_number(struct date_cursor *cursor, int most, int *digits);

/* Goes behind the next byte if it is one of these. */
bool date_take(struct date_cursor *cursor, const char *any_of);

/* ":05", ":05.123" or nothing behind hours and minutes. */
void date_read_seconds(struct date_cursor *cursor, struct date *date);

/* "+01:00", "-0500", "+1". */
bool date_read_offset(struct date_cursor *cursor, struct date *date);

/* RFC 3339, W3CDTF and the other forms of ISO 8601: the month or day left out, without hyphens, ordinal ("2026-071")
 * and week dates ("2026-W11-4"). */
bool date_read_iso(struct date_cursor cursor, struct date *date);

/* Every other form, as a bag of words and numbers each of which can be only one thing. */
bool date_read_words(struct date_cursor cursor, struct date *date);

#endif
