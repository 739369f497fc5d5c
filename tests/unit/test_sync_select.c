/* Which feeds a sync fetches: a table of what is asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/sync.h"
#include "app/sync_select.h"
#include "base/array.h"
#include "base/error.h"
#include "store/archive_feeds.h"

enum { NOW = 1000000, NAMES_SIZE = 200 };

static const char *const at_sea[] = {"News/Sea"}, *const on_land[] = {"news"},
                         *const in_newsletters[] = {"Newsletters"};

static const struct archived_feed feeds[] = {
    {.id = 1, .url = "https://due.example/", .state = {.next_due = NOW}, .folders = at_sea, .folder_count = 1},
    {.id = 2, .url = "https://fresh.example/", .state = {.next_due = NOW + 1}, .folders = on_land, .folder_count = 1},
    {.id = 3, .url = "https://paused.example/", .wishes = {.paused = true}, .folders = at_sea, .folder_count = 1},
    {.id = 4, .url = "https://gone.example/", .state = {.gone = true}},
    {.id = 5, .url = "https://refused.example/", .state = {.failures = 1, .next_due = NOW + 1}},
    {.id = 6, .url = "https://unreached.example/", .state = {.failures = 9, .unreached = true, .next_due = NOW + 1}},
    {.id = 7,
     .url = "https://again.example/",
     .state = {.failures = 1, .next_due = NOW},
     .folders = in_newsletters,
     .folder_count = 1},
};
enum { FEEDS = sizeof feeds / sizeof *feeds };

struct select_case {
    const char *what;
    struct sync_options options;
    const char *const names[3];
    const char *chosen; /* numbers of feeds */
    size_t spared;
    const char *error; /* NULL: none */
};

static const struct select_case cases[] = {
    {"what is due", {.all = false}, {NULL}, "1 7", 0, NULL},
    {"all but the paused, the gone, and those whose server refused lately", {.all = true}, {NULL}, "1 2 6 7", 1, NULL},
    {"a folder with those in it, however its name is written", {.folder = "NEWS"}, {NULL}, "1 2", 0, NULL},
    {"a folder in it", {.folder = "News/Sea"}, {NULL}, "1", 0, NULL},
    {"a folder that is not there", {.folder = "New"}, {NULL}, "", 0, "there is no folder 'New'"},
    {"a feed that is named, whatever its state, once", {.all = false}, {"5", "4", "5"}, "5 4", 0, NULL},
};

static void test_selection(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct select_case *row = &cases[i];
        struct archived_feed all[FEEDS];
        struct array chosen = array_create(sizeof(struct archived_feed *), FEEDS);
        struct sync_options options = row->options;
        struct error error = {""};
        char numbers[NAMES_SIZE] = "";
        size_t spared = 99;
        memcpy(all, feeds, sizeof feeds);
        options.now = NOW;
        options.names = row->names;
        for (; options.name_count < 3 && row->names[options.name_count]; options.name_count++)
            continue;
        bool done = sync_select(all, FEEDS, &options, &chosen, &spared, &error);
        struct archived_feed *const *found = chosen.items;
        for (size_t j = 0; j < chosen.count; j++)
            (void)snprintf(numbers + strlen(numbers), NAMES_SIZE - strlen(numbers), "%s%d", j ? " " : "",
                           (int)found[j]->id);
        if (done != !row->error || strcmp(numbers, row->chosen) != 0 || spared != row->spared ||
            (row->error && strcmp(error.message, row->error) != 0))
            fail_msg("%s: chosen %s, spared %zu, %s", row->what, numbers, spared, error.message);
        array_release(&chosen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_selection)};
    return cmocka_run_group_tests_name("sync select", tests, NULL, NULL);
}
