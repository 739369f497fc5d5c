/* The cleaning gate, buffers, arrays, arenas, errors, offsets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/offsets.h"

struct clean_case {
    const char *what, *in, *out;
    enum clean_structure structure;
};

static const struct clean_case clean_cases[] = {
    {"ASCII passes", "Plain words.", "Plain words.", CLEAN_LINE},
    {"white space folds, none at the edges", " \t a \r\n  b\n", "a b", CLEAN_LINE},
    {"ESC of a CSI sequence goes, its rest is text", "a\x1b[31mred", "a[31mred", CLEAN_LINE},
    {"OSC 52 loses ESC and BEL", "\x1b]52;c;aGk=\x07x", "]52;c;aGk=x", CLEAN_LINE},
    {"8-bit CSI (C1) goes",
     "a\xc2\x9b"
     "31m",
     "a31m", CLEAN_LINE},
    {"NUL-like controls and DEL go",
     "a\x01\x7f"
     "b",
     "ab", CLEAN_LINE},
    {"right-to-left override goes",
     "a\xe2\x80\xae"
     "b",
     "ab", CLEAN_LINE},
    {"isolates go",
     "\xe2\x81\xa6"
     "a\xe2\x81\xa9",
     "a", CLEAN_LINE},
    {"zero-width space and BOM go",
     "\xef\xbb\xbf"
     "a\xe2\x80\x8b"
     "b",
     "ab", CLEAN_LINE},
    {"tag characters go",
     "a\xf3\xa0\x81\x81"
     "b",
     "ab", CLEAN_LINE},
    {"joiners stay", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80",
     CLEAN_LINE},
    {"line separator is a newline",
     "a\xe2\x80\xa8"
     "b",
     "a\nb", CLEAN_PREFORMATTED},
    {"next line (NEL) is a newline",
     "a\xc2\x85"
     "b",
     "a b", CLEAN_LINE},
    {"CR LF is one newline, CR another", "a\r\nb\rc", "a\nb\nc", CLEAN_PREFORMATTED},
    {"tabs run to multiples of eight", "ab\tc\n\td", "ab      c\n        d", CLEAN_PREFORMATTED},
    {"no-break space stays",
     "a\xc2\xa0"
     "b",
     "a\xc2\xa0"
     "b",
     CLEAN_LINE},
    {"NFC composes", "e\xcc\x81", "\xc3\xa9", CLEAN_LINE},
    {"a lone continuation byte is U+FFFD",
     "a\x80"
     "b",
     "a\xef\xbf\xbd"
     "b",
     CLEAN_LINE},
    {"a surrogate is not UTF-8", "\xed\xa0\x80", "\xef\xbf\xbd", CLEAN_LINE},
    {"marks beyond six on one base go",
     "x\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7"
     "y",
     "x\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7\xcc\xa7"
     "y",
     CLEAN_LINE},
};

static void test_clean_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof clean_cases / sizeof *clean_cases; i++) {
        const struct clean_case *row = &clean_cases[i];
        struct buffer out = buffer_create(1000), again = buffer_create(1000);
        if (!clean_text(row->in, strlen(row->in), row->structure, &out) || strcmp(buffer_string(&out), row->out) != 0)
            fail_msg("%s: got \"%s\"", row->what, buffer_string(&out));
        assert_true(clean_text(buffer_string(&out), out.length, row->structure, &again));
        if (strcmp(buffer_string(&again), row->out) != 0)
            fail_msg("%s: cleaning twice changed it to \"%s\"", row->what, buffer_string(&again));
        buffer_release(&out);
        buffer_release(&again);
    }
}

/* The gate's promise over every code point there is: nothing forbidden survives, alone or between letters. */
static void test_clean_every_character(void **state)
{
    (void)state;
    for (unsigned character = 0; character < 0x110000; character++) {
        struct buffer in = buffer_create(100), out = buffer_create(100), again = buffer_create(100);
        buffer_append_byte(&in, 'a');
        buffer_append_character(&in, character);
        buffer_append_byte(&in, 'z');
        assert_true(clean_text(buffer_string(&in), in.length, CLEAN_LINE, &out));
        assert_true(clean_is_safe(buffer_string(&out), out.length));
        assert_true(clean_text(buffer_string(&out), out.length, CLEAN_LINE, &again));
        assert_string_equal(buffer_string(&out), buffer_string(&again));
        buffer_release(&in);
        buffer_release(&out);
        buffer_release(&again);
    }
}

static void test_clean_for_terminal_keeps_offsets(void **state)
{
    (void)state;
    struct buffer out = buffer_create(100);
    assert_true(clean_for_terminal("a\x1b[m\xe2\x80\xae\n\tb\r", 11, &out));
    assert_string_equal(buffer_string(&out), "a\xef\xbf\xbd[m\xef\xbf\xbd\n\tb\xef\xbf\xbd");
    buffer_release(&out);
}

static void test_buffer_keeps_its_ceiling(void **state)
{
    (void)state;
    struct buffer buffer = buffer_create(5);
    assert_string_equal(buffer_string(&buffer), "");
    assert_true(buffer_append_string(&buffer, "12345"));
    assert_false(buffer_append_byte(&buffer, '6'));
    assert_true(buffer.failed);
    assert_string_equal(buffer_string(&buffer), "12345");
    buffer_clear(&buffer);
    assert_true(buffer_append_format(&buffer, "%d-%s", 12, "ab"));
    assert_false(buffer_append_format(&buffer, "%d", 1));
    assert_string_equal(buffer_string(&buffer), "12-ab");
    buffer_release(&buffer);
}

static void test_array_keeps_its_ceiling(void **state)
{
    (void)state;
    struct array array = array_create(sizeof(int), 40);
    for (int i = 0; i < 40; i++)
        *(int *)array_push(&array) = i;
    assert_false(array.failed);
    assert_null(array_push(&array));
    assert_true(array.failed);
    assert_int_equal(((int *)array.items)[39], 39);
    array_release(&array);
}

static void test_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_create((size_t)1 << 20);
    char *first = arena_copy(arena, "first", 5);
    for (int i = 0; i < 100; i++) {
        unsigned char *memory = arena_allocate(arena, (size_t)i * 97);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
        for (int at = 0; at < i * 97; at++)
            assert_int_equal(memory[at], 0);
        memset(memory, 0xff, (size_t)i * 97);
    }
    assert_string_equal(first, "first");
    assert_false(arena_failed(arena));
    assert_null(arena_allocate(arena, (size_t)1 << 20));
    assert_null(arena_allocate_array(arena, SIZE_MAX / 2, 4));
    assert_true(arena_failed(arena));
    assert_null(arena_copy_string(arena, NULL));
    arena_destroy(arena);
}

static void test_error_is_printable(void **state)
{
    (void)state;
    struct error error;
    assert_false(error_set(&error, "%s: cannot be read", "a\x1b[1m\xc2\x9b\x80\nb"));
    assert_string_equal(error.message, "a?[1m???"
                                       "?b: cannot be read");
    assert_false(error_prefix(&error, "line %d: ", 7));
    assert_string_equal(error.message, "line 7: a?[1m???"
                                       "?b: cannot be read");
    char long_text[2000];
    memset(long_text, 'x', sizeof long_text);
    memcpy(long_text + ERROR_MESSAGE_SIZE - 2, "\xc3\xa9", 2);
    long_text[sizeof long_text - 1] = '\0';
    error_set(&error, "%s", long_text);
    assert_int_equal(strlen(error.message), ERROR_MESSAGE_SIZE - 1);
    assert_int_equal(error.message[ERROR_MESSAGE_SIZE - 2], '?');
}

static void test_offsets_count_code_points(void **state)
{
    (void)state;
    struct arena *arena = arena_create(100000);
    char text[3001];
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(text + i, "a\xc3\xa9", 3);
    text[3000] = '\0';
    struct offsets *offsets = offsets_create(arena, text, 3000);
    assert_int_equal(offsets_to_code_points(offsets, 0), 0);
    assert_int_equal(offsets_to_code_points(offsets, 1), 1);
    assert_int_equal(offsets_to_code_points(offsets, 3), 2);
    assert_int_equal(offsets_to_code_points(offsets, 1500), 1000);
    assert_int_equal(offsets_to_code_points(offsets, 3000), 2000);
    offsets = offsets_create(arena, "abc", 3);
    assert_int_equal(offsets_to_code_points(offsets, 3), 3);
    arena_destroy(arena);
}

static void test_clock_can_be_set(void **state)
{
    static const char *const wrong[] = {"", "soon", "12x", "-5", "0"};
    (void)state;
    assert_int_equal(setenv("WHOSAID_NOW", "1773489600", 1), 0);
    assert_int_equal(clock_now(), 1773489600);
    /* 2020: no clock that runs this is slower. */
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(setenv("WHOSAID_NOW", wrong[i], 1), 0);
        assert_true(clock_now() > 1577836800);
    }
    assert_int_equal(unsetenv("WHOSAID_NOW"), 0);
    assert_true(clock_now() > 1577836800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_text),
        cmocka_unit_test(test_clean_every_character),
        cmocka_unit_test(test_clean_for_terminal_keeps_offsets),
        cmocka_unit_test(test_buffer_keeps_its_ceiling),
        cmocka_unit_test(test_array_keeps_its_ceiling),
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_error_is_printable),
        cmocka_unit_test(test_offsets_count_code_points),
        cmocka_unit_test(test_clock_can_be_set),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
