/* child work: a copy of this process with nothing but a socket and what it has in memory. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "base/child.h"
#include "base/error.h"

/* AddressSanitizer reserves terabytes of addresses for notes about the few that are used. gcc tells of it by a macro,
 * clang by a question. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESSES_ARE_COUNTED false
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ADDRESSES_ARE_COUNTED false
#endif
#ifndef ADDRESSES_ARE_COUNTED
#define ADDRESSES_ARE_COUNTED true
#endif

/* Where the work's end of the socket lies. */
enum { WORK_DESCRIPTOR = STDERR_FILENO + 1 };

static bool limit(int resource, rlim_t most)
{
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0)
        return false;
    if (limits.rlim_max != RLIM_INFINITY && limits.rlim_max < most)
        most = limits.rlim_max;
    struct rlimit hard = {most, most};
    if (setrlimit(resource, &hard) == 0)
        return true;
    /* Valgrind keeps the highest descriptors for itself and lets no program lower the hard limit of them. */
    limits.rlim_cur = most;
    return errno == EPERM && setrlimit(resource, &limits) == 0;
}

static bool limit_all(const struct child_limits *limits)
{
    uint64_t memory = ADDRESSES_ARE_COUNTED ? limits->memory : 0;
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && (!memory || limit(RLIMIT_AS, memory)) &&
           (!limits->files || limit(RLIMIT_NOFILE, limits->files));
}

/* The socket becomes the descriptor behind the standard ones, and whatever else is open is closed. The copy comes
 * first: in a process without standard descriptors the socket may be one of those that are replaced. */
static bool keep_only(int descriptor)
{
    int copy = fcntl(descriptor, F_DUPFD, WORK_DESCRIPTOR);
    int null = open("/dev/null", O_RDWR);
    bool kept = copy >= 0 && null >= 0 && dup2(null, STDIN_FILENO) >= 0 && dup2(null, STDOUT_FILENO) >= 0 &&
                dup2(null, STDERR_FILENO) >= 0 && dup2(copy, WORK_DESCRIPTOR) >= 0;
    if (kept)
        closefrom(WORK_DESCRIPTOR + 1);
    return kept;
}

/* What the parent awaits or ignores, the work has not asked for. */
static void forget_signals(void)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
    sigset_t none;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        (void)signal(signals[i], SIG_DFL);
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
}

static void die_with_parent(void)
{
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
}

/* In the new process. Where the system cannot confine it, the limits stand alone. */
static _Noreturn void do_work(child_work *work, void *context, const struct child_limits *limits, int descriptor)
{
    enum { NOT_BEGUN = 126 };
    die_with_parent();
    (void)setpgid(0, 0);
    forget_signals();
    if (!keep_only(descriptor) || !limit_all(limits))
        _exit(NOT_BEGUN);
    (void)child_confine();
    _exit(work(WORK_DESCRIPTOR, context));
}

bool child_fork(child_work *work, void *context, const struct child_limits *limits, struct child *child,
                struct error *error)
{
    int ends[2];
    *child = (struct child){.descriptor = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return error_set(error, "no further process can be started: %s", strerror(errno));
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    pid_t process = fork();
    if (process == 0)
        do_work(work, context, limits, ends[1]);
    int reason = errno;
    (void)close(ends[1]);
    if (process < 0) {
        (void)close(ends[0]);
        return error_set(error, "no further process can be started: %s", strerror(reason));
    }
    *child = (struct child){process, ends[0]};
    return true;
}

bool child_send(int descriptor, const void *bytes, size_t length)
{
    for (const char *at = bytes, *end = at + length; at < end;) {
        ssize_t sent = send(descriptor, at, (size_t)(end - at), MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        at += sent < 0 ? 0 : sent;
    }
    return true;
}

void child_allow_seconds(unsigned seconds)
{
    struct rusage used;
    struct rlimit limits;
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limits) != 0)
        return;
    /* A second more: the one that has begun counts as used up. */
    rlim_t most = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + seconds;
    limits.rlim_cur = limits.rlim_max == RLIM_INFINITY || most < limits.rlim_max ? most : limits.rlim_max;
    (void)setrlimit(RLIMIT_CPU, &limits);
}
