/* Fetching from a real server, by http and by https: what is unchanged, what moved, whom one trusts and who is
 * trusted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "feeds/fetch.h"
#include "fetch_seen.h"
#include "tests/net/nginx.h"

enum { URL_SIZE = 256, ITEMS = 200 };

struct rig {
    struct nginx nginx;
    char root[64], feed[96], netrc[96];
    struct fetch_options options; /* with its authority trusted */
};

static void http_url(const struct rig *rig, const char *path, char url[URL_SIZE])
{
    (void)snprintf(url, URL_SIZE, "http://127.0.0.1:%d%s", rig->nginx.http, path);
}

static void https_url(const struct rig *rig, const char *path, char url[URL_SIZE])
{
    (void)snprintf(url, URL_SIZE, "https://127.0.0.1:%d%s", rig->nginx.https, path);
}

static bool write_feed(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    (void)fputs("<rss version=\"2.0\"><channel><title>Harbour</title>", file);
    for (int i = 0; i < ITEMS; i++)
        (void)fprintf(file, "<item><title>Ferry %d</title></item>", i);
    (void)fputs("</channel></rss>", file);
    return fclose(file) == 0;
}

static bool write_netrc(const char *path)
{
    FILE *file = fopen(path, "w");
    return file && fputs("machine 127.0.0.1 login ana password ferry\n", file) >= 0 && fclose(file) == 0;
}

static int start(void **state)
{
    static struct rig rig = {.root = "/tmp/whosaid-fetch-XXXXXX"};
    *state = &rig;
    seen_forget_proxies();
    if (!mkdtemp(rig.root))
        return -1;
    (void)snprintf(rig.feed, sizeof rig.feed, "%s/feed.xml", rig.root);
    (void)snprintf(rig.netrc, sizeof rig.netrc, "%s/netrc", rig.root);
    bool is_up = write_feed(rig.feed) && write_netrc(rig.netrc) && nginx_start(&rig.nginx, rig.root);
    rig.options = patient;
    rig.options.authorities = rig.nginx.authority;
    return is_up ? 0 : -1;
}

static int stop(void **state)
{
    struct rig *rig = *state;
    nginx_stop(&rig->nginx);
    (void)unlink(rig->feed);
    (void)unlink(rig->netrc);
    (void)rmdir(rig->root);
    return 0;
}

static void test_what_is_unchanged(void **state)
{
    const struct rig *rig = *state;
    char url[URL_SIZE];
    for (int secure = 0; secure < 2; secure++) {
        (secure ? https_url : http_url)(rig, "/feed.xml", url);
        const struct seen first = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
        assert_string_equal(first.error, "-");
        assert_int_equal(first.outcome, FETCH_BODY);
        assert_string_equal(first.content_type, "application/rss+xml");
        assert_string_not_equal(first.etag, "-");
        assert_string_not_equal(first.last_modified, "-");
        /* Compressed, two hundred items that are almost the same take far less. */
        assert_true(first.wire_bytes < (int64_t)first.body_length / 2);
        struct seen again = seen_fetch(&rig->options, &(struct fetch_request){.url = url, .etag = first.etag});
        assert_int_equal(again.outcome, FETCH_NOT_MODIFIED);
        again = seen_fetch(&rig->options, &(struct fetch_request){.url = url, .last_modified = first.last_modified});
        assert_int_equal(again.outcome, FETCH_NOT_MODIFIED);
        assert_int_equal(again.body_length, 0);
        again = seen_fetch(&rig->options, &(struct fetch_request){.url = url, .etag = "\"another\""});
        assert_int_equal(again.outcome, FETCH_BODY);
    }
}

struct answer_case {
    const char *path;
    enum fetch_outcome outcome;
    int status;
    int64_t fresh_seconds, retry_seconds;
};

static void test_what_else_it_answers(void **state)
{
    static const struct answer_case answers[] = {
        {"/fresh/feed.xml", FETCH_BODY, 200, 600, FETCH_UNKNOWN},
        {"/gone", FETCH_GONE, 410, FETCH_UNKNOWN, FETCH_UNKNOWN},
        {"/later", FETCH_LATER, 429, FETCH_UNKNOWN, 120},
        {"/busy", FETCH_LATER, 503, FETCH_UNKNOWN, FETCH_UNKNOWN},
        {"/nothing", FETCH_FAILED, 404, FETCH_UNKNOWN, FETCH_UNKNOWN},
        {"/secret/feed.xml", FETCH_FAILED, 401, FETCH_UNKNOWN, FETCH_UNKNOWN},
        {"/member/feed.xml", FETCH_FAILED, 403, FETCH_UNKNOWN, FETCH_UNKNOWN},
    };
    const struct rig *rig = *state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        char url[URL_SIZE];
        https_url(rig, answers[i].path, url);
        const struct seen seen = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
        if (seen.outcome != answers[i].outcome || seen.status != answers[i].status ||
            seen.fresh_seconds != answers[i].fresh_seconds || seen.retry_seconds != answers[i].retry_seconds)
            fail_msg("%s: status %d, fresh for %lld s, to be tried in %lld s: %s", answers[i].path, seen.status,
                     (long long)seen.fresh_seconds, (long long)seen.retry_seconds, seen.error);
    }
}

static void test_http_2_where_it_is_secure(void **state)
{
    const struct rig *rig = *state;
    char url[URL_SIZE];
    http_url(rig, "/protocol", url);
    assert_string_equal(seen_fetch(&rig->options, &(struct fetch_request){.url = url}).body, "HTTP/1.1");
    https_url(rig, "/protocol", url);
    assert_string_equal(seen_fetch(&rig->options, &(struct fetch_request){.url = url}).body, "HTTP/2.0");
}

/* Its number among the requests of its connection: the body of each that ends. */
static void note_number(void *context, struct fetch_result *result)
{
    char *numbers = context;
    (void)strncat(numbers, buffer_string(result->body), 8);
}

static void test_a_connection_is_used_again(void **state)
{
    const struct rig *rig = *state;
    for (int secure = 0; secure < 2; secure++) {
        struct fetch_options options = rig->options;
        char url[URL_SIZE], numbers[32] = "";
        struct error error;
        options.at_once = 1;
        (secure ? https_url : http_url)(rig, "/requests", url);
        struct fetcher *fetcher = fetcher_create(&options, note_number, numbers, &error);
        assert_non_null(fetcher);
        for (int i = 0; i < 3; i++)
            assert_true(fetcher_add(fetcher, &(struct fetch_request){.url = url}, &error));
        while (fetcher_count(fetcher))
            assert_true(fetcher_step(fetcher, NULL, 0, 60000, &error));
        fetcher_destroy(fetcher);
        assert_string_equal(numbers, "123");
    }
}

static void test_to_https_but_never_back(void **state)
{
    const struct rig *rig = *state;
    char url[URL_SIZE], target[URL_SIZE];
    http_url(rig, "/secure/feed.xml", url);
    https_url(rig, "/feed.xml", target);
    struct seen seen = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
    assert_int_equal(seen.outcome, FETCH_BODY);
    assert_string_equal(seen.moved_to, target);
    static const char sentence[] = "the server redirects from https to http, which anybody could read and change";
    https_url(rig, "/secure/feed.xml", url);
    seen = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
    assert_string_equal(seen.error, sentence);
    /* Nor by way of a first redirect to https. */
    http_url(rig, "/secure/secure/feed.xml", url);
    seen = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
    assert_string_equal(seen.error, sentence);
    assert_int_equal(seen.outcome, FETCH_FAILED);
}

static void test_whom_one_trusts(void **state)
{
    const struct rig *rig = *state;
    struct fetch_options options = rig->options;
    char url[URL_SIZE];
    options.authorities = NULL;
    https_url(rig, "/feed.xml", url);
    struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_string_equal(seen.error,
                        "the server's certificate cannot be trusted: SSL certificate problem: unable to get local "
                        "issuer certificate");
    assert_int_equal(seen.status, 0);
    (void)snprintf(url, sizeof url, "https://localhost:%d/feed.xml", rig->nginx.https);
    seen = seen_fetch(&rig->options, &(struct fetch_request){.url = url});
    assert_non_null(strstr(seen.error, "the server's certificate cannot be trusted: "));
    options.authorities = rig->netrc; /* no certificate in it */
    https_url(rig, "/feed.xml", url);
    seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_non_null(strstr(seen.error, "(setting authorities)"));
}

static void test_who_is_trusted(void **state)
{
    const struct rig *rig = *state;
    struct fetch_options options = rig->options;
    char url[URL_SIZE];
    options.netrc_file = rig->netrc;
    http_url(rig, "/secret/feed.xml", url);
    assert_int_equal(seen_fetch(&options, &(struct fetch_request){.url = url}).outcome, FETCH_BODY);
    options = rig->options;
    options.certificate = rig->nginx.client_certificate;
    options.key = rig->nginx.client_key;
    https_url(rig, "/member/feed.xml", url);
    assert_int_equal(seen_fetch(&options, &(struct fetch_request){.url = url}).outcome, FETCH_BODY);
    options.key = NULL;
    const struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_non_null(
        strstr(seen.error, "our client certificate cannot be used (settings client-certificate, client-key)"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_unchanged),
        cmocka_unit_test(test_what_else_it_answers),
        cmocka_unit_test(test_a_connection_is_used_again),
        cmocka_unit_test(test_http_2_where_it_is_secure),
        cmocka_unit_test(test_to_https_but_never_back),
        cmocka_unit_test(test_whom_one_trusts),
        cmocka_unit_test(test_who_is_trusted),
    };
    return cmocka_run_group_tests_name("fetch from nginx", tests, start, stop);
}
