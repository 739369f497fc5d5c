/* Fetching, from a server that behaves and misbehaves on a port of the loopback interface: what comes of each answer,
 * and what is sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "fetch_seen.h"
#include "tests/net/server.h"

static struct seen fetch_path(const struct server *server, const char *path)
{
    char url[SERVER_URL_SIZE];
    server_url(server, path, url);
    return seen_fetch(&patient, &(struct fetch_request){.url = url});
}

static int start(void **state)
{
    static struct server server;
    seen_forget_proxies();
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
    {"one field without end", "/field", FETCH_FAILED, 200, "/field", "-",
     "memory is short, or the server sends a single field that never ends"},
    {"a NUL in a field", "/null", FETCH_FAILED, 200, "/null", "-",
     "what the server answers is not HTTP: Nul byte in header"},
    {"not packed, though it says so", "/no-gzip", FETCH_FAILED, 200, "/no-gzip", "-", "what came cannot be unpacked"},
    {"packed and cut short, but as long as it says: what came is taken", "/truncated-gzip", FETCH_BODY, 200,
     "/truncated-gzip", "-", "-"},
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

/* --- what the answers' fields say --------------------------------------------------------------------------------- */

struct field_case {
    const char *what, *path;
    const char *etag, *last_modified, *content_type; /* "-": none */
    int64_t fresh_seconds, retry_seconds;
    const char *body;
};

static const struct field_case fields[] = {
    {"all that a feed says: half an hour, of which five minutes are over", "/feed", server_feed_etag,
     "Tue, 10 Nov 2026 08:00:00 GMT", "application/rss+xml", 1500, FETCH_UNKNOWN, server_feed},
    {"nothing", "/gzip", "-", "-", "-", FETCH_UNKNOWN, FETCH_UNKNOWN, server_feed},
    {"single bytes make up the same", "/single-bytes", "-", "-", "-", FETCH_UNKNOWN, FETCH_UNKNOWN, server_feed},
    {"as much as was promised", "/promises-less", "-", "-", "-", FETCH_UNKNOWN, FETCH_UNKNOWN, "<rss>"},
    {"what cannot be sent back is not kept", "/unsendable-etag", "-", "-", "-", FETCH_UNKNOWN, FETCH_UNKNOWN, "<rss/>"},
    {"a charset that nobody knows is the parser's affair", "/wrong-charset", "-", "-", "text/xml; charset=klingon",
     FETCH_UNKNOWN, FETCH_UNKNOWN, "<rss/>"},
    {"in two minutes", "/later", "-", "-", "-", FETCH_UNKNOWN, 120, ""},
    {"in an hour, by the server's own clock", "/busy", "-", "-", "-", FETCH_UNKNOWN, 3600, ""},
    {"in a while that is none", "/busy-for-how-long", "-", "-", "-", FETCH_UNKNOWN, FETCH_UNKNOWN, ""},
};

static void test_what_fields_say(void **state)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct field_case *row = &fields[i];
        const struct seen seen = fetch_path(*state, row->path);
        if (strcmp(seen.etag, row->etag) != 0 || strcmp(seen.last_modified, row->last_modified) != 0 ||
            strcmp(seen.content_type, row->content_type) != 0)
            fail_msg("%s: %s, %s, %s", row->what, seen.etag, seen.last_modified, seen.content_type);
        if (seen.fresh_seconds != row->fresh_seconds || seen.retry_seconds != row->retry_seconds)
            fail_msg("%s: fresh for %lld s, to be tried in %lld s", row->what, (long long)seen.fresh_seconds,
                     (long long)seen.retry_seconds);
        if (strcmp(seen.body, row->body) != 0)
            fail_msg("%s: %s", row->what, seen.body);
    }
}

/* What the installed libcurl can undo is asked for, and undone. */
static void test_encodings(void **state)
{
    static const struct {
        const char *name, *path;
    } encodings[] = {{"deflate, gzip", "/gzip"}, {", br", "/brotli"}, {", zstd", "/zstd"}};
    const struct seen asked = fetch_path(*state, "/echo");
    const char *wanted = strstr(asked.body, "\r\nAccept-Encoding: deflate, gzip");
    assert_non_null(wanted);
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        const char *found = strstr(wanted, encodings[i].name);
        if (!found || found > strstr(wanted + 2, "\r\n"))
            print_message("this libcurl has no%s\n", encodings[i].name + 1);
        else
            assert_string_equal(fetch_path(*state, encodings[i].path).body, server_feed);
    }
}

static void test_asking_whether_anything_changed(void **state)
{
    char url[SERVER_URL_SIZE];
    server_url(*state, "/feed", url);
    const struct fetch_request known = {
        .url = url, .etag = server_feed_etag, .last_modified = "Tue, 10 Nov 2026 08:00:00 GMT"};
    struct seen seen = seen_fetch(&patient, &known);
    assert_int_equal(seen.outcome, FETCH_NOT_MODIFIED);
    assert_string_equal(seen.etag, server_feed_etag);
    assert_string_equal(seen.last_modified, known.last_modified);
    assert_int_equal(seen.fresh_seconds, 600);
    assert_string_equal(seen.error, "-");
    seen = seen_fetch(&patient, &(struct fetch_request){.url = url, .etag = "\"harbour-0\""});
    assert_int_equal(seen.outcome, FETCH_BODY);
    assert_string_equal(seen.body, server_feed);
}

/* Bytes on the wire are those of the head and of the packed body. */
static void test_bytes_on_the_wire(void **state)
{
    const struct seen plain = fetch_path(*state, "/promises-less");
    assert_int_equal(plain.wire_bytes,
                     strlen("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<rss>"));
    const struct seen packed = fetch_path(*state, "/bomb");
    if (packed.wire_bytes > 64 * 1024)
        fail_msg("a mebibyte of zeros came as %lld bytes", (long long)packed.wire_bytes);
    const struct seen failing = fetch_path(*state, "/endless-404");
    if (failing.wire_bytes > 256 * 1024)
        fail_msg("%lld bytes were taken that nobody reads", (long long)failing.wire_bytes);
}

/* --- what is sent ------------------------------------------------------------------------------------------------- */

static void assert_sent(const struct seen *seen, const char *line)
{
    if (!strstr(seen->body, line))
        fail_msg("not sent: %s\n%s", line, seen->body);
}

static void assert_not_sent(const struct seen *seen, const char *part)
{
    if (strstr(seen->body, part))
        fail_msg("sent: %s\n%s", part, seen->body);
}

static void test_what_is_sent(void **state)
{
    char url[SERVER_URL_SIZE];
    server_url(*state, "/echo", url);
    struct seen seen = seen_fetch(
        &patient, &(struct fetch_request){
                      .url = url, .etag = "W/\"a, b\"", .last_modified = "yesterday", .user_agent = "somebody else"});
    assert_sent(&seen, "\r\nIf-None-Match: W/\"a, b\"\r\n");
    assert_sent(&seen, "\r\nIf-Modified-Since: yesterday\r\n");
    assert_sent(&seen, "\r\nUser-Agent: somebody else\r\n");
    assert_sent(&seen, "\r\nAccept: application/atom+xml,");
    assert_sent(&seen, "\r\nAccept-Encoding: deflate, gzip");
    seen = seen_fetch(&patient,
                      &(struct fetch_request){.url = url, .wanted = FETCH_A_PAGE, .etag = "\"a\"\r\nX-Other: b"});
    assert_sent(&seen, "\r\nUser-Agent: harbour-reader\r\n");
    assert_sent(&seen, "\r\nAccept: text/html,");
    assert_not_sent(&seen, "X-Other");
    assert_not_sent(&seen, "If-None-Match");
    assert_not_sent(&seen, "If-Modified-Since");
    seen = seen_fetch(&patient, &(struct fetch_request){.url = url, .wanted = FETCH_A_PICTURE});
    assert_sent(&seen, "\r\nAccept: image/jpeg, image/png, image/webp,");
    struct fetch_options plain = patient;
    plain.user_agent = "";
    seen = seen_fetch(&plain, &(struct fetch_request){.url = url});
    assert_sent(&seen, "\r\nUser-Agent: whosaid/");
}

/* A file in the test's own directory; the caller removes it. */
static void write_file(char path[64], const char *content)
{
    (void)snprintf(path, 64, "/tmp/whosaid-fetch-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0 && fclose(file) == 0);
}

static void test_passwords_go_to_their_own_host_alone(void **state)
{
    static const char basic[] = "\r\nAuthorization: Basic YW5hOmZlcnJ5\r\n"; /* ana:ferry */
    const struct server *server = *state;
    char netrc[64], url[SERVER_URL_SIZE];
    struct fetch_options options = patient;
    write_file(netrc, "machine 127.0.0.1 login ana password ferry\n");
    options.netrc_file = netrc;
    server_url(server, "/echo", url);
    struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_sent(&seen, basic);
    server_url(server, "/to-other-host", url);
    seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_sent(&seen, "\r\nHost: localhost:");
    assert_not_sent(&seen, "Authorization");
    (void)unlink(netrc);
    (void)snprintf(url, sizeof url, "http://ana:ferry@127.0.0.1:%d/echo", server->port);
    seen = seen_fetch(&patient, &(struct fetch_request){.url = url});
    assert_sent(&seen, basic);
    /* What the body links to is relative to this, and goes anywhere. */
    server_url(server, "/echo", url);
    assert_string_equal(seen.url, url);
    (void)snprintf(url, sizeof url, "http://ana:ferry@127.0.0.1:%d/to-other-host", server->port);
    seen = seen_fetch(&patient, &(struct fetch_request){.url = url});
    assert_not_sent(&seen, "Authorization");
    /* The new address would be without the password. */
    (void)snprintf(url, sizeof url, "http://ana:ferry@127.0.0.1:%d/moved", server->port);
    seen = seen_fetch(&patient, &(struct fetch_request){.url = url});
    assert_int_equal(seen.outcome, FETCH_BODY);
    assert_string_equal(seen.moved_to, "-");
}

/* A proxy is asked for the whole address, of a host that it alone has to know. */
static void test_a_proxy(void **state)
{
    char proxy[SERVER_URL_SIZE];
    struct fetch_options options = patient;
    server_url(*state, "", proxy);
    options.proxy = proxy;
    const struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = "http://harbour.invalid/echo"});
    assert_sent(&seen, "GET http://harbour.invalid/echo HTTP/1.1\r\nHost: harbour.invalid\r\n");
}

static void test_cookies(void **state)
{
    static const char content[] = "127.0.0.1\tFALSE\t/\tFALSE\t0\tmember\tyes\n";
    char path[64], url[SERVER_URL_SIZE], after[128] = "";
    struct fetch_options options = patient;
    server_url(*state, "/cookie", url);
    struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_not_sent(&seen, "Cookie:");
    write_file(path, content);
    options.cookie_file = path;
    seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_sent(&seen, "member=yes");
    assert_sent(&seen, "visit=1");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fread(after, 1, sizeof after - 1, file), strlen(content));
    assert_string_equal(after, content);
    (void)fclose(file);
    (void)unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_of_each_answer),
        cmocka_unit_test(test_what_fields_say),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_asking_whether_anything_changed),
        cmocka_unit_test(test_bytes_on_the_wire),
        cmocka_unit_test(test_what_is_sent),
        cmocka_unit_test(test_passwords_go_to_their_own_host_alone),
        cmocka_unit_test(test_a_proxy),
        cmocka_unit_test(test_cookies),
    };
    return cmocka_run_group_tests_name("fetch", tests, start, stop);
}
