/* What somebody who types a few letters finds: case, accents, words in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/filter.h"
#include "base/buffer.h"
#include "base/folding.h"

/* The marks of letters go wherever they stand, and all else stays. */
static void test_folding(void **state)
{
    static const struct {
        const char *what, *text, *folded;
    } cases[] = {
        {"nothing", "", ""},
        {"what has neither case nor marks", "42, \xe6\xb8\xaf", "42, \xe6\xb8\xaf"},
        {"case", "Ana RUIZ", "ana ruiz"},
        {"a mark at the end", "Sat\xc5\x8d", "sato"},
        {"at the beginning, one by itself", "e\xcc\x81t\xc3\xa9", "ete"},
        {"marks alone", "\xcc\x81\xcc\x82", ""},
        {"an ending sigma is a sigma", "\xce\x9f\xce\xa3", "\xce\xbf\xcf\x83"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer folded = buffer_create(100);
        if (!folding_append(cases[i].text, strlen(cases[i].text), &folded) ||
            strcmp(buffer_string(&folded), cases[i].folded) != 0)
            fail_msg("%s: %s", cases[i].what, buffer_string(&folded));
        buffer_release(&folded);
    }
}

static void test_filtering(void **state)
{
    static const struct {
        const char *what, *pattern, *text;
        bool matches;
    } cases[] = {
        {"nothing typed matches", "", "Ana", true},
        {"blanks match as nothing does", "  ", "Ana", true},
        {"case does not count", "ANA", "ana Ruiz", true},
        {"accents do not count in the text", "sato", "Sat\xc5\x8d", true},
        {"accents do not count in the pattern", "sat\xc5\x8d", "Sato", true},
        {"sharp s is two", "STRASSE",
         "Stra\xc3\x9f"
         "e",
         true},
        {"words in any order", "ruiz ana", "Ana Ruiz", true},
        {"within words", "uiz", "Ana Ruiz", true},
        {"every word must be there", "ana bo", "Ana Ruiz", false},
        {"something else does not match", "x", "Ana", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer pattern = buffer_create(1000), folded = buffer_create(1000);
        assert_true(folding_append(cases[i].pattern, strlen(cases[i].pattern), &pattern));
        assert_true(folding_append(cases[i].text, strlen(cases[i].text), &folded));
        if (filter_matches(buffer_string(&pattern), buffer_string(&folded)) != cases[i].matches)
            fail_msg("%s", cases[i].what);
        buffer_release(&pattern);
        buffer_release(&folded);
    }
    assert_true(filter_finds("ana r", "Mrs Ana Ruiz"));
    assert_true(filter_finds("Ana", "Mrs Ana Ruiz"));
    assert_false(filter_finds("ANA", "Mrs Ana Ruiz"));
    assert_false(filter_finds("ruiz ana", "Mrs Ana Ruiz"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_filtering),
    };
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
