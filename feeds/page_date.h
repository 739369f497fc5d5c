/* page date: the moment in a line of a page, and the day in an address. Never in here: the forms of dates (date.h). */
#ifndef WHOSAID_FEEDS_PAGE_DATE_H
#define WHOSAID_FEEDS_PAGE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* What comes first in "3/4/2026": nobody can tell, unless the page's language does. */
enum page_date_order { PAGE_DATE_ORDER_UNKNOWN, PAGE_DATE_DAY_FIRST, PAGE_DATE_MONTH_FIRST };

/* The order of those who write the language, a tag of RFC 5646 or NULL (CLDR, date formats by locale): unknown for
 * English of no country, too. */
enum page_date_order page_date_order_of(const char *language);

/* What a date in a line is said to be. */
enum page_date_kind {
    PAGE_DATE_NONE,
    PAGE_DATE_UPDATED, /* "Updated: …", and no other date in the line */
    PAGE_DATE_SAID,    /* behind other words, or none */
};

/* The first date in a line, words around it left out, that is not said to be that of an update, else the first that is,
 * in seconds since 1970 UTC. PAGE_DATE_NONE when there is none, or the line is no line but a text. */
enum page_date_kind page_date_find(const char *text, enum page_date_order order, int64_t *moment);

/* True when the line is there for its date: with a few other words, and no sentence. */
bool page_date_is_most_of(const char *text, enum page_date_order order);

/* True for words that say so of the date behind them: "Last updated:". */
bool page_date_says_update(const char *words);

/* Reads seconds or milliseconds since 1970, or a day without hyphens, as machines leave them, and nothing else. */
bool page_date_is_number(const char *text, int64_t *moment);

/* The day that an address names in its path ("/2021/05/04/", "/2021/may/04/", "/2021-05-04-", "/20210504"), as midnight
 * UTC. False when there is none or no such day exists. */
bool page_date_of_address(const char *url, int64_t *moment);

#endif
