/* child confine: which system calls a piece of work may make (seccomp(2), filters). The list is what computing, memory,
 * the descriptors that are open, and reading files take: character sets and libraries are files that are opened when
 * they are first needed. Whatever is not in it fails with EPERM, as if the system refused. Never in here: what the work
 * is. */
#include "base/child.h"

#ifdef __linux__
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Numbers of system calls mean something in one architecture only. */
#if defined(__x86_64__) && defined(__LP64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif
#endif

#ifdef ARCHITECTURE

enum { RULES_MAX = 128, INSTRUCTIONS_A_RULE = 5, INSTRUCTIONS_MAX = 4 + RULES_MAX * INSTRUCTIONS_A_RULE };

enum condition {
    ALWAYS,
    WITHOUT_BITS, /* the argument has none of the value's bits */
    EQUAL,        /* the argument is the value */
    OWN_PROCESS   /* the argument is this process */
};

struct rule {
    unsigned number;
    enum condition condition;
    unsigned argument; /* counted from 0 */
    uint32_t value;
};

#define WRITING_FLAGS (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND)

/* What stands in an #ifdef is an older call, which newer architectures were never given. */
static const struct rule rules[] = {
    /* What is open. */
    {.number = SYS_read},
    {.number = SYS_readv},
    {.number = SYS_pread64},
    {.number = SYS_recvfrom},
    {.number = SYS_write},
    {.number = SYS_writev},
    {.number = SYS_sendto},
    {.number = SYS_lseek},
    {.number = SYS_close},
    {.number = SYS_ppoll},
    {.number = SYS_pselect6},
    {SYS_fcntl, EQUAL, 1, F_GETFD},
    {SYS_fcntl, EQUAL, 1, F_GETFL},
    /* Files, to be read. */
    {SYS_openat, WITHOUT_BITS, 2, WRITING_FLAGS},
    {.number = SYS_fstat},
    {.number = SYS_newfstatat},
    {.number = SYS_statx},
    {.number = SYS_faccessat},
    {.number = SYS_readlinkat},
    {.number = SYS_getcwd},
    {.number = SYS_getdents64},
    {.number = SYS_fadvise64},
    /* Memory. */
    {.number = SYS_brk},
    {.number = SYS_mmap},
    {.number = SYS_mprotect},
    {.number = SYS_mremap},
    {.number = SYS_munmap},
    {.number = SYS_madvise},
    {.number = SYS_futex},
    /* Itself, and the time. */
    {.number = SYS_getpid},
    {.number = SYS_getppid},
    {.number = SYS_getpgid},
    {.number = SYS_gettid},
    {.number = SYS_getuid},
    {.number = SYS_geteuid},
    {.number = SYS_getgid},
    {.number = SYS_getegid},
    {.number = SYS_getrusage},
    {SYS_prlimit64, EQUAL, 0, 0},
    {.number = SYS_getrandom},
    {.number = SYS_uname},
    {.number = SYS_sysinfo},
    {.number = SYS_sched_yield},
    {SYS_sched_getaffinity, EQUAL, 0, 0},
    {.number = SYS_clock_gettime},
    {.number = SYS_clock_getres},
    {.number = SYS_clock_nanosleep},
    {.number = SYS_nanosleep},
    {.number = SYS_gettimeofday},
    {.number = SYS_restart_syscall},
    /* Its end. */
    {.number = SYS_rt_sigaction},
    {.number = SYS_rt_sigprocmask},
    {.number = SYS_rt_sigreturn},
    {.number = SYS_rt_sigtimedwait},
    {.number = SYS_sigaltstack},
    {SYS_kill, OWN_PROCESS, 0, 0},
    {SYS_tkill, OWN_PROCESS, 0, 0},
    {SYS_tgkill, OWN_PROCESS, 0, 0},
    {.number = SYS_exit},
    {.number = SYS_exit_group},
#ifdef SYS_open
    {SYS_open, WITHOUT_BITS, 1, WRITING_FLAGS},
#endif
#ifdef SYS_stat
    {.number = SYS_stat},
    {.number = SYS_lstat},
#endif
#ifdef SYS_access
    {.number = SYS_access},
#endif
#ifdef SYS_readlink
    {.number = SYS_readlink},
#endif
#ifdef SYS_poll
    {.number = SYS_poll},
#endif
#ifdef SYS_select
    {.number = SYS_select},
#endif
#ifdef SYS_getpgrp
    {.number = SYS_getpgrp},
#endif
#ifdef SYS_getrlimit
    {.number = SYS_getrlimit},
    {.number = SYS_setrlimit},
#endif
#ifdef SYS_pause
    {.number = SYS_pause},
#endif
#ifdef SYS_time
    {.number = SYS_time},
#endif
};
_Static_assert(sizeof rules / sizeof *rules <= RULES_MAX, "the filter has room for every rule");

struct filter {
    struct sock_filter instructions[INSTRUCTIONS_MAX];
    unsigned short count;
};

static void append(struct filter *filter, struct sock_filter instruction)
{
    filter->instructions[filter->count++] = instruction;
}

static struct sock_filter load(size_t offset)
{
    return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset);
}

/* Goes on `otherwise` instructions further where what was loaded is not the value. */
static struct sock_filter require(uint32_t value, uint8_t otherwise)
{
    return (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, otherwise);
}

static struct sock_filter answer(bool is_allowed)
{
    return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K,
                                        is_allowed ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | (uint32_t)EPERM);
}

/* An `int` lies in the lower half of its argument, which comes first: all architectures of above are little-endian.
 * What the call does not match goes to the next rule, with its number loaded again. */
static void append_rule(struct filter *filter, const struct rule *rule)
{
    uint32_t value = rule->condition == OWN_PROCESS ? (uint32_t)getpid() : rule->value;
    if (rule->condition == ALWAYS) {
        append(filter, require(rule->number, 1));
        append(filter, answer(true));
        return;
    }
    append(filter, require(rule->number, 4));
    append(filter, load(offsetof(struct seccomp_data, args) + sizeof(uint64_t) * rule->argument));
    if (rule->condition == WITHOUT_BITS)
        append(filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, value, 1, 0));
    else
        append(filter, require(value, 1));
    append(filter, answer(true));
    append(filter, load(offsetof(struct seccomp_data, nr)));
}

bool child_confine(void)
{
    struct filter filter = {.count = 0};
    append(&filter, load(offsetof(struct seccomp_data, arch)));
    append(&filter, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
    append(&filter, answer(false));
    append(&filter, load(offsetof(struct seccomp_data, nr)));
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        append_rule(&filter, &rules[i]);
    append(&filter, answer(false));
    const struct sock_fprog program = {filter.count, filter.instructions};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

bool child_confine(void)
{
    return false;
}

#endif
