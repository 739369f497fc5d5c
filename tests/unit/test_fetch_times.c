/* Fetching in time, and many at once: what stalls is given up, what cannot be reached is told, and nobody waits for
 * another. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "feeds/fetch_transfer.h"
#include "feeds/libcurl.h"
#include "fetch_seen.h"
#include "tests/net/server.h"

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

/* --- time --------------------------------------------------------------------------------------------------------- */

static void test_what_stalls_is_given_up(void **state)
{
    static const char *const paths[] = {"/stall", "/stall-in-head", "/stall-after-head", "/stall-in-body"};
    struct fetch_options options = patient;
    options.stalled_time = 50;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char url[SERVER_URL_SIZE];
        server_url(*state, paths[i], url);
        const struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
        if (seen.outcome != FETCH_FAILED || strcmp(seen.error, "nothing came for 50 ms (setting stall-timeout)") != 0)
            fail_msg("%s: %s", paths[i], seen.error);
    }
    options = patient;
    options.total_time = 50;
    const struct server *server = *state;
    char url[SERVER_URL_SIZE];
    server_url(server, "/stall-in-body", url);
    const struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_string_equal(seen.error, "it takes longer than 50 ms (setting timeout)");
}

/* A socket of the loopback interface with its port; with `queue` 0 or more it listens, and nobody ever accepts. */
static int open_port(int queue, int *port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(descriptor >= 0);
    assert_int_equal(bind(descriptor, (const struct sockaddr *)&address, size), 0);
    assert_int_equal(getsockname(descriptor, (struct sockaddr *)&address, &size), 0);
    if (queue >= 0)
        assert_int_equal(listen(descriptor, queue), 0);
    *port = ntohs(address.sin_port);
    return descriptor;
}

/* A transfer of its own, and the socket on which the test answers it, byte by byte. */
struct slow {
    struct libcurl curl;
    CURLM *multi;
    struct fetch_transfer *transfer;
    int socket;
};

/* Moves it on until so many bytes of the body are there. */
static void perform_until(struct slow *slow, size_t length)
{
    int running = 1;
    while (running && slow->transfer->body.length < length) {
        assert_int_equal(slow->curl.multi_perform(slow->multi, &running), CURLM_OK);
        assert_int_equal(slow->curl.multi_poll(slow->multi, NULL, 0, 1, NULL), CURLM_OK);
    }
    assert_int_equal(slow->transfer->body.length, length);
}

/* Begins it at 0 ms, and takes its request. */
static void begin_slow(struct slow *slow, const struct fetch_options *options)
{
    int port, running, listener = open_port(1, &port);
    char url[SERVER_URL_SIZE], request[2048];
    struct error error;
    CURLcode code;
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
    assert_true(libcurl_load(&slow->curl, &error));
    slow->multi = slow->curl.multi_init();
    slow->transfer = fetch_transfer_create(&slow->curl, options, &(struct fetch_request){.url = url});
    assert_true(slow->multi && slow->transfer && fetch_transfer_begin(slow->transfer, 0, &code));
    assert_int_equal(slow->curl.multi_add_handle(slow->multi, slow->transfer->handle), CURLM_OK);
    struct pollfd sent = {.fd = -1, .events = POLLIN};
    slow->socket = -1;
    assert_int_equal(fcntl(listener, F_SETFL, O_NONBLOCK), 0);
    while (slow->socket < 0 || !sent.revents) {
        assert_int_equal(slow->curl.multi_perform(slow->multi, &running), CURLM_OK);
        slow->socket = slow->socket < 0 ? accept(listener, NULL, NULL) : slow->socket;
        sent.fd = slow->socket;
        assert_true(poll(&sent, 1, 1) >= 0);
    }
    assert_true(recv(slow->socket, request, sizeof request, 0) > 0);
    (void)close(listener);
}

static void test_slow_is_not_stalled(void **state)
{
    static const char head[] = "HTTP/1.1 200 OK\r\n\r\n<";
    struct fetch_options options = patient;
    struct slow slow;
    (void)state;
    options.stalled_time = 1000;
    begin_slow(&slow, &options);
    assert_false(fetch_transfer_has_stalled(slow.transfer, 10)); /* the request went away since 0 */
    assert_false(fetch_transfer_has_stalled(slow.transfer, 1009));
    assert_int_equal(send(slow.socket, head, sizeof head - 1, 0), sizeof head - 1);
    perform_until(&slow, 1);
    assert_false(fetch_transfer_has_stalled(slow.transfer, 2000));
    assert_int_equal(send(slow.socket, "r", 1, 0), 1);
    perform_until(&slow, 2);
    assert_false(fetch_transfer_has_stalled(slow.transfer, 3000));
    assert_false(fetch_transfer_has_stalled(slow.transfer, 3999));
    assert_true(fetch_transfer_has_stalled(slow.transfer, 4000));
    assert_int_equal(slow.curl.multi_remove_handle(slow.multi, slow.transfer->handle), CURLM_OK);
    fetch_transfer_destroy(slow.transfer);
    assert_int_equal(slow.curl.multi_cleanup(slow.multi), CURLM_OK);
    (void)close(slow.socket);
}

/* A name of which no part may be longer than 63 bytes (RFC 1035, 2.3.4): nobody has to be asked for it. */
#define NO_HOST "harbour-harbour-harbour-harbour-harbour-harbour-harbour-harbour-harbour.invalid"

static void test_no_connection(void **state)
{
    (void)state;
    int port;
    char url[SERVER_URL_SIZE];
    struct fetch_options options = patient;
    int closed = open_port(-1, &port);
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
    struct seen seen = seen_fetch(&options, &(struct fetch_request){.url = url});
    assert_string_equal(seen.error, "its host cannot be reached: Connection refused");
    assert_int_equal(seen.status, 0);
    (void)close(closed);
    seen = seen_fetch(&options, &(struct fetch_request){.url = "http://" NO_HOST "/"});
    assert_string_equal(seen.error, "its host is not known, or there is no network");
    seen = seen_fetch(&options, &(struct fetch_request){.url = "http://:80/"});
    assert_string_equal(seen.error, "this is no address");
    seen = seen_fetch(&options, &(struct fetch_request){.url = "file:///etc/hostname"});
    assert_int_equal(seen.outcome, FETCH_FAILED);
    options.proxy = "http://" NO_HOST ":3128";
    seen = seen_fetch(&options, &(struct fetch_request){.url = "http://harbour.example/"});
    assert_string_equal(seen.error, "the proxy's host is not known, or there is no network");
}

/* --- many at once ------------------------------------------------------------------------------------------------- */

struct tally {
    struct fetcher *fetcher;
    char url[SERVER_URL_SIZE];
    size_t ended, bodies, to_add;
};

/* Adds another request for each that ends, as long as there are some to add. */
static void count_and_add(void *context, struct fetch_result *result)
{
    struct tally *tally = context;
    struct error error;
    tally->ended++;
    tally->bodies += result->outcome == FETCH_BODY;
    if (tally->to_add == 0)
        return;
    tally->to_add--;
    assert_true(fetcher_add(tally->fetcher, &(struct fetch_request){.url = tally->url}, &error));
}

static void add(struct tally *tally, const struct server *server, const char *path, size_t times)
{
    char url[SERVER_URL_SIZE];
    struct error error;
    server_url(server, path, url);
    for (size_t i = 0; i < times; i++)
        assert_true(fetcher_add(tally->fetcher, &(struct fetch_request){.url = url}, &error));
}

static void run_until(struct tally *tally, size_t ended)
{
    struct error error = {""};
    while (tally->ended < ended)
        if (!fetcher_step(tally->fetcher, NULL, 0, 60000, &error))
            fail_msg("%s", error.message);
}

static struct tally begin_tally(const struct server *server)
{
    struct tally tally = {.ended = 0};
    server_url(server, "/feed", tally.url);
    return tally;
}

static void test_one_that_stalls_keeps_no_other(void **state)
{
    struct error error;
    struct tally tally = begin_tally(*state);
    tally.fetcher = fetcher_create(&patient, count_and_add, &tally, &error);
    assert_non_null(tally.fetcher);
    add(&tally, *state, "/stall", 3); /* one fewer than may run at one host */
    add(&tally, *state, "/feed", 20);
    tally.to_add = 5;
    run_until(&tally, 25);
    assert_int_equal(tally.bodies, 25);
    assert_int_equal(fetcher_count(tally.fetcher), 3);
    fetcher_stop(tally.fetcher);
    assert_int_equal(fetcher_count(tally.fetcher), 0);
    assert_int_equal(tally.ended, 25);
    add(&tally, *state, "/feed", 1);
    run_until(&tally, 26);
    fetcher_destroy(tally.fetcher);
}

/* Which came first: 'f' for one that failed, 'b' for a body. */
static void note_order(void *context, struct fetch_result *result)
{
    char *order = context;
    (void)strncat(order, result->outcome == FETCH_BODY ? "b" : "f", 2);
}

/* Whoever stalls holds up those behind it, if no more may run: until it is given up, none of them can have come. */
static void test_no_more_at_once_than_allowed(void **state)
{
    static const struct {
        const char *what;
        int at_once, per_host;
    } limits[] = {{"of all", 1, 4}, {"of one host", 4, 1}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct fetch_options options = patient;
        struct tally tally = begin_tally(*state);
        struct error error;
        char order[8] = "";
        options.at_once = limits[i].at_once;
        options.per_host = limits[i].per_host;
        options.stalled_time = 50;
        tally.fetcher = fetcher_create(&options, note_order, order, &error);
        assert_non_null(tally.fetcher);
        add(&tally, *state, "/stall", 1);
        add(&tally, *state, "/feed", 2);
        while (fetcher_count(tally.fetcher))
            assert_true(fetcher_step(tally.fetcher, NULL, 0, 60000, &error));
        fetcher_destroy(tally.fetcher);
        if (strcmp(order, "fbb") != 0)
            fail_msg("%s: %s", limits[i].what, order);
    }
}

static void test_holding(void **state)
{
    struct error error;
    struct tally tally = begin_tally(*state);
    tally.fetcher = fetcher_create(&patient, count_and_add, &tally, &error);
    assert_non_null(tally.fetcher);
    fetcher_hold(tally.fetcher, true);
    add(&tally, *state, "/feed", 2);
    for (int i = 0; i < 20; i++) /* each returns at once: nothing can happen */
        assert_true(fetcher_step(tally.fetcher, NULL, 0, 60000, &error));
    assert_int_equal(tally.ended, 0);
    fetcher_hold(tally.fetcher, false);
    run_until(&tally, 2);
    fetcher_destroy(tally.fetcher);
}

static void test_watching_other_descriptors(void **state)
{
    struct error error;
    struct tally tally = begin_tally(*state);
    tally.fetcher = fetcher_create(&patient, count_and_add, &tally, &error);
    assert_non_null(tally.fetcher);
    add(&tally, *state, "/stall", 1);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct pollfd watched = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(write(ends[1], "x", 1), 1);
    while (!watched.revents)
        assert_true(fetcher_step(tally.fetcher, &watched, 1, 60000, &error));
    assert_int_equal(watched.revents, POLLIN);
    char byte;
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_true(fetcher_step(tally.fetcher, &watched, 1, 0, &error));
    assert_int_equal(watched.revents, 0);
    (void)close(ends[1]);
    while (!watched.revents)
        assert_true(fetcher_step(tally.fetcher, &watched, 1, 60000, &error));
    assert_int_equal(watched.revents, POLLHUP);
    (void)close(ends[0]);
    assert_int_equal(tally.ended, 0);
    fetcher_destroy(tally.fetcher);
}

/* Whoever takes a body away leaves an empty buffer; the bytes are theirs. */
static void take_away(void *context, struct fetch_result *result)
{
    struct buffer *taken = context;
    *taken = *result->body;
    *result->body = buffer_create(0);
}

static void test_taking_a_body_away(void **state)
{
    char url[SERVER_URL_SIZE];
    struct error error;
    struct buffer taken = buffer_create(0);
    server_url(*state, "/feed", url);
    assert_true(fetch_one(&patient, &(struct fetch_request){.url = url}, take_away, &taken, &error));
    assert_string_equal(buffer_string(&taken), server_feed);
    buffer_release(&taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_stalls_is_given_up),
        cmocka_unit_test(test_slow_is_not_stalled),
        cmocka_unit_test(test_no_connection),
        cmocka_unit_test(test_one_that_stalls_keeps_no_other),
        cmocka_unit_test(test_no_more_at_once_than_allowed),
        cmocka_unit_test(test_holding),
        cmocka_unit_test(test_watching_other_descriptors),
        cmocka_unit_test(test_taking_a_body_away),
    };
    return cmocka_run_group_tests_name("fetch in time", tests, start, stop);
}
