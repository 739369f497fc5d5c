/* watch: a program in a terminal, as its user sees it: how soon its first screen stands, how many bytes its keys cost,
 * what memory it takes. Never in here: which programs. */
#ifndef WHOSAID_TESTS_BENCH_WATCH_H
#define WHOSAID_TESTS_BENCH_WATCH_H

#include <stdbool.h>
#include <stddef.h>

enum { WATCH_STEPS_MAX = 16 };

struct watched {
    const char *name;       /* for complaints */
    char *const *arguments; /* the program's path first; NULL ends them */
    const char *home;
    int quiet_time;    /* milliseconds of silence that count as idle; 0: it says so itself (WHOSAID_IDLE_FD) */
    const char *shows; /* stands in a row of the first screen; NULL: the first is where it is idle first */
};

struct watch_step {
    const char *what;
    const char *key;
    int times; /* pressed so often; the mean is told */
};

struct watch_result {
    long long first;                  /* microseconds from the start to the last byte of the first screen */
    long writes;                      /* calls of write() until then: over SSH a packet each */
    long long bytes[WATCH_STEPS_MAX]; /* of each step */
    long peak, proportional; /* KiB, after the last step: the most that stood in RAM at once; what is its own, and its
                                share of what it has in common with others */
};

/* Starts the program in a terminal of 80x24, waits for its first screen, presses the keys of the steps. False, and a
 * line on standard error, when that fails. */
bool watch(const struct watched *watched, const struct watch_step *steps, size_t count, struct watch_result *result);

#endif
