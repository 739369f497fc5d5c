/* Input by lines and whole, times, mistyped names, the user's paths. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "base/nearest.h"
#include "base/paths.h"
#include "base/timestamp.h"
#include "tests/unit/files.h"

static void test_lines(void **state)
{
    (void)state;
    static const char bytes[] = "one\n\ntwo\0x\nfive5\nsix666\nend";
    static const struct {
        enum input_line kind;
        const char *line;
        size_t length;
    } expected[] = {
        {INPUT_LINE, "one", 3},    {INPUT_LINE, "", 0},    {INPUT_LINE, "two\0x", 5}, {INPUT_LINE, "five5", 5},
        {INPUT_TOO_LONG, NULL, 0}, {INPUT_LINE, "end", 3}, {INPUT_END, NULL, 0},      {INPUT_END, NULL, 0},
    };
    FILE *stream = fmemopen((void *)(uintptr_t)bytes, sizeof bytes - 1, "r");
    struct buffer line = buffer_create(5);
    assert_non_null(stream);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_int_equal(input_read_line(stream, &line), expected[i].kind);
        if (expected[i].kind != INPUT_LINE)
            continue;
        assert_int_equal(line.length, expected[i].length);
        assert_memory_equal(buffer_string(&line), expected[i].line, expected[i].length);
    }
    buffer_release(&line);
    fclose(stream);
}

static void test_reading_whole(void **state)
{
    (void)state;
    enum { CEILING = 200000 };
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE];
    struct error error;
    char *bytes = calloc(1, CEILING + 1);
    folder_create(folder);
    memset(bytes, 'x', CEILING + 1);
    for (size_t excess = 0; excess < 2; excess++) {
        struct buffer buffer = buffer_create(CEILING);
        file_write(folder, "file", bytes, CEILING + excess, path);
        int descriptor = open(path, O_RDONLY);
        assert_int_equal(input_read_whole(descriptor, &buffer, &error), excess == 0);
        if (excess == 0)
            assert_int_equal(buffer.length, CEILING);
        else
            assert_non_null(strstr(error.message, "is larger than 195 KiB")); /* 200000 / 1024 */
        close(descriptor);
        buffer_release(&buffer);
    }
    struct buffer buffer = buffer_create(CEILING);
    assert_false(input_read_whole(-1, &buffer, &error));
    assert_non_null(strstr(error.message, "cannot be read: "));
    buffer_release(&buffer);
    free(bytes);
    folder_remove(folder);
}

static void test_timestamps(void **state)
{
    (void)state;
    static const struct {
        int64_t moment;
        const char *text;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {951782400, "2000-02-29T00:00:00Z"},    /* 11 016 days */
        {253402300799, "9999-12-31T23:59:59Z"}, /* the last one that RFC 3339 has */
        {253402300800, ""},
        {INT64_MAX, ""},
        {INT64_MIN, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[TIMESTAMP_SIZE];
        timestamp_format(cases[i].moment, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_nearest_names(void **state)
{
    (void)state;
    static const char *const names[] = {"annotate", "text", "next", "", "q"};
    static const struct {
        const char *typed, *nearest;
    } cases[] = {
        {"annotate", "annotate"},  /* itself */
        {"annotat", "annotate"},   /* one letter missing */
        {"annnottae", "annotate"}, /* three steps of eight letters */
        {"axxxxate", NULL},        /* four steps */
        {"tex", "text"},
        {"nest", "next"},
        {"ext", "text"}, /* one step to both: the first */
        {"zzzz", NULL},
        {"config", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = nearest_name(cases[i].typed, names, sizeof names / sizeof *names);
        if (!cases[i].nearest != !nearest || (nearest && strcmp(nearest, cases[i].nearest) != 0))
            fail_msg("%s: %s", cases[i].typed, nearest ? nearest : "none");
    }
    char long_name[1000];
    memset(long_name, 'a', sizeof long_name);
    long_name[sizeof long_name - 1] = '\0';
    assert_null(nearest_name(long_name, names, 2));
}

/* `path` is NULL where there is none. */
static void expect_path(bool (*find)(const char *, struct buffer *), const char *name, const char *path)
{
    struct buffer found = buffer_create(100);
    assert_int_equal(find(name, &found), path != NULL);
    assert_string_equal(buffer_string(&found), path ? path : "");
    buffer_release(&found);
}

static void test_paths(void **state)
{
    (void)state;
    static const struct {
        const char *xdg, *home, *name, *path; /* NULL: unset, and no path */
    } cases[] = {
        {"/x", "/home/a", "keys.ini", "/x/whosaid/keys.ini"},
        {NULL, "/home/a", "keys.ini", "/home/a/.config/whosaid/keys.ini"},
        {"", "/home/a", "", "/home/a/.config/whosaid"},
        {"relative", "/home/a", "", "/home/a/.config/whosaid"}, /* to be ignored, says the specification */
        {NULL, NULL, "keys.ini", NULL},
        {NULL, "", "keys.ini", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer path = buffer_create(100);
        cases[i].xdg ? setenv("XDG_CONFIG_HOME", cases[i].xdg, 1) : unsetenv("XDG_CONFIG_HOME");
        cases[i].home ? setenv("HOME", cases[i].home, 1) : unsetenv("HOME");
        assert_int_equal(path_in_configuration(cases[i].name, &path), cases[i].path != NULL);
        assert_string_equal(buffer_string(&path), cases[i].path ? cases[i].path : "");
        buffer_release(&path);
    }
    setenv("HOME", "/home/a", 1);
    setenv("XDG_DATA_HOME", "/d", 1);
    expect_path(path_in_data, "archive.db", "/d/whosaid/archive.db");
    unsetenv("XDG_DATA_HOME");
    expect_path(path_in_data, "archive.db", "/home/a/.local/share/whosaid/archive.db");
    expect_path(path_of_user, "~/news.db", "/home/a/news.db");
    expect_path(path_of_user, "~b/news.db", "~b/news.db"); /* another user's home is the shell's to know */
    expect_path(path_of_user, "/n/~/a", "/n/~/a");
    unsetenv("HOME");
    expect_path(path_of_user, "~/news.db", NULL);
    assert_string_equal(path_last_part("a/b.html"), "b.html");
    assert_string_equal(path_last_part("/a/b/"), "b/");
    assert_string_equal(path_last_part("b"), "b");
    assert_string_equal(path_last_part("/"), "/");
}

static void test_directories_are_the_users_own(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[2 * TEST_PATH_SIZE];
    struct stat status;
    struct error error;
    folder_create(folder);
    file_write(folder, "file", "", 0, NULL);
    (void)snprintf(path, sizeof path, "%s/a/b/archive.db", folder);
    assert_true(path_make_parents(path, &error));
    assert_true(path_make_parents(path, &error)); /* what is there, is there */
    assert_int_equal(stat(path, &status), -1);
    *strrchr(path, '/') = '\0';
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
    (void)snprintf(path, sizeof path, "%s/file/b/archive.db", folder);
    assert_false(path_make_parents(path, &error));
    assert_non_null(strstr(error.message, "/file/b: the directory cannot be made: Not a directory"));
    assert_true(path_make_parents("archive.db", &error));
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),      cmocka_unit_test(test_reading_whole),
        cmocka_unit_test(test_timestamps), cmocka_unit_test(test_nearest_names),
        cmocka_unit_test(test_paths),      cmocka_unit_test(test_directories_are_the_users_own),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
