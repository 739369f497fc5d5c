/* From an address to the feeds behind it, on a server of the loopback interface. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/subscribe.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "feeds/autodiscovery.h"
#include "feeds/fetch.h"
#include "tests/net/server.h"

enum { MEMORY_MAX = 1 << 24 };

static const struct fetch_options fetching = {.at_once = 2,
                                              .per_host = 2,
                                              .connect_time = 60000,
                                              .total_time = 60000,
                                              .stalled_time = 60000,
                                              .body_bytes = 1024 * 1024,
                                              .header_bytes = 64 * 1024,
                                              .redirects = 5};

struct subscribe_case {
    const char *what, *path;
    const char *found; /* a line "PATH (TITLE)" a feed, or the sentence without its address */
    bool is_page;
};

static const struct subscribe_case cases[] = {
    {"a feed", "/news", "/news (Harbour news)\n", false},
    {"a feed that has moved for good is at its new address", "/moved", "/feed?moved (Harbour)\n", false},
    {"one that was found elsewhere this time is not", "/found", "/found (Harbour)\n", false},
    {"a page names feeds, in its own charset, in its order", "/page",
     "/news (\xd0\x92\xd0\x95\xd0\xa1\xd0\xa2\xd0\x98)\n/notes (-)\n", true},
    {"a page that was found elsewhere: its links are relative to that", "/to-page",
     "/news (\xd0\x92\xd0\x95\xd0\xa1\xd0\xa2\xd0\x98)\n/notes (-)\n", true},
    {"a page that names none", "/page-without", "this is a web page and no feed, and it names none", true},
    {"neither feed nor page", "/words", "there is no feed in it", true},
    {"what is not there", "/none", "404", false},
    {"what is gone", "/gone", "gone", false},
};

static void describe(const struct server *server, const struct discovery *discovery, struct buffer *out)
{
    char base[SERVER_URL_SIZE];
    server_url(server, "", base);
    const struct discovered_feed *feeds = discovery->feeds.items;
    for (size_t i = 0; i < discovery->feeds.count; i++) {
        assert_int_equal(strncmp(feeds[i].url, base, strlen(base)), 0);
        buffer_append_format(out, "%s (%s)\n", feeds[i].url + strlen(base), feeds[i].title ? feeds[i].title : "-");
    }
}

static void check(const struct server *server, const struct subscribe_case *row)
{
    char url[SERVER_URL_SIZE];
    struct arena *arena = arena_create(MEMORY_MAX);
    struct buffer got = buffer_create(MEMORY_MAX);
    struct discovery discovery;
    struct error error = {.message = ""};
    server_url(server, row->path, url);
    bool found = subscribe_discover(&fetching, url, arena, &discovery, &error);
    describe(server, &discovery, &got);
    if (found && (strcmp(buffer_string(&got), row->found) != 0 || discovery.is_page != row->is_page))
        fail_msg("%s: found\n%s", row->what, buffer_string(&got));
    if (!found && (!strstr(error.message, row->found) || strncmp(error.message, url, strlen(url)) != 0))
        fail_msg("%s: %s", row->what, error.message);
    array_release(&discovery.feeds);
    buffer_release(&got);
    arena_destroy(arena);
}

static void test_discovery(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(*state, &cases[i]);
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_discovery)};
    return cmocka_run_group_tests_name("subscribe", tests, start, stop);
}
