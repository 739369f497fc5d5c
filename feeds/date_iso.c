/* date iso: what stands where, by the number of digits. */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "feeds/date_reading.h"

static bool is_end(const struct date_cursor *cursor)
{
    return cursor->at == cursor->end;
}

static bool read_zone(struct date_cursor *cursor, struct date *date)
{
    while (date_take(cursor, " "))
        ;
    if (is_end(cursor))
        return true;
    if (*cursor->at == '+' || *cursor->at == '-')
        return date_read_offset(cursor, date) && is_end(cursor);
    if (cursor->end - cursor->at == 3 &&
        (strncasecmp(cursor->at, "UTC", 3) == 0 || strncasecmp(cursor->at, "GMT", 3) == 0))
        return true;
    return date_take(cursor, "Zz") && is_end(cursor);
}

/* "14:05:09", "14:05", "14", "140509", "1405", and the zone. */
static bool read_time(struct date_cursor *cursor, struct date *date)
{
    int digits;
    date->hour = date_read_number(cursor, 2, &digits);
    if (digits == 0)
        return false;
    date->has_time = true;
    if (date_take(cursor, ":")) {
        date->minute = date_read_number(cursor, 2, &digits);
        date_read_seconds(cursor, date);
        return digits > 0 && read_zone(cursor, date);
    }
    int minute = date_read_number(cursor, 2, &digits);
    date->minute = digits == 2 ? minute : 0;
    int second = digits == 2 ? date_read_number(cursor, 2, &digits) : 0;
    date->second = digits == 2 && second > 0 ? second : 0;
    if (digits == 1)
        return false;
    if (date_take(cursor, ".,"))
        (void)date_read_number(cursor, 9, &digits);
    return read_zone(cursor, date);
}

/* The Monday of week 1 has the fourth of January in its week (ISO 8601, 3.2.2). */
static bool read_week(struct date_cursor *cursor, struct date *date)
{
    int digits, week = date_read_number(cursor, 2, &digits), weekday = 1;
    if (digits != 2 || week < 1 || week > 53)
        return false;
    if (date_take(cursor, "-") || (!is_end(cursor) && *cursor->at >= '1' && *cursor->at <= '7'))
        weekday = date_read_number(cursor, 1, &digits);
    struct tm fourth = {.tm_year = date->year - 1900, .tm_mon = 0, .tm_mday = 4};
    (void)timegm(&fourth);
    date->month = 1;
    date->day = 4;
    date->days_more = (week - 1) * 7 + weekday - 1 - (fourth.tm_wday + 6) % 7;
    return weekday >= 1 && weekday <= 7;
}

static bool read_ordinal(int number, struct date *date)
{
    bool is_leap = (date->year % 4 == 0 && date->year % 100 != 0) || date->year % 400 == 0;
    date->month = date->day = 1;
    date->days_more = number - 1;
    return number >= 1 && number <= (is_leap ? 366 : 365);
}

/* What stands behind the year. */
static bool read_day(struct date_cursor *cursor, struct date *date)
{
    int digits;
    char separator = *cursor->at;
    bool is_extended = date_take(cursor, "-/");
    if (date_take(cursor, "Ww"))
        return read_week(cursor, date);
    int number = date_read_number(cursor, is_extended ? 3 : 4, &digits);
    if (digits == 4) {
        date->month = number / 100;
        date->day = number % 100;
        return true;
    }
    if (digits == 3)
        return read_ordinal(number, date);
    if (digits == 0 || !is_extended)
        return false;
    date->month = number;
    if (is_end(cursor) || *cursor->at != separator)
        return separator == '-' && digits == 2;
    cursor->at++;
    date->day = date_read_number(cursor, 2, &digits);
    return digits > 0;
}

bool date_read_iso(struct date_cursor cursor, struct date *date)
{
    int digits;
    date->year = date_read_number(&cursor, 4, &digits);
    date->month = date->day = 1;
    if (digits != 4)
        return false;
    if (is_end(&cursor))
        return true;
    if (!read_day(&cursor, date))
        return false;
    if (is_end(&cursor))
        return true;
    if (!date_take(&cursor, "Tt ") && !(*cursor.at >= '0' && *cursor.at <= '9'))
        return false;
    while (date_take(&cursor, " "))
        ;
    return read_time(&cursor, date);
}
