/* What goes to another process and comes back: values in a row of bytes; hashes; signals that wait to be asked for. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/interruption.h"
#include "base/packing.h"

static void test_values_come_back(void **state)
{
    (void)state;
    struct buffer out = buffer_create(4096);
    size_t length;
    pack_number(&out, 0);
    pack_number(&out, UINT64_MAX);
    pack_string(&out, NULL);
    pack_string(&out, "");
    pack_string(&out, "caf\xc3\xa9");
    pack_bytes(&out, "a\0b", 3);
    assert_false(out.failed);
    struct unpacking from = {.bytes = out.bytes, .length = out.length};
    assert_true(unpack_number(&from) == 0);
    assert_true(unpack_number(&from) == UINT64_MAX);
    assert_null(unpack_string(&from));
    assert_string_equal(unpack_string(&from), "");
    assert_string_equal(unpack_string(&from), "caf\xc3\xa9");
    assert_false(unpack_is_done(&from));
    assert_memory_equal(unpack_bytes(&from, &length), "a\0b", 4);
    assert_int_equal(length, 3);
    assert_true(unpack_is_done(&from));
    buffer_release(&out);
}

static void test_numbers_are_little_endian(void **state)
{
    (void)state;
    struct buffer out = buffer_create(8);
    pack_number(&out, 0x0102);
    assert_int_equal(out.length, 8);
    assert_memory_equal(out.bytes, "\2\1\0\0\0\0\0\0", 8);
    buffer_release(&out);
}

static void test_what_is_no_string_is_refused(void **state)
{
    static const struct {
        const char *what, *bytes;
        size_t length;
    } cases[] = {
        {"nothing at all", "", 0},
        {"half a number", "\1\0\0\0", 4},
        {"a length and nothing behind it", "\1\0\0\0\0\0\0\0", 8},
        {"a length beyond the end", "\2\0\0\0\0\0\0\0a", 10},
        {"a length that is nearly as large as there are numbers",
         "\xfe\xff\xff\xff\xff\xff\xff\xff"
         "a",
         10},
        {"no end where it should be", "\1\0\0\0\0\0\0\0ab", 10},
        {"an end in the midst of it", "\2\0\0\0\0\0\0\0\0a", 11},
        {"bytes that are no UTF-8", "\1\0\0\0\0\0\0\0\xff", 10},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unpacking from = {.bytes = cases[i].bytes, .length = cases[i].length};
        if (unpack_string(&from) || !from.failed || unpack_is_done(&from) || unpack_number(&from))
            fail_msg("%s: accepted", cases[i].what);
    }
}

/* The values of FNV-1a that its authors publish. */
static void test_hashes(void **state)
{
    (void)state;
    assert_true(hash_bytes(HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(hash_bytes(HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    uint64_t one = hash_string(hash_string(HASH_START, "ab"), "c");
    assert_true(one != hash_string(hash_string(HASH_START, "a"), "bc"));
    assert_true(hash_string(HASH_START, NULL) != hash_string(HASH_START, ""));
    assert_true(hash_number(HASH_START, 1) != hash_number(HASH_START, 256));
}

static void test_a_signal_waits_until_it_is_asked_for(void **state)
{
    (void)state;
    struct interruption interruption = interruption_await();
    assert_int_equal(interruption_came(&interruption), 0);
    assert_int_equal(raise(SIGTERM), 0);
    assert_int_equal(interruption_came(&interruption), SIGTERM);
    assert_int_equal(interruption_came(&interruption), 0);
    sigset_t mask;
    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &mask), 0);
    assert_int_equal(sigismember(&mask, SIGTERM), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_come_back),
        cmocka_unit_test(test_numbers_are_little_endian),
        cmocka_unit_test(test_what_is_no_string_is_refused),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_a_signal_waits_until_it_is_asked_for),
    };
    return cmocka_run_group_tests_name("packing", tests, NULL, NULL);
}
