/* screen: runs the screen tests. Each script's pictures are compared with NAME.screen beside it; --update writes that
 * file instead. What fails is told, and at the end `N passed, N failed`. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "script.h"

enum { PICTURES_MAX = 16 * 1024 * 1024 };

struct options {
    bool update;
    char program[PATH_MAX], output[PATH_MAX], data[PATH_MAX];
};

/* FOLDER/NAME.SUFFIX for a script FOLDER/NAME.keys, or in another folder. False when that is too long. */
static bool name_beside(const char *script, const char *folder, const char *suffix, char path[PATH_MAX])
{
    const char *slash = strrchr(script, '/');
    const char *name = slash ? slash + 1 : script;
    int stem = (int)strcspn(name, ".");
    int written = folder ? snprintf(path, PATH_MAX, "%s/%.*s%s", folder, stem, name, suffix)
                         : snprintf(path, PATH_MAX, "%.*s%.*s%s", (int)(name - script), script, stem, name, suffix);
    return written > 0 && written < PATH_MAX;
}

static bool write_file(const char *path, const struct buffer *content, struct error *error)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return error_set(error, "%s: %s", path, strerror(errno));
    bool written = fwrite(buffer_string(content), 1, content->length, file) == content->length;
    return (fclose(file) == 0 && written) || error_set(error, "%s: cannot write", path);
}

/* diff(1) says where two files differ, and prints it. */
static bool compare_files(const char *expected, const char *actual, struct error *error)
{
    if (access(expected, R_OK) < 0)
        return error_set(error, "%s is missing; look at %s, then `make update-screens`", expected, actual);
    pid_t child = fork();
    if (child == 0) {
        execlp("diff", "diff", "-u", "--label", "expected", "--label", "shown", expected, actual, (char *)NULL);
        _exit(127);
    }
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0 || error_set(error, "the screen is not %s", expected);
}

static bool run_and_compare(const char *script, const struct options *options, struct error *error)
{
    char expected[PATH_MAX], actual[PATH_MAX], home[PATH_MAX];
    if (!name_beside(script, NULL, ".screen", expected) || !name_beside(script, options->output, ".screen", actual) ||
        !name_beside(script, options->output, ".home", home))
        return error_set(error, "%s: the path is too long", script);
    const struct script_options how = {.program = options->program, .directory = options->data, .home = home};
    struct buffer pictures = buffer_create(PICTURES_MAX);
    bool ran = script_run(script, &how, &pictures, error);
    bool well = ran;
    if (!ran)
        fputs(buffer_string(&pictures), stdout);
    else if (options->update && pictures.length > 0)
        well = write_file(expected, &pictures, error);
    else if (pictures.length > 0)
        well = write_file(actual, &pictures, error) && compare_files(expected, actual, error);
    buffer_release(&pictures);
    return well;
}

/* Every script has a process of its own: it becomes the leader of a session, and dies with its terminal. */
static bool run_apart(const char *script, const struct options *options)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct error error = {""};
        bool well = run_and_compare(script, options, &error);
        if (!well)
            printf("FAILED: %s\n", error.message);
        fflush(stdout);
        _exit(well ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0;
}

int main(int count, char *arguments[])
{
    struct options options = {0};
    int first = 1;
    if (count > 1 && strcmp(arguments[1], "--update") == 0) {
        options.update = true;
        first++;
    }
    if (count - first < 4) {
        fputs("usage: screen [--update] PROGRAM OUTPUT-FOLDER DATA-FOLDER SCRIPT.keys…\n", stderr);
        return 2;
    }
    if (!realpath(arguments[first], options.program) || !realpath(arguments[first + 1], options.output) ||
        !realpath(arguments[first + 2], options.data)) {
        perror("screen: program, output or data folder");
        return 2;
    }
    int passed = 0, failed = 0;
    for (int i = first + 3; i < count; i++) {
        if (run_apart(arguments[i], &options))
            passed++;
        else
            failed++;
    }
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
