/* Starting programs: which addresses may be handed over, and what arrives in the program. */
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

#include "base/child.h"
#include "base/error.h"

static void test_which_addresses_may_be_opened(void **state)
{
    static const struct {
        const char *what, *url;
        bool may;
    } cases[] = {
        {"http", "http://news.example/a?b=c&d#e", true},
        {"https, in any case", "HTTPS://news.example/", true},
        {"shell signs are just characters", "https://news.example/;$(x)`y`", true},
        {"an option of the browser", "-private https://news.example/", false},
        {"a file", "file:///etc/passwd", false},
        {"a script", "javascript:alert(1)", false},
        {"no scheme", "news.example", false},
        {"a blank", "https://news.example/a b", false},
        {"a newline", "https://news.example/\n--option", false},
        {"beyond ASCII", "https://news.example/\xc3\xa9", false},
        {"nothing", "", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (child_may_open(cases[i].url) != cases[i].may)
            fail_msg("%s: %s", cases[i].what, cases[i].url);
}

static void test_a_missing_program_is_told(void **state)
{
    (void)state;
    struct error error = {""};
    assert_false(child_start((const char *const[]){"/nowhere/no-such-browser", "https://news.example/", NULL}, &error));
    assert_string_equal(error.message, "/nowhere/no-such-browser cannot be started: No such file or directory");
}

/* The child writes into a fifo, so that reading waits for it. One argument has a blank and a sign of the shell in it.
 * */
static void test_arguments_arrive_whole(void **state)
{
    (void)state;
    char directory[] = "/tmp/whosaid-child-XXXXXX", source[64], target[64], content[16] = "";
    struct error error = {""};
    assert_non_null(mkdtemp(directory));
    (void)snprintf(source, sizeof source, "%s/a $HOME", directory);
    (void)snprintf(target, sizeof target, "%s/fifo", directory);
    FILE *file = fopen(source, "w");
    assert_non_null(file);
    assert_true(fputs("arrived", file) >= 0 && fclose(file) == 0);
    assert_int_equal(mkfifo(target, 0600), 0);
    assert_true(child_start((const char *const[]){"cp", source, target, NULL}, &error));
    file = fopen(target, "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, sizeof content - 1, file), 7);
    assert_string_equal(content, "arrived");
    (void)fclose(file);
    (void)unlink(source);
    (void)unlink(target);
    (void)rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_addresses_may_be_opened),
        cmocka_unit_test(test_a_missing_program_is_told),
        cmocka_unit_test(test_arguments_arrive_whole),
    };
    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
