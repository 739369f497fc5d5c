/* date: three ways to read it, and then the calendar. */
#include "feeds/date.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

#include "feeds/date_reading.h"

/* Of the years 1 to 9999 in UTC, where a zone may move what was written with such a year. */
#define FIRST_SECOND ((int64_t)-62135596800)
#define LAST_SECOND ((int64_t)253402300799)

int date_read_number(struct date_cursor *cursor, int most, int *digits)
{
    int number = 0, count = 0;
    while (cursor->at < cursor->end && isdigit((unsigned char)*cursor->at) && count < most) {
        number = number * 10 + (*cursor->at++ - '0');
        count++;
    }
    *digits = count;
    return count ? number : DATE_UNKNOWN;
}

bool date_take(struct date_cursor *cursor, const char *any_of)
{
    if (cursor->at == cursor->end || !*cursor->at || !strchr(any_of, *cursor->at))
        return false;
    cursor->at++;
    return true;
}

void date_read_seconds(struct date_cursor *cursor, struct date *date)
{
    int digits;
    if (cursor->end - cursor->at < 2 || *cursor->at != ':' || !isdigit((unsigned char)cursor->at[1]))
        return;
    cursor->at++;
    date->second = date_read_number(cursor, 2, &digits);
    if (cursor->end - cursor->at > 1 && (*cursor->at == '.' || *cursor->at == ',') &&
        isdigit((unsigned char)cursor->at[1])) {
        cursor->at++;
        while (cursor->at < cursor->end && isdigit((unsigned char)*cursor->at))
            cursor->at++;
    }
}

bool date_read_offset(struct date_cursor *cursor, struct date *date)
{
    int digits, sign = *cursor->at++ == '-' ? -1 : 1;
    int hours = date_read_number(cursor, 4, &digits), minutes = 0;
    if (digits > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else if (digits == 0) {
        return false;
    } else if (date_take(cursor, ":")) {
        minutes = date_read_number(cursor, 2, &digits);
    }
    date->offset = sign * (hours * 60 + minutes);
    date->has_zone = true;
    return hours <= 14 && minutes >= 0 && minutes < 60;
}

/* Seconds since 1970, or milliseconds, as a number alone: from 1973 on, where it cannot be a day without hyphens. */
static bool read_epoch(struct date_cursor cursor, int64_t *seconds)
{
    size_t length = (size_t)(cursor.end - cursor.at);
    int64_t number = 0;
    for (const char *at = cursor.at; at < cursor.end; at++) {
        if (!isdigit((unsigned char)*at) || length > 13)
            return false;
        number = number * 10 + (*at - '0');
    }
    *seconds = length == 13 ? number / 1000 : number;
    return length == 9 || length == 10 || length == 13;
}

/* --- the calendar ------------------------------------------------------------------------------------------------- */

/* Midnight of the date's day, UTC. timegm carries what overflows on: a day that comes back changed does not exist. */
static bool read_calendar(const struct date *date, int64_t *midnight)
{
    if (date->month < 1 || date->month > 12 || date->year < 1 || date->year > 9999)
        return false;
    struct tm day = {.tm_year = date->year - 1900, .tm_mon = date->month - 1, .tm_mday = date->day};
    *midnight = timegm(&day);
    /* No midnight is -1: so much timegm says where time_t is too narrow. */
    if (*midnight == -1 || day.tm_mon != date->month - 1 || day.tm_mday != date->day)
        return false;
    *midnight += (int64_t)date->days_more * 86400;
    return true;
}

/* A leap second is written :60; some feeds write midnight as 24:00. */
static bool is_time(const struct date *date)
{
    return date->hour >= 0 && date->hour <= 24 && date->minute >= 0 && date->minute <= 59 && date->second >= 0 &&
           date->second <= 60 && (date->hour < 24 || (!date->minute && !date->second));
}

/* Twelve in the forenoon is midnight. */
static bool count_from_midnight(struct date *date)
{
    if (date->half == DATE_WHOLE_DAY)
        return true;
    if (date->hour > 12)
        return false;
    date->hour = date->hour % 12 + (date->half == DATE_AFTERNOON ? 12 : 0);
    return true;
}

bool date_parse(const char *text, size_t length, int64_t *seconds)
{
    struct date_cursor cursor = {text, text + length};
    while (cursor.at < cursor.end && isspace((unsigned char)*cursor.at))
        cursor.at++;
    while (cursor.end > cursor.at && isspace((unsigned char)cursor.end[-1]))
        cursor.end--;
    if (read_epoch(cursor, seconds))
        return true;
    struct date date = {0};
    if (!date_read_iso(cursor, &date)) {
        date = (struct date){.year = DATE_UNKNOWN, .month = DATE_UNKNOWN, .day = DATE_UNKNOWN};
        if (!date_read_words(cursor, &date))
            return false;
    }
    int64_t midnight;
    if (!count_from_midnight(&date) || !is_time(&date) || !read_calendar(&date, &midnight))
        return false;
    *seconds = midnight + date.hour * 3600 + date.minute * 60 + date.second - (int64_t)date.offset * 60;
    return *seconds >= FIRST_SECOND && *seconds <= LAST_SECOND;
}
