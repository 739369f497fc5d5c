/* From an address to the feeds behind it, on a server of the loopback interface; and what reads them may fail or
 * lie. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/subscribe.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/packing.h"
#include "feeds/autodiscovery.h"
#include "feeds/feed.h"
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
    struct subscribe_find find;
    struct error error = {.message = ""};
    server_url(server, row->path, url);
    bool found = subscribe_discover(&fetching, url, arena, &find, &error);
    describe(server, &find.discovery, &got);
    if (found && (strcmp(buffer_string(&got), row->found) != 0 || find.discovery.is_page != row->is_page))
        fail_msg("%s: found\n%s", row->what, buffer_string(&got));
    if ((find.fetched.result != NULL) != (found && !row->is_page))
        fail_msg("%s: what was fetched is %skept", row->what, find.fetched.result ? "" : "not ");
    if (!found && (!strstr(error.message, row->found) || strncmp(error.message, url, strlen(url)) != 0))
        fail_msg("%s: %s", row->what, error.message);
    subscribe_find_release(&find);
    buffer_release(&got);
    arena_destroy(arena);
}

static void test_discovery(void **state)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(*state, &cases[i]);
}

/* --- processes that fail, and answers that are lies --------------------------------------------------------------- */

static int die(int descriptor, void *context)
{
    (void)descriptor, (void)context;
    (void)signal(SIGABRT, SIG_DFL);
    abort();
}

static int give_up(int descriptor, void *context)
{
    (void)descriptor, (void)context;
    return 1;
}

static int answer(int descriptor, const struct buffer *bytes)
{
    return write(descriptor, buffer_string(bytes), bytes->length) == (ssize_t)bytes->length ? 0 : 1;
}

/* The context of these is the struct discovery_source of discovery_work, with the lie in its bytes. */
static int say_bytes(int descriptor, void *context)
{
    const struct discovery_source *source = context;
    struct buffer bytes = buffer_create(MEMORY_MAX);
    buffer_append(&bytes, source->bytes, source->length);
    int status = answer(descriptor, &bytes);
    buffer_release(&bytes);
    return status;
}

/* A page that names the address in the bytes, under a title of that content type. */
static int say_page(int descriptor, void *context)
{
    const struct discovery_source *source = context;
    struct buffer bytes = buffer_create(MEMORY_MAX);
    pack_number(&bytes, 1);
    pack_string(&bytes, source->bytes);
    pack_string(&bytes, source->content_type);
    int status = answer(descriptor, &bytes);
    buffer_release(&bytes);
    return status;
}

static void test_processes_are_not_trusted(void **state)
{
    static const struct {
        const char *what;
        child_work *work;
        const char *bytes, *title;
        const char *refusal; /* a part of the sentence; NULL: it is believed */
    } lies[] = {
        {"one that dies", die, "", NULL, "the process that reads it was ended by signal 6"},
        {"one that gives up", give_up, "", NULL, "the process that reads it ended with status 1"},
        {"one that says nothing", say_bytes, "", NULL, "talks nonsense"},
        {"one that says anything", say_bytes, "\1\2\3\4\5\6\7\10 and more", NULL, "talks nonsense"},
        {"a page", say_page, "https://tides.example/rss", "Tides", NULL},
        {"a file", say_page, "file:///etc/passwd", "Tides", "talks nonsense"},
        {"an option of a program", say_page, "-o/tmp/x", "Tides", "talks nonsense"},
        {"a title that acts on a terminal", say_page, "https://tides.example/rss", "\x1b[31mTides", "talks nonsense"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct arena *arena = arena_create(MEMORY_MAX);
        struct discovery discovery;
        struct error error = {.message = ""};
        const struct discovery_source source = {.url = "https://page.example/",
                                                .content_type = lies[i].title,
                                                .bytes = lies[i].bytes,
                                                .length = strlen(lies[i].bytes),
                                                .limits = &feed_limits_of_fetched};
        bool found = discovery_make(&source, lies[i].work, arena, &discovery, &error);
        if (found == (lies[i].refusal != NULL) || (!found && !strstr(error.message, lies[i].refusal)))
            fail_msg("%s: %s", lies[i].what, error.message);
        array_release(&discovery.feeds);
        arena_destroy(arena);
    }
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_discovery),
                                       cmocka_unit_test(test_processes_are_not_trusted)};
    return cmocka_run_group_tests_name("subscribe", tests, start, stop);
}
