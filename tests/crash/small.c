/* small: the archive on a disk of its own, a tmpfs that only this process and its children see, which is really full
 * and really read-only. Where no such disk may be mounted, the scenario says so, and disk.c's pretence has to do. */
#define _GNU_SOURCE /* unshare */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "store/archive.h"
#include "tests/crash/inspect.h"
#include "tests/crash/reader.h"
#include "tests/crash/rig.h"
#include "tests/crash/scenarios.h"

enum {
    STARS = 5,
    FAILED = 1,
    TEXT_SIZE = 64,
    SLACK_MOST = 256 * 1024,
    LARGE = 64 * 1024 * 1024,
    TRIES_OF_ONE_ARCHIVE = 20
};

static const char *const star[] = {"m", NULL};

/* --- the disk ----------------------------------------------------------------------------------------------------- */

static bool write_text(const char *path, const char *text)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);
    bool written = descriptor >= 0 && write(descriptor, text, strlen(text)) == (ssize_t)strlen(text);
    if (descriptor >= 0)
        (void)close(descriptor);
    return written;
}

/* A name space of mounts of our own; who is not root becomes root in one of users (user_namespaces(7)). */
static bool leave_mounts(void)
{
    char users[TEXT_SIZE], groups[TEXT_SIZE];
    bool is_root = geteuid() == 0;
    snprintf(users, sizeof users, "0 %ld 1", (long)geteuid());
    snprintf(groups, sizeof groups, "0 %ld 1", (long)getegid());
    if (unshare(is_root ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    bool is_mapped = is_root || (write_text("/proc/self/setgroups", "deny") &&
                                 write_text("/proc/self/uid_map", users) && write_text("/proc/self/gid_map", groups));
    return is_mapped && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* Moves the rig's archive to a disk of its own, whose folder `disk` gets. False when there can be none. */
static bool move_to_disk(struct rig *rig, char disk[PATH_MAX])
{
    snprintf(disk, PATH_MAX, "%.4000s/small", rig->folder);
    if ((mkdir(disk, 0700) != 0 && errno != EEXIST) || !leave_mounts() ||
        mount("none", disk, "tmpfs", MS_NOSUID | MS_NODEV, NULL) != 0)
        return false;
    snprintf(rig->archive, sizeof rig->archive, "%.4000s/archive.db", disk);
    return true;
}

static bool resize(const char *disk, size_t bytes, struct error *error)
{
    char options[TEXT_SIZE];
    snprintf(options, sizeof options, "size=%zu", bytes);
    return mount("none", disk, "tmpfs", MS_REMOUNT | MS_NOSUID | MS_NODEV, options) == 0 ||
           error_set(error, "the disk cannot be made %zu bytes large: %s", bytes, strerror(errno));
}

static size_t bytes_used(const char *disk)
{
    struct statvfs status;
    return statvfs(disk, &status) == 0 ? (size_t)(status.f_blocks - status.f_bfree) * status.f_frsize : 0;
}

/* --- full --------------------------------------------------------------------------------------------------------- */

/* True when it was told in one line that there is no room. */
static bool has_said_full(const struct rig *rig, struct error *error)
{
    const char *end = strchr(rig->said, '\n');
    bool told = strstr(rig->said, "full") || strstr(rig->said, "No space left");
    return (told && end && !end[1]) ||
           error_set(error, "it should say in one line that the disk is full; it says: %.300s", rig->said);
}

static bool fill_during_sync(struct rig *rig, const char *disk, size_t slack, struct error *error)
{
    struct inspected before, after;
    if (!inspect(rig->archive, &before, error) || !resize(disk, bytes_used(disk) + slack, error))
        return false;
    ++*rig->press.edition;
    int status = rig_run(rig, &rig_sync);
    bool well = status == 0 || (status == FAILED && has_said_full(rig, error));
    well = well && resize(disk, LARGE, error) && inspect(rig->archive, &after, error);
    if (well && (after.starred != before.starred || after.articles < before.articles))
        well = error_set(error, "of %zu stars and %zu articles there are %zu and %zu", before.starred, before.articles,
                         after.starred, after.articles);
    well = well && rig_succeeds(rig, &rig_sync, error) &&
           inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error);
    return well || error_prefix(error, "%zu bytes left (status %d): ", slack, status);
}

/* Where nothing is left, a star is refused, and said to be. Somebody else has the archive open: the log and its index
 * are there, without which nobody could open it now. */
static bool fill_while_starring(struct rig *rig, const char *disk, struct error *error)
{
    const struct reader_plan plan = {.mark = star, .marks = 1, .end = READER_QUITS, .shows = "full"};
    struct inspected before, after;
    if (!inspect(rig->archive, &before, error))
        return false;
    struct archive *held = archive_open(rig->archive, ARCHIVE_READ, 0, error);
    bool well = held && resize(disk, bytes_used(disk), error) && reader_mark(rig, &plan, error);
    archive_close(held);
    well = well && resize(disk, LARGE, error) && inspect(rig->archive, &after, error);
    return well && (after.starred == before.starred ||
                    error_set(error, "of %zu stars there are %zu", before.starred, after.starred));
}

/* Where there is not even room for the index of the log, that is what is told. */
static bool fill_before_opening(struct rig *rig, const char *disk, struct error *error)
{
    const struct rig_command search = {.words = {"search", "berth"}};
    if (!resize(disk, bytes_used(disk), error))
        return false;
    int status = rig_run(rig, &search);
    if (status != FAILED)
        return error_set(error, "a search without room ended with %d and said: %.300s", status, rig->said);
    return has_said_full(rig, error) && resize(disk, LARGE, error) && rig_succeeds(rig, &search, error);
}

static bool fill(struct rig *rig, const char *disk, size_t times, struct error *error)
{
    for (size_t try = 0; try < times; try++) {
        if (try % TRIES_OF_ONE_ARCHIVE == 0 &&
            (!resize(disk, LARGE, error) || !rig_renew(rig, error) || !fill_while_starring(rig, disk, error) ||
             !fill_before_opening(rig, disk, error) || !inspect_star_newest(rig->archive, STARS, error)))
            return false;
        if (!fill_during_sync(rig, disk, rig_choose(rig, SLACK_MOST), error))
            return false;
    }
    return true;
}

/* --- read-only ---------------------------------------------------------------------------------------------------- */

static bool forbid_writing(struct rig *rig, const char *disk, size_t times, struct error *error)
{
    const struct rig_command search = {.words = {"search", "berth"}}, check = {.words = {"check"}};
    const struct reader_plan plan = {.mark = star, .marks = 1, .end = READER_QUITS, .shows = "read-only"};
    (void)times; /* nothing is left to chance */
    if (!rig_renew(rig, error))
        return false;
    if (mount("none", disk, "tmpfs", MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) != 0)
        return error_set(error, "the disk cannot be made read-only: %s", strerror(errno));
    if (!rig_succeeds(rig, &search, error) || !rig_succeeds(rig, &check, error) || !reader_mark(rig, &plan, error))
        return false;
    int status = rig_run(rig, &rig_sync);
    return (status == FAILED && strstr(rig->said, "ead-only")) ||
           error_set(error, "a sync ended with %d and said: %.300s", status, rig->said);
}

/* --- the doors ---------------------------------------------------------------------------------------------------- */

/* Does it in a process of its own, which alone has the disk. */
static bool run_on_disk(struct rig *rig, size_t times, struct error *error,
                        bool (*work)(struct rig *, const char *, size_t, struct error *))
{
    int ends[2], status = 0;
    char disk[PATH_MAX];
    if (pipe(ends) != 0)
        return error_set(error, "no pipe: %s", strerror(errno));
    (void)fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        if (!move_to_disk(rig, disk)) {
            printf("skipped no disk may be mounted here: %s\n", strerror(errno));
            (void)fflush(stdout);
            _exit(0);
        }
        bool well = work(rig, disk, times, error);
        ssize_t written = well ? 0 : write(ends[1], error->message, strlen(error->message));
        _exit(well && written == 0 ? 0 : 1);
    }
    (void)close(ends[1]);
    ssize_t length = read(ends[0], error->message, sizeof error->message - 1);
    error->message[length > 0 ? length : 0] = '\0';
    (void)close(ends[0]);
    return process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool small_disk(struct rig *rig, size_t times, struct error *error)
{
    return run_on_disk(rig, times, error, fill);
}

bool read_only_disk(struct rig *rig, size_t times, struct error *error)
{
    return run_on_disk(rig, times, error, forbid_writing);
}
