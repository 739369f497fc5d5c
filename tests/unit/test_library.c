/* The library: files, folders, bytes at hand; what is passed over and what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/library.h"
#include "article/article.h"
#include "base/error.h"
#include "tests/unit/files.h"

static const struct document_source by_its_bytes = {.format = DOCUMENT_AUTO};

static void write_text(const char *folder, const char *name, const char *text, char *path)
{
    file_write(folder, name, text, strlen(text), path);
}

static const struct source *only_source(const struct library *library)
{
    assert_int_equal(library->sources.count, 1);
    return library->sources.items;
}

static const struct article *article_of(const struct source *source, size_t index)
{
    struct article *const *articles = source->articles.items;
    assert_true(index < source->articles.count);
    return articles[index];
}

static void test_a_file(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct error error;
    struct library library = library_create();
    folder_create(folder);
    write_text(folder, "a.txt", "The ferry sails\n\nIt sailed on Tuesday.\n", path);
    assert_true(library_open(&library, path, &by_its_bytes, sentences_add, warnings, &error));
    const struct source *source = only_source(&library);
    assert_string_equal(source->path, path);
    assert_string_equal(source->title, "The ferry sails");
    assert_int_equal(source->articles.count, 1);
    assert_string_equal(article_of(source, 0)->title, "The ferry sails");
    library_release(&library);
    folder_remove(folder);
}

static void test_a_folder(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct error error;
    struct library library = library_create();
    folder_create(folder);
    write_text(folder, "b.txt", "Second\n\nWords of the second.\n", NULL);
    write_text(folder, "a.txt", "First\n\nWords of the first.\n", NULL);
    write_text(folder, ".hidden", "Hidden\n\nWords that nobody sees.\n", NULL);
    file_write(folder, "c.bin", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, NULL);
    (void)snprintf(path, sizeof path, "%.400s/deeper", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_text(path, "d.txt", "Deeper\n\nWords further down.\n", NULL);
    (void)snprintf(path, sizeof path, "%.400s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0); /* opening it would wait for a writer forever */
    assert_true(library_open(&library, folder, &by_its_bytes, sentences_add, warnings, &error));
    const struct source *source = only_source(&library);
    assert_string_equal(source->title, strrchr(folder, '/') + 1);
    assert_int_equal(source->articles.count, 2);
    assert_string_equal(article_of(source, 0)->title, "First");
    assert_string_equal(article_of(source, 1)->title, "Second");
    assert_non_null(strstr(warnings, "/c.bin: "));
    assert_ptr_equal(strchr(warnings, '\n'), warnings + strlen(warnings) - 1); /* one sentence */
    library_release(&library);
    folder_remove(folder);
}

static void test_a_folder_has_its_name_however_it_is_reached(void **state)
{
    (void)state;
    static const char *const ways[] = {"", "/", "/.", "/deeper/..", "/./"};
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    folder_create(folder);
    write_text(folder, "1.txt", "One\n\nWords of one.\n", NULL);
    write_text(folder, "2.txt", "Two\n\nWords of two.\n", NULL);
    (void)snprintf(path, sizeof path, "%.400s/deeper", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct error error;
        struct library library = library_create();
        (void)snprintf(path, sizeof path, "%.400s%s", folder, ways[i]);
        assert_true(library_open(&library, path, &by_its_bytes, sentences_add, warnings, &error));
        assert_string_equal(only_source(&library)->title, strrchr(folder, '/') + 1);
        library_release(&library);
    }
    folder_remove(folder);
}

struct failure_case {
    const char *what, *name, *sentence;
};

static void test_what_cannot_be_opened(void **state)
{
    (void)state;
    static const struct failure_case cases[] = {
        {"a file that is not there", "missing.txt", "missing.txt: cannot be opened: No such file or directory"},
        {"an empty folder", "empty", "empty: there is no article in this folder; its sub-folders are not opened"},
        {"an empty file", "nothing.txt", "nothing.txt: "},
    };
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct library library = library_create();
    folder_create(folder);
    (void)snprintf(path, sizeof path, "%.400s/empty", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_text(folder, "nothing.txt", "", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error error = {0};
        (void)snprintf(path, sizeof path, "%.400s/%s", folder, cases[i].name);
        if (library_open(&library, path, &by_its_bytes, sentences_add, warnings, &error))
            fail_msg("%s was opened", cases[i].what);
        if (!strstr(error.message, cases[i].sentence))
            fail_msg("%s: %s", cases[i].what, error.message);
    }
    assert_int_equal(library.sources.count, 0);
    assert_string_equal(warnings, "");
    library_release(&library);
    folder_remove(folder);
}

static void test_all_articles_share_one_room(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], path[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "";
    struct error error;
    struct library library = library_create();
    library.room = 1; /* the first article takes what there is */
    folder_create(folder);
    write_text(folder, "1.txt", "One\n\nWords of one.\n", path);
    write_text(folder, "2.txt", "Two\n\nWords of two.\n", NULL);
    write_text(folder, "3.txt", "Three\n\nWords of three.\n", NULL);
    assert_true(library_open(&library, folder, &by_its_bytes, sentences_add, warnings, &error));
    assert_int_equal(only_source(&library)->articles.count, 1);
    assert_non_null(
        strstr(warnings, ": only the first 1 of its 3 files are opened: the memory for open articles is used up"));
    warnings[0] = '\0';
    assert_false(library_open(&library, path, &by_its_bytes, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, "1.txt: the memory for open articles is used up"));
    assert_false(library_open(&library, folder, &by_its_bytes, sentences_add, warnings, &error));
    assert_non_null(strstr(error.message, ": the memory for open articles is used up"));
    assert_false(library_add(&library, "x", "One\n", 4, &by_its_bytes, &error));
    assert_string_equal(warnings, "");
    assert_int_equal(library.sources.count, 1);
    library_release(&library);
    folder_remove(folder);
}

static void test_what_fails_takes_no_room(void **state)
{
    (void)state;
    struct error error;
    struct library library = library_create();
    size_t room = library.room;
    assert_false(library_add(&library, "none", "", 0, &by_its_bytes, &error));
    assert_int_equal(library.room, room);
    assert_true(library_add(&library, "one", "One\n\nWords of one.\n", 20, &by_its_bytes, &error));
    assert_true(library.room < room);
    library_release(&library);
}

static void test_a_hostile_name_is_clean(void **state)
{
    (void)state;
    char folder[TEST_PATH_SIZE], warnings[TEST_SENTENCES_SIZE] = "", path[TEST_PATH_SIZE];
    struct error error;
    struct library library = library_create();
    folder_create(folder);
    (void)snprintf(path, sizeof path, "%.400s/a\x1b[31m\nb\xe2\x80\xae", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_text(path, "1.txt", "One\n\nWords of one.\n", NULL);
    write_text(path, "2.txt", "Two\n\nWords of two.\n", NULL);
    assert_true(library_open(&library, path, &by_its_bytes, sentences_add, warnings, &error));
    assert_string_equal(only_source(&library)->title, "a[31m b");
    library_release(&library);
    folder_remove(folder);
}

static void test_bytes_at_hand_come_last(void **state)
{
    (void)state;
    static const char one[] = "One\n\nWords of one.\n", two[] = "Two\n\nWords of two.\n";
    struct error error;
    struct library library = library_create();
    assert_true(library_add(&library, "x/one", one, sizeof one - 1, &by_its_bytes, &error));
    assert_true(library_add(&library, "x/two", two, sizeof two - 1, &by_its_bytes, &error));
    assert_false(library_add(&library, "x/none", "", 0, &by_its_bytes, &error));
    assert_memory_equal(error.message, "x/none: ", 8);
    assert_int_equal(library.sources.count, 2);
    const struct source *sources = library.sources.items;
    assert_string_equal(sources[0].title, "One");
    assert_string_equal(sources[1].title, "Two");
    assert_string_equal(sources[1].path, "x/two");
    library_release(&library);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file),
        cmocka_unit_test(test_a_folder),
        cmocka_unit_test(test_a_folder_has_its_name_however_it_is_reached),
        cmocka_unit_test(test_what_cannot_be_opened),
        cmocka_unit_test(test_all_articles_share_one_room),
        cmocka_unit_test(test_what_fails_takes_no_room),
        cmocka_unit_test(test_a_hostile_name_is_clean),
        cmocka_unit_test(test_bytes_at_hand_come_last),
    };
    return cmocka_run_group_tests_name("library", tests, NULL, NULL);
}
