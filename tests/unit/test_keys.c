/* Keys: their names, what keys.ini can say, and that sample and manual tell of every action. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"
#include "config/keys.h"
#include "tests/unit/files.h"

struct name_case {
    const char *name;
    uint32_t key;
    const char *shown; /* what it is called on the screen */
};

static const struct name_case name_cases[] = {
    {"j", 'j', "j"},
    {"J", 'J', "J"},
    {"\xc3\xa9", 0xe9, "\xc3\xa9"},
    {"\xe6\x97\xa5", 0x65e5, "\xe6\x97\xa5"},
    {"Tab", KEYCODE_TAB, "Tab"},
    {"C-i", KEYCODE_TAB, "Tab"},
    {"S-Tab", KEYCODE_SHIFT_TAB, "S-Tab"},
    {"Enter", KEYCODE_ENTER, "Enter"},
    {"C-m", KEYCODE_ENTER, "Enter"},
    {"Escape", KEYCODE_ESCAPE, "Escape"},
    {"Space", ' ', "Space"},
    {"Backspace", KEYCODE_BACKSPACE, "Backspace"},
    {"PageDown", KEYCODE_PAGE_DOWN, "PageDown"},
    {"Delete", KEYCODE_DELETE, "Delete"},
    {"F1", KEYCODE_F1, "F1"},
    {"F12", KEYCODE_F1 + 11, "F12"},
    {"C-a", 1, "C-a"},
    {"C-z", 26, "C-z"},
    {"Quote", '"', "\""},
    {"Hash", '#', "#"},
    {"Semicolon", ';', ";"},
    {"\"", '"', "\""},
    {"", KEYCODE_NONE, NULL},
    {"F0", KEYCODE_NONE, NULL},
    {"F13", KEYCODE_NONE, NULL},
    {"F01", KEYCODE_NONE, NULL},
    {"C-A", KEYCODE_NONE, NULL},
    {"C-", KEYCODE_NONE, NULL},
    {"C-aa", KEYCODE_NONE, NULL},
    {"tab", KEYCODE_NONE, NULL},
    {"jk", KEYCODE_NONE, NULL},
    {"\x01", KEYCODE_NONE, NULL},
    {"\x7f", KEYCODE_NONE, NULL},
    {"\xc2\x9b", KEYCODE_NONE, NULL},
    {"\xff", KEYCODE_NONE, NULL},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof name_cases / sizeof *name_cases; i++) {
        const struct name_case *row = &name_cases[i];
        char shown[KEY_NAME_SIZE];
        uint32_t key = key_from_name(row->name, strlen(row->name));
        if (key != row->key)
            fail_msg("%s is key %#x, not %#x", row->name, key, row->key);
        if (!key)
            continue;
        key_to_name(key, shown);
        assert_string_equal(shown, row->shown);
    }
    assert_int_equal(key_from_name("Tabs", 3), KEYCODE_TAB);
}

static void test_default_keys_are_whole(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    assert_non_null(keymap);
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct action_entry *entry = action_entry(action);
        assert_int_equal(action_from_name(entry->name), action);
        size_t wanted = 1;
        for (const char *at = entry->keys; *at; at++)
            wanted += *at == ' ';
        for (enum context context = 0; context < CONTEXT_COUNT; context++) {
            uint32_t keys[16];
            size_t count = keymap_keys(keymap, context, action, keys, 16);
            /* Fewer would mean that a name is wrong or that another action claims a key too. */
            if (count != (action_has_context(action, context) ? wanted : 0))
                fail_msg("%s has %zu keys on screen %d", entry->name, count, (int)context);
            for (size_t i = 0; i < count; i++)
                assert_int_equal(keymap_action(keymap, context, keys[i]), action);
        }
    }
    assert_int_equal(action_from_name("nothing"), ACTION_NONE);
    assert_int_equal(keymap_action(keymap, CONTEXT_LIBRARY, 's'), ACTION_NONE);
    assert_int_equal(keymap_action(keymap, CONTEXT_READER, 's'), ACTION_PICK_SPEAKER);
    keymap_destroy(keymap);
}

struct keys_case {
    const char *what, *file;
    enum context context;
    enum action action; /* what the key does there afterwards */
    const char *key;
    const char *warnings; /* a part of them; "" for none */
};

static const struct keys_case keys_cases[] = {
    {"a key for all screens, here the library", "[keys]\nline-down = X\n", CONTEXT_LIBRARY, ACTION_LINE_DOWN, "X", ""},
    {"a key for all screens, here the reader", "[keys]\nline-down = X\n", CONTEXT_READER, ACTION_LINE_DOWN, "X", ""},
    {"the keys that the action had are gone", "[keys]\nline-down = X\n", CONTEXT_READER, ACTION_NONE, "j", ""},
    {"a key for one screen", "[reader]\nline-down = X\n", CONTEXT_READER, ACTION_LINE_DOWN, "X", ""},
    {"a key for one screen is none on another", "[reader]\nline-down = X\n", CONTEXT_LIBRARY, ACTION_NONE, "X", ""},
    {"a key for one screen leaves the other's", "[reader]\nline-down = X\n", CONTEXT_LIBRARY, ACTION_LINE_DOWN, "j",
     ""},
    {"several keys, the last", "[keys]\nfirst = C-a  Home\t\"\n", CONTEXT_READER, ACTION_FIRST, "\"", ""},
    {"a quoted list with a comment sign", "[keys]\nfirst = \"# ;\"\n", CONTEXT_READER, ACTION_FIRST, ";", ""},
    {"the names for comment signs", "[keys]\nfirst = Hash Semicolon\n", CONTEXT_READER, ACTION_FIRST, ";", ""},
    {"a key that another action had", "[keys]\nline-down = k\n", CONTEXT_READER, ACTION_LINE_DOWN, "k", ""},
    {"the last action that claims a key has it", "[keys]\nfirst = X\nlast = X\n", CONTEXT_READER, ACTION_LAST, "X", ""},
    {"two keys exchanged", "[keys]\nline-down = k\nline-up = j\n", CONTEXT_READER, ACTION_LINE_UP, "j", ""},
    {"no key at all", "[keys]\nquit =\n", CONTEXT_READER, ACTION_NONE, "Q", ""},
    {"a screen's section behind that for all", "[keys]\nfirst = X\n[reader]\nlast = X\n", CONTEXT_READER, ACTION_LAST,
     "X", ""},
    {"a wrong key leaves the action as it was", "[keys]\nquit = Foo\n", CONTEXT_READER, ACTION_QUIT, "Q",
     "'Foo' is no key"},
    {"more keys than there is room for", "[keys]\nquit = 1 2 3 4 5 6 7 8 9\n", CONTEXT_READER, ACTION_QUIT, "Q",
     "'9' is no key, or more than 8"},
    {"an unknown action", "[keys]\nquitt = X\n", CONTEXT_READER, ACTION_QUIT, "Q", "did you mean quit?"},
    {"an action that the screen has not", "[library]\npick-speaker = X\n", CONTEXT_LIBRARY, ACTION_NONE, "X",
     "[library] has no action 'pick-speaker'"},
    {"an unknown section", "[readers]\nquit = X\n", CONTEXT_READER, ACTION_NONE, "X", "[readers] has no action 'quit'"},
};

static void test_read(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE];
    folder_create(folder);
    for (size_t i = 0; i < sizeof keys_cases / sizeof *keys_cases; i++) {
        const struct keys_case *row = &keys_cases[i];
        char warnings[TEST_SENTENCES_SIZE] = "";
        struct error error = {0};
        struct keymap *keymap = keymap_create();
        file_write(folder, "keys.ini", row->file, strlen(row->file), path);
        if (!keymap_read(keymap, path, sentences_add, warnings, &error))
            fail_msg("%s: %s", row->what, error.message);
        uint32_t key = key_from_name(row->key, strlen(row->key));
        if (keymap_action(keymap, row->context, key) != row->action)
            fail_msg("%s: %s does %d", row->what, row->key, (int)keymap_action(keymap, row->context, key));
        if (*row->warnings ? !strstr(warnings, row->warnings) : *warnings != '\0')
            fail_msg("%s: the warnings are: %s", row->what, warnings);
        keymap_destroy(keymap);
    }
    folder_remove(folder);
}

static void test_a_bad_line_changes_no_key(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    static const char file[] = "[keys]\nquit = X\nnonsense\n";
    struct error error;
    struct keymap *keymap = keymap_create();
    folder_create(folder);
    file_write(folder, "keys.ini", file, sizeof file - 1, path);
    assert_false(keymap_read(keymap, path, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "line 3"));
    assert_int_equal(keymap_action(keymap, CONTEXT_READER, 'Q'), ACTION_QUIT);
    assert_int_equal(keymap_action(keymap, CONTEXT_READER, 'X'), ACTION_NONE);
    keymap_destroy(keymap);
    folder_remove(folder);
}

/* What keymap_print prints, for the caller to free. */
static char *printed(const struct keymap *keymap)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    assert_non_null(stream);
    keymap_print(keymap, stream);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void test_printed_keys_read_back(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    static const char file[] = "[keys]\nquit =\nfirst = \"' # ; = \\\"\nlast = Quote\n[reader]\nline-down = k\n";
    struct error error;
    struct keymap *keymap = keymap_create(), *again = keymap_create();
    folder_create(folder);
    file_write(folder, "keys.ini", file, sizeof file - 1, path);
    assert_true(keymap_read(keymap, path, sentences_add, warnings, &error));
    char *text = printed(keymap);
    file_write(folder, "keys.ini", text, strlen(text), path);
    assert_true(keymap_read(again, path, sentences_add, warnings, &error));
    assert_string_equal(warnings, "");
    assert_int_equal(keymap_action(again, CONTEXT_READER, 'Q'), ACTION_NONE);
    assert_int_equal(keymap_action(again, CONTEXT_READER, '"'), ACTION_LAST);
    assert_int_equal(keymap_action(again, CONTEXT_READER, '\\'), ACTION_FIRST);
    for (enum context context = 0; context < CONTEXT_COUNT; context++)
        for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
            uint32_t one[16], other[16];
            size_t count = keymap_keys(keymap, context, action, one, 16);
            assert_int_equal(keymap_keys(again, context, action, other, 16), count);
            assert_memory_equal(one, other, count * sizeof *one);
        }
    free(text);
    keymap_destroy(keymap);
    keymap_destroy(again);
    folder_remove(folder);
}

static void test_sample_is_what_is_printed(void **state)
{
    (void)state;
    struct keymap *keymap = keymap_create();
    char *text = printed(keymap), *sample = file_read("config/keys.ini");
    if (strcmp(text, sample) != 0)
        fail_msg("config/keys.ini differs: write it anew with `whosaid config --default --keys`");
    free(text);
    free(sample);
    keymap_destroy(keymap);
}

/* The default keys as the manual writes them: `.Ic j , Down`. */
static void manual_keys(const char *names, char line[256])
{
    size_t length = (size_t)snprintf(line, 256, ".Ic ");
    for (const char *name = names; *name;) {
        size_t size = strcspn(name, " ");
        const char *shown = name;
        int shown_size = (int)size;
        if (size == 5 && memcmp(name, "Quote", size) == 0)
            shown = "\\(dq", shown_size = 4;
        else if (size == 4 && memcmp(name, "Hash", size) == 0)
            shown = "#", shown_size = 1;
        else if (size == 1 && *name == '?')
            shown = "\\&?", shown_size = 3;
        else if (size == 1 && *name == '[')
            shown = "\\&[", shown_size = 3;
        else if (size == 1 && *name == ']')
            shown = "\\&]", shown_size = 3;
        length +=
            (size_t)snprintf(line + length, 256 - length, "%s%.*s", name == names ? "" : " , ", shown_size, shown);
        name += size;
        name += strspn(name, " ");
    }
    (void)snprintf(line + length, 256 - length, " ");
}

static void test_manual_tells_of_every_action(void **state)
{
    (void)state;
    char *page = manual_read("man/whosaid-keys.7");
    for (enum action action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
        const struct action_entry *entry = action_entry(action);
        char item[512], keys[256];
        manual_keys(entry->keys, keys);
        (void)snprintf(item, sizeof item, ".It Cm %s %s.Pq %s .br %s", entry->name, keys, entry->contexts,
                       entry->sentence);
        if (!strstr(page, item))
            fail_msg("man/whosaid-keys.7 lacks: %s", item);
    }
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_default_keys_are_whole),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_a_bad_line_changes_no_key),
        cmocka_unit_test(test_printed_keys_read_back),
        cmocka_unit_test(test_sample_is_what_is_printed),
        cmocka_unit_test(test_manual_tells_of_every_action),
    };
    return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
