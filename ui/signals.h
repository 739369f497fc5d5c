/* signals: makes events out of signals, which the loop reads like keys, and sees to it that the terminal is sane
 * whatever kills the program. Never in here: what an event does. */
#ifndef WHOSAID_UI_SIGNALS_H
#define WHOSAID_UI_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>

struct error;

/* Longest sequence of bytes that gives a terminal back; real ones take about 60. */
enum { SIGNALS_LEAVE_MAX = 256 };

/* Catches SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT and SIGWINCH (those that are ignored stay so) and, to leave the
 * terminal sane before they kill, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT and SIGQUIT. To be called before curses
 * changes the terminal, whose modes are noted here. Once at a time. False and a sentence when there is no pipe to be
 * had. */
bool signals_open(struct error *error);

/* What a crash writes to standard output; before that it writes nothing. */
void signals_set_leave(const char *bytes, size_t length);

/* Everything as it was before signals_open. */
void signals_close(void);

/* A descriptor that can be read while a signal waits. */
int signals_descriptor(void);

/* The next signal that waits, or 0. */
int signals_next(void);

/* Stops the process as an uncaught SIGTSTP does; returns once it was continued. */
void signals_stop(void);

#endif
