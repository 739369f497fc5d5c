/* files: a folder of its own for a test that reads and writes files, and the sentences of warnings. For tests that
 * include cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_FILES_H
#define WHOSAID_TESTS_UNIT_FILES_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEST_PATH_SIZE = 512, TEST_SENTENCES_SIZE = 4096 };

static inline void folder_create(char path[TEST_PATH_SIZE])
{
    const char *base = getenv("TMPDIR");
    (void)snprintf(path, TEST_PATH_SIZE, "%s/whosaid-test-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(path));
}

static inline int folder_remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static inline void folder_remove(const char *path)
{
    assert_int_equal(nftw(path, folder_remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
}

/* Writes the file `name` in the folder and leaves its path in `path`, which may be NULL. */
static inline void file_write(const char *folder, const char *name, const char *bytes, size_t length, char *path)
{
    char own[2 * TEST_PATH_SIZE];
    (void)snprintf(own, sizeof own, "%s/%s", folder, name);
    FILE *file = fopen(own, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    if (path)
        (void)snprintf(path, TEST_PATH_SIZE, "%.*s", TEST_PATH_SIZE - 1, own);
}

/* The whole file as a string, for the caller to free. */
static inline char *file_read(const char *path)
{
    enum { MOST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be opened; tests run from the top of the tree", path);
    char *bytes = calloc(1, MOST);
    assert_non_null(bytes);
    assert_true(fread(bytes, 1, MOST - 1, file) < MOST - 1);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

/* A manual page as file_read, with its lines joined by blanks, so that a sentence may be broken there. */
static inline char *manual_read(const char *path)
{
    char *page = file_read(path);
    for (char *at = page; *at; at++)
        if (*at == '\n')
            *at = ' ';
    return page;
}

/* A settings_warning or library_warning: collects the sentences, a line each. */
static inline void sentences_add(void *context, const char *sentence)
{
    char *sentences = context;
    size_t length = strlen(sentences);
    (void)snprintf(sentences + length, TEST_SENTENCES_SIZE - length, "%s\n", sentence);
}

#endif
