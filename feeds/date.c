/* date: RFC 3339 by its positions; every other form as a bag of tokens, each of which can be only one thing. */
#include "feeds/date.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { WORD_MAX = 12, UNKNOWN = -1 };

struct date {
    int year, month, day, hour, minute, second;
    int offset; /* of the zone, in minutes east of UTC */
    bool has_time, has_zone, afternoon, forenoon;
};

/* What is left to read. */
struct cursor {
    const char *at, *end;
};

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const char *const fillers[] = {"at", "on", "of", "th", "st", "nd", "rd"};

/* The zones of RFC 822, 5.1, and the European ones that feeds use; minutes east of UTC. */
static const struct {
    const char *name;
    int offset;
} zones[] = {
    {"z", 0},      {"ut", 0},     {"utc", 0},    {"gmt", 0},    {"wet", 0},    {"west", 60},  {"bst", 60},
    {"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},  {"est", -300}, {"edt", -240},
    {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420},
};

/* A number of at most nine digits; UNKNOWN, nothing read, when there is none. `digits` gets how many. */
static int read_number(struct cursor *cursor, int *digits)
{
    int number = 0, count = 0;
    while (cursor->at < cursor->end && isdigit((unsigned char)*cursor->at) && count < 9) {
        number = number * 10 + (*cursor->at++ - '0');
        count++;
    }
    *digits = count;
    return count ? number : UNKNOWN;
}

static bool take(struct cursor *cursor, const char *any_of)
{
    if (cursor->at == cursor->end || !*cursor->at || !strchr(any_of, *cursor->at))
        return false;
    cursor->at++;
    return true;
}

/* ":05", ":05.123" or nothing behind hours and minutes. */
static void read_seconds(struct cursor *cursor, struct date *date)
{
    int digits;
    if (cursor->end - cursor->at < 2 || *cursor->at != ':' || !isdigit((unsigned char)cursor->at[1]))
        return;
    cursor->at++;
    date->second = read_number(cursor, &digits);
    if (cursor->end - cursor->at > 1 && (*cursor->at == '.' || *cursor->at == ',') &&
        isdigit((unsigned char)cursor->at[1])) {
        cursor->at++;
        while (cursor->at < cursor->end && isdigit((unsigned char)*cursor->at))
            cursor->at++;
    }
}

/* "+01:00", "-0500", "+1". */
static bool read_offset(struct cursor *cursor, struct date *date)
{
    int digits, sign = *cursor->at++ == '-' ? -1 : 1;
    int hours = read_number(cursor, &digits), minutes = 0;
    if (digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (digits == 0 || digits > 2) {
        return false;
    } else if (take(cursor, ":")) {
        minutes = read_number(cursor, &digits);
    }
    date->offset = sign * (hours * 60 + minutes);
    date->has_zone = true;
    return hours <= 14 && minutes >= 0 && minutes < 60;
}

/* --- RFC 3339 and W3CDTF ------------------------------------------------------------------------------------------ */

static bool read_iso_time(struct cursor *cursor, struct date *date)
{
    int digits;
    date->hour = read_number(cursor, &digits);
    if (digits != 2)
        return false;
    date->minute = take(cursor, ":") ? read_number(cursor, &digits) : 0;
    if (digits != 2)
        return false;
    read_seconds(cursor, date);
    while (take(cursor, " "))
        ;
    if (cursor->at == cursor->end)
        return true;
    if (*cursor->at == '+' || *cursor->at == '-')
        return read_offset(cursor, date) && cursor->at == cursor->end;
    if (cursor->end - cursor->at == 3 &&
        (strncasecmp(cursor->at, "UTC", 3) == 0 || strncasecmp(cursor->at, "GMT", 3) == 0))
        return true;
    return take(cursor, "Zz") && cursor->at == cursor->end;
}

static bool read_iso(struct cursor cursor, struct date *date)
{
    int digits;
    date->year = read_number(&cursor, &digits);
    date->month = date->day = 1;
    if (digits != 4)
        return false;
    if (cursor.at == cursor.end)
        return true;
    if (!take(&cursor, "-"))
        return false;
    date->month = read_number(&cursor, &digits);
    if (digits == 0 || digits > 2)
        return false;
    if (take(&cursor, "-")) {
        date->day = read_number(&cursor, &digits);
        if (digits == 0 || digits > 2)
            return false;
    }
    return cursor.at == cursor.end || (take(&cursor, "Tt ") && read_iso_time(&cursor, date));
}

/* --- all other forms ---------------------------------------------------------------------------------------------- */

/* The index of the name that `word` is, or begins with three letters or more; UNKNOWN when none. */
static int find_name(const char *word, const char *const *names, int count)
{
    size_t length = strlen(word);
    for (int i = 0; i < count; i++)
        if (length >= 3 && strncmp(names[i], word, length) == 0)
            return i;
    return strcmp(word, "sept") == 0 && count == 12 ? 8 : UNKNOWN;
}

static bool read_zone_name(struct cursor *cursor, const char *word, struct date *date)
{
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        if (strcmp(word, zones[i].name) != 0)
            continue;
        date->offset = zones[i].offset;
        date->has_zone = true;
        bool shifted = zones[i].offset == 0 && cursor->at < cursor->end && strchr("+-", *cursor->at);
        return !shifted || read_offset(cursor, date);
    }
    return false;
}

static bool read_word(struct cursor *cursor, struct date *date)
{
    char word[WORD_MAX];
    size_t length = 0;
    for (; cursor->at < cursor->end && (isalpha((unsigned char)*cursor->at) || *cursor->at == '.'); cursor->at++) {
        if (*cursor->at != '.' && length + 1 < sizeof word)
            word[length++] = (char)tolower((unsigned char)*cursor->at);
    }
    word[length] = '\0';
    int month = find_name(word, months, 12);
    if (month != UNKNOWN && date->month == UNKNOWN) {
        date->month = month + 1;
        return true;
    }
    if (strcmp(word, "am") == 0 || strcmp(word, "pm") == 0) {
        date->forenoon = word[0] == 'a';
        date->afternoon = word[0] == 'p';
        return date->has_time;
    }
    if (find_name(word, weekdays, 7) != UNKNOWN)
        return true;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return read_zone_name(cursor, word, date);
}

static bool read_numeral(struct cursor *cursor, struct date *date)
{
    int digits, number = read_number(cursor, &digits);
    if (take(cursor, ":")) {
        date->hour = number;
        date->minute = read_number(cursor, &digits);
        read_seconds(cursor, date);
        bool first = !date->has_time;
        date->has_time = true;
        return first && digits == 2;
    }
    if (digits == 4 && date->year == UNKNOWN)
        date->year = number;
    else if (digits <= 2 && date->day == UNKNOWN)
        date->day = number;
    else if (digits == 2 && date->year == UNKNOWN)
        date->year = number < 50 ? 2000 + number : 1900 + number;
    else if (digits == 3 && date->year == UNKNOWN)
        date->year = 1900 + number;
    else
        return false;
    return true;
}

static bool read_tokens(struct cursor cursor, struct date *date)
{
    while (cursor.at < cursor.end) {
        bool read = true;
        if (isdigit((unsigned char)*cursor.at))
            read = read_numeral(&cursor, date);
        else if (isalpha((unsigned char)*cursor.at))
            read = read_word(&cursor, date);
        else if (date->has_time && !date->has_zone && strchr("+-", *cursor.at))
            read = read_offset(&cursor, date);
        else
            read = take(&cursor, " \t\n,;()-./|");
        if (!read)
            return false;
    }
    return date->year != UNKNOWN && date->month != UNKNOWN && date->day != UNKNOWN;
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
    return *midnight != -1 && day.tm_mon == date->month - 1 && day.tm_mday == date->day;
}

/* A leap second is written :60; some feeds write midnight as 24:00. */
static bool is_time(const struct date *date)
{
    return date->hour >= 0 && date->hour <= 24 && date->minute >= 0 && date->minute <= 59 && date->second >= 0 &&
           date->second <= 60;
}

bool date_parse(const char *text, size_t length, int64_t *seconds)
{
    struct cursor cursor = {text, text + length};
    while (cursor.at < cursor.end && isspace((unsigned char)*cursor.at))
        cursor.at++;
    while (cursor.end > cursor.at && isspace((unsigned char)cursor.end[-1]))
        cursor.end--;
    struct date date = {0};
    if (!read_iso(cursor, &date)) {
        date = (struct date){.year = UNKNOWN, .month = UNKNOWN, .day = UNKNOWN};
        if (!read_tokens(cursor, &date))
            return false;
    }
    if ((date.afternoon || date.forenoon) && date.hour > 12)
        return false;
    if ((date.afternoon || date.forenoon) && date.hour == 12)
        date.hour = 0;
    if (date.afternoon)
        date.hour += 12;
    int64_t midnight;
    if (!is_time(&date) || !read_calendar(&date, &midnight))
        return false;
    *seconds = midnight + date.hour * 3600 + date.minute * 60 + date.second - (int64_t)date.offset * 60;
    return true;
}
