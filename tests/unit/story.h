/* story: calls of the program as a shell makes them, each going on with what those before it have left in the archive.
 * For tests that include cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_STORY_H
#define WHOSAID_TESTS_UNIT_STORY_H

#include <stdlib.h>

#include "tests/net/server.h"
#include "tests/unit/program.h"

/* What a test has: a folder, and, where it starts one, a server. The state of each. */
struct story {
    struct place place; /* the first: a pointer to one is a pointer to the other */
    struct server server;
};

/* One call; NULL for `output` or `errors`: nothing at all is printed there, "" anything. */
struct call {
    const char *what;
    const char *arguments[ARGUMENTS_MAX];
    const char *input;
    int status;
    const char *output, *errors; /* a part of it */
};

static inline bool story_agrees(const char *printed, const char *expected)
{
    return expected ? strstr(printed, expected) != NULL : *printed == '\0';
}

static inline void play(const struct place *place, const struct call *calls, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct call *call = &calls[i];
        struct outcome outcome = run(place, call->arguments, call->input ? call->input : "");
        if (outcome.status != call->status || !story_agrees(outcome.output, call->output) ||
            !story_agrees(outcome.errors, call->errors))
            fail_msg("%s: exit status %d\n--- output:\n%s\n--- errors:\n%s", call->what, outcome.status, outcome.output,
                     outcome.errors);
        outcome_release(&outcome);
    }
}

#define PLAY(place, calls) play(place, calls, sizeof(calls) / sizeof *(calls))

/* cmocka's set-up and tear-down of each test, whose state is the story. */
static inline int story_begin(void **state)
{
    struct place *place = *state;
    folder_create(place->folder);
    return 0;
}

static inline int story_end(void **state)
{
    struct story *story = *state;
    server_stop(&story->server);
    folder_remove(story->place.folder);
    return 0;
}

/* Gives the tests their story; `own` is how their program was started (program_find). False, the user told, when there
 * is none. */
static inline bool story_prepare(struct story *story, struct CMUnitTest *tests, size_t count, const char *own)
{
    *story = (struct story){.server = {.process = 0}};
    for (size_t i = 0; i < count; i++) {
        tests[i].setup_func = story_begin;
        tests[i].teardown_func = story_end;
        tests[i].initial_state = story;
    }
    return program_find(own, &story->place) && setenv("TZ", "UTC0", 1) == 0;
}

#endif
