/* Dates in every form that feeds have them in. Moments are counted by hand from days and hours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "feeds/date.h"

struct date_case {
    const char *text;
    int64_t seconds; /* NOT_A_DATE when it is none */
};

#define NOT_A_DATE INT64_MIN

/* 2026-03-12 00:00 UTC is 20,524 days after 1970-01-01. */
#define DAY ((int64_t)20524 * 86400)
#define AT(hour, minute, second) (DAY + (hour)*3600 + (minute)*60 + (second))

static const struct date_case date_cases[] = {
    {"2026-03-12T14:05:09Z", AT(14, 5, 9)},
    {"2026-03-12T14:05:09.123+01:00", AT(13, 5, 9)},
    {"2026-03-12t14:05:09-0530", AT(19, 35, 9)},
    {"2026-03-12 14:05", AT(14, 5, 0)},
    {" 2026-03-12 ", AT(0, 0, 0)},
    {"2026-03", DAY - 11 * 86400},
    {"2026", DAY - (11 + 31 + 28) * 86400},
    {"Thu, 12 Mar 2026 14:05:09 GMT", AT(14, 5, 9)},
    {"Thu, 12 Mar 2026 14:05:09 +0200", AT(12, 5, 9)},
    {"12 Mar 26 14:05 EST", AT(19, 5, 0)},
    {"Thursday, 12 March 2026 14:05:09 PDT", AT(21, 5, 9)},
    {"Thu, 12 Mar 2026", AT(0, 0, 0)},
    {"Thu Mar 12 14:05:09 2026", AT(14, 5, 9)},
    {"Thu, 12 Mar 2026 24:00:00 GMT", AT(24, 0, 0)},
    {"12-Mar-2026 14:05:09 GMT+1", AT(13, 5, 9)},
    {"March 12, 2026 at 2:05 p.m.", AT(14, 5, 0)},
    {"March 12th, 2026, 12:05 AM", AT(0, 5, 0)},
    {"Sept. 12, 2026", DAY + (19 + 30 + 31 + 30 + 31 + 31 + 12) * 86400},
    {"29 Feb 2024", (int64_t)19782 * 86400},
    {"31 Dec 1969 23:59:59", -1},
    {"01 Jan 70", 0},
    /* ISO 8601: 12 March is day 71; 2026 begins on a Thursday, so that Thursday of week 11 is 1 January + 70 days */
    {"20260312T140509Z", AT(14, 5, 9)},
    {"20260312", AT(0, 0, 0)},
    {"2026-071", AT(0, 0, 0)},
    {"2026071T14Z", AT(14, 0, 0)},
    {"2026-W11-4", AT(0, 0, 0)},
    {"2026W114T140509", AT(14, 5, 9)},
    {"2026-W11", AT(0, 0, 0) - 3 * 86400},
    {"2026/03/12 14:05:09", AT(14, 5, 9)},
    {"2026-03-12T14:05:09.5 UTC", AT(14, 5, 9)},
    {"2026-366", NOT_A_DATE},
    {"2024-366", DAY - (71 + 365) * 86400},
    {"2026-W54-1", NOT_A_DATE},
    {"2026-W11-8", NOT_A_DATE},
    {"2026-03-12T24:00:01Z", NOT_A_DATE},
    {"2026-03-12T14:05:09+99:99", NOT_A_DATE},
    /* seconds and milliseconds since 1970 */
    {"1773324309", AT(14, 5, 9)},
    {"1773324309000", AT(14, 5, 9)},
    /* RFC 822 as it is in the wild */
    {"Mon, 12 Mar 2026 14:05:09 GMT", AT(14, 5, 9)},
    {"Thu,12 Mar 2026 14:05:09 +0100", AT(13, 5, 9)},
    {"Thu, 12 Mar 2026 14:05:09 GMT+01:00", AT(13, 5, 9)},
    {"Thu, 12 Mar 2026 14:05:09 Etc/GMT", AT(14, 5, 9)},
    {"Thu Mar 12 2026 14:05:09 GMT-0500 (EST)", AT(19, 5, 9)},
    {"Thu, 12 Mar 2026 9:05:09 JST", AT(0, 5, 9)},
    {"Thu, 12 Mar 126 14:05:09 GMT", AT(14, 5, 9)}, /* RFC 2822, 4.3 */
    {"Thu, 12 Mar 2026 14:05:09 N", AT(14, 5, 9)},
    {"Thu, 32 Mar 2026 14:05:09 GMT", NOT_A_DATE},
    {"Thu, 12 Foo 2026 14:05:09 GMT", NOT_A_DATE},
    /* other languages */
    {"Do, 12 März 2026 14:05:09 MEZ", AT(13, 5, 9)},
    {"jeu. 12 mars 2026 14:05", AT(14, 5, 0)},
    {"12 de marzo de 2026", AT(0, 0, 0)},
    {"qui, 12 mar 2026 14:05:09 -0300", AT(17, 5, 9)},
    {"Πεμ, 12 Μαρ 2026 14:05:09 EET", AT(12, 5, 9)},
    {"ЧТ, 12 МАРТА 2026 14:05:09 MSK", AT(11, 5, 9)},
    {"2026-március-12T14:05+01:00", AT(13, 5, 0)},
    {"12 marca 2026", AT(0, 0, 0)},
    {"12 Mart 2026 Perşembe", AT(0, 0, 0)},
    {"2026年3月12日 14:05", AT(14, 5, 0)},
    {"2026년 03월 12일 오후 11:05:09", AT(14, 5, 9)},
    {"2026-03-12 오후 11:05:09", AT(14, 5, 9)},
    {"29 Feb 2026", NOT_A_DATE},
    {"2026-13-01", NOT_A_DATE},
    {"2026-03-12T25:00:00Z", NOT_A_DATE},
    {"12 Mar 2026 14:61", NOT_A_DATE},
    {"12 Mar 2026 was a Thursday", NOT_A_DATE},
    {"March 2026", NOT_A_DATE},
    /* thirty-nine bytes that grow beyond forty as small letters: U+0130 becomes an i and a combining dot */
    {"12 "
     "\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0"
     "\xc4\xb0"
     "\xc4\xb0\xc4\xb0\xc4\xb0\xc4\xb0 2026",
     NOT_A_DATE},
    {"0001-01-01T00:00:00Z", -(int64_t)719162 * 86400}, /* 719,162 days before 1970 */
    {"0001-01-01T00:00:00+09:00", NOT_A_DATE},
    {"9999-12-31T23:59:59-01:00", NOT_A_DATE},
    {"yesterday", NOT_A_DATE},
    {"", NOT_A_DATE},
    {"99999999999999999999", NOT_A_DATE},
};

static void test_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof date_cases / sizeof *date_cases; i++) {
        const struct date_case *row = &date_cases[i];
        int64_t seconds = NOT_A_DATE;
        bool is_date = date_parse(row->text, strlen(row->text), &seconds);
        if (is_date != (row->seconds != NOT_A_DATE) || (is_date && seconds != row->seconds))
            fail_msg("\"%s\" gives %lld, not %lld", row->text, (long long)seconds, (long long)row->seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
