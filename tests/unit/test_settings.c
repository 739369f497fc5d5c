/* Settings: what each type takes, what a file can have wrong, and that sample and manual tell of every setting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "config/ini.h"
#include "config/settings.h"
#include "tests/unit/files.h"

/* What settings_print prints, for the caller to free. */
static char *printed(const struct settings *settings)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    settings_print(settings, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static bool same_settings(const struct settings *one, const struct settings *other)
{
    char *text = printed(one), *other_text = printed(other);
    bool same = strcmp(text, other_text) == 0;
    free(text);
    free(other_text);
    return same;
}

struct set_case {
    const char *what, *name, *value, *refusal; /* refusal: part of the sentence, or NULL when the value is taken */
};

static const struct set_case set_cases[] = {
    {"a number", "text-width", "100", NULL},
    {"a full name", "screen.text-width", "20", NULL},
    {"a number at its upper end", "text-width", "400", NULL},
    {"a number below its range", "text-width", "19", "from 20 to 400, not '19'"},
    {"a number above its range", "text-width", "401", "from 20 to 400"},
    {"a number that overflows", "text-width", "99999999999999999999", "from 20 to 400"},
    {"a number with something behind it", "text-width", "80x", "not '80x'"},
    {"no number", "text-width", "", "not ''"},
    {"yes", "mouse", "yes", NULL},
    {"on, in capitals", "mouse", "ON", NULL},
    {"neither yes nor no", "mouse", "maybe", "yes or no, not 'maybe'"},
    {"one of the choices", "ascii", "auto", NULL},
    {"a part of a choice", "ascii", "aut", "one of auto yes no, not 'aut'"},
    {"two choices at once", "ascii", "auto yes", "one of auto"},
    {"an empty choice", "ascii", "", "one of auto"},
    {"text with one kind of quotation marks", "browser", "say \"this\"", NULL},
    {"text with both kinds", "browser", "it's \"this\"", "one kind of quotation marks"},
    {"text with a newline", "browser", "a\nb", "without control characters"},
    {"text that is no UTF-8", "browser", "a\xff", "without control characters"},
    {"text with an escape", "browser", "a\x1b[m", "without control characters"},
    {"the wrong section", "reading.theme", "dark", "no setting 'reading.theme'; did you mean screen.theme?"},
    {"a mistyped name", "tex-width", "80", "did you mean screen.text-width?"},
    {"a name that is near nothing", "colour-depth-of-field", "80", "`whosaid config` lists them"},
    {"no name", "", "80", "no setting ''"},
    {"a dot alone", ".", "80", "no setting '.'"},
};

static void test_set(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof set_cases / sizeof *set_cases; i++) {
        const struct set_case *row = &set_cases[i];
        const struct settings before = settings_default();
        struct settings settings = before;
        struct error error = {0};
        bool done = settings_set(&settings, row->name, row->value, &error);
        if (done != (row->refusal == NULL))
            fail_msg("%s: %s", row->what, done ? "was taken" : error.message);
        if (row->refusal && !strstr(error.message, row->refusal))
            fail_msg("%s: the sentence is: %s", row->what, error.message);
        if (row->refusal && !same_settings(&settings, &before))
            fail_msg("%s: a refused value changed something", row->what);
    }
    struct settings settings = settings_default();
    struct error error;
    assert_true(settings_set(&settings, "text-width", "100", &error));
    assert_true(settings_set(&settings, "screen.mouse", "True", &error));
    assert_true(settings_set(&settings, "ascii", "no", &error));
    assert_int_equal(settings.text_width, 100);
    assert_true(settings.mouse);
    assert_string_equal(settings.ascii, "no");
}

static void test_string_ceiling(void **state)
{
    (void)state;
    char value[SETTING_STRING_SIZE + 1];
    struct settings settings = settings_default();
    struct error error;
    memset(value, 'x', sizeof value);
    value[SETTING_STRING_SIZE] = '\0';
    assert_false(settings_set(&settings, "browser", value, &error));
    assert_string_equal(settings.browser, "xdg-open");
    value[SETTING_STRING_SIZE - 1] = '\0';
    assert_true(settings_set(&settings, "browser", value, &error));
    assert_string_equal(settings.browser, value);
}

struct file_case {
    const char *what, *file;
    int text_width; /* what it is afterwards; the default is 72 */
    const char *browser;
    const char *warnings; /* a part of them; "" for none at all */
    const char *refusal;  /* a part of the sentence when nothing of the file is used */
};

static const struct file_case file_cases[] = {
    {"an empty file changes nothing", "", 72, "xdg-open", "", NULL},
    {"comments and empty lines are passed over", "# a\n; b\n\n[screen]\ntext-width = 80\n", 80, "xdg-open", "", NULL},
    {"CR LF, a byte-order mark, no newline at the end", "\xef\xbb\xbf[screen]\r\ntext-width=81", 81, "xdg-open", "",
     NULL},
    {"names in capitals", "[Screen]\nText-Width = 82\n", 82, "xdg-open", "", NULL},
    {"the last of two values", "[screen]\ntext-width = 83\ntext-width = 84\n", 84, "xdg-open", "", NULL},
    {"quoted comment signs stay", "[programs]\nbrowser = \"a#b;c\"\n", 72, "a#b;c", "", NULL},
    {"single quotation marks hold double ones", "[programs]\nbrowser = 'a \"b\"'\n", 72, "a \"b\"", "", NULL},
    {"a trailing comment is cut off", "[screen]\ntext-width = 85 # wide\n", 85, "xdg-open", "", NULL},
    {"a comment sign that cuts a value is told", "[programs]\nbrowser = open#now\n", 72, "open",
     "line 2: what follows '#' is a comment", NULL},
    {"a value that is a comment sign's is told", "[programs]\nbrowser = ;x\n", 72, "", "line 2: what follows ';'",
     NULL},
    {"an unknown name is told, the rest is used", "[screen]\ntextwidth = 1\ntext-width = 86\n", 86, "xdg-open",
     "no setting 'screen.textwidth'; did you mean screen.text-width?", NULL},
    {"a value out of range is told and passed over", "[screen]\ntext-width = 5\n", 72, "xdg-open",
     "text-width is a number from 20 to 400, not '5'", NULL},
    {"a name without its section counts", "text-width = 87\n", 87, "xdg-open", "", NULL},
    {"a section by itself is no setting", "[screen]\n[mouse]\n", 72, "xdg-open", "", NULL},
    {"a line that is no setting spoils all", "[screen]\ntext-width = 88\nnonsense\n", 72, "xdg-open", "",
     "line 3: neither a [section] nor a line like `name = value`"},
    {"a value without a name spoils all", "[screen]\n= 5\n", 72, "xdg-open", "", "line 2: neither"},
    {"a comment behind a section spoils all", "[screen] # here\n", 72, "xdg-open", "", "line 1: neither"},
};

static void check_file(const char *folder, const struct file_case *row)
{
    char path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    const struct settings before = settings_default();
    struct settings settings = before;
    struct error error = {0};
    file_write(folder, "whosaid.ini", row->file, strlen(row->file), path);
    bool done = settings_read(&settings, path, sentences_add, warnings, &error);
    if (done != (row->refusal == NULL))
        fail_msg("%s: %s", row->what, done ? "was read" : error.message);
    if (row->refusal && (!strstr(error.message, row->refusal) || !strstr(error.message, path)))
        fail_msg("%s: the sentence is: %s", row->what, error.message);
    if (row->refusal && !same_settings(&settings, &before))
        fail_msg("%s: a refused file changed something", row->what);
    if (*row->warnings ? !strstr(warnings, row->warnings) : *warnings != '\0')
        fail_msg("%s: the warnings are: %s", row->what, warnings);
    if (settings.text_width != row->text_width || strcmp(settings.browser, row->browser) != 0)
        fail_msg("%s: text-width is %d, browser %s", row->what, settings.text_width, settings.browser);
}

static void test_read(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    folder_create(folder);
    for (size_t i = 0; i < sizeof file_cases / sizeof *file_cases; i++)
        check_file(folder, &file_cases[i]);
    folder_remove(folder);
}

static void test_read_what_is_no_file(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct settings settings = settings_default();
    struct error error;
    folder_create(folder);
    assert_true(settings_read(&settings, "/nowhere/whosaid.ini", sentences_add, warnings, &error));
    assert_false(settings_read(&settings, folder, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "cannot be read"));
    char *large = calloc(1, INI_SIZE_MAX + 2);
    assert_non_null(large);
    memset(large, '\n', INI_SIZE_MAX + 1);
    file_write(folder, "large.ini", large, INI_SIZE_MAX + 1, path);
    assert_false(settings_read(&settings, path, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "larger than 32 KiB"));
    file_write(folder, "large.ini", large, INI_SIZE_MAX, path);
    assert_true(settings_read(&settings, path, sentences_add, warnings, &error));
    memset(large, 'x', 2000);
    large[4] = '=';
    file_write(folder, "line.ini", large, 1022, path);
    assert_true(settings_read(&settings, path, sentences_add, warnings, &error));
    assert_non_null(strstr(warnings, "no setting 'xxxx'"));
    file_write(folder, "line.ini", large, 1023, path);
    assert_false(settings_read(&settings, path, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "line 1: longer than 1022 bytes"));
    free(large);
    folder_remove(folder);
}

static void test_printed_settings_read_back(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct settings settings = settings_default();
    struct error error;
    folder_create(folder);
    assert_true(settings_set(&settings, "text-width", "99", &error));
    assert_true(settings_set(&settings, "mouse", "yes", &error));
    assert_true(settings_set(&settings, "ascii", "no", &error));
    assert_true(settings_set(&settings, "browser", " a \"b\" # c ; d = e\\", &error));
    assert_true(settings_set(&settings, "date-format", "'%d'", &error));
    assert_true(settings_set(&settings, "theme", "", &error));
    char *text = printed(&settings);
    file_write(folder, "whosaid.ini", text, strlen(text), path);
    struct settings again = settings_default();
    assert_true(settings_read(&again, path, sentences_add, warnings, &error));
    assert_string_equal(warnings, "");
    assert_int_equal(again.text_width, 99);
    assert_true(again.mouse);
    assert_string_equal(again.ascii, "no");
    assert_string_equal(again.browser, " a \"b\" # c ; d = e\\");
    assert_string_equal(again.date_format, "'%d'");
    assert_string_equal(again.theme, "");
    free(text);
    folder_remove(folder);
}

static void test_sample_is_what_is_printed(void **state)
{
    (void)state;
    const struct settings settings = settings_default();
    char *text = printed(&settings), *sample = file_read("config/default.ini");
    if (strcmp(text, sample) != 0)
        fail_msg("config/default.ini differs: write it anew with `whosaid config --default`");
    free(text);
    free(sample);
}

static void test_manual_tells_of_every_setting(void **state)
{
    (void)state;
    char *page = manual_read("man/whosaid.ini.5");
    for (size_t i = 0; setting_entry(i); i++) {
        char item[128];
        (void)snprintf(item, sizeof item, ".It Cm %s", setting_entry(i)->name);
        if (!strstr(page, item) || !strstr(page, setting_entry(i)->sentence))
            fail_msg("man/whosaid.ini.5 lacks the name or the sentence of %s", setting_entry(i)->name);
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_string_ceiling),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_read_what_is_no_file),
        cmocka_unit_test(test_printed_settings_read_back),
        cmocka_unit_test(test_sample_is_what_is_printed),
        cmocka_unit_test(test_manual_tells_of_every_setting),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
