/* marks of very many articles: a part at a time, with other marks in between, taken back whole or half-way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/marks.h"
#include "archive_rig.h"

enum { ARTICLES = 5, AT_ONCE = 2 };

struct world {
    struct archive_rig rig;
    struct marks marks;
    int64_t ids[ARTICLES];
};

static void create(struct world *world)
{
    rig_create(&world->rig);
    int64_t feed = rig_add_feed(&world->rig, "https://one.example/", "One");
    for (int i = 0; i < ARTICLES; i++) {
        enum archive_outcome outcome;
        char guid[16];
        (void)snprintf(guid, sizeof guid, "%d", i);
        world->ids[i] = rig_store(
            &world->rig, &(struct rig_entry){feed, guid, guid, "Words.", NULL, 1000 - (int64_t)i, 1}, &outcome);
        assert_int_equal(outcome, ARCHIVE_NEW);
    }
    world->marks = marks_create(world->rig.archive);
    world->marks.at_once = AT_ONCE;
}

static void release(struct world *world)
{
    marks_release(&world->marks);
    rig_release(&world->rig);
}

/* One letter each, of what is done. */
static bool step(struct world *world, char what)
{
    struct marks *marks = &world->marks;
    struct mark_undone undone;
    switch (what) {
    case 'a':
        return marks_read(marks, world->ids, ARTICLES, true, &world->rig.error);
    case 'f': /* the first three */
        return marks_read(marks, world->ids, 3, true, &world->rig.error);
    case 'l': /* the last one */
        return marks_read(marks, &world->ids[ARTICLES - 1], 1, true, &world->rig.error);
    case 's':
        return marks_star(marks, world->ids[0], true, &world->rig.error);
    case '+':
        return marks_go_on(marks, &world->rig.error);
    default:
        return marks_undo(marks, &undone, &world->rig.error);
    }
}

static void test_parts(void **state)
{
    static const struct {
        const char *what, *steps, *unread, *starred;
        bool are_due;
    } cases[] = {
        {"the first part is marked at once", "a", "2 3 4", "", true},
        {"each time a part more", "a+", "4", "", true},
        {"until the last, which is smaller", "a++", "", "", false},
        {"and nothing happens behind it", "a+++", "", "", false},
        {"as many as go at once leave nothing to do", "l", "0 1 2 3", "", false},
        {"all is taken back a part at a time, too", "a++u", "0 1", "", true},
        {"each time a part more of it", "a++u+", "0 1 2 3", "", true},
        {"until all is as it was", "a++u++", "0 1 2 3 4", "", false},
        {"what is not marked yet is not marked any more when it is taken back", "au", "0 1 2 3 4", "", false},
        {"nor later", "au++", "0 1 2 3 4", "", false},
        {"half of it is taken back in parts, too", "a+u", "0 1 4", "", true},
        {"and no more than that half", "a+u+", "0 1 2 3 4", "", false},
        {"another mark does not wait for the rest", "as", "2 3 4", "0", true},
        {"the rest goes on behind it", "as++", "", "0", false},
        {"what was marked last is taken back first, and the rest goes on", "asu+", "4", "", true},
        {"then what is being marked", "asuu", "0 1 2 3 4", "", false},
        {"one article more, and it alone is taken back", "alu", "2 3 4", "", true},
        {"nor does one article wait for the rest", "fl", "2 3", "", true},
        {"what takes long itself begins behind the rest", "fa", "3 4", "", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world world;
        char found[TEST_SENTENCES_SIZE];
        create(&world);
        for (const char *at = cases[i].steps; *at; at++)
            rig_assert(&world.rig, step(&world, *at), cases[i].what);
        rig_query(&world.rig, &(struct archive_term){.type = ARCHIVE_TERM_UNREAD}, 1, world.ids, ARTICLES, found);
        if (strcmp(found, cases[i].unread) != 0 || marks_are_due(&world.marks) != cases[i].are_due)
            fail_msg("%s: unread are %s", cases[i].what, found);
        rig_query(&world.rig, &(struct archive_term){.type = ARCHIVE_TERM_STARRED}, 1, world.ids, ARTICLES, found);
        if (strcmp(found, cases[i].starred) != 0)
            fail_msg("%s: starred are %s", cases[i].what, found);
        release(&world);
    }
}

/* The reader's disk may become read-only while it marks: the rest is let be, and what was done can be taken back
 * elsewhere. */
static void test_what_cannot_be_written_is_let_be(void **state)
{
    (void)state;
    struct world world;
    create(&world);
    RIG_DO(&world.rig, step(&world, 'a'));
    rig_open(&world.rig, ARCHIVE_READ);
    world.marks.archive = world.rig.archive;
    assert_false(marks_go_on(&world.marks, &world.rig.error));
    assert_true(*world.rig.error.message != '\0');
    assert_false(marks_are_due(&world.marks));
    release(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_what_cannot_be_written_is_let_be),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
