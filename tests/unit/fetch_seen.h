/* What is worth comparing of what came of a request, kept until the test looks at it. */
#ifndef WHOSAID_TESTS_UNIT_FETCH_SEEN_H
#define WHOSAID_TESTS_UNIT_FETCH_SEEN_H

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "feeds/fetch.h"

/* "-" where the result has NULL. */
struct seen {
    int count;
    enum fetch_outcome outcome;
    int status;
    char url[256], moved_to[256], etag[128], last_modified[128], content_type[128], error[256];
    char body[2048]; /* its beginning */
    size_t body_length;
    int64_t wire_bytes, fresh_seconds, retry_seconds;
};

static inline void seen_keep(char *to, size_t size, const char *text)
{
    (void)snprintf(to, size, "%s", text ? text : "-");
}

/* A fetch_done. */
static inline void seen_take(void *context, struct fetch_result *result)
{
    struct seen *seen = context;
    seen->count++;
    seen->outcome = result->outcome;
    seen->status = result->status;
    seen_keep(seen->url, sizeof seen->url, result->url);
    seen_keep(seen->moved_to, sizeof seen->moved_to, result->moved_to);
    seen_keep(seen->etag, sizeof seen->etag, result->etag);
    seen_keep(seen->last_modified, sizeof seen->last_modified, result->last_modified);
    seen_keep(seen->content_type, sizeof seen->content_type, result->content_type);
    seen_keep(seen->error, sizeof seen->error, result->error);
    seen_keep(seen->body, sizeof seen->body, buffer_string(result->body));
    seen->body_length = result->body->length;
    seen->wire_bytes = result->wire_bytes;
    seen->fresh_seconds = result->fresh_seconds;
    seen->retry_seconds = result->retry_seconds;
}

/* Fetches one address; the test fails when nothing or more than one thing comes of it. */
static inline struct seen seen_fetch(const struct fetch_options *options, const struct fetch_request *request)
{
    struct seen seen = {.count = 0};
    struct error error = {""};
    if (!fetch_one(options, request, seen_take, &seen, &error))
        fail_msg("%s", error.message);
    assert_int_equal(seen.count, 1);
    return seen;
}

/* Enough for the slowest machine; what a test needs short it makes short. */
static const struct fetch_options patient = {.at_once = 8,
                                             .per_host = 4,
                                             .connect_time = 60000,
                                             .total_time = 60000,
                                             .stalled_time = 60000,
                                             .body_bytes = 1024 * 1024,
                                             .header_bytes = 64 * 1024,
                                             .redirects = 5,
                                             .user_agent = "harbour-reader"};

/* A proxy that the environment names does not know the loopback interface of this machine. */
static inline void seen_forget_proxies(void)
{
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)unsetenv(names[i]);
}

#endif
