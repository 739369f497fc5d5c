/* refused: the disk is full, the archive is another's or may not be written: each is told in a sentence, and nothing is
 * lost. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "store/archive.h"
#include "tests/crash/inspect.h"
#include "tests/crash/reader.h"
#include "tests/crash/rig.h"
#include "tests/crash/scenarios.h"

enum { STARS = 5, TRIES_OF_ONE_ARCHIVE = 40, FAILED = 1, FATE_SIZE = 32, NUMBER_SIZE = 16 };

static const char *const star[] = {"m", NULL};
static const struct rig_command search = {.words = {"search", "berth"}};

/* True when what was said on standard error is one line that has one or the other of these words in it. */
static bool has_said(const struct rig *rig, const char *one, const char *other, struct error *error)
{
    const char *end = strchr(rig->said, '\n');
    bool told = strstr(rig->said, one) || strstr(rig->said, other);
    return (told && end && !end[1]) ||
           error_set(error, "it should say in one line: %s; it says: %.300s", one, rig->said);
}

/* --- no room left ------------------------------------------------------------------------------------------------- */

static bool is_kept(const struct rig *rig, const struct inspected *before, struct error *error)
{
    struct inspected after;
    if (!inspect(rig->archive, &after, error))
        return false;
    return (after.starred == before->starred && after.articles >= before->articles) ||
           error_set(error, "of %zu stars and %zu articles there are %zu and %zu", before->starred, before->articles,
                     after.starred, after.articles);
}

static bool fill_during_sync(struct rig *rig, size_t write, struct error *error)
{
    char fate[FATE_SIZE];
    struct inspected before;
    struct rig_command command = rig_sync;
    snprintf(fate, sizeof fate, "full:%zu", write);
    command.fate = fate;
    if (!inspect(rig->archive, &before, error))
        return false;
    ++*rig->press.edition;
    int status = rig_run(rig, &command);
    /* Without room for what is done last, putting the log into the file, nothing is lost and nothing has failed. */
    bool well = status == FAILED ? has_said(rig, "full", "No space left", error)
                                 : status == 0 && inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error);
    well = well && is_kept(rig, &before, error) && rig_succeeds(rig, &rig_sync, error) &&
           inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error);
    return well || error_prefix(error, "full from write %zu on (status %d): ", write, status);
}

bool full_disk_during_sync(struct rig *rig, size_t times, struct error *error)
{
    size_t writes = 0;
    for (size_t try = 0; try < times; try++) {
        if (try % TRIES_OF_ONE_ARCHIVE == 0) {
            if (!rig_renew(rig, error) || !inspect_star_newest(rig->archive, STARS, error))
                return false;
            ++*rig->press.edition;
            writes = rig_count_writes(rig, &rig_sync);
        }
        if (!fill_during_sync(rig, 1 + try % (writes ? writes : 1), error))
            return false;
    }
    return true;
}

/* The log and its index are there already, as when a sync runs: what fails is the first write of a mark. */
bool full_disk_while_starring(struct rig *rig, size_t times, struct error *error)
{
    const struct reader_plan plan = {.mark = star, .marks = 1, .end = READER_QUITS, .fate = "full:1", .shows = "full"};
    struct inspected found;
    if (!rig_renew(rig, error))
        return false;
    struct archive *held = archive_open(rig->archive, ARCHIVE_READ, 0, error);
    bool well = held;
    for (size_t try = 0; well && try < times; try++)
        well = reader_mark(rig, &plan, error) && inspect(rig->archive, &found, error) &&
               (found.starred == 0 || error_set(error, "a star is kept that was refused"));
    archive_close(held);
    return well;
}

/* --- another writes ----------------------------------------------------------------------------------------------- */

static bool is_refused_while_held(struct rig *rig, struct error *error)
{
    char number[NUMBER_SIZE];
    const struct rig_command impatient = {.words = {"sync", "--all", "-opatience=0"}};
    snprintf(number, sizeof number, "%ld", (long)getpid());
    int status = rig_run(rig, &impatient);
    if (status != FAILED)
        return error_set(error, "beside another writer it ended with %d and said: %.300s", status, rig->said);
    return has_said(rig, number, number, error) && rig_succeeds(rig, &search, error);
}

bool second_writer(struct rig *rig, size_t times, struct error *error)
{
    if (!rig_renew(rig, error))
        return false;
    for (size_t try = 0; try < times; try++) {
        struct archive *held = archive_open(rig->archive, ARCHIVE_WRITE, 0, error);
        bool well = held && is_refused_while_held(rig, error);
        ++*rig->press.edition;
        pid_t waiting = well ? rig_begin(rig, &rig_sync) : -1;
        archive_close(held);
        int status = rig_wait(rig, waiting);
        if (!well)
            return false;
        if (status != 0 || !inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error))
            return error_prefix(error, "it waited for the archive and ended with %d: ", status);
    }
    return true;
}

/* --- nobody may write --------------------------------------------------------------------------------------------- */

static bool read_only_works(struct rig *rig, struct error *error)
{
    struct rig_command found = search, refused = rig_sync;
    const struct reader_plan plan = {
        .mark = star, .marks = 1, .end = READER_QUITS, .obeys_modes = true, .shows = "read-only"};
    found.obeys_modes = refused.obeys_modes = true;
    if (!rig_succeeds(rig, &found, error))
        return false;
    int status = rig_run(rig, &refused);
    if (status != FAILED)
        return error_set(error, "a sync ended with %d and said: %.300s", status, rig->said);
    return has_said(rig, "read-only", "Permission denied", error) && reader_mark(rig, &plan, error);
}

bool read_only_archive(struct rig *rig, size_t times, struct error *error)
{
    struct inspected before;
    (void)times; /* nothing is left to chance */
    if (!rig_renew(rig, error) || !inspect(rig->archive, &before, error))
        return false;
    bool well = chmod(rig->archive, 0444) == 0 && chmod(rig->folder, 0555) == 0;
    well = well ? read_only_works(rig, error) : error_set(error, "modes cannot be changed");
    (void)chmod(rig->folder, 0700);
    (void)chmod(rig->archive, 0600);
    return well && is_kept(rig, &before, error);
}
