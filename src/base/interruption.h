/* interruption: Ctrl-C and its like as a question that a loop asks when it suits, so that it ends with everything kept.
 * Never in here: what is kept. */
#ifndef WHOSAID_BASE_INTERRUPTION_H
#define WHOSAID_BASE_INTERRUPTION_H

#include <signal.h>
#include <stdbool.h>

struct interruption {
    sigset_t before;
};

/* From here on SIGINT, SIGTERM and SIGHUP wait (POSIX signals, blocked) for the question below, and a closed pipe is an
 * error of writing (SIGPIPE is ignored). Before threads are started, which inherit it. */
struct interruption interruption_await(void);

/* The number of the signal that came, or 0. From then on the next one ends the program at once. Takes no time: for
 * every turn of a loop. */
int interruption_came(const struct interruption *interruption);

#endif
