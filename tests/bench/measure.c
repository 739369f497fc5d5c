/* measure: fork, exec, wait4. */
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

bool measure_program(char *const arguments[], const char *input, const char *folder, struct measure *measure)
{
    struct rusage usage;
    int status = 1;
    double started = now();
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);
        if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 && setenv("HOME", folder, 1) == 0)
            execvp(arguments[0], arguments);
        _exit(127);
    }
    bool waited = child > 0 && wait4(child, &status, 0, &usage) == child;
    measure->elapsed = now() - started;
    if (!waited || status != 0)
        return false;
    measure->seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    measure->peak = (double)usage.ru_maxrss / 1024;
    return true;
}

bool measure_is_installed(const char *program)
{
    const char *path = getenv("PATH");
    for (const char *at = path ? path : ""; *at; at += strspn(at, ":")) {
        char file[PATH_MAX];
        size_t length = strcspn(at, ":");
        if (snprintf(file, sizeof file, "%.*s/%s", (int)length, at, program) < (int)sizeof file &&
            access(file, X_OK) == 0)
            return true;
        at += length;
    }
    return false;
}

static int compare(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

double measure_median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare);
    return numbers[count / 2];
}
