/* compile-lexicon: `compile-lexicon FOLDER > TABLE` reads the word lists of a language and writes the table that is
 * built into the program. Runs on the machine that builds. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "compile/lexicon_writer.h"
#include "compile/word_lists.h"

enum { PATH_SIZE = 4096, LIST_BYTES_MAX = 1 << 24, TABLE_BYTES_MAX = 1 << 27 };

static const char *const list_files[] = {
#define WORD_CLASS(identifier, file) file,
#include "annotate/word_classes.def"
#undef WORD_CLASS
};

static bool read_list(const char *path, struct buffer *text, struct error *error)
{
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0)
        return error_set(error, "%s: %s", path, strerror(errno));
    bool done = input_read_whole(descriptor, text, error) || error_prefix(error, "%s: ", path);
    close(descriptor);
    return done;
}

static bool read_lists(const char *folder, struct word_lists *lists, struct error *error)
{
    struct buffer text = buffer_create(LIST_BYTES_MAX);
    bool done = true;
    for (size_t i = 0; done && i < WORD_CLASS_COUNT; i++) {
        char path[PATH_SIZE];
        (void)snprintf(path, sizeof path, "%s/%s", folder, list_files[i]);
        buffer_clear(&text);
        done = read_list(path, &text, error) &&
               word_lists_add(lists, (enum word_class)i, path, buffer_string(&text), text.length, error);
    }
    buffer_release(&text);
    return done;
}

static bool write_table(const struct word_lists *lists, struct error *error)
{
    struct buffer table = buffer_create(TABLE_BYTES_MAX);
    bool done = lexicon_write(lists, &table, error);
    if (done && (fwrite(table.bytes, 1, table.length, stdout) != table.length || fflush(stdout) != 0))
        done = error_set(error, "the table cannot be written: %s", strerror(errno));
    buffer_release(&table);
    return done;
}

int main(int count, char *arguments[])
{
    if (count != 2) {
        (void)fputs("usage: compile-lexicon FOLDER > TABLE\n", stderr);
        return 2;
    }
    struct error error = {0};
    struct word_lists lists;
    bool done =
        word_lists_create(&lists, &error) && read_lists(arguments[1], &lists, &error) && write_table(&lists, &error);
    word_lists_release(&lists);
    if (!done)
        (void)fprintf(stderr, "%s\n", error.message);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
