/* terminal: one program in a real pseudo-terminal, with an emulated screen in front of it and job control around it, as
 * a terminal window and a shell would have them. Never in here: what the screen should show. */
#ifndef WHOSAID_TESTS_SCREEN_TERMINAL_H
#define WHOSAID_TESTS_SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "base/buffer.h"

struct error;

/* Environment variable with the number of a descriptor; a program that knows it writes one byte there whenever it is
 * about to wait for input, none is pending and everything that it had to show has been written. */
#define TERMINAL_IDLE_VARIABLE "WHOSAID_IDLE_FD"

struct terminal_size {
    int columns, rows;
};

/* What to start, and where. Everything is borrowed for the time of the call. */
struct terminal_setup {
    const char *directory;
    char *const *arguments;   /* the program's path first; NULL ends them */
    char *const *environment; /* all of it, as for execve; the idle variable is added */
    size_t environment_count;
    const char *input; /* a file for standard input; NULL: the terminal */
    struct terminal_size size;
    bool obeys_modes; /* files that may not be written are not, though the tests run as root */
    int deadline;     /* seconds from the start after which every wait fails; a safety net that no passing test meets */
    int quiet_time;   /* 0, or milliseconds of silence that count as idle, for programs that know no idle variable */
};

enum terminal_state { TERMINAL_RUNNING, TERMINAL_STOPPED, TERMINAL_ENDED };

/* Others read it; only terminal.c writes. */
struct terminal {
    enum terminal_state state;
    int exit_status;      /* where ended: the exit status, or 128 and the signal's number, as shells tell it */
    struct buffer output; /* every byte that the program wrote */
    VTerm *emulator;
    VTermScreen *screen;
    bool alternate_screen, mouse_taken;
    struct buffer replies; /* what the emulator wants to send to the program */
    struct termios modes;  /* of the line before the program touched it */
    pid_t program;
    int master, slave, idle, children; /* both ends of the line, the idle pipe, a signalfd for SIGCHLD */
    int quiet_time, deadline;
    long long started, last_output; /* microseconds: of the monotonic clock, and from then to the latest output */
};

/* Starts the program. The caller must be a process that it can spare (a child made for this, no group leader): it
 * becomes the leader of a session and plays the shell, since a program without one above it cannot be stopped by
 * SIGTSTP. False and a sentence when the system refuses. Give it back with terminal_end in either case. */
bool terminal_start(struct terminal *terminal, const struct terminal_setup *setup, struct error *error);

/* Starts a program in the same terminal when the one before has ended: a terminal that a killed one left in disorder is
 * put right before, as by reset(1). The size counts as it is. Errors as above. */
bool terminal_restart(struct terminal *terminal, const struct terminal_setup *setup, struct error *error);

/* Kills what still runs and frees everything. */
void terminal_end(struct terminal *terminal);

/* Waits until the program waits for input, has stopped or has ended, and shows its output to the emulator. False and a
 * sentence at the deadline. */
bool terminal_settle(struct terminal *terminal, struct error *error);

/* Each does its thing to the program; the caller settles afterwards. False and a sentence when the program does not run
 * any more, when there is no such key, or when the system refuses. A key is a character or a name: Tab S-Tab Enter
 * Escape Space Backspace Up Down Left Right Home End PageUp PageDown Insert Delete F1 to F12, C-a to C-z. */
bool terminal_press(struct terminal *terminal, const char *key, struct error *error);
bool terminal_type(struct terminal *terminal, const char *bytes, size_t length, struct error *error);
bool terminal_resize(struct terminal *terminal, struct terminal_size size, struct error *error);
bool terminal_signal(struct terminal *terminal, int signal, struct error *error);

/* Whether the program has shown or hidden the cursor last (DECTCEM). Read from its output: libvterm 0.1 lets ESC 8
 * (DECRC) bring back visibility, too, which no terminal does. */
bool terminal_cursor_is_visible(const struct terminal *terminal);

/* True when the terminal is as a shell wants it back: main screen, cursor visible, no attribute set, no mouse, normal
 * cursor keys, line modes as before. Else false and a sentence with the first thing that is not. */
bool terminal_is_restored(struct terminal *terminal, struct error *error);

#endif
