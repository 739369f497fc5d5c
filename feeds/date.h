/* date: the dates of feeds, pages and bylines. Never in here: how a date is shown. */
#ifndef WHOSAID_FEEDS_DATE_H
#define WHOSAID_FEEDS_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads a date, with or without a time, into seconds since 1970 UTC; one without a zone is taken as UTC. Read are ISO
 * 8601 with RFC 3339 and W3CDTF (parts left out, a blank for the T, without hyphens, ordinal and week dates), RFC 822,
 * 1123 and 2822 dates with or without weekday, seconds and zone, two-digit years (RFC 2822, 4.3), asctime dates, dates
 * as they stand below headlines ("March 12, 2026 at 2:05 p.m."), all of these with the names of date_names.def,
 * Chinese, Japanese and Korean ones, and seconds or milliseconds since 1970. What weekday it is said to be does not
 * matter. False when any word in it is no part of a date, or no such day exists. */
bool date_parse(const char *text, size_t length, int64_t *seconds);

#endif
