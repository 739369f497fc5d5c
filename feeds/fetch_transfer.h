/* fetch transfer: one request, from libcurl's options to what came of it. Never in here: other requests. */
#ifndef WHOSAID_FEEDS_FETCH_TRANSFER_H
#define WHOSAID_FEEDS_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "feeds/fetch.h"
#include "feeds/fetch_queue.h"
#include "feeds/libcurl.h"

struct arena;

/* Why we ended it ourselves; libcurl knows only that we did. */
enum fetch_refusal {
    FETCH_NOT_REFUSED,
    FETCH_BODY_TOO_LARGE,
    FETCH_HEADERS_TOO_LARGE,
    FETCH_DOWNGRADED, /* a redirect from https to http */
    FETCH_STALLED,    /* nothing came for too long */
    FETCH_ENOUGH,     /* the body of an answer that says only that it failed */
    FETCH_SHORT_MEMORY
};

struct fetch_transfer {
    struct fetch_turn turn;
    struct fetch_transfer *previous, *next; /* of all of a fetcher */
    const struct libcurl *curl;
    const struct fetch_options *options;
    struct fetch_request request;
    /* NULL until it begins: thousands may wait. */
    CURL *handle;
    struct arena *arena; /* of the result's strings */
    struct curl_slist *fields;
    struct buffer body;
    size_t header_bytes, unread_bytes; /* of all answers; of the body of one that says only that it failed */
    enum fetch_refusal refusal;
    bool was_secure;              /* some address on the way was https */
    bool is_conditional;          /* it was asked whether anything changed */
    bool moved_for_a_while;       /* some redirect on the way was not for good */
    curl_off_t moved;             /* bytes that went either way when it was last looked at */
    int64_t moved_at;             /* when that had changed, in milliseconds of the clock that is passed in */
    char detail[CURL_ERROR_SIZE]; /* libcurl's own words when it failed */
    char strings[];               /* the request's */
};

/* A transfer that waits for its turn; NULL when memory is short. `options` and `curl` have to outlive it. */
struct fetch_transfer *fetch_transfer_create(const struct libcurl *curl, const struct fetch_options *options,
                                             const struct fetch_request *request);

/* Its handle must not be any fetcher's any more. NULL is allowed. */
void fetch_transfer_destroy(struct fetch_transfer *transfer);

/* Makes the handle, ready to be added; `now` in milliseconds of any steady clock. False when libcurl refuses the
 * address or an option, or memory is short: `code` says so. */
bool fetch_transfer_begin(struct fetch_transfer *transfer, int64_t now, CURLcode *code);

/* True when it has a connection and nothing has moved for too long, as far as earlier calls could see; `now` in
 * milliseconds of that clock. */
bool fetch_transfer_has_stalled(struct fetch_transfer *transfer, int64_t now);

/* What came of it, libcurl having ended it with `code`. Its strings and body are the transfer's. */
struct fetch_result fetch_transfer_result(struct fetch_transfer *transfer, CURLcode code);

#endif
