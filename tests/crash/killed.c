/* killed: SIGKILL during what `whosaid sync` and `whosaid import` do. */
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "tests/crash/inspect.h"
#include "tests/crash/rig.h"
#include "tests/crash/scenarios.h"

enum {
    TRIES_OF_ONE_ARCHIVE = 40, /* looking through an archive takes longer the more is in it */
    KILLED = 128 + SIGKILL,
    STARS = 5,
    FATE_SIZE = 32
};

static bool renew_with_stars(struct rig *rig, struct error *error)
{
    return rig_renew(rig, error) && inspect_star_newest(rig->archive, STARS, error);
}

/* After a try: the archive is whole, and no star is lost. */
static bool is_well(const struct rig *rig, size_t articles_before, struct error *error)
{
    struct inspected found;
    if (!inspect(rig->archive, &found, error))
        return false;
    if (found.starred != STARS)
        return error_set(error, "of %d stars there are %zu", STARS, found.starred);
    return found.articles >= articles_before ||
           error_set(error, "of %zu articles there are %zu", articles_before, found.articles);
}

/* The next sync, undisturbed, brings everything up to date. */
static bool catches_up(struct rig *rig, struct error *error)
{
    return rig_succeeds(rig, &rig_sync, error) && inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error);
}

/* One edition, during whose sync something happens, and what must hold behind it. */
typedef bool disturbance(struct rig *rig, void *context, struct error *error);

static bool disturb_often(struct rig *rig, size_t times, disturbance *disturb, void *context, struct error *error)
{
    struct inspected before = {0};
    for (size_t try = 0; try < times; try++) {
        if (try % TRIES_OF_ONE_ARCHIVE == 0 && !renew_with_stars(rig, error))
            return false;
        bool well = inspect(rig->archive, &before, error);
        ++*rig->press.edition;
        well = well && disturb(rig, context, error) && is_well(rig, before.articles, error) &&
               (try % 4 != 0 || catches_up(rig, error));
        if (!well)
            return error_prefix(error, "try %zu: ", try + 1);
    }
    return catches_up(rig, error);
}

/* --- at a write --------------------------------------------------------------------------------------------------- */

static bool kill_at_write(struct rig *rig, void *context, struct error *error)
{
    const size_t *writes = context;
    char fate[FATE_SIZE];
    snprintf(fate, sizeof fate, "%s:%zu", rig_choose(rig, 2) ? "kill" : "torn", 1 + rig_choose(rig, *writes));
    struct rig_command command = rig_sync;
    command.fate = fate;
    int status = rig_run(rig, &command);
    /* It may have had fewer writes than the one that was counted. */
    return status == KILLED || status == 0 ||
           error_set(error, "%s: it ended with %d and said: %.200s", fate, status, rig->said);
}

bool killed_between_sync_writes(struct rig *rig, size_t times, struct error *error)
{
    if (!rig_renew(rig, error))
        return false;
    ++*rig->press.edition;
    size_t writes = rig_count_writes(rig, &rig_sync);
    if (!writes)
        return error_set(error, "the writes of a sync cannot be counted: %.300s", rig->said);
    return disturb_often(rig, times, kill_at_write, &writes, error);
}

bool killed_while_beginning(struct rig *rig, size_t times, struct error *error)
{
    rig_remove_archive(rig);
    size_t writes = rig_count_writes(rig, &rig_import);
    if (!writes)
        return error_set(error, "the writes of an import cannot be counted: %.300s", rig->said);
    for (size_t try = 0; try < times; try++) {
        char fate[FATE_SIZE];
        struct inspected found;
        struct rig_command command = rig_import;
        snprintf(fate, sizeof fate, "%s:%zu", try % 2 ? "kill" : "torn", 1 + try / 2 % writes);
        command.fate = fate;
        rig_remove_archive(rig);
        int status = rig_run(rig, &command);
        if ((status != KILLED && status != 0) || !rig_succeeds(rig, &rig_import, error) ||
            !inspect(rig->archive, &found, error))
            return error_prefix(error, "%s (%d): ", fate, status);
    }
    *rig->press.edition = 1;
    return catches_up(rig, error);
}

/* --- at a moment -------------------------------------------------------------------------------------------------- */

static long microseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool kill_at_moment(struct rig *rig, void *context, struct error *error)
{
    const long *duration = context;
    long moment = (long)rig_choose(rig, (size_t)*duration);
    const struct timespec pause = {.tv_sec = moment / 1000000, .tv_nsec = moment % 1000000 * 1000};
    pid_t process = rig_begin(rig, &rig_sync);
    if (process <= 0)
        return error_set(error, "there is no process for a sync");
    (void)nanosleep(&pause, NULL);
    bool with_workers = rig_choose(rig, 2);
    (void)kill(with_workers ? -process : process, SIGKILL);
    int status = rig_wait(rig, process);
    return status == KILLED || status == 0 || error_set(error, "it ended with %d and said: %.200s", status, rig->said);
}

bool killed_during_sync(struct rig *rig, size_t times, struct error *error)
{
    if (!rig_renew(rig, error))
        return false;
    ++*rig->press.edition;
    long started = microseconds_now();
    if (!rig_succeeds(rig, &rig_sync, error))
        return false;
    long duration = microseconds_now() - started;
    return disturb_often(rig, times, kill_at_moment, &duration, error);
}
