/* Themes: how a style is written, and that the built-in themes are whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "config/theme.h"
#include "tests/unit/files.h"

struct style_case {
    const char *written; /* NULL: the part is not given at all */
    struct style style;  /* foreground, background, with eight colours the same, attributes */
    const char *warnings;
};

static const struct style_case style_cases[] = {
    {NULL, {-1, -1, -1, -1, 0}, ""},
    {"", {-1, -1, -1, -1, 0}, ""},
    {"default", {-1, -1, -1, -1, 0}, ""},
    {"bold", {-1, -1, -1, -1, STYLE_BOLD}, ""},
    {"faint italic underline reverse",
     {-1, -1, -1, -1, STYLE_FAINT | STYLE_ITALIC | STYLE_UNDERLINE | STYLE_REVERSE},
     ""},
    {"red", {1, -1, 1, -1, 0}, ""},
    {"white on blue", {7, 4, 7, 4, 0}, ""},
    {"on black", {-1, 0, -1, 0, 0}, ""},
    {"bold color75/blue on color237/default", {75, 237, 4, -1, STYLE_BOLD}, ""},
    {"color9", {9, -1, 1, -1, 0}, ""},
    {"color255/white", {255, -1, 7, -1, 0}, ""},
    {"default/cyan", {-1, -1, 6, -1, 0}, ""},
    {"\t underline   red ", {1, -1, 1, -1, STYLE_UNDERLINE}, ""},
    /* 16 + 36*5 + 6*2 + 0 = 208; red and half of green: with eight colours red */
    {"#ff8700", {208, -1, 1, -1, 0}, ""},
    {"#FF8802", {208, -1, 1, -1, 0}, ""},
    {"#ffff00", {226, -1, 3, -1, 0}, ""},
    {"#00ffff", {51, -1, 6, -1, 0}, ""},
    {"#eeeeee", {255, -1, 7, -1, 0}, ""}, /* the last grey: 8 + 10*23 = 238 */
    {"#000000", {16, -1, 0, -1, 0}, ""},
    {"color256", {-1, -1, -1, -1, 0}, "'color256' is neither an attribute nor a colour"},
    {"color", {-1, -1, -1, -1, 0}, "'color' is neither"},
    {"color-1", {-1, -1, -1, -1, 0}, "'color-1' is neither"},
    {"color0001", {-1, -1, -1, -1, 0}, "'color0001' is neither"},
    {"#ff88", {-1, -1, -1, -1, 0}, "'#ff88' is neither"},
    {"#ff88gg", {-1, -1, -1, -1, 0}, "'#ff88gg' is neither"},
    {"blod", {-1, -1, -1, -1, 0}, "'blod' is neither"},
    {"color75/color75", {-1, -1, -1, -1, 0}, "is neither"},
    {"bold color75/", {-1, -1, -1, -1, 0}, "is neither"},
};

/* Writes `text` as the theme `name` below the folder. */
static void write_theme(const char *folder, const char *name, const char *text)
{
    char path[TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%.400s/themes", folder);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "themes/%s.ini", name);
    file_write(folder, path, text, strlen(text), NULL);
}

static void test_styles(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    folder_create(folder);
    for (size_t i = 0; i < sizeof style_cases / sizeof *style_cases; i++) {
        const struct style_case *row = &style_cases[i];
        char text[256], warnings[TEST_SENTENCES_SIZE] = "";
        const char *written = row->written ? row->written : "no line";
        struct theme theme;
        struct error error = {0};
        (void)snprintf(text, sizeof text, "[parts]\n%s = \"%s\"\n", row->written ? "link" : "heading", written);
        write_theme(folder, "own", row->written ? text : "");
        if (!theme_read(&theme, "own", folder, sentences_add, warnings, &error))
            fail_msg("'%s': %s", written, error.message);
        const struct style *style = &theme.roles[ROLE_LINK];
        if (style->foreground != row->style.foreground || style->background != row->style.background ||
            style->foreground_basic != row->style.foreground_basic ||
            style->background_basic != row->style.background_basic || style->attributes != row->style.attributes)
            fail_msg("'%s' is %d on %d, %d on %d, %u", written, style->foreground, style->background,
                     style->foreground_basic, style->background_basic, style->attributes);
        if (*row->warnings ? !strstr(warnings, row->warnings) : *warnings != '\0')
            fail_msg("'%s': the warnings are: %s", written, warnings);
    }
    folder_remove(folder);
}

struct theme_case {
    const char *what, *file;
    size_t speakers;
    const char *warnings;
};

static const struct theme_case theme_cases[] = {
    {"a theme without speakers has one plain one", "[parts]\ntext = red\n", 1, ""},
    {"as many speakers as the highest number", "[speakers]\n1 = red\n3 = blue\n", 3, ""},
    {"twelve speakers", "[speakers]\n12 = red\n", 12, ""},
    {"a thirteenth", "[speakers]\n13 = red\n", 1, "no '13' in [speakers]"},
    {"a speaker without a number", "[speakers]\nann = red\n", 1, "speakers are 1 to 12"},
    {"a part that is nearly one", "[parts]\nheadin = red\n", 1, "did you mean heading?"},
    {"an unknown section", "[colours]\ntext = red\n", 1, "no 'text' in [colours]"},
    {"an unquoted number sign", "[parts]\ntext = #ff0000\n", 1, "line 2: what follows '#' is a comment"},
};

static void test_files(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE];
    folder_create(folder);
    for (size_t i = 0; i < sizeof theme_cases / sizeof *theme_cases; i++) {
        const struct theme_case *row = &theme_cases[i];
        char warnings[TEST_SENTENCES_SIZE] = "";
        struct theme theme;
        struct error error = {0};
        write_theme(folder, "own", row->file);
        if (!theme_read(&theme, "own", folder, sentences_add, warnings, &error))
            fail_msg("%s: %s", row->what, error.message);
        if (theme.speaker_count != row->speakers)
            fail_msg("%s: %zu speakers", row->what, theme.speaker_count);
        if (*row->warnings ? !strstr(warnings, row->warnings) : *warnings != '\0')
            fail_msg("%s: the warnings are: %s", row->what, warnings);
    }
    folder_remove(folder);
}

static void test_which_theme(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct theme theme, before;
    struct error error;
    folder_create(folder);
    write_theme(folder, "own", "[parts]\ntext = red\n");
    assert_true(theme_read(&theme, "mono", folder, sentences_add, warnings, &error));
    assert_int_equal(theme.roles[ROLE_CURRENT].attributes, STYLE_REVERSE);
    write_theme(folder, "mono", "[parts]\ntext = blue\n");
    assert_true(theme_read(&theme, "mono", folder, sentences_add, warnings, &error));
    assert_int_equal(theme.roles[ROLE_TEXT].foreground, 4);
    before = theme;
    static const char *const no_themes[] = {"nothing", "", "../themes/own", ".own"};
    for (size_t i = 0; i < sizeof no_themes / sizeof *no_themes; i++) {
        assert_false(theme_read(&theme, no_themes[i], folder, sentences_add, warnings, &error));
        assert_memory_equal(&theme, &before, sizeof theme);
    }
    write_theme(folder, "own", "red\n");
    assert_false(theme_read(&theme, "own", folder, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "line 1"));
    assert_memory_equal(&theme, &before, sizeof theme);
    assert_string_equal(warnings, "");
    folder_remove(folder);
}

static const char *const role_names[] = {
#define ROLE(identifier, name, sentence) name,
#include "config/theme.def"
#undef ROLE
};
static const char *const role_sentences[] = {
#define ROLE(identifier, name, sentence) sentence,
#include "config/theme.def"
#undef ROLE
};

static void test_built_in_themes_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t speakers;
    } themes[] = {{"dark", 8}, {"light", 8}, {"mono", 2}};
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        char path[64], warnings[TEST_SENTENCES_SIZE] = "";
        struct theme theme;
        struct error error = {0};
        if (!theme_read(&theme, themes[i].name, NULL, sentences_add, warnings, &error))
            fail_msg("%s: %s", themes[i].name, error.message);
        assert_string_equal(warnings, "");
        assert_int_equal(theme.speaker_count, themes[i].speakers);
        (void)snprintf(path, sizeof path, "config/themes/%s.ini", themes[i].name);
        char *file = file_read(path);
        for (size_t role = 0; role < ROLE_COUNT; role++) {
            char line[64];
            (void)snprintf(line, sizeof line, "\n%s = \"", role_names[role]);
            if (!strstr(file, line))
                fail_msg("%s leaves %s out", path, role_names[role]);
        }
        free(file);
    }
}

static void test_mono_has_no_colour(void **state)
{
    (void)state;
    char warnings[TEST_SENTENCES_SIZE] = "";
    struct theme theme;
    struct error error;
    assert_true(theme_read(&theme, "mono", NULL, sentences_add, warnings, &error));
    for (size_t i = 0; i < ROLE_COUNT; i++)
        assert_true(theme.roles[i].foreground == COLOUR_DEFAULT && theme.roles[i].background == COLOUR_DEFAULT);
    for (size_t i = 0; i < theme.speaker_count; i++)
        assert_true(theme.speakers[i].foreground == COLOUR_DEFAULT && theme.speakers[i].background == COLOUR_DEFAULT);
}

static void test_manual_tells_of_every_part(void **state)
{
    (void)state;
    char *page = manual_read("man/whosaid.ini.5");
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        char item[256];
        (void)snprintf(item, sizeof item, ".It Cm %s %s", role_names[i], role_sentences[i]);
        if (!strstr(page, item))
            fail_msg("man/whosaid.ini.5 lacks: %s", item);
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_which_theme),
        cmocka_unit_test(test_built_in_themes_are_whole),
        cmocka_unit_test(test_mono_has_no_colour),
        cmocka_unit_test(test_manual_tells_of_every_part),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
