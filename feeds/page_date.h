/* page date: the moment in a line of a page, and the day in an address. Never in here: the forms of dates (date.h). */
#ifndef WHOSAID_FEEDS_PAGE_DATE_H
#define WHOSAID_FEEDS_PAGE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* The first date in a line, words around it left out, in seconds since 1970 UTC. False when there is none, or the
 * line is no line but a text. */
bool page_date_find(const char *line, int64_t *moment);

/* The day that an address names in its path ("/2021/05/04/", "/2021-05-04-", "/20210504"), as midnight UTC. False
 * when there is none or no such day exists. */
bool page_date_of_address(const char *url, int64_t *moment);

#endif
