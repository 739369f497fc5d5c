/* killed marks: SIGKILL while the reader keeps what its user has marked. */
#include <signal.h>

#include "base/error.h"
#include "tests/crash/inspect.h"
#include "tests/crash/reader.h"
#include "tests/crash/rig.h"
#include "tests/crash/scenarios.h"

enum { MARKS_MAX = 8 };

static const char *const star[] = {"m", "j", NULL};
static const char *const open_and_return[] = {"Enter", "q", "j", NULL};

/* How many articles have a mark of the kind that is tried. */
typedef size_t count_marks(const struct inspected *found);

static size_t count_stars(const struct inspected *found)
{
    return found->starred;
}

static size_t count_read(const struct inspected *found)
{
    return found->articles - found->unread;
}

static bool try_once(struct rig *rig, const char *const *mark, count_marks *count, struct error *error)
{
    struct inspected before, after;
    struct reader_plan plan = {.mark = mark, .marks = rig_choose(rig, MARKS_MAX + 1), .end = READER_KILLED_AT_ONCE};
    if (rig_choose(rig, 2))
        plan.end = READER_KILLED_LATER;
    if (!inspect_unmark(rig->archive, error) || !inspect(rig->archive, &before, error) ||
        !reader_mark(rig, &plan, error) || !inspect(rig->archive, &after, error))
        return false;
    size_t kept = count(&after) - count(&before), most = plan.marks + (plan.end == READER_KILLED_LATER);
    return (kept >= plan.marks && kept <= most) ||
           error_set(error, "%zu marks stood on the screen, %zu are kept", plan.marks, kept);
}

static bool mark_often(struct rig *rig, size_t times, const char *const *mark, count_marks *count, struct error *error)
{
    if (!rig_renew(rig, error))
        return false;
    for (size_t try = 0; try < times; try++)
        if (!try_once(rig, mark, count, error))
            return error_prefix(error, "try %zu: ", try + 1);
    return true;
}

bool killed_while_starring(struct rig *rig, size_t times, struct error *error)
{
    return mark_often(rig, times, star, count_stars, error);
}

bool killed_while_reading(struct rig *rig, size_t times, struct error *error)
{
    return mark_often(rig, times, open_and_return, count_read, error);
}

bool killed_beside_a_sync(struct rig *rig, size_t times, struct error *error)
{
    if (!rig_renew(rig, error))
        return false;
    for (size_t try = 0; try < times; try++) {
        ++*rig->press.edition;
        pid_t sync = rig_begin(rig, &rig_sync);
        bool well = try_once(rig, star, count_stars, error);
        int status = rig_wait(rig, sync);
        if (!well || status != 0 || !inspect_edition(rig->archive, RIG_FEEDS, *rig->press.edition, error))
            return error_prefix(error, "try %zu (sync ended with %d): ", try + 1, status);
    }
    return true;
}
