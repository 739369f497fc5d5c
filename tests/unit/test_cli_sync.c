/* sync, save and reindex as a shell sees them: exit status, what is printed where, and in which form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/child.h"
#include "base/error.h"
#include "tests/net/server.h"
#include "tests/unit/program.h"

/* The state of the group. */
struct stage {
    struct place place;
    struct server server;
    char feed[SERVER_URL_SIZE], news[SERVER_URL_SIZE], broken[SERVER_URL_SIZE], page[SERVER_URL_SIZE];
};

/* One call in an archive of its own that is subscribed to the good feeds and, where `has_broken`, to one that fails. */
struct call {
    const char *what;
    const char *arguments[ARGUMENTS_MAX];
    bool has_broken;
    int status;
    const char *output, *errors; /* %s: the address of the broken feed; NULL: not looked at */
};

static void subscribe(const struct stage *stage, bool has_broken)
{
    char list[4 * SERVER_URL_SIZE], archive[2 * TEST_PATH_SIZE];
    static const char *const import[] = {"import", "--archive=a.db", NULL};
    (void)snprintf(archive, sizeof archive, "%s/a.db", stage->place.folder);
    (void)remove(archive);
    (void)snprintf(list, sizeof list, "%s\n%s\n%s\n", stage->feed, stage->news, has_broken ? stage->broken : "");
    struct outcome outcome = run(&stage->place, import, list);
    assert_int_equal(outcome.status, 0);
    outcome_release(&outcome);
}

static bool agrees(const char *printed, const char *expected, const char *url)
{
    char whole[1024];
    if (!expected)
        return true;
    const char *at = strstr(expected, "%s");
    (void)snprintf(whole, sizeof whole, "%.*s%s%s", at ? (int)(at - expected) : (int)strlen(expected), expected,
                   at ? url : "", at ? at + 2 : "");
    return strcmp(printed, whole) == 0;
}

static void test_what_the_shell_is_told(void **state)
{
    static const struct call calls[] = {
        {"all went well: nothing is printed into a pipe", {"sync", "--archive=a.db"}, false, 0, "", ""},
        {"what fails is one line, and the status",
         {"sync", "--archive=a.db"},
         true,
         1,
         "",
         "whosaid: %s: it is gone for good, the server says (HTTP status 410)\n"},
        {"quiet is no different but for the bar", {"sync", "--quiet", "--archive=a.db"}, true, 1, "", NULL},
        {"a feed that there is not", {"sync", "--feed=Nobody", "--archive=a.db"}, false, 1, "", NULL},
        {"one feed alone", {"sync", "--feed=1", "--progress", "--archive=a.db"}, false, 0, NULL, ""},
        {"an operand is none", {"sync", "1", "--archive=a.db"}, false, 2, "", NULL},
        {"two forms at once", {"sync", "--json", "--progress", "--archive=a.db"}, false, 2, "", NULL},
        {"all, and one", {"sync", "--all", "--feed=1", "--archive=a.db"}, false, 2, "", NULL},
        {"nothing to save", {"save", "--archive=a.db"}, false, 2, "", NULL},
        {"what is neither an address nor a file",
         {"save", "mailto:ana@example.org", "--archive=a.db"},
         false,
         1,
         "",
         NULL},
        {"a file that there is not",
         {"save", "notes/ferry.txt", "--archive=a.db"},
         false,
         1,
         "",
         "whosaid: notes/ferry.txt: there is no such file; an address begins with https://\n"},
        {"nor as a path",
         {"save", "./ferry", "--archive=a.db"},
         false,
         1,
         "",
         "whosaid: ./ferry: there is no such file; an address begins with https://\n"},
        {"an article that there is not",
         {"save", "--full-text", "7", "--archive=a.db"},
         false,
         1,
         "",
         "whosaid: 7: there is no article with this number\n"},
        {"nothing to annotate anew", {"reindex", "--archive=a.db"}, false, 0, "", ""},
    };
    const struct stage *stage = *state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const struct call *call = &calls[i];
        subscribe(stage, call->has_broken);
        struct outcome outcome = run(&stage->place, call->arguments, "");
        if (outcome.status != call->status || !agrees(outcome.output, call->output, stage->broken) ||
            !agrees(outcome.errors, call->errors, stage->broken))
            fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", call->what, outcome.status, outcome.output,
                     outcome.errors);
        if (strchr(outcome.output, '\033') || strpbrk(outcome.errors, "\033\r"))
            fail_msg("%s: a pipe gets what is meant for a terminal", call->what);
        outcome_release(&outcome);
    }
}

/* The lines that app/sync.h promises, whatever their order among feeds. */
static void test_lines_of_progress(void **state)
{
    static const char *const arguments[] = {"sync", "--progress", "--archive=a.db", NULL};
    static const char *const again[] = {"sync", "--progress", "--all", "--archive=a.db", NULL};
    const struct stage *stage = *state;
    subscribe(stage, true);
    struct outcome outcome = run(&stage->place, arguments, "");
    assert_int_equal(outcome.status, 1);
    assert_string_equal(outcome.errors, "");
    assert_non_null(strstr(outcome.output, "progress 3/3 new "));
    assert_non_null(strstr(outcome.output, "feed 2 new 2 changed 0\n"));
    assert_non_null(strstr(outcome.output, "feed 3 failed it is gone for good"));
    const char *end = strstr(outcome.output, "\nend new ");
    assert_non_null(end);
    assert_non_null(strstr(end, " failed 1\n"));
    outcome_release(&outcome);
    outcome = run(&stage->place, again, "");
    assert_int_equal(outcome.status, 0); /* what is gone is not asked for again */
    assert_non_null(strstr(outcome.output, "feed 1 same\n"));
    assert_non_null(strstr(outcome.output, "feed 2 same\n"));
    assert_non_null(strstr(outcome.output, "end new 0 failed 0\n"));
    outcome_release(&outcome);
}

static json_int_t total(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(json_object_get(object, "totals"), name));
}

static void test_one_object_for_programs(void **state)
{
    static const char *const arguments[] = {"sync", "--json", "--archive=a.db", NULL};
    const struct stage *stage = *state;
    subscribe(stage, true);
    struct outcome outcome = run(&stage->place, arguments, "");
    assert_int_equal(outcome.status, 1);
    json_t *object = json_loads(outcome.output, 0, NULL), *feed;
    assert_non_null(object);
    size_t i, failed = 0;
    assert_int_equal(json_array_size(json_object_get(object, "feeds")), 3);
    json_array_foreach(json_object_get(object, "feeds"), i, feed)
    {
        assert_true(json_integer_value(json_object_get(feed, "id")) > 0);
        assert_non_null(json_string_value(json_object_get(feed, "url")));
        assert_non_null(json_string_value(json_object_get(feed, "title")));
        bool is_failed = strcmp(json_string_value(json_object_get(feed, "status")), "failed") == 0;
        assert_true(is_failed == (json_object_get(feed, "error") != NULL));
        failed += is_failed;
    }
    assert_int_equal(failed, 1);
    assert_int_equal(total(object, "feeds"), 3);
    assert_int_equal(total(object, "failed"), 1);
    assert_true(total(object, "new") > 0);
    json_decref(object);
    outcome_release(&outcome);
}

static void test_pages_are_saved(void **state)
{
    const struct stage *stage = *state;
    const char *const arguments[] = {"save", "--json", "--archive=a.db", stage->page, NULL};
    subscribe(stage, false);
    struct outcome outcome = run(&stage->place, arguments, "");
    if (outcome.status != 0)
        fail_msg("%s%s", outcome.output, outcome.errors);
    json_t *object = json_loads(outcome.output, 0, NULL);
    assert_int_equal(total(object, "new"), 1);
    assert_int_equal(total(object, "pages"), 1);
    json_decref(object);
    outcome_release(&outcome);
}

/* Whoever saved something is told what; %s stands for the address. */
static void test_what_saving_says(void **state)
{
    const struct stage *stage = *state;
    const struct call calls[] = {
        {"a page", {"save", "--archive=a.db", stage->page}, false, 0, "saved: Harbour (%s)\n", ""},
        {"once more", {"save", "--archive=a.db", stage->page}, false, 0, "already saved: Harbour (%s)\n", ""},
        {"in silence", {"save", "-q", "--archive=a.db", stage->page}, false, 0, "", ""},
        {"what comes in", {"save", "--archive=a.db", "-"}, false, 0, "saved: Tides (standard input)\n", ""},
        {"what cannot be had",
         {"save", "--archive=a.db", stage->broken},
         false,
         1,
         "",
         "whosaid: %s: it is gone for good, the server says (HTTP status 410)\n"},
    };
    subscribe(stage, false);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct outcome outcome = run(&stage->place, calls[i].arguments, "Tides\n\nThe tide was low all day.\n");
        const char *url = calls[i].status ? stage->broken : stage->page;
        if (outcome.status != calls[i].status || !agrees(outcome.output, calls[i].output, url) ||
            !agrees(outcome.errors, calls[i].errors, url))
            fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", calls[i].what, outcome.status,
                     outcome.output, outcome.errors);
        outcome_release(&outcome);
    }
}

/* The feed that never answers keeps it waiting, until the other is stored, and then it is interrupted. */
static void test_ctrl_c_keeps_what_has_come(void **state)
{
    const struct stage *stage = *state;
    char list[4 * SERVER_URL_SIZE], stall[SERVER_URL_SIZE], archive[2 * TEST_PATH_SIZE], output[4096] = "";
    static const char *const import[] = {"import", "--archive=a.db", NULL};
    const char *const arguments[] = {stage->place.program, "sync", "--progress", "--archive", archive, NULL};
    struct child child;
    struct error error = {""};
    size_t length = 0;
    (void)snprintf(archive, sizeof archive, "%s/a.db", stage->place.folder);
    (void)remove(archive);
    server_url(&stage->server, "/stall", stall);
    (void)snprintf(list, sizeof list, "%s\n%s\n", stage->news, stall);
    struct outcome outcome = run(&stage->place, import, list);
    outcome_release(&outcome);
    assert_true(child_open(arguments, &child, &error));
    for (ssize_t count = 1; count > 0 && !strstr(output, "feed 1 new 2"); length += (size_t)count)
        count = read(child.descriptor, output + length, sizeof output - 1 - length);
    assert_int_equal(kill(child.process, SIGINT), 0);
    for (ssize_t count = 1; count > 0; length += (size_t)count)
        count = read(child.descriptor, output + length, sizeof output - 1 - length);
    assert_false(child_end(&child, false, &error));
    assert_string_equal(error.message, "ended with status 130");
    assert_non_null(strstr(output, "end new 2 failed 0\n"));
    outcome = run(&stage->place, (const char *const[]){"search", "--tsv", "--archive=a.db", "ferry", NULL}, "");
    assert_non_null(strstr(outcome.output, "First"));
    outcome_release(&outcome);
}

static int start(void **state)
{
    struct stage *stage = *state;
    folder_create(stage->place.folder);
    if (!server_start(&stage->server))
        return -1;
    server_url(&stage->server, "/feed", stage->feed);
    server_url(&stage->server, "/news", stage->news);
    server_url(&stage->server, "/gone", stage->broken);
    server_url(&stage->server, "/page", stage->page);
    return 0;
}

static int stop(void **state)
{
    struct stage *stage = *state;
    server_stop(&stage->server);
    folder_remove(stage->place.folder);
    return 0;
}

int main(int count, char **arguments)
{
    struct stage stage = {.server = {.process = 0}};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_what_the_shell_is_told, &stage),
        cmocka_unit_test_prestate(test_lines_of_progress, &stage),
        cmocka_unit_test_prestate(test_one_object_for_programs, &stage),
        cmocka_unit_test_prestate(test_pages_are_saved, &stage),
        cmocka_unit_test_prestate(test_what_saving_says, &stage),
        cmocka_unit_test_prestate(test_ctrl_c_keeps_what_has_come, &stage),
    };
    void *state = &stage;
    if (count < 1 || !program_find(arguments[0], &stage.place) || start(&state) != 0)
        return 1;
    int failed = cmocka_run_group_tests_name("sync from the shell", tests, NULL, NULL);
    return stop(&state) != 0 || failed;
}
