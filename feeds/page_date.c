/* page date: a line, made plain, is tried from each of its words on, the longest stretch first. */
#include "feeds/page_date.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "feeds/date.h"

enum {
    LINE_LENGTH_MAX = 200,
    PLAIN_SIZE = LINE_LENGTH_MAX * 3, /* a letter's small form may be longer, and blanks come in */
    WORDS_MAX = 40,                   /* of a line */
    DATE_WORDS_MAX = 9                /* "Tuesday, 4 May 2021 at 10:30 a.m. GMT" */
};

struct word {
    const char *start, *end;
};

/* A line that may hold dates: in small letters, with plain digits, signs and blanks, and cut into words. */
struct line {
    char text[PLAIN_SIZE + 1];
    struct word words[WORDS_MAX];
    size_t count;
    enum page_date_order order;
};

struct found {
    size_t from, to; /* words */
    int64_t moment;
};

/* --- the line ----------------------------------------------------------------------------------------------------- */

static bool stands_in(const ucs4_t *characters, ucs4_t character)
{
    while (*characters && *characters != character)
        characters++;
    return *characters;
}

/* 年 月 日 時 时 点 分 秒, 년 월 일 시 분 초: what stands behind numbers of dates; the others part it from what follows. */
static bool is_unit(ucs4_t character)
{
    static const ucs4_t units[] = {0x5e74, 0x6708, 0x65e5, 0x6642, 0x65f6, 0x70b9, 0x5206, 0x79d2,
                                   0xb144, 0xc6d4, 0xc77c, 0xc2dc, 0xbd84, 0xcd08, 0};
    return stands_in(units, character);
}

static bool ends_date(ucs4_t character)
{
    static const ucs4_t units[] = {0x65e5, 0x5206, 0x79d2, 0xc77c, 0xbd84, 0xcd08, 0};
    return stands_in(units, character);
}

/* Digits of all scripts, signs of full width, blanks of all widths and marks of direction as ASCII has them. */
static ucs4_t plain(ucs4_t character)
{
    enum { FULL_WIDTH_FIRST = 0xff01, FULL_WIDTH_LAST = 0xff5e, FULL_WIDTH_SHIFT = 0xfee0 };
    static const ucs4_t commas[] = {0x060c, 0x3001, 0}, marks[] = {0x200b, 0x200e, 0x200f, 0x061c, 0};
    int digit = uc_decimal_value(character);
    if (digit >= 0)
        return (ucs4_t)('0' + digit);
    if (character >= FULL_WIDTH_FIRST && character <= FULL_WIDTH_LAST)
        return character - FULL_WIDTH_SHIFT;
    if (uc_is_property_white_space(character) || stands_in(marks, character))
        return ' ';
    return stands_in(commas, character) ? ',' : uc_tolower(character);
}

/* False for a text that is longer than lines are. */
static bool read_plain(const char *text, struct line *line)
{
    size_t length = strnlen(text, LINE_LENGTH_MAX + 1), size = 0;
    const uint8_t *at = (const uint8_t *)text, *end = at + length;
    ucs4_t character, before = ' ';
    if (length > LINE_LENGTH_MAX)
        return false;
    for (; at < end && size + 8 < PLAIN_SIZE; before = character) {
        enum { IDEOGRAPHS_FIRST = 0x2e80 };
        at += u8_mbtouc(&character, at, (size_t)(end - at));
        character = plain(character);
        bool is_parted = ends_date(before) || (character >= IDEOGRAPHS_FIRST && before < 0x80 && !is_unit(character));
        if (is_parted)
            line->text[size++] = ' ';
        int bytes = u8_uctomb((uint8_t *)line->text + size, character, (ptrdiff_t)(PLAIN_SIZE - size));
        size += bytes > 0 ? (size_t)bytes : 0;
    }
    line->text[size] = '\0';
    return true;
}

static bool parts_words(char byte)
{
    return isspace((unsigned char)byte) || strchr("|()[]", byte);
}

static void split(struct line *line)
{
    line->count = 0;
    for (const char *at = line->text; line->count < WORDS_MAX;) {
        while (*at && parts_words(*at))
            at++;
        if (!*at)
            break;
        struct word *word = &line->words[line->count++];
        word->start = at;
        while (*at && !parts_words(*at))
            at++;
        word->end = at;
    }
}

/* --- dates of words ----------------------------------------------------------------------------------------------- */

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

static bool day_to_moment(int year, int month, int day, const char *time, size_t length, int64_t *moment)
{
    char text[PLAIN_SIZE + 16];
    int written = snprintf(text, sizeof text, "%04d-%02d-%02d%.*s", year, month, day, (int)length, time);
    return written > 0 && (size_t)written < sizeof text && date_parse(text, (size_t)written, moment);
}

/* The year of four digits, or of two that stand where nothing but a date has them. */
static const char *read_year(const char *at, bool may_be_short, int *year)
{
    enum { CENTURY_TURN = 50 }; /* RFC 2822, 4.3 */
    const char *end = read_number(at, 4, 4, year);
    if (end || !may_be_short)
        return end;
    end = read_number(at, 2, 2, year);
    *year += *year < CENTURY_TURN ? 2000 : 1900;
    return end && !isdigit((unsigned char)*end) ? end : NULL;
}

/* "12.3.2026", "12.03.26", with a time behind it or not: with points it is always the day that comes first; with
 * strokes or hyphens, where it can be no month, either may, else what the language puts first. */
static bool read_parted(const char *start, const char *end, enum page_date_order order, int64_t *moment)
{
    enum { MONTHS = 12 };
    int day, month, year;
    const char *at = read_number(start, 1, 2, &day), *second = at ? at + 1 : NULL;
    char sign = at ? *at : '\0';
    bool is_point = sign == '.';
    at = sign && strchr("./-", sign) ? read_number(second, 1, 2, &month) : NULL;
    at = at && *at == sign ? read_year(at + 1, is_point && second - start == 3 && at - second == 2, &year) : NULL;
    if (!at || at > end || isalnum((unsigned char)*at))
        return false;
    bool may_be_either = !is_point && day <= MONTHS && month <= MONTHS && day != month;
    if (may_be_either && order == PAGE_DATE_ORDER_UNKNOWN)
        return false;
    bool is_turned = !is_point && (may_be_either ? order == PAGE_DATE_MONTH_FIRST : month > MONTHS);
    return day_to_moment(year, is_turned ? day : month, is_turned ? month : day, at, (size_t)(end - at), moment);
}

static bool read_stretch(const struct line *line, size_t from, size_t count, int64_t *moment)
{
    const char *start = line->words[from].start, *end = line->words[from + count - 1].end;
    while (end > start && strchr(",;:.-", end[-1]))
        end--;
    return is_dated(start, end) &&
           (read_parted(start, end, line->order, moment) || date_parse(start, (size_t)(end - start), moment));
}

/* The first date from the word on, with as many words as can be read. */
static bool find_from(const struct line *line, size_t from, struct found *found)
{
    for (; from < line->count; from++) {
        size_t most = line->count - from < DATE_WORDS_MAX ? line->count - from : DATE_WORDS_MAX;
        for (size_t count = most; count > 0; count--)
            if (read_stretch(line, from, count, &found->moment)) {
                found->from = from;
                found->to = from + count;
                return true;
            }
    }
    return false;
}

/* --- what they are said to be ------------------------------------------------------------------------------------- */

static bool begins_update(const char *text)
{
    static const char *const words[] = {
#define DATE_WORD(words) words,
#include "feeds/page_date_words.def"
#undef DATE_WORD
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* Words before a date say so; in Chinese, Japanese and Korean those behind it, too, which belong to it then. */
static bool is_update(const struct line *line, size_t after, struct found *found)
{
    enum { THREE_BYTES_LEAD = 0xe0 };
    const char *behind = found->to < line->count ? line->words[found->to].start : "";
    bool is_behind = (unsigned char)*behind >= THREE_BYTES_LEAD && begins_update(behind);
    found->to += is_behind;
    for (size_t i = after; i < found->from && !is_behind; i++)
        if (begins_update(line->words[i].start))
            return true;
    return is_behind;
}

static bool make_line(const char *text, enum page_date_order order, struct line *line)
{
    line->order = order;
    return strlen(text) <= LINE_LENGTH_MAX && read_plain(text, line) && strpbrk(line->text, "0123456789");
}

enum page_date_kind page_date_find(const char *text, enum page_date_order order, int64_t *moment)
{
    struct line line;
    struct found found;
    enum page_date_kind kind = PAGE_DATE_NONE;
    if (!make_line(text, order, &line))
        return PAGE_DATE_NONE;
    if (date_parse(line.text, strlen(line.text), moment) && is_dated(line.text, line.text + strlen(line.text)))
        return PAGE_DATE_SAID;
    split(&line);
    for (size_t from = 0; find_from(&line, from, &found); from = found.to) {
        bool is_updated = is_update(&line, from, &found);
        if (!is_updated || kind == PAGE_DATE_NONE)
            *moment = found.moment;
        kind = is_updated ? PAGE_DATE_UPDATED : PAGE_DATE_SAID;
        if (!is_updated)
            break;
    }
    return kind;
}

bool page_date_is_most_of(const char *text, enum page_date_order order)
{
    enum { OTHERS_MAX = 14, SENTENCE_OTHERS_MAX = 7 };
    struct line line;
    struct found found;
    if (!make_line(text, order, &line))
        return false;
    split(&line);
    if (!find_from(&line, 0, &found))
        return false;
    const char *end = line.words[line.count - 1].end;
    size_t others = line.count - (found.to - found.from);
    bool is_sentence = end[-1] == '.' && found.to < line.count && others > SENTENCE_OTHERS_MAX;
    return line.count < WORDS_MAX && others <= OTHERS_MAX && !is_sentence;
}

bool page_date_says_update(const char *words)
{
    struct line line;
    if (!read_plain(words, &line))
        return false;
    split(&line);
    for (size_t i = 0; i < line.count; i++)
        if (begins_update(line.words[i].start))
            return true;
    return false;
}

bool page_date_is_number(const char *text, int64_t *moment)
{
    enum { DIGITS_LEAST = 8 }; /* "20260312" */
    size_t blank = strspn(text, " \t\r\n"), digits = strspn(text + blank, "0123456789");
    return digits >= DIGITS_LEAST && !text[blank + digits + strspn(text + blank + digits, " \t\r\n")] &&
           date_parse(text, strlen(text), moment);
}

enum page_date_order page_date_order_of(const char *language)
{
    static const struct {
        const char *tag;
        enum page_date_order order;
    } orders[] = {
        {"en-US", PAGE_DATE_MONTH_FIRST}, {"en-PH", PAGE_DATE_MONTH_FIRST}, {"en-CA", PAGE_DATE_ORDER_UNKNOWN}};
    if (!language)
        return PAGE_DATE_ORDER_UNKNOWN;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (strcasecmp(language, orders[i].tag) == 0)
            return orders[i].order;
    return strcasecmp(language, "en") == 0 ? PAGE_DATE_ORDER_UNKNOWN : PAGE_DATE_DAY_FIRST;
}

/* --- addresses ---------------------------------------------------------------------------------------------------- */

static const char *behind_separator(const char *at)
{
    return at && (*at == '/' || *at == '-' || *at == '_') ? at + 1 : at;
}

/* The number of a month, or its English name of three letters. */
static const char *read_month(const char *at, bool is_parted, int *month)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (size_t i = 0; is_parted && i < sizeof names / sizeof *names; i++)
        if (strncasecmp(at, names[i], 3) == 0 && behind_separator(at + 3) > at + 3) {
            *month = (int)i + 1;
            return at + 3;
        }
    return read_number(at, is_parted ? 1 : 2, 2, month);
}

/* Year, month and day, separated alike or not at all. */
static bool read_day(const char *at, int64_t *moment)
{
    int year, month, day;
    at = behind_separator(read_number(at, 4, 4, &year));
    bool is_parted = at && !isdigit((unsigned char)at[-1]);
    at = at ? behind_separator(read_month(at, is_parted, &month)) : NULL;
    at = at ? read_number(at, is_parted ? 1 : 2, 2, &day) : NULL;
    return at && !isdigit((unsigned char)*at) && year >= 1990 && year <= 2100 &&
           day_to_moment(year, month, day, "", 0, moment);
}

bool page_date_of_address(const char *url, int64_t *moment)
{
    const char *path = strstr(url, "://");
    for (const char *at = path ? strchr(path + 3, '/') : NULL; at && *at && *at != '?' && *at != '#'; at++)
        if (!isdigit((unsigned char)*at) && isdigit((unsigned char)at[1]) && read_day(at + 1, moment))
            return true;
    return false;
}
