/* What is typed and what is copied: the prompt's line, and the bytes that carry text to the clipboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "config/keys.h"
#include "ui/clipboard.h"
#include "ui/prompt.h"

#define CONTROL(letter) ((letter)&0x1f)

static void test_typing_into_a_prompt(void **state)
{
    static const struct {
        const char *what;
        uint32_t keys[12]; /* up to the first 0 */
        const char *text;
    } cases[] = {
        {"letters", {'a', 'b'}, "ab"},
        {"letters beyond ASCII", {0xe9, 0x6e2f}, "\xc3\xa9\xe6\xb8\xaf"},
        {"Backspace takes a whole character", {'a', 0x6e2f, KEYCODE_BACKSPACE}, "a"},
        {"Backspace at the start does nothing", {KEYCODE_BACKSPACE, 'a'}, "a"},
        {"C-w takes the last word and the blanks behind it", {'a', ' ', 'b', 'c', ' ', ' ', CONTROL('w')}, "a "},
        {"C-u takes everything", {'a', ' ', 'b', CONTROL('u'), 'c'}, "c"},
        {"other controls and function keys type nothing", {'a', CONTROL('r'), KEYCODE_UP, KEYCODE_F1, 'b'}, "ab"},
        {"what the cleaning gate refuses is not typed", {'a', 0x202e, 0x9b, 0x7f, 'b'}, "ab"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct prompt prompt = {.length = 0};
        for (const uint32_t *key = cases[i].keys; *key; key++)
            (void)prompt_take(&prompt, *key);
        if (strcmp(prompt.text, cases[i].text) != 0 || prompt.length != strlen(cases[i].text))
            fail_msg("%s: got \"%s\"", cases[i].what, prompt.text);
    }
}

static void test_a_prompt_has_an_end(void **state)
{
    (void)state;
    struct prompt prompt = {.length = 0};
    for (int i = 0; i < 2 * TYPED_SIZE; i++)
        (void)prompt_take(&prompt, 0xe9);
    assert_false(prompt_take(&prompt, 0xe9));
    assert_true(prompt.length < TYPED_SIZE);
    assert_int_equal(prompt.text[prompt.length], '\0');
    assert_int_equal(prompt.length % 2, 0);
}

/* What clipboard_copy writes for the text, in `bytes`. Standard output is a pipe meanwhile. */
static void copy(const char *text, char *bytes, size_t size)
{
    int ends[2], standard_output = dup(STDOUT_FILENO);
    struct error error;
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDOUT_FILENO) >= 0);
    bool copied = clipboard_copy(text, strlen(text), &error);
    assert_true(dup2(standard_output, STDOUT_FILENO) >= 0);
    (void)close(standard_output);
    (void)close(ends[1]);
    assert_true(copied);
    ssize_t count = read(ends[0], bytes, size - 1);
    assert_true(count > 0);
    bytes[count] = '\0';
    (void)close(ends[0]);
}

static void test_copying(void **state)
{
    static const struct {
        const char *what, *text, *bytes;
    } cases[] = {
        {"nothing", "", "\033]52;c;\a"},
        {"one byte is padded twice", "M", "\033]52;c;TQ==\a"},
        {"two bytes are padded once", "Ma", "\033]52;c;TWE=\a"},
        {"three bytes are not padded", "Man", "\033]52;c;TWFu\a"},
        {"more", "ManMan", "\033]52;c;TWFuTWFu\a"},
        {"a control is replaced before it is packed", "\033", "\033]52;c;77+9\a"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[100];
        copy(cases[i].text, bytes, sizeof bytes);
        if (strcmp(bytes, cases[i].bytes) != 0)
            fail_msg("%s: got \"%s\"", cases[i].what, bytes + 1);
    }
}

static void test_too_much_is_not_copied(void **state)
{
    (void)state;
    static char text[80000];
    struct error error = {""};
    memset(text, 'x', sizeof text);
    assert_false(clipboard_copy(text, sizeof text, &error));
    assert_string_equal(error.message, "too long to be copied: a terminal takes 70000 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing_into_a_prompt),
        cmocka_unit_test(test_a_prompt_has_an_end),
        cmocka_unit_test(test_copying),
        cmocka_unit_test(test_too_much_is_not_copied),
    };
    return cmocka_run_group_tests_name("typing", tests, NULL, NULL);
}
