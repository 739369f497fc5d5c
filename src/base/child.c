/* child: what outlives us is a grandchild, so that init inherits it, with a pipe that exec closes, so that we know
 * whether it succeeded. */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
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

/* In the new process: becomes the program, its standard output and errors at `output`, or writes errno to `report`. */
static void become(const char *const arguments[], int output, int report)
{
    int null = open("/dev/null", O_RDWR);
    forget_signals();
    (void)setsid();
    if (null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(output < 0 ? null : output, STDOUT_FILENO) >= 0 &&
        dup2(output < 0 ? null : output, STDERR_FILENO) >= 0) {
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

/* Two ends that no program of ours inherits. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

/* After the fork: whether the program has begun, which closes the pipe, or errno came through it. Closes both ends. */
static bool has_begun(pid_t child, const int report[2], const char *program, struct error *error)
{
    int reason = errno;
    (void)close(report[1]);
    bool failed = child < 0 || read_fully(report[0], &reason) == (ssize_t)sizeof reason;
    (void)close(report[0]);
    return !failed || error_set(error, "%s cannot be started: %s", program, strerror(reason));
}

/* False when nobody knows how it ended: where SIGCHLD is ignored the system keeps no account of that. */
static bool wait_for(pid_t child, int *status)
{
    pid_t ended = child;
    while (child > 0 && (ended = waitpid(child, status, 0)) < 0 && errno == EINTR)
        continue;
    return ended == child;
}

bool child_start(const char *const arguments[], struct error *error)
{
    int report[2];
    if (!open_pipe(report))
        return error_set(error, "%s cannot be started: %s", arguments[0], strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        pid_t grandchild = fork();
        if (grandchild == 0)
            become(arguments, -1, report[1]);
        if (grandchild < 0)
            tell_reason(report[1]);
        _exit(0);
    }
    bool begun = has_begun(child, report, arguments[0], error);
    (void)wait_for(child, NULL);
    return begun;
}

bool child_open(const char *const arguments[], struct child *child, struct error *error)
{
    int report[2], output[2];
    *child = (struct child){.descriptor = -1};
    if (!open_pipe(report))
        return error_set(error, "%s cannot be started: %s", arguments[0], strerror(errno));
    if (!open_pipe(output)) {
        error_set(error, "%s cannot be started: %s", arguments[0], strerror(errno));
        (void)close(report[0]);
        (void)close(report[1]);
        return false;
    }
    pid_t process = fork();
    if (process == 0)
        become(arguments, output[1], report[1]);
    bool begun = has_begun(process, report, arguments[0], error);
    (void)close(output[1]);
    if (begun) {
        *child = (struct child){process, output[0]};
        return true;
    }
    (void)close(output[0]);
    (void)wait_for(process, NULL);
    return false;
}

/* Linux calls a file that was replaced while it runs, as by an upgrade, "PATH (deleted)". */
bool child_own_program(struct buffer *path)
{
    char own[PATH_MAX] = "";
    ssize_t length = readlink("/proc/self/exe", own, sizeof own - 1);
    bool is_there = length > 0 && access(own, X_OK) == 0;
    return buffer_append_string(path, is_there ? own : "whosaid");
}

/* --- how it ended ------------------------------------------------------------------------------------------------- */

bool child_end(struct child *child, bool kill_it, struct error *how)
{
    int status = 0;
    /* Before it sees that nobody is there any more, and may end by itself. */
    if (child->process > 0 && kill_it)
        (void)kill(child->process, SIGKILL);
    if (child->descriptor >= 0)
        (void)close(child->descriptor);
    bool is_known = wait_for(child->process, &status);
    *child = (struct child){.descriptor = -1};
    if (!is_known)
        return error_set(how, "ended, and nobody knows how");
    if (WIFSIGNALED(status))
        return error_set(how, "was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return WEXITSTATUS(status) == 0 || error_set(how, "ended with status %d", WEXITSTATUS(status));
}
