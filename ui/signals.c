/* signals: a pipe to ourselves for those that are events, a few safe calls for those that end it at
 * once: crashes, and C-\. */
#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"

static const int event_signals[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH};
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT};

enum {
    EVENT_COUNT = sizeof event_signals / sizeof *event_signals,
    CRASH_COUNT = sizeof crash_signals / sizeof *crash_signals
};

/* The one file-level state of the program: a handler is given a number and nothing else, and a process has one
 * terminal. */
static struct {
    int pipe[2];
    bool has_modes;
    struct termios modes; /* before curses changed them */
    char leave[SIGNALS_LEAVE_MAX];
    volatile sig_atomic_t leave_length;
    struct sigaction events_before[EVENT_COUNT], crashes_before[CRASH_COUNT];
} guard;

static void on_event(int number)
{
    int before = errno;
    unsigned char byte = (unsigned char)number;
    /* A full pipe has enough events to wake the loop. */
    ssize_t written = write(guard.pipe[1], &byte, 1);
    (void)written;
    errno = before;
}

/* Async-signal-safe throughout (POSIX 2.4.3). The previous action, which may be a debugger's or a sanitizer's, gets the
 * signal as soon as this handler returns. */
static void on_crash(int number)
{
    ssize_t written = write(STDOUT_FILENO, guard.leave, (size_t)guard.leave_length);
    (void)written;
    if (guard.has_modes)
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &guard.modes);
    for (int i = 0; i < CRASH_COUNT; i++)
        (void)sigaction(crash_signals[i], &guard.crashes_before[i], NULL);
    (void)raise(number);
}

static void catch_signals(const int signals[], int count, void (*handler)(int), struct sigaction before[])
{
    struct sigaction action = {.sa_handler = handler};
    (void)sigfillset(&action.sa_mask);
    for (int i = 0; i < count; i++) {
        (void)sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            (void)sigaction(signals[i], &action, NULL);
    }
}

static void restore_signals(const int signals[], int count, const struct sigaction before[])
{
    for (int i = 0; i < count; i++)
        (void)sigaction(signals[i], &before[i], NULL);
}

bool signals_open(struct error *error)
{
    if (pipe(guard.pipe) != 0)
        return error_set(error, "the terminal cannot be watched: %s", strerror(errno));
    for (int i = 0; i < 2; i++) {
        (void)fcntl(guard.pipe[i], F_SETFD, FD_CLOEXEC);
        (void)fcntl(guard.pipe[i], F_SETFL, O_NONBLOCK);
    }
    guard.leave_length = 0;
    guard.has_modes = tcgetattr(STDIN_FILENO, &guard.modes) == 0;
    catch_signals(event_signals, EVENT_COUNT, on_event, guard.events_before);
    catch_signals(crash_signals, CRASH_COUNT, on_crash, guard.crashes_before);
    return true;
}

void signals_set_leave(const char *bytes, size_t length)
{
    guard.leave_length = 0;
    if (length > sizeof guard.leave)
        return;
    memcpy(guard.leave, bytes, length);
    guard.leave_length = (sig_atomic_t)length;
}

void signals_close(void)
{
    restore_signals(event_signals, EVENT_COUNT, guard.events_before);
    restore_signals(crash_signals, CRASH_COUNT, guard.crashes_before);
    (void)close(guard.pipe[0]);
    (void)close(guard.pipe[1]);
}

int signals_descriptor(void)
{
    return guard.pipe[0];
}

int signals_next(void)
{
    unsigned char byte;
    return read(guard.pipe[0], &byte, 1) == 1 ? byte : 0;
}

void signals_stop(void)
{
    struct sigaction stop = {.sa_handler = SIG_DFL}, before, go_on;
    (void)sigemptyset(&stop.sa_mask);
    (void)sigaction(SIGTSTP, &stop, &before);
    (void)sigaction(SIGCONT, &stop, &go_on);
    (void)raise(SIGTSTP);
    (void)sigaction(SIGCONT, &go_on, NULL);
    (void)sigaction(SIGTSTP, &before, NULL);
}
