/* measure: what a program takes, time and memory. Never in here: which programs, passing and failing. */
#ifndef WHOSAID_TESTS_BENCH_MEASURE_H
#define WHOSAID_TESTS_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

struct measure {
    double seconds; /* of processor time, of all its processes: what else the machine does counts little */
    double elapsed; /* seconds from start to end */
    double peak;    /* the most memory that stood in RAM at once, in MiB */
};

/* Runs a program from `input` to nowhere, in `folder` as its home, and waits for it. False when it cannot be run or
 * fails. */
bool measure_program(char *const arguments[], const char *input, const char *folder, struct measure *measure);

/* True when a program of that name is in the PATH. */
bool measure_is_installed(const char *program);

/* The median; sorts the numbers. */
double measure_median(double *numbers, size_t count);

#endif
