/* child: other processes: a program of the user's with an argument vector, never a shell; our own program, whose output
 * is read; a piece of our own work that may fail without us. Nothing of ours is left open in any of them. Never in
 * here: which program, what work. */
#ifndef WHOSAID_BASE_CHILD_H
#define WHOSAID_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct buffer;
struct error;

/* --- programs ----------------------------------------------------------------------------------------------------- */

/* Starts `arguments[0]` (looked up in PATH) with the NULL-terminated arguments, in a session of its own, its standard
 * input, output and errors at /dev/null, and does not wait for it: it is nobody's zombie, and it outlives us. False and
 * a sentence when it cannot be started at all. */
bool child_start(const char *const arguments[], struct error *error);

/* True for an address that may be handed to a program: http or https in any case, no blank, no control, no byte outside
 * of ASCII (RFC 3986 has none). */
bool child_may_open(const char *url);

/* Appends the path of the program that runs; "whosaid", for PATH, where the system does not tell, or the file is no
 * longer there. As buffer_append. */
bool child_own_program(struct buffer *path);

/* --- children that are listened to -------------------------------------------------------------------------------- */

struct child {
    pid_t process;  /* 0: none */
    int descriptor; /* to talk with it, not inherited by others; -1: closed */
};

/* Starts a program as child_start does, but with its standard output and errors at the other end of
 * `child->descriptor`, which is for reading. It outlives us. End it with child_end. */
bool child_open(const char *const arguments[], struct child *child, struct error *error);

/* What a piece of work may use at most. 0: as much as we may. */
struct child_limits {
    uint64_t memory; /* bytes of address space; a sanitizer takes more than there is and is not held to it */
    unsigned files;  /* open at once, with its own four */
};

/* The work: talks through `descriptor` until it reads the end. What it returns is its exit status. */
typedef int child_work(int descriptor, void *context);

/* Runs the work in a copy of this process, a group of its own that Ctrl-C passes by, with a socket (AF_UNIX,
 * SOCK_STREAM) in between whose other end is `child->descriptor`; standard input, output and errors are at /dev/null,
 * nothing else is open, no core is written, no file grows, nothing can be gained by set-user-ID, and it is confined
 * (child_confine). It dies with us (where the system has PR_SET_PDEATHSIG; elsewhere it finds its socket closed). False
 * and a sentence when it cannot be started. */
bool child_fork(child_work *work, void *context, const struct child_limits *limits, struct child *child,
                struct error *error);

/* Within the work, where child_fork has done it: from now on this process can compute, use memory, read files and talk
 * through what is open; whatever else it asks of the system (to write files, to reach the network, to start, signal or
 * trace processes) fails with EPERM. False where the system has no such filter: Linux on x86-64, arm64 and riscv64 has
 * (seccomp(2)). */
bool child_confine(void);

/* Either side: sends all of the bytes through the socket, and waits until they fit. False when nobody is there any
 * more; no signal tells of that. */
bool child_send(int descriptor, const void *bytes, size_t length);

/* Within the work: from now on it may compute so many seconds more; then it is ended by SIGXCPU. */
void child_allow_seconds(unsigned seconds);

/* Closes the descriptor and waits for the end, after killing it where `kill_it`. True when it ended by itself with
 * status 0; else false and how it ended, as the end of a sentence: "was ended by signal 11 (Segmentation fault)". */
bool child_end(struct child *child, bool kill_it, struct error *how);

#endif
