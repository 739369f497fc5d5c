/* program: running the program itself, as a shell would, in a folder of the test's own, which is also the home
 * directory. For tests that include cmocka before. */
#ifndef WHOSAID_TESTS_UNIT_PROGRAM_H
#define WHOSAID_TESTS_UNIT_PROGRAM_H

#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdint.h>
#include <sys/wait.h>

#include "tests/unit/files.h"

enum { ARGUMENTS_MAX = 8 };

/* Where the program is, and the folder in which it runs: the state of the group. */
struct place {
    char program[TEST_PATH_SIZE], folder[TEST_PATH_SIZE];
};

/* What one run left behind. */
struct outcome {
    int status; /* of the exit, or 128 and the signal's number */
    char *output, *errors;
};

static inline void redirect(const char *folder, const char *name, int flags, int descriptor)
{
    char path[2 * TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, *name == '/' ? "%.0s%s" : "%s/%s", folder, name);
    int file = open(path, flags, 0600);
    if (file < 0 || dup2(file, descriptor) < 0)
        _exit(99);
}

/* In the child: a clean environment, files for all three streams, no terminal. */
static inline void become(const struct place *place, const char *const *arguments, const char *output)
{
    char *vector[ARGUMENTS_MAX + 2] = {(char *)(uintptr_t) "whosaid"};
    for (size_t i = 0; i < ARGUMENTS_MAX && arguments[i]; i++)
        vector[i + 1] = (char *)(uintptr_t)arguments[i];
    redirect(place->folder, "stdin", O_RDONLY, STDIN_FILENO);
    redirect(place->folder, output, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(place->folder, "stderr", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    if (chdir(place->folder) != 0 || setenv("XDG_CONFIG_HOME", place->folder, 1) != 0 ||
        setenv("XDG_DATA_HOME", place->folder, 1) != 0 || setenv("HOME", place->folder, 1) != 0)
        _exit(99);
    (void)setsid();
    (void)signal(SIGPIPE, SIG_DFL);
    execv(place->program, vector);
    _exit(99);
}

static inline char *read_stream(const struct place *place, const char *name)
{
    char path[2 * TEST_PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return *name == '/' ? calloc(1, 1) : file_read(path);
}

/* Runs the program with `length` bytes as its standard input; its standard output goes to the file `output`. */
static inline struct outcome run_with(const struct place *place, const char *const *arguments, const char *input,
                                      size_t length, const char *output)
{
    int status;
    file_write(place->folder, "stdin", input, length, NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(place, arguments, output);
    assert_int_equal(waitpid(child, &status, 0), child);
    return (struct outcome){
        .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
        .output = read_stream(place, output),
        .errors = read_stream(place, "stderr"),
    };
}

static inline struct outcome run(const struct place *place, const char *const *arguments, const char *input)
{
    return run_with(place, arguments, input, strlen(input), "stdout");
}

static inline void outcome_release(struct outcome *outcome)
{
    free(outcome->output);
    free(outcome->errors);
}

/* The program stands two folders above the test's own: BUILD/tests/unit/test_NAME. False, the user told, when it does
 * not. */
static inline bool program_find(const char *test, struct place *place)
{
    char own[TEST_PATH_SIZE], above[2 * TEST_PATH_SIZE];
    (void)snprintf(own, sizeof own, "%s", test);
    (void)snprintf(above, sizeof above, "%s/../../whosaid", dirname(own));
    char *program = realpath(above, NULL);
    bool is_there = program && strlen(program) < sizeof place->program;
    if (is_there)
        memcpy(place->program, program, strlen(program) + 1);
    else
        (void)fprintf(stderr, "%s: there is no program to test\n", above);
    free(program);
    return is_there;
}

#endif
