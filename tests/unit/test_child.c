/* Other processes: which addresses may be handed over, what arrives in a program, what comes back, how a piece of work
 * may end. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/child.h"
#include "base/error.h"

static void test_which_addresses_may_be_opened(void **state)
{
    static const struct {
        const char *what, *url;
        bool may;
    } cases[] = {
        {"http", "http://news.example/a?b=c&d#e", true},
        {"https, in any case", "HTTPS://news.example/", true},
        {"shell signs are just characters", "https://news.example/;$(x)`y`", true},
        {"an option of the browser", "-private https://news.example/", false},
        {"a file", "file:///etc/passwd", false},
        {"a script", "javascript:alert(1)", false},
        {"no scheme", "news.example", false},
        {"a blank", "https://news.example/a b", false},
        {"a newline", "https://news.example/\n--option", false},
        {"beyond ASCII", "https://news.example/\xc3\xa9", false},
        {"nothing", "", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (child_may_open(cases[i].url) != cases[i].may)
            fail_msg("%s: %s", cases[i].what, cases[i].url);
}

static void test_a_missing_program_is_told(void **state)
{
    (void)state;
    struct error error = {""};
    assert_false(child_start((const char *const[]){"/nowhere/no-such-browser", "https://news.example/", NULL}, &error));
    assert_string_equal(error.message, "/nowhere/no-such-browser cannot be started: No such file or directory");
}

/* The child writes into a fifo, so that reading waits for it. One argument has a blank and a sign of the shell in it.
 * */
static void test_arguments_arrive_whole(void **state)
{
    (void)state;
    char directory[] = "/tmp/whosaid-child-XXXXXX", source[64], target[64], content[16] = "";
    struct error error = {""};
    assert_non_null(mkdtemp(directory));
    (void)snprintf(source, sizeof source, "%s/a $HOME", directory);
    (void)snprintf(target, sizeof target, "%s/fifo", directory);
    FILE *file = fopen(source, "w");
    assert_non_null(file);
    assert_true(fputs("arrived", file) >= 0 && fclose(file) == 0);
    assert_int_equal(mkfifo(target, 0600), 0);
    assert_true(child_start((const char *const[]){"cp", source, target, NULL}, &error));
    file = fopen(target, "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, sizeof content - 1, file), 7);
    assert_string_equal(content, "arrived");
    (void)fclose(file);
    (void)unlink(source);
    (void)unlink(target);
    (void)rmdir(directory);
}

static void test_output_of_a_program_is_read(void **state)
{
    (void)state;
    struct child child;
    struct error error = {""};
    char output[16] = "";
    assert_true(child_open((const char *const[]){"echo", "two words", NULL}, &child, &error));
    assert_int_equal(read(child.descriptor, output, sizeof output - 1), 10);
    assert_string_equal(output, "two words\n");
    assert_true(child_end(&child, false, &error));
    assert_int_equal(child.descriptor, -1);
    memset(output, 0, sizeof output);
    assert_true(child_open((const char *const[]){"cat", "/nowhere/at/all", NULL}, &child, &error));
    assert_true(read(child.descriptor, output, sizeof output - 1) > 0);
    assert_memory_equal(output, "cat: ", 5);
    assert_false(child_end(&child, false, &error));
    assert_true(child_open((const char *const[]){"false", NULL}, &child, &error));
    assert_false(child_end(&child, false, &error));
    assert_string_equal(error.message, "ended with status 1");
    assert_false(child_open((const char *const[]){"/nowhere/program", NULL}, &child, &error));
    assert_string_equal(error.message, "/nowhere/program cannot be started: No such file or directory");
}

/* Whoever started us may ignore SIGCHLD, and exec hands that on: then the system does not tell how children end. */
static void test_an_end_that_is_not_told_is_no_good_end(void **state)
{
    (void)state;
    struct child child;
    struct error error = {""};
    (void)signal(SIGCHLD, SIG_IGN);
    assert_true(child_open((const char *const[]){"false", NULL}, &child, &error));
    bool well = child_end(&child, false, &error);
    (void)signal(SIGCHLD, SIG_DFL);
    assert_false(well);
    assert_string_equal(error.message, "ended, and nobody knows how");
}

static void test_our_own_program_is_found(void **state)
{
    (void)state;
    struct buffer path = buffer_create(4096);
    assert_true(child_own_program(&path));
    assert_non_null(strstr(buffer_string(&path), "test_child"));
    buffer_release(&path);
}

/* --- work --------------------------------------------------------------------------------------------------------- */

/* Gives back each byte raised by one, until the end. */
static int raise_bytes(int descriptor, void *context)
{
    char byte;
    (void)context;
    while (read(descriptor, &byte, 1) == 1) {
        byte++;
        if (write(descriptor, &byte, 1) != 1)
            return 1;
    }
    return 0;
}

static int abort_at_once(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    abort();
}

static int compute_for_ever(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    child_allow_seconds(0);
    for (volatile unsigned i = 0; i < UINT_MAX; i = i / 2)
        continue;
    return 0;
}

static int write_a_file(int descriptor, void *context)
{
    int file = open(context, O_WRONLY);
    ssize_t written = file < 0 ? 0 : write(file, "x", 1);
    (void)descriptor;
    (void)close(file);
    return written == 1;
}

static int read_a_file(int descriptor, void *context)
{
    int file = open(context, O_RDONLY);
    char byte;
    (void)descriptor;
    return file < 0 || read(file, &byte, 1) != 0;
}

/* The exit status after a call: 0 when it failed because it may not be made. */
static int refused(int result)
{
    return result >= 0 || errno != EPERM;
}

static int make_a_file(int descriptor, void *context)
{
    char path[128];
    (void)descriptor;
    (void)snprintf(path, sizeof path, "%s.new", (const char *)context);
    int file = open(path, O_RDONLY | O_CREAT, 0600);
    return refused(file);
}

static int remove_a_file(int descriptor, void *context)
{
    (void)descriptor;
    return refused(unlink(context));
}

static int reach_the_network(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    return refused(connection);
}

static int start_a_process(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    pid_t process = fork();
    if (process == 0)
        _exit(0);
    return refused(process);
}

/* Valgrind, which shows itself so, ends a program whose place another one was refused. */
static int start_a_program(int descriptor, void *context)
{
    const char *preloaded = getenv("LD_PRELOAD");
    char *const arguments[] = {(char *)"true", NULL};
    (void)descriptor;
    (void)context;
    if (preloaded && strstr(preloaded, "vgpreload"))
        return 0;
    return refused(execv("/bin/true", arguments));
}

static int signal_its_parent(int descriptor, void *context)
{
    (void)descriptor;
    (void)context;
    return refused(kill(getppid(), 0));
}

/* 0 when nothing beyond the four is open and the signals are as in a fresh process. */
static int look_around(int descriptor, void *context)
{
    sigset_t mask;
    (void)context;
    for (int i = descriptor + 1; i < 256; i++)
        if (fcntl(i, F_GETFD) >= 0)
            return 2;
    if (sigprocmask(SIG_BLOCK, NULL, &mask) != 0 || sigismember(&mask, SIGTERM))
        return 3;
    struct rlimit core, files;
    (void)getrlimit(RLIMIT_CORE, &core);
    (void)getrlimit(RLIMIT_NOFILE, &files);
    return core.rlim_cur != 0 || files.rlim_cur != 8 || getpgrp() != getpid() ? 4 : 0;
}

/* Whether the system can confine a process: asked in a copy of this one, as there is no way back. */
static bool can_confine(void)
{
    int status = 1;
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0)
        _exit(child_confine() ? 0 : 1);
    assert_int_equal(waitpid(process, &status, 0), process);
    return status == 0;
}

/* How it ends; "": well. */
static void expect_end(const char *what, child_work *work, char *path, const char *how)
{
    const struct child_limits limits = {.files = 8};
    struct child child;
    struct error error = {""};
    char byte;
    assert_true(child_fork(work, path, &limits, &child, &error));
    (void)shutdown(child.descriptor, SHUT_WR);
    while (read(child.descriptor, &byte, 1) > 0)
        continue;
    (void)child_end(&child, false, &error);
    if (strcmp(error.message, how) != 0)
        fail_msg("%s: %s", what, error.message);
}

static void test_how_work_may_end(void **state)
{
    (void)state;
    char folder[] = "/tmp/whosaid-child-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/file", folder);
    assert_true(close(open(path, O_CREAT | O_WRONLY, 0600)) == 0);
    const struct {
        const char *what;
        child_work *work;
        const char *how; /* "": well */
    } cases[] = {
        {"it finds its socket closed and ends", raise_bytes, ""},
        {"it finds nothing open but its socket", look_around, ""},
        {"a fault ends it and not us", abort_at_once, "was ended by signal 6 (Aborted)"},
        {"it computes for longer than it may", compute_for_ever, "was ended by signal 24 (CPU time limit exceeded)"},
        {"it can make no file grow", write_a_file,
         can_confine() ? "" : "was ended by signal 25 (File size limit exceeded)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_end(cases[i].what, cases[i].work, path, cases[i].how);
    (void)unlink(path);
    (void)rmdir(folder);
}

static void test_what_work_may_not_do(void **state)
{
    static const struct {
        const char *what;
        child_work *work;
    } cases[] = {
        {"files can be read: character sets lie in some", read_a_file},
        {"no file is made", make_a_file},
        {"no file is removed", remove_a_file},
        {"nothing is connected to", reach_the_network},
        {"no process is started", start_a_process},
        {"no program takes its place", start_a_program},
        {"no other process is signalled", signal_its_parent},
    };
    (void)state;
    if (!can_confine())
        skip();
    char path[] = "/tmp/whosaid-child-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0 && close(file) == 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_end(cases[i].what, cases[i].work, path, "");
    assert_int_equal(unlink(path), 0);
}

static void test_work_is_talked_with(void **state)
{
    (void)state;
    const struct child_limits limits = {.memory = 0};
    struct child child;
    struct error error = {""};
    char byte = 'a';
    assert_true(child_fork(raise_bytes, NULL, &limits, &child, &error));
    assert_int_equal(write(child.descriptor, &byte, 1), 1);
    assert_int_equal(read(child.descriptor, &byte, 1), 1);
    assert_int_equal(byte, 'b');
    assert_false(child_end(&child, true, &error));
    assert_string_equal(error.message, "was ended by signal 9 (Killed)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_addresses_may_be_opened),
        cmocka_unit_test(test_a_missing_program_is_told),
        cmocka_unit_test(test_arguments_arrive_whole),
        cmocka_unit_test(test_output_of_a_program_is_read),
        cmocka_unit_test(test_an_end_that_is_not_told_is_no_good_end),
        cmocka_unit_test(test_our_own_program_is_found),
        cmocka_unit_test(test_how_work_may_end),
        cmocka_unit_test(test_what_work_may_not_do),
        cmocka_unit_test(test_work_is_talked_with),
    };
    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
