/* page date: a line is tried from each of its words on, the longest stretch first. */
#include "feeds/page_date.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "feeds/date.h"

enum {
    LINE_LENGTH_MAX = 200,
    WORDS_MAX = 40,    /* of a line */
    DATE_WORDS_MAX = 9 /* "Tuesday, 4 May 2021 at 10:30 a.m. GMT" */
};

struct word {
    const char *start, *end;
};

static size_t split(const char *line, struct word words[WORDS_MAX])
{
    size_t count = 0;
    for (const char *at = line; count < WORDS_MAX;) {
        while (*at && (isspace((unsigned char)*at) || strchr("|()[]", *at)))
            at++;
        if (!*at)
            break;
        words[count].start = at;
        while (*at && !isspace((unsigned char)*at) && !strchr("|()[]", *at))
            at++;
        words[count++].end = at;
    }
    return count;
}

/* A date has a year and a day, which are more than a number alone, as epochs and years are. */
static bool is_dated(const char *start, const char *end)
{
    size_t digits = 0, others = 0;
    for (const char *at = start; at < end; at++) {
        digits += isdigit((unsigned char)*at) != 0;
        others += !isdigit((unsigned char)*at);
    }
    return digits >= 5 && others >= 2;
}

/* A number of so many digits at `at`, and the byte behind it. */
static const char *read_number(const char *at, size_t least, size_t most, int *number)
{
    size_t length = 0;
    for (*number = 0; length < most && isdigit((unsigned char)at[length]); length++)
        *number = *number * 10 + (at[length] - '0');
    return length >= least ? at + length : NULL;
}

static bool day_to_moment(int year, int month, int day, int64_t *moment)
{
    char text[sizeof "2021-05-04" + 16];
    int length = snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    return length > 0 && date_parse(text, (size_t)length, moment);
}

/* "12.3.2026": with points it is always the day that comes first; with strokes, where it can be no month, either may. */
static bool read_parted(const char *start, const char *end, int64_t *moment)
{
    enum { MONTHS = 12 };
    int day, month, year;
    const char *at = read_number(start, 1, 2, &day);
    char sign = at ? *at : '\0';
    at = sign == '.' || sign == '/' ? read_number(at + 1, 1, 2, &month) : NULL;
    at = at && *at == sign ? read_number(at + 1, 4, 4, &year) : NULL;
    if (!at || at != end || (sign == '/' && day <= MONTHS && month <= MONTHS && day != month))
        return false;
    bool is_turned = sign == '/' && month > MONTHS;
    return day_to_moment(year, is_turned ? day : month, is_turned ? month : day, moment);
}

static bool read_stretch(const char *start, const char *end, int64_t *moment)
{
    while (end > start && strchr(",;:.-", end[-1]))
        end--;
    return is_dated(start, end) &&
           (read_parted(start, end, moment) || date_parse(start, (size_t)(end - start), moment));
}

bool page_date_find(const char *line, int64_t *moment)
{
    struct word words[WORDS_MAX];
    if (strnlen(line, LINE_LENGTH_MAX + 1) > LINE_LENGTH_MAX || !strpbrk(line, "0123456789"))
        return false;
    if (date_parse(line, strlen(line), moment) && is_dated(line, line + strlen(line)))
        return true;
    size_t count = split(line, words);
    for (size_t from = 0; from < count; from++) {
        size_t most = count - from < DATE_WORDS_MAX ? count - from : DATE_WORDS_MAX;
        for (size_t length = most; length > 0; length--)
            if (read_stretch(words[from].start, words[from + length - 1].end, moment))
                return true;
    }
    return false;
}

/* --- addresses ---------------------------------------------------------------------------------------------------- */

static const char *behind_separator(const char *at)
{
    return at && (*at == '/' || *at == '-' || *at == '_') ? at + 1 : at;
}

/* Year, month and day, separated alike or not at all. */
static bool read_day(const char *at, int64_t *moment)
{
    int year, month, day;
    at = behind_separator(read_number(at, 4, 4, &year));
    bool is_parted = at && !isdigit((unsigned char)at[-1]);
    at = at ? behind_separator(read_number(at, is_parted ? 1 : 2, 2, &month)) : NULL;
    at = at ? read_number(at, is_parted ? 1 : 2, 2, &day) : NULL;
    return at && !isdigit((unsigned char)*at) && year >= 1990 && year <= 2100 &&
           day_to_moment(year, month, day, moment);
}

bool page_date_of_address(const char *url, int64_t *moment)
{
    const char *path = strstr(url, "://");
    for (const char *at = path ? strchr(path + 3, '/') : NULL; at && *at && *at != '?' && *at != '#'; at++)
        if (!isdigit((unsigned char)*at) && isdigit((unsigned char)at[1]) && read_day(at + 1, moment))
            return true;
    return false;
}
