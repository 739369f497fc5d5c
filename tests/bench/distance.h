/* distance: makes a web server on this machine one that is far away: every request reaches it late. Never in here: what
 * it serves. */
#ifndef WHOSAID_TESTS_BENCH_DISTANCE_H
#define WHOSAID_TESTS_BENCH_DISTANCE_H

#include <stdbool.h>
#include <sys/types.h>

enum { DISTANCE_HOSTS_MAX = 200 };

struct distance {
    pid_t process;
    int port;
};

/* Listens at 127.0.0.2 and as many addresses behind it as there are to be hosts, all at one port that the kernel
 * chooses, and hands on to the server at 127.0.0.1 what comes, so many milliseconds later. False, and why on standard
 * error, when it cannot. Stop it in either case. */
bool distance_start(struct distance *distance, int server_port, unsigned hosts, int milliseconds);

void distance_stop(struct distance *distance);

#endif
