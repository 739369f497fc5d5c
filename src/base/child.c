/* child: a grandchild, so that init inherits it, and a pipe that exec closes, so that we know whether it succeeded. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

bool child_may_open(const char *url)
{
    if (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0)
        return false;
    for (const char *at = url; *at; at++)
        if (*at <= ' ' || *at >= 0x7f)
            return false;
    return true;
}

/* Signals that the terminal program caught or blocked mean nothing to a browser. */
static void forget_signals(void)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        (void)signal(signals[i], SIG_DFL);
    sigset_t none;
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* When even the report fails there is nobody left to tell. */
static void tell_reason(int report)
{
    int reason = errno;
    ssize_t written = write(report, &reason, sizeof reason);
    (void)written;
}

/* In the grandchild: becomes the program, or writes errno to `report`. */
static void become(const char *const arguments[], int report)
{
    int null = open("/dev/null", O_RDWR);
    forget_signals();
    (void)setsid();
    if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(null, STDOUT_FILENO) >= 0 &&
        dup2(null, STDERR_FILENO) >= 0) {
        if (null > STDERR_FILENO)
            (void)close(null);
        /* execvp changes neither the vector nor the strings; its type is older than const. */
        (void)execvp(arguments[0], (char *const *)arguments);
    }
    tell_reason(report);
    _exit(127);
}

static ssize_t read_fully(int descriptor, int *value)
{
    ssize_t count;
    do
        count = read(descriptor, value, sizeof *value);
    while (count < 0 && errno == EINTR);
    return count;
}

bool child_start(const char *const arguments[], struct error *error)
{
    int report[2];
    if (pipe(report) != 0)
        return error_set(error, "%s cannot be started: %s", arguments[0], strerror(errno));
    (void)fcntl(report[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(report[1], F_SETFD, FD_CLOEXEC);
    pid_t child = fork();
    if (child == 0) {
        pid_t grandchild = fork();
        if (grandchild == 0)
            become(arguments, report[1]);
        if (grandchild < 0)
            tell_reason(report[1]);
        _exit(0);
    }
    int reason = errno;
    (void)close(report[1]);
    bool failed = child < 0 || read_fully(report[0], &reason) == (ssize_t)sizeof reason;
    (void)close(report[0]);
    while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
        continue;
    if (failed)
        return error_set(error, "%s cannot be started: %s", arguments[0], strerror(reason));
    return true;
}
