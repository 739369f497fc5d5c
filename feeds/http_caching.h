/* http caching: what the fields of an answer say about asking again. Never in here: connections, libcurl. */
#ifndef WHOSAID_FEEDS_HTTP_CACHING_H
#define WHOSAID_FEEDS_HTTP_CACHING_H

#include <stdbool.h>
#include <stdint.h>

enum { HTTP_UNKNOWN = -1 };

/* The fields that tell how long an answer stays fresh; each NULL where it is missing. */
struct http_freshness {
    const char *cache_control; /* of several, all, with commas between them */
    const char *expires, *date, *age;
};

/* For how many seconds from now nothing has to be asked for again: 0 where the server forbids to assume so or says it
 * in a way that is none, HTTP_UNKNOWN where it says nothing. As a private cache sees it, for which s-maxage is not
 * meant (RFC 9111, 4.2.1, 5.2.2, 5.3). `now`, in seconds since 1970 UTC, stands for a missing date. */
int64_t http_fresh_seconds(const struct http_freshness *fields, int64_t now);

/* How many seconds a Retry-After (NULL: none) asks to wait: a number, or a moment as seen from `now` (RFC 9110,
 * 10.2.3). HTTP_UNKNOWN where it is none. */
int64_t http_retry_seconds(const char *retry_after, int64_t now);

/* True for an ETag or Last-Modified that may be sent back: not empty, without controls, of a length that servers accept
 * (RFC 9110, 5.5, 8.8). */
bool http_is_validator(const char *value);

#endif
