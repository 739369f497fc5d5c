/* Numbers of bytes as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cmd/progress_bar.h"

static void test_bytes(void **state)
{
    static const struct {
        const char *what;
        int64_t bytes;
        const char *text;
    } cases[] = {
        {"nothing", 0, "0 bytes"},
        {"bytes up to a thousand", 999, "999 bytes"},
        {"a thousand, not 1024", 1000, "1.0 kB"},
        {"a digit behind the point below ten", 9940, "9.9 kB"},
        {"none where it would be rounded to ten", 9960, "10 kB"},
        {"never four digits", 999600, "1.0 MB"},
        {"a full archive", INT64_C(4500000000), "4.5 GB"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[32] = "got ";
        progress_append_bytes(text, sizeof text, cases[i].bytes);
        if (strncmp(text, "got ", 4) != 0 || strcmp(text + 4, cases[i].text) != 0)
            fail_msg("%s: %s", cases[i].what, text);
    }
}

static void test_what_does_not_fit_is_cut(void **state)
{
    char text[8] = "5 of ";
    (void)state;
    progress_append_bytes(text, sizeof text, 4500);
    assert_string_equal(text, "5 of 4.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_what_does_not_fit_is_cut),
    };
    return cmocka_run_group_tests_name("progress bar", tests, NULL, NULL);
}
