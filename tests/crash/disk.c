/* disk: stands between a program and its disk (LD_PRELOAD) and lets one write of it go wrong, always the same one: so
 * that what a crash or a full disk leaves behind is found at every moment that matters, and found again. Counted is
 * what changes a regular file. WHOSAID_DISK says what happens:
 *
 *     kill:N     the program is killed before its Nth write
 *     torn:N     half of the Nth write is done, then it is killed
 *     full:N     from the Nth write on there is no room any more; what makes files smaller or removes them succeeds
 *
 * WHOSAID_DISK_COUNT names a file that is given the number of writes when the program ends by itself. Never in here:
 * what the program should make of it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fate { FATE_NONE, FATE_KILL, FATE_TORN, FATE_FULL };

/* A library that is loaded before a program has no other place. */
static enum fate fate;
static unsigned long unlucky, writes;
static pid_t watched; /* children write nothing that counts */

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_truncate)(int, off_t);
static int (*real_sync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void)
{
    static const char *const names[] = {[FATE_KILL] = "kill:", [FATE_TORN] = "torn:", [FATE_FULL] = "full:"};
    const char *wish = getenv("WHOSAID_DISK");
    for (size_t i = FATE_KILL; wish && i <= FATE_FULL; i++) {
        if (strncmp(wish, names[i], strlen(names[i])) == 0) {
            fate = (enum fate)i;
            unlucky = strtoul(wish + strlen(names[i]), NULL, 10);
        }
    }
    watched = getpid();
    /* ISO C has no cast from an object's address to a function's; POSIX has dlsym. */
    *(void **)(void *)&real_write = dlsym(RTLD_NEXT, "write");
    *(void **)(void *)&real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    *(void **)(void *)&real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
    *(void **)(void *)&real_sync = dlsym(RTLD_NEXT, "fdatasync");
    *(void **)(void *)&real_unlink = dlsym(RTLD_NEXT, "unlink");
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("WHOSAID_DISK_COUNT");
    FILE *file = path && getpid() == watched ? fopen(path, "w") : NULL;
    unsigned long counted = writes;
    if (file) {
        fprintf(file, "%lu\n", counted);
        (void)fclose(file);
    }
}

static bool is_file(int descriptor)
{
    struct stat status;
    int before = errno;
    bool regular = fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    errno = before;
    return regular;
}

/* What is to become of this write; does what ends the program. */
static bool is_unlucky(int descriptor)
{
    if (getpid() != watched || !is_file(descriptor))
        return false;
    writes++;
    if (fate == FATE_KILL && writes == unlucky)
        (void)raise(SIGKILL);
    return (fate == FATE_TORN && writes == unlucky) || (fate == FATE_FULL && writes >= unlucky);
}

static ssize_t refuse(void)
{
    errno = ENOSPC;
    return -1;
}

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the C library's own names are not for us. */
ssize_t write(int descriptor, const void *bytes, size_t count)
{
    if (!is_unlucky(descriptor))
        return real_write(descriptor, bytes, count);
    if (fate == FATE_FULL)
        return refuse();
    (void)real_write(descriptor, bytes, count / 2);
    (void)raise(SIGKILL);
    return -1;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset)
{
    if (!is_unlucky(descriptor))
        return real_pwrite(descriptor, bytes, count, offset);
    if (fate == FATE_FULL)
        return refuse();
    (void)real_pwrite(descriptor, bytes, count / 2, offset);
    (void)raise(SIGKILL);
    return -1;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset)
{
    return pwrite64(descriptor, bytes, count, offset);
}

/* Makes files larger as well as smaller, and fails only for the first. */
int ftruncate64(int descriptor, off_t size)
{
    struct stat status;
    bool grows = fstat(descriptor, &status) == 0 && size > status.st_size;
    if (!is_unlucky(descriptor) || (fate == FATE_FULL && !grows))
        return real_truncate(descriptor, size);
    if (fate == FATE_FULL)
        return (int)refuse();
    (void)raise(SIGKILL);
    return -1;
}

int ftruncate(int descriptor, off_t size)
{
    return ftruncate64(descriptor, size);
}

/* The last two are not refused by a full disk, but are moments in which programs are killed. */
int fdatasync(int descriptor)
{
    if (is_unlucky(descriptor) && fate == FATE_TORN)
        (void)raise(SIGKILL);
    return real_sync(descriptor);
}

int unlink(const char *path)
{
    if (getpid() == watched && ++writes == unlucky && (fate == FATE_KILL || fate == FATE_TORN))
        (void)raise(SIGKILL);
    return real_unlink(path);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
