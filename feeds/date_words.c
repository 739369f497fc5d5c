/* date words: each word is looked up in date_names.def, each number is what is still missing. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

#include "feeds/date_reading.h"

enum {
    UNKNOWN = DATE_UNKNOWN,
    WORD_MAX = 40, /* bytes */
    SHORTEST_MONTH = 3,
    SHORTEST_WEEKDAY = 2,
    CENTURY_TURN = 50, /* of two digits: below, 20xx (RFC 2822, 4.3) */
    /* Thailand counts years from the death of the Buddha. */
    BUDDHIST_LEAST = 2400,
    BUDDHIST_YEARS = 543
};

/* The names of one language, in their order, with blanks between them. */
struct names {
    const char *language, *names;
};

enum unit { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND };

#define NOTHING(...)
#define ROW(...) {__VA_ARGS__},

static const struct names months[] = {
#define MONTHS ROW
#define WEEKDAYS NOTHING
#define UNIT NOTHING
#define HALF NOTHING
#define FILLER NOTHING
#define ZONE NOTHING
#include "feeds/date_names.def"
#undef MONTHS
#undef WEEKDAYS
#define MONTHS NOTHING
#define WEEKDAYS ROW
};

static const struct names weekdays[] = {
#include "feeds/date_names.def"
#undef WEEKDAYS
#undef UNIT
#define WEEKDAYS NOTHING
#define UNIT ROW
};

static const struct {
    const char *word;
    enum unit unit;
    int implied_offset; /* of a country with one zone */
} units[] = {
#include "feeds/date_names.def"
#undef UNIT
#undef HALF
#define UNIT NOTHING
#define HALF(word, half, offset) {word, DATE_##half, offset},
};

static const struct {
    const char *word;
    enum date_half half;
    int implied_offset;
} halves[] = {
#include "feeds/date_names.def"
#undef HALF
#undef FILLER
#define HALF NOTHING
#define FILLER(word) word,
};

static const char *const fillers[] = {
#include "feeds/date_names.def"
#undef FILLER
#undef ZONE
#define FILLER NOTHING
#define ZONE ROW
};

static const struct {
    const char *name;
    int offset;
} zones[] = {
#include "feeds/date_names.def"
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* The number, from 0, of the name that `word` is, or begins; UNKNOWN when of none. */
static int find_name(const char *word, const struct names *rows, size_t count, size_t shortest)
{
    size_t length = strlen(word);
    for (size_t i = 0; i < count; i++) {
        int number = 0;
        for (const char *name = rows[i].names; *name; number++) {
            size_t whole = strcspn(name, " ");
            if (length <= whole && memcmp(name, word, length) == 0 && (length >= shortest || length == whole))
                return number;
            name += whole + (name[whole] == ' ');
        }
    }
    return UNKNOWN;
}

static void imply_zone(struct date *date, int offset)
{
    if (offset != UNKNOWN && !date->has_zone)
        date->offset = offset;
}

/* Some write the zone twice: "GMT-0500 (EST)". The first counts. */
static bool read_zone_name(struct date_cursor *cursor, const char *word, struct date *date)
{
    if (strlen(word) == 1 && date->has_time && word[0] >= 'a' && word[0] <= 'z')
        return date->has_zone = true; /* military zones: RFC 822 had their signs wrong, and RFC 2822 takes all as UTC */
    for (size_t i = 0; i < COUNT(zones); i++) {
        if (strcmp(word, zones[i].name) != 0)
            continue;
        bool is_shifted = zones[i].offset == 0 && cursor->at < cursor->end && strchr("+-", *cursor->at);
        if (is_shifted && !date->has_zone)
            return date_read_offset(cursor, date);
        if (!date->has_zone)
            date->offset = zones[i].offset;
        date->has_zone = true;
        return true;
    }
    return false;
}

/* The word at the cursor in lower case, without the dots in it; "" when it is too long. */
static void take_word(struct date_cursor *cursor, char word[WORD_MAX])
{
    char raw[WORD_MAX];
    size_t length = 0;
    for (; cursor->at < cursor->end; cursor->at++) {
        unsigned char byte = (unsigned char)*cursor->at;
        if (!isalpha(byte) && byte < 0x80 && byte != '.')
            break;
        if (byte != '.' && length < sizeof raw)
            raw[length++] = (char)byte;
    }
    size_t size = WORD_MAX - 1;
    uint8_t *room = (uint8_t *)word, *lower = NULL;
    if (length < sizeof raw)
        lower = u8_tolower((const uint8_t *)raw, length, NULL, NULL, room, &size);
    /* What grew beyond the room has left its beginning there. */
    word[lower == room ? size : 0] = '\0';
    if (lower != room)
        free(lower);
}

/* A word that was met; a number may stand before it. False when it is no part of a date. */
static bool read_word(struct date_cursor *cursor, struct date *date)
{
    char word[WORD_MAX];
    take_word(cursor, word);
    if (!*word)
        return false;
    int month = date->month == UNKNOWN ? find_name(word, months, COUNT(months), SHORTEST_MONTH) : UNKNOWN;
    if (month != UNKNOWN) {
        date->month = month + 1;
        return true;
    }
    for (size_t i = 0; i < COUNT(halves); i++)
        if (strcmp(word, halves[i].word) == 0) {
            date->half = halves[i].half;
            imply_zone(date, halves[i].implied_offset);
            return true;
        }
    for (size_t i = 0; i < COUNT(fillers); i++)
        if (strcmp(word, fillers[i]) == 0)
            return true;
    return read_zone_name(cursor, word, date) ||
           find_name(word, weekdays, COUNT(weekdays), SHORTEST_WEEKDAY) != UNKNOWN;
}

/* "2026년", "3月", "10時": what follows the number says what it is. */
static bool read_unit(struct date_cursor *cursor, int number, struct date *date)
{
    int *const places[] = {[YEAR] = &date->year, [MONTH] = &date->month,   [DAY] = &date->day,
                           [HOUR] = &date->hour, [MINUTE] = &date->minute, [SECOND] = &date->second};
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t length = strlen(units[i].word);
        if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, units[i].word, length) != 0)
            continue;
        cursor->at += length;
        *places[units[i].unit] = number;
        date->has_time = date->has_time || units[i].unit >= HOUR;
        imply_zone(date, units[i].implied_offset);
        return true;
    }
    return false;
}

static bool read_clock(struct date_cursor *cursor, int hour, struct date *date)
{
    int digits;
    bool is_first = !date->has_time;
    date->hour = hour;
    date->minute = date_read_number(cursor, 2, &digits);
    date_read_seconds(cursor, date);
    date->has_time = true;
    return is_first && digits > 0;
}

/* Behind a whole date: "10h15", "10.15". */
static bool begins_minutes(const struct date_cursor *cursor, const struct date *date)
{
    return date->year != UNKNOWN && date->month != UNKNOWN && date->day != UNKNOWN && !date->has_time &&
           cursor->end - cursor->at > 1 && strchr("hH.", *cursor->at) && isdigit((unsigned char)cursor->at[1]);
}

static bool read_numeral(struct date_cursor *cursor, struct date *date)
{
    int digits, number = date_read_number(cursor, 9, &digits);
    if (date_take(cursor, begins_minutes(cursor, date) ? ":hH." : ":"))
        return read_clock(cursor, number, date);
    if (read_unit(cursor, number, date))
        return true;
    if (digits == 4 && date->year == UNKNOWN)
        date->year = number;
    else if (digits <= 2 && date->day == UNKNOWN)
        date->day = number;
    else if (digits == 2 && date->year == UNKNOWN)
        date->year = number < CENTURY_TURN ? 2000 + number : 1900 + number;
    else if (digits == 3 && date->year == UNKNOWN)
        date->year = 1900 + number;
    else
        return false;
    return true;
}

static void skip_blanks(struct date_cursor *cursor)
{
    while (date_take(cursor, " "))
        ;
}

/* "2004-07-13 오후 1:15", "2004-július-13T9:15", "2004. 7. 13.": the year first, then month and day. */
static bool read_year_first(struct date_cursor *cursor, struct date *date)
{
    struct date_cursor ahead = *cursor;
    int digits, year = date_read_number(&ahead, 4, &digits);
    if (digits != 4 || !date_take(&ahead, "-/."))
        return false;
    skip_blanks(&ahead);
    int month = date_read_number(&ahead, 2, &digits);
    if (digits == 0 || !date_take(&ahead, "-/."))
        return false;
    skip_blanks(&ahead);
    int day = date_read_number(&ahead, 2, &digits);
    if (digits == 0)
        return false;
    date->year = year;
    date->month = month;
    date->day = day;
    *cursor = ahead;
    return true;
}

bool date_read_words(struct date_cursor cursor, struct date *date)
{
    (void)read_year_first(&cursor, date);
    while (cursor.at < cursor.end) {
        bool is_read = true;
        unsigned char byte = (unsigned char)*cursor.at;
        bool is_separator = (byte == 'T' || byte == 't') && date->day != UNKNOWN && cursor.end - cursor.at > 1 &&
                            isdigit((unsigned char)cursor.at[1]);
        if (is_separator)
            cursor.at++;
        else if (isdigit(byte))
            is_read = read_numeral(&cursor, date);
        else if (isalpha(byte) || byte >= 0x80)
            is_read = read_word(&cursor, date);
        else if (date->has_time && !date->has_zone && strchr("+-", byte))
            is_read = date_read_offset(&cursor, date);
        else
            is_read = date_take(&cursor, " \t\n,;()-./|");
        if (!is_read)
            return false;
    }
    if (date->year >= BUDDHIST_LEAST)
        date->year -= BUDDHIST_YEARS;
    return date->year != UNKNOWN && date->month != UNKNOWN && date->day != UNKNOWN;
}
