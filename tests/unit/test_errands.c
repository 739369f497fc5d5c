/* Errands, with this test itself as the program that they start: called as `test_errands sync …` it writes what its
 * arguments say, as whosaid sync --progress would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/errands.h"

static const char *const common[] = {"--archive", "x", NULL};

/* Listens until one has ended. */
static struct errand_end end_of(struct errands *errands)
{
    struct errand_end end;
    while (!errands_listen(errands, &end))
        assert_true(errands_descriptor(errands) >= 0);
    return end;
}

struct errand_case {
    const char *what;
    enum errand_type type;
    const char *lines[5]; /* what it writes, and "=N" for its exit status */
    bool failed;
    const char *notice;
};

static const struct errand_case cases[] = {
    {"a sync that goes well tells what is new",
     ERRAND_SYNC,
     {"progress 0/2 new 0 bytes 0", "feed 1 new 3 changed 0", "feed 2 same", "end new 3 failed 0"},
     false,
     "3 new articles."},
    {"one article is one", ERRAND_SYNC, {"progress 1/1 new 1 bytes 9", "end new 1 failed 0"}, false, "1 new article."},
    {"a single feed that failed says why",
     ERRAND_SYNC,
     {"progress 0/1 new 0 bytes 0", "feed 7 failed Nobody is there.", "end new 0 failed 1", "=1"},
     true,
     "Nobody is there."},
    {"of several the first one's reason is told, with how many they are",
     ERRAND_SYNC,
     {"progress 0/3 new 0 bytes 0", "feed 7 failed Nobody is there.", "feed 8 failed Gone.", "end new 2 failed 2",
      "=1"},
     true,
     "2 new articles; 2 of 3 feeds failed: 7: Nobody is there."},
    {"what concerns no single feed is told",
     ERRAND_SYNC,
     {"error The archive is locked.", "=1"},
     true,
     "The archive is locked."},
    {"another command's last line is what it came to",
     ERRAND_SUBSCRIBE,
     {"looking", "", "subscribed to Ferries"},
     false,
     "subscribed to Ferries"},
    {"a complaint loses the program's name", ERRAND_EDIT, {"whosaid: no such feed", "=1"}, true, "no such feed"},
    {"silence is success", ERRAND_EDIT, {NULL}, false, "Changed."},
    {"a sync that had nothing to do says so",
     ERRAND_SYNC,
     {"progress 0/0 new 0 bytes 0", "end new 0 failed 0"},
     false,
     "There is no feed to fetch."},
    {"feeds that were left alone are told of",
     ERRAND_SYNC,
     {"progress 2/2 new 1 bytes 9", "spared 3", "end new 1 failed 0"},
     false,
     "1 new article; 3 feeds were not asked: failed a short time ago."},
    {"though there be no others",
     ERRAND_SYNC,
     {"progress 0/0 new 0 bytes 0", "spared 1", "end new 0 failed 0"},
     false,
     "0 new articles; 1 feed was not asked: failed a short time ago."},
    {"or else a failure that says how it ended", ERRAND_EDIT, {"=3"}, true, "whosaid fake ended with status 3"},
};

static void test_how_they_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {""};
        struct errands errands = errands_create(common, common);
        const char *arguments[8] = {"fake"};
        memcpy(arguments + 1, cases[i].lines, sizeof cases[i].lines);
        assert_true(errands_begin(&errands, cases[i].type, arguments, 42, &error));
        struct errand_end end = end_of(&errands);
        if (*end.reason.message) {
            struct error notice = end.notice;
            (void)error_set(&end.notice, "%s: %d: %s", notice.message, (int)end.feed, end.reason.message);
        }
        if (end.failed != cases[i].failed || strcmp(end.notice.message, cases[i].notice) != 0)
            fail_msg("%s: failed %d: %s", cases[i].what, end.failed, end.notice.message);
        assert_int_equal(end.type, cases[i].type);
        assert_int_equal(end.article, 42);
        assert_int_equal(errands_descriptor(&errands), -1);
        errands_release(&errands);
    }
}

static void test_one_after_another(void **state)
{
    (void)state;
    struct error error = {""};
    struct errands errands = errands_create(common, common);
    assert_true(errands_begin(&errands, ERRAND_EDIT, (const char *const[]){"fake", "first", NULL}, 0, &error));
    assert_true(errands_begin(&errands, ERRAND_EDIT, (const char *const[]){"fake", "second", NULL}, 0, &error));
    assert_false(errands_begin(&errands, ERRAND_EDIT, (const char *const[]){"fake", "second", NULL}, 0, &error));
    assert_string_equal(error.message, "That is being done already.");
    assert_string_equal(end_of(&errands).notice.message, "first");
    assert_string_equal(end_of(&errands).notice.message, "second");
    assert_int_equal(errands_descriptor(&errands), -1);
    errands_release(&errands);
}

static void test_a_cancelled_one_ends(void **state)
{
    (void)state;
    struct error error = {""};
    struct errands errands = errands_create(common, common);
    assert_false(errands_cancel(&errands));
    assert_true(errands_begin(&errands, ERRAND_SYNC, (const char *const[]){"fake", "wait", NULL}, 0, &error));
    assert_true(errands_begin(&errands, ERRAND_EDIT, (const char *const[]){"fake", "never", NULL}, 0, &error));
    assert_true(errands_cancel(&errands));
    assert_false(errands_cancel(&errands));
    assert_string_equal(end_of(&errands).notice.message, "Ended; what had come until then is kept.");
    assert_int_equal(errands_descriptor(&errands), -1);
    /* Releasing ends one that is at work, too. */
    assert_true(errands_begin(&errands, ERRAND_SYNC, (const char *const[]){"fake", "wait", NULL}, 0, &error));
    errands_release(&errands);
}

/* The program: its arguments behind those that all have are lines; "wait" waits for a signal. */
static int fake(char *const *lines)
{
    for (; *lines; lines++) {
        if (strcmp(*lines, "wait") == 0)
            (void)pause();
        else if (**lines == '=')
            return (*lines)[1] - '0';
        else
            (void)printf("%s\n", *lines);
    }
    return 0;
}

int main(int count, char **arguments)
{
    if (count >= 4 && strcmp(arguments[1], "fake") == 0 && strcmp(arguments[2], "--archive") == 0)
        return fake(arguments + 4);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_how_they_end),
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_a_cancelled_one_ends),
    };
    return cmocka_run_group_tests_name("errands", tests, NULL, NULL);
}
