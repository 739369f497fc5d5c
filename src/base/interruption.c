/* interruption: blocked signals that are looked for, so that there is neither a handler nor a variable for one to
 * set. */
#include "base/interruption.h"

#include <stddef.h>

static const int awaited[] = {SIGINT, SIGTERM, SIGHUP};

static sigset_t awaited_set(void)
{
    sigset_t set;
    (void)sigemptyset(&set);
    for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
        (void)sigaddset(&set, awaited[i]);
    return set;
}

struct interruption interruption_await(void)
{
    struct interruption interruption;
    sigset_t set = awaited_set();
    (void)signal(SIGPIPE, SIG_IGN);
    (void)sigprocmask(SIG_BLOCK, &set, &interruption.before);
    return interruption;
}

int interruption_came(const struct interruption *interruption)
{
    sigset_t pending, set = awaited_set();
    int number = 0;
    if (sigpending(&pending) != 0)
        return 0;
    for (size_t i = 0; i < sizeof awaited / sizeof *awaited && !number; i++)
        if (sigismember(&pending, awaited[i]) == 1)
            number = awaited[i];
    /* Taken, not only seen: it must not end the program the moment that the mask is as before. */
    if (number && sigwait(&set, &number) == 0)
        (void)sigprocmask(SIG_SETMASK, &interruption->before, NULL);
    return number;
}
