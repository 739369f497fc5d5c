/* Fetching, from a server that behaves and misbehaves on a port of the loopback interface: what comes of each request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "feeds/fetch.h"
#include "tests/net/server.h"

/* Enough for the slowest machine; what has to be short is short where it stands. */
static const struct fetch_options patient = {.at_once = 8,
                                             .per_host = 4,
                                             .connect_time = 60000,
                                             .total_time = 60000,
                                             .stalled_time = 60000,
                                             .body_bytes = 1024 * 1024,
                                             .header_bytes = 64 * 1024,
                                             .redirects = 5,
                                             .user_agent = "harbour-reader"};

/* What is worth comparing of a result: it ends before the test looks at it. */
struct seen {
    int count;
    enum fetch_outcome outcome;
    int status;
    char url[256], moved_to[256], etag[128], last_modified[128], content_type[128], error[256];
    char body[2048];
    size_t body_length;
    int64_t wire_bytes, fresh_seconds, retry_seconds;
};

static void keep(char *to, size_t size, const char *text)
{
    (void)snprintf(to, size, "%s", text ? text : "-");
}

static void see(void *context, struct fetch_result *result)
{
    struct seen *seen = context;
    seen->count++;
    seen->outcome = result->outcome;
    seen->status = result->status;
    keep(seen->url, sizeof seen->url, result->url);
    keep(seen->moved_to, sizeof seen->moved_to, result->moved_to);
    keep(seen->etag, sizeof seen->etag, result->etag);
    keep(seen->last_modified, sizeof seen->last_modified, result->last_modified);
    keep(seen->content_type, sizeof seen->content_type, result->content_type);
    keep(seen->error, sizeof seen->error, result->error);
    keep(seen->body, sizeof seen->body, buffer_string(result->body));
    seen->body_length = result->body->length;
    seen->wire_bytes = result->wire_bytes;
    seen->fresh_seconds = result->fresh_seconds;
    seen->retry_seconds = result->retry_seconds;
}

static struct seen fetch(const struct fetch_options *options, const struct fetch_request *request)
{
    struct seen seen = {.count = 0};
    struct error error = {""};
    if (!fetch_one(options, request, see, &seen, &error))
        fail_msg("%s", error.message);
    assert_int_equal(seen.count, 1);
    return seen;
}

static struct seen fetch_path(const struct server *server, const char *path)
{
    char url[SERVER_URL_SIZE];
    server_url(server, path, url);
    return fetch(&patient, &(struct fetch_request){.url = url});
}

static int start(void **state)
{
    static struct server server;
    *state = &server;
    return server_start(&server) ? 0 : -1;
}

static int stop(void **state)
{
    server_stop(*state);
    return 0;
}

/* --- what comes of each answer ------------------------------------------------------------------------------------ */

struct answer_case {
    const char *what, *path;
    enum fetch_outcome outcome;
    int status;
    const char *found_at, *moved_to; /* paths; "-": not moved */
    const char *error;               /* "-": none */
};

static const struct answer_case answers[] = {
    {"a feed", "/feed", FETCH_BODY, 200, "/feed", "-", "-"},
    {"byte by byte", "/single-bytes", FETCH_BODY, 200, "/single-bytes", "-", "-"},
    {"compressed", "/gzip", FETCH_BODY, 200, "/gzip", "-", "-"},
    {"nothing in it", "/empty", FETCH_BODY, 204, "/empty", "-", "-"},
    {"a length too short cuts", "/promises-less", FETCH_BODY, 200, "/promises-less", "-", "-"},

    {"moved twice for good", "/moved", FETCH_BODY, 200, "/feed?moved", "/feed?moved", "-"},
    {"moved for good to where it is for a while", "/moved-then-found", FETCH_BODY, 200, "/feed", "-", "-"},
    {"as many redirects as allowed", "/hops/4", FETCH_BODY, 200, "/feed", "-", "-"},
    {"what is gone did not move there", "/moved-to-gone", FETCH_GONE, 410, "/gone", "-",
     "it is gone for good, the server says (HTTP status 410)"},

    {"gone", "/gone", FETCH_GONE, 410, "/gone", "-", "it is gone for good, the server says (HTTP status 410)"},
    {"too often", "/later", FETCH_LATER, 429, "/later", "-",
     "the server wants to be asked less often (HTTP status 429)"},
    {"busy", "/busy", FETCH_LATER, 503, "/busy", "-", "the server is not available for now (HTTP status 503)"},
    {"not there", "/elsewhere", FETCH_FAILED, 404, "/elsewhere", "-",
     "there is nothing at this address (HTTP status 404)"},
    {"not there, at length", "/endless-404", FETCH_FAILED, 404, "/endless-404", "-",
     "there is nothing at this address (HTTP status 404)"},
    {"a secret", "/secret", FETCH_FAILED, 401, "/secret", "-",
     "the server wants a name and a password; give them in the netrc file or in the address (HTTP status 401)"},
    {"broken", "/broken", FETCH_FAILED, 500, "/broken", "-", "something is broken at the server (HTTP status 500)"},
    {"a status of nobody", "/strange", FETCH_FAILED, 999, "/strange", "-",
     "the server gives an answer that means nothing (HTTP status 999)"},
    {"not modified since nothing", "/unchanged", FETCH_FAILED, 304, "/unchanged", "-",
     "the server says that nothing changed, though it was not asked so (HTTP status 304)"},
    {"a redirect to nowhere", "/to-nowhere", FETCH_FAILED, 301, "/to-nowhere", "-",
     "the server redirects without saying where to (HTTP status 301)"},

    {"a redirect to a file", "/to-file", FETCH_FAILED, 302, NULL, "-",
     "the server redirects to an address that is neither http nor https"},
    {"a redirect to ftp", "/to-ftp", FETCH_FAILED, 301, NULL, "-",
     "the server redirects to an address that is neither http nor https"},
    {"one redirect too many", "/hops/5", FETCH_FAILED, 302, NULL, "-",
     "the server redirects more than 5 times (setting redirects)"},
    {"in circles", "/loop", FETCH_FAILED, 302, NULL, "-", "the server redirects more than 5 times (setting redirects)"},

    {"chunks without end", "/endless", FETCH_FAILED, 200, "/endless", "-",
     "it is larger than 1 MiB (setting size-limit)"},
    {"small on the wire, endless unpacked", "/bomb", FETCH_FAILED, 200, "/bomb", "-",
     "it is larger than 1 MiB (setting size-limit)"},
    {"a length beyond the limit is believed", "/promises-too-much", FETCH_FAILED, 200, "/promises-too-much", "-",
     "it is larger than 1 MiB (setting size-limit)"},
    {"a redirect whose own body never ends", "/endless-302", FETCH_FAILED, 302, "/endless-302", "-",
     "it is larger than 1 MiB (setting size-limit)"},
    {"fields without end", "/fields", FETCH_FAILED, 200, "/fields", "-",
     "the server sends more than 64 KiB before the text begins"},

    {"cut short", "/promises-more", FETCH_FAILED, 200, "/promises-more", "-",
     "the connection ended before all had come"},
    {"reset", "/reset", FETCH_FAILED, 200, "/reset", "-", "the connection broke: Connection reset by peer"},
    {"hung up", "/nothing", FETCH_FAILED, 0, "/nothing", "-", "the server ends the connection without an answer"},
    {"not HTTP", "/mail", FETCH_FAILED, 0, "/mail", "-", "what the server answers is not HTTP"},
};

static void check_answer(const struct server *server, const struct answer_case *row)
{
    char found_at[SERVER_URL_SIZE] = "", moved_to[SERVER_URL_SIZE] = "-";
    const struct seen seen = fetch_path(server, row->path);
    server_url(server, row->found_at ? row->found_at : "", found_at);
    if (strcmp(row->moved_to, "-") != 0)
        server_url(server, row->moved_to, moved_to);
    if (seen.outcome != row->outcome || seen.status != row->status || strcmp(seen.error, row->error) != 0)
        fail_msg("%s: outcome %d, status %d: %s", row->what, (int)seen.outcome, seen.status, seen.error);
    if ((row->found_at && strcmp(seen.url, found_at) != 0) || strcmp(seen.moved_to, moved_to) != 0)
        fail_msg("%s: found at %s, moved to %s", row->what, seen.url, seen.moved_to);
    if (row->outcome != FETCH_BODY && seen.body_length > 0)
        fail_msg("%s: a body of %zu bytes", row->what, seen.body_length);
}

static void test_what_comes_of_each_answer(void **state)
{
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        check_answer(*state, &answers[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_of_each_answer),
    };
    return cmocka_run_group_tests_name("fetch", tests, start, stop);
}
