/* archive lock: flock, and in the file the process that holds it, for the sentence of the one that waits. */
#include "store/archive_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"

enum { HOLDER_SIZE = 128, ARGUMENTS_SIZE = 1024, PATH_CEILING = 64 * 1024, TRIES_A_SECOND = 20 };

/* "whosaid sync" of our own command line, where the system tells it; else "whosaid". */
static void own_command(char command[HOLDER_SIZE])
{
    char arguments[ARGUMENTS_SIZE] = "whosaid";
    int descriptor = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t size = descriptor < 0 ? 0 : read(descriptor, arguments, sizeof arguments - 2);
    if (descriptor >= 0)
        close(descriptor);
    if (size > 0)
        memset(arguments + size, '\0', 2);
    const char *second = arguments + strlen(arguments) + 1;
    bool has_second = size > 0 && second < arguments + size && *second && *second != '-';
    (void)snprintf(command, HOLDER_SIZE, "%s%s%s", path_last_part(arguments), has_second ? " " : "",
                   has_second ? second : "");
}

/* Whoever waits may look at the file before this is written: it then knows no name. */
static void write_holder(int descriptor)
{
    char command[HOLDER_SIZE], line[2 * HOLDER_SIZE];
    own_command(command);
    int length = snprintf(line, sizeof line, "process %ld (%s)", (long)getpid(), command);
    if (length < 0 || ftruncate(descriptor, 0) != 0 || pwrite(descriptor, line, strlen(line), 0) < 0)
        return; /* the lock holds all the same */
}

static bool refuse_held(const char *path, int descriptor, struct error *error)
{
    char holder[2 * HOLDER_SIZE] = "";
    ssize_t size = pread(descriptor, holder, sizeof holder - 1, 0);
    holder[size > 0 ? size : 0] = '\0';
    return error_set(error, "%s: %s is writing to it; try again when it is done", path,
                     *holder ? holder : "another process");
}

/* Tries until the time is up. */
static bool wait_for(int descriptor, unsigned patience)
{
    const struct timespec pause = {.tv_nsec = 1000000000L / TRIES_A_SECOND};
    unsigned tries = patience < 1000000 ? patience * TRIES_A_SECOND : 1000000u * TRIES_A_SECOND;
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EINTR && errno != EWOULDBLOCK)
            return false;
        if (!tries--) {
            errno = EWOULDBLOCK;
            return false;
        }
        (void)nanosleep(&pause, NULL);
    }
    return true;
}

int archive_lock_take(const char *path, unsigned patience, struct error *error)
{
    struct buffer name = buffer_create(PATH_CEILING);
    int descriptor = -1;
    if (buffer_append_format(&name, "%s.lock", path))
        descriptor = open(buffer_string(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        error_set(error, "%s: the lock beside it cannot be made: %s", path, strerror(errno));
    } else if (wait_for(descriptor, patience)) {
        write_holder(descriptor);
    } else {
        if (errno == EWOULDBLOCK)
            refuse_held(path, descriptor, error);
        else
            error_set(error, "%s: the file system keeps no locks (%s); keep the archive on a local disk", path,
                      strerror(errno));
        close(descriptor);
        descriptor = -1;
    }
    buffer_release(&name);
    return descriptor;
}
