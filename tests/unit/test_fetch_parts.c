/* What fetching decides without a connection: what a typed address means, what fields say about asking again, whose
 * turn it is, what the settings say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "config/settings.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "feeds/fetch_queue.h"
#include "feeds/http_caching.h"
#include "feeds/url.h"

/* --- addresses ---------------------------------------------------------------------------------------------------- */

static void test_what_a_typed_address_means(void **state)
{
    static const struct {
        const char *typed, *url;
    } cases[] = {
        {"example.org", "https://example.org/"},
        {"  example.org/feed.xml\n", "https://example.org/feed.xml"},
        {"example.org?a=b#c", "https://example.org?a=b#c"},
        {"http://example.org/a", "http://example.org/a"},
        {"HTTPS://Example.org/A", "https://Example.org/A"},
        {"//example.org/a", "https://example.org/a"},
        {"feed:https://example.org/a", "https://example.org/a"},
        {"Feed://example.org/a", "http://example.org/a"},
        {"feed:example.org", "https://example.org/"},
        {"localhost:8080/a", "http://localhost:8080/a"},
        {"LOCALHOST", "http://LOCALHOST/"},
        {"//localhost/a", "http://localhost/a"},
        {"127.0.0.1:8080", "http://127.0.0.1:8080/"},
        {"[::1]:8080/a", "http://[::1]:8080/a"},
        {"https://localhost:8080/a", "https://localhost:8080/a"},
        {"localhost.example/a", "https://localhost.example/a"},
        {"localhost@example.org/a", "https://localhost@example.org/a"},
        {"ana@localhost/a", "http://ana@localhost/a"},
        {"example.org/localhost", "https://example.org/localhost"},
        {"http://[::1]:8080/a", "http://[::1]:8080/a"},
        {"https://ana:ferry@example.org/a", "https://ana:ferry@example.org/a"},
        {"example.org/a b", "https://example.org/a%20b"},
        {"example.org/caf\xc3\xa9", "https://example.org/caf%C3%A9"},
    };
    static const struct {
        const char *typed, *sentence;
    } refused[] = {
        {"", "'' is no address; one looks like https://example.org/feed.xml"},
        {"   ", "'   ' is no address; one looks like https://example.org/feed.xml"},
        {"harbour gazette", "'harbour gazette' is no address; one looks like https://example.org/feed.xml"},
        {"https://", "'https://' is no address; one looks like https://example.org/feed.xml"},
        {"https:///a", "'https:///a' is no address; one looks like https://example.org/feed.xml"},
        {"/etc/passwd", "'/etc/passwd' is no address; one looks like https://example.org/feed.xml"},
        {"--option", "'--option' is no address; one looks like https://example.org/feed.xml"},
        {"ftp://example.org/a", "'ftp://example.org/a' cannot be fetched: only http and https can, not ftp"},
        {"feed:file:///etc/passwd", "'feed:file:///etc/passwd' cannot be fetched: only http and https can, not file"},
        {"javascript:alert(1)", "'javascript:alert(1)' cannot be fetched: only http and https can, not javascript"},
        {"ftp://ana:ferry@example.org/a", "'example.org/a' cannot be fetched: only http and https can, not ftp"},
        {"mailto:ana@example.org", "'mailto:ana@example.org' cannot be fetched: only http and https can, not mailto"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {""};
        char *url = fetch_address(cases[i].typed, &error);
        if (!url || strcmp(url, cases[i].url) != 0)
            fail_msg("%s: %s, not %s", cases[i].typed, url ? url : error.message, cases[i].url);
        free(url);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct error error = {""};
        char *url = fetch_address(refused[i].typed, &error);
        if (url || strcmp(error.message, refused[i].sentence) != 0)
            fail_msg("%s: %s", refused[i].typed, url ? url : error.message);
    }
}

static void test_what_of_an_address_is_shown(void **state)
{
    static const struct {
        const char *url, *shown, *bare;
    } cases[] = {
        {"https://example.org/a", "https://example.org/a", "https://example.org/a"},
        {"https://ana:ferry@example.org/a", "example.org/a", "https://example.org/a"},
        {"http://ana@example.org", "example.org", "http://example.org"},
        {"http://ana:fer@ry@example.org:8080/a", "example.org:8080/a", "http://example.org:8080/a"},
        {"https://example.org/@ana:ferry@b", "https://example.org/@ana:ferry@b", "https://example.org/@ana:ferry@b"},
        {"https://example.org?to=ana@b", "https://example.org?to=ana@b", "https://example.org?to=ana@b"},
        {"mailto:ana@example.org", "mailto:ana@example.org", "mailto:ana@example.org"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *bare = url_without_password(cases[i].url);
        assert_string_equal(url_behind_password(cases[i].url), cases[i].shown);
        assert_string_equal(bare, cases[i].bare);
        free(bare);
    }
}

/* --- asking again ------------------------------------------------------------------------------------------------- */

/* Monday, 23 November 2026, 12:00:00 GMT. */
#define NOON INT64_C(1795435200)

static void test_for_how_long_an_answer_is_fresh(void **state)
{
    static const struct {
        const char *what;
        struct http_freshness fields;
        int64_t seconds;
    } cases[] = {
        {"nothing said", {NULL, NULL, NULL, NULL}, HTTP_UNKNOWN},
        {"an hour", {.cache_control = "max-age=3600"}, 3600},
        {"among others, in any case", {.cache_control = "public, , Max-Age=60 ,must-revalidate"}, 60},
        {"in quotation marks", {.cache_control = "private=\"x, max-age=5\", max-age=\"60\""}, 60},
        {"what caches for many are told does not matter", {.cache_control = "s-maxage=60"}, HTTP_UNKNOWN},
        {"not to be kept", {.cache_control = "max-age=60, no-store"}, 0},
        {"to be asked for each time", {.cache_control = "no-cache, max-age=60"}, 0},
        {"the first of two counts", {.cache_control = "max-age=60, max-age=90"}, 60},
        {"no number", {.cache_control = "max-age=soon"}, 0},
        {"less than nothing", {.cache_control = "max-age=-1"}, 0},
        {"no value", {.cache_control = "max-age"}, 0},
        {"more than there is", {.cache_control = "max-age=99999999999999999999"}, INT64_C(1) << 31},
        {"kept elsewhere for a while", {.cache_control = "max-age=60", .age = "20"}, 40},
        {"kept elsewhere for too long", {.cache_control = "max-age=60", .age = "90"}, 0},
        {"an age that is none", {.cache_control = "max-age=60", .age = "old"}, 60},
        {"until one o'clock, by its own clock",
         {.expires = "Mon, 23 Nov 2026 13:00:00 GMT", .date = "Mon, 23 Nov 2026 12:30:00 GMT"},
         1800},
        {"until one o'clock, by ours", {.expires = "Mon, 23 Nov 2026 13:00:00 GMT"}, 3600},
        {"over already", {.expires = "Mon, 23 Nov 2026 11:00:00 GMT"}, 0},
        {"no date means over", {.expires = "0"}, 0},
        {"the age goes before the date", {.cache_control = "max-age=60", .expires = "0"}, 60},
        {"as some still write it", {.expires = "Monday, 23-Nov-26 13:00:00 GMT"}, 3600},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t seconds = http_fresh_seconds(&cases[i].fields, NOON);
        if (seconds != cases[i].seconds)
            fail_msg("%s: %lld, not %lld", cases[i].what, (long long)seconds, (long long)cases[i].seconds);
    }
}

static void test_when_to_try_again(void **state)
{
    static const struct {
        const char *value;
        int64_t seconds;
    } cases[] = {
        {NULL, HTTP_UNKNOWN},
        {"120", 120},
        {" 120 ", 120},
        {"0", 0},
        {"Mon, 23 Nov 2026 12:10:00 GMT", 600},
        {"Mon, 23 Nov 2026 11:00:00 GMT", 0},
        {"", HTTP_UNKNOWN},
        {"soon", HTTP_UNKNOWN},
        {"-5", HTTP_UNKNOWN},
        {"99999999999999999999", INT64_C(1) << 31},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t seconds = http_retry_seconds(cases[i].value, NOON);
        if (seconds != cases[i].seconds)
            fail_msg("%s: %lld", cases[i].value ? cases[i].value : "none", (long long)seconds);
    }
}

static void test_what_may_be_sent_back(void **state)
{
    char longest[1025];
    (void)state;
    memset(longest, 'a', sizeof longest);
    longest[1024] = '\0';
    assert_true(http_is_validator("W/\"a b\xc3\xa9\""));
    assert_true(http_is_validator(longest));
    longest[1024] = 'a';
    assert_false(http_is_validator("a\r\nHost: b"));
    assert_false(http_is_validator("a\tb"));
    assert_false(http_is_validator("a\x7f"));
    assert_false(http_is_validator(""));
    char longer[1026];
    memset(longer, 'a', sizeof longer);
    longer[1025] = '\0';
    assert_false(http_is_validator(longer));
}

/* --- turns -------------------------------------------------------------------------------------------------------- */

enum { TURNS = 6 };

static void test_hosts_take_turns(void **state)
{
    static const char *const hosts[TURNS] = {"a", "a", "a", "a", "b", "c"};
    struct fetch_turn turns[TURNS];
    struct fetch_queue queue = fetch_queue_create(2);
    (void)state;
    for (size_t i = 0; i < TURNS; i++)
        assert_true(fetch_queue_add(&queue, hosts[i], &turns[i]));
    assert_int_equal(queue.waiting, TURNS);
    /* a's first, b's, c's, a's second; then a has two running, and b and c have nothing left. */
    assert_ptr_equal(fetch_queue_take(&queue), &turns[0]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[4]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[5]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[1]);
    assert_null(fetch_queue_take(&queue));
    fetch_queue_end(&queue, &turns[4]);
    assert_null(fetch_queue_take(&queue));
    fetch_queue_end(&queue, &turns[1]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[2]);
    assert_null(fetch_queue_take(&queue));
    /* Who comes to a host that is full waits behind the others. */
    assert_true(fetch_queue_add(&queue, "a", &turns[4]));
    fetch_queue_end(&queue, &turns[0]);
    fetch_queue_end(&queue, &turns[2]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[3]);
    assert_ptr_equal(fetch_queue_take(&queue), &turns[4]);
    assert_int_equal(queue.waiting, 0);
    fetch_queue_release(&queue);
}

enum { MANY = 1000 };

static void test_many_hosts(void **state)
{
    static struct fetch_turn turns[MANY];
    struct fetch_queue queue = fetch_queue_create(1);
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        char host[16];
        (void)snprintf(host, sizeof host, "h%zu", i % (MANY / 2));
        assert_true(fetch_queue_add(&queue, host, &turns[i]));
    }
    for (size_t i = 0; i < MANY / 2; i++)
        assert_ptr_equal(fetch_queue_take(&queue), &turns[i]);
    assert_null(fetch_queue_take(&queue));
    for (size_t i = 0; i < MANY / 2; i++)
        fetch_queue_end(&queue, &turns[i]);
    for (size_t i = MANY / 2; i < MANY; i++)
        assert_ptr_equal(fetch_queue_take(&queue), &turns[i]);
    assert_null(fetch_queue_take(&queue));
    fetch_queue_release(&queue);
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

static void set(struct settings *settings, const char *name, const char *value)
{
    struct error error;
    if (!settings_set(settings, name, value, &error))
        fail_msg("%s", error.message);
}

static void test_settings_become_options(void **state)
{
    struct arena *arena = arena_create(64 * 1024);
    struct settings settings = settings_default();
    struct fetch_options options;
    struct error error = {""};
    (void)state;
    set(&settings, "parallel", "3");
    set(&settings, "per-host", "4");
    set(&settings, "connect-timeout", "5");
    set(&settings, "stall-timeout", "6");
    set(&settings, "timeout", "7");
    set(&settings, "size-limit", "8");
    set(&settings, "redirects", "9");
    set(&settings, "user-agent", "harbour-reader");
    set(&settings, "proxy", "http://proxy.example:3128");
    assert_true(fetch_options_read(&settings, arena, &options, &error));
    assert_int_equal(options.at_once, 3);
    assert_int_equal(options.per_host, 4);
    assert_int_equal(options.connect_time, 5000);
    assert_int_equal(options.stalled_time, 6000);
    assert_int_equal(options.total_time, 7000);
    assert_int_equal(options.body_bytes, 8 * 1024 * 1024);
    assert_int_equal(options.redirects, 9);
    assert_string_equal(options.user_agent, "harbour-reader");
    assert_string_equal(options.proxy, "http://proxy.example:3128");
    assert_null(options.cookie_file);
    assert_null(options.authorities);
    assert_int_equal(fetch_feed_limits(&options).decoded_bytes, 8 * 1024 * 1024);
    assert_int_equal(fetch_feed_limits(&options).items, feed_limits_of_fetched.items);
    arena_destroy(arena);
}

/* Files stand at their path, below the home directory, or in whosaid's own; a missing one is told. */
static void test_files_of_settings(void **state)
{
    static const char *const names[] = {"cookies", "netrc", "client-certificate", "client-key", "authorities"};
    char home[] = "/tmp/whosaid-fetch-XXXXXX", path[128], expected[256];
    struct arena *arena = arena_create(64 * 1024);
    struct fetch_options options;
    struct error error = {""};
    (void)state;
    assert_non_null(mkdtemp(home));
    assert_int_equal(setenv("HOME", home, 1), 0);
    assert_int_equal(setenv("XDG_CONFIG_HOME", home, 1), 0);
    (void)snprintf(path, sizeof path, "%s/whosaid", home);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof path, "%s/whosaid/there", home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fclose(file);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct settings settings = settings_default();
        set(&settings, names[i], "there");
        assert_true(fetch_options_read(&settings, arena, &options, &error));
        const char *const found[] = {options.cookie_file, options.netrc_file, options.certificate, options.key,
                                     options.authorities};
        assert_string_equal(found[i], path);
        set(&settings, names[i], "~/whosaid/there");
        assert_true(fetch_options_read(&settings, arena, &options, &error));
        set(&settings, names[i], "/nowhere/at-all");
        assert_false(fetch_options_read(&settings, arena, &options, &error));
        (void)snprintf(expected, sizeof expected,
                       "/nowhere/at-all, which the setting %s names, cannot be read: No such file or directory",
                       names[i]);
        assert_string_equal(error.message, expected);
    }
    (void)unlink(path);
    *strrchr(path, '/') = '\0';
    (void)rmdir(path);
    (void)rmdir(home);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_typed_address_means),
        cmocka_unit_test(test_what_of_an_address_is_shown),
        cmocka_unit_test(test_for_how_long_an_answer_is_fresh),
        cmocka_unit_test(test_when_to_try_again),
        cmocka_unit_test(test_what_may_be_sent_back),
        cmocka_unit_test(test_hosts_take_turns),
        cmocka_unit_test(test_many_hosts),
        cmocka_unit_test(test_settings_become_options),
        cmocka_unit_test(test_files_of_settings),
    };
    return cmocka_run_group_tests_name("fetch parts", tests, NULL, NULL);
}
