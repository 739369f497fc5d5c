/* crash: `crash WHOSAID DISK FOLDER TIMES [SEED] [SCENARIO]`. Kills the program, fills its disk and takes its archive
 * away while it writes, TIMES times in each way, and looks each time whether the archive is whole. FOLDER is for what
 * is written meanwhile. The closing line is `N passed, N failed`; a failure names the seed by which it comes again. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "tests/crash/rig.h"
#include "tests/crash/scenarios.h"

static const struct {
    const char *name;
    scenario *run;
    size_t share; /* of the times: what leaves nothing to chance is tried less often */
} scenarios[] = {
    {"killed while beginning", killed_while_beginning, 4},
    {"killed between and within the writes of a sync", killed_between_sync_writes, 1},
    {"killed at any moment of a sync", killed_during_sync, 1},
    {"killed while starring", killed_while_starring, 1},
    {"killed while reading", killed_while_reading, 1},
    {"killed while starring beside a sync", killed_beside_a_sync, 2},
    {"full disk during a sync", full_disk_during_sync, 1},
    {"full disk while starring", full_disk_while_starring, 10},
    {"second writer", second_writer, 20},
    {"read-only archive", read_only_archive, 1},
    {"disk that is really full", small_disk, 2},
    {"disk that is mounted read-only", read_only_disk, 1},
};

static bool run(const char *const paths[3], size_t index, size_t times, unsigned long seed)
{
    struct rig rig;
    struct error error = {""};
    size_t tries = (times + scenarios[index].share - 1) / scenarios[index].share;
    bool well =
        rig_start(&rig, paths[0], paths[1], paths[2], seed, &error) && scenarios[index].run(&rig, tries, &error);
    rig_stop(&rig);
    if (well)
        printf("ok      %s, %zu times\n", scenarios[index].name, tries);
    else
        printf("FAILED: %s (seed %lu): %s\n", scenarios[index].name, seed, error.message);
    (void)fflush(stdout);
    return well;
}

int main(int count, char *arguments[])
{
    char paths[3][PATH_MAX];
    if (count < 5 || count > 7) {
        (void)fputs("usage: crash WHOSAID DISK FOLDER TIMES [SEED] [SCENARIO]\n", stderr);
        return 2;
    }
    if ((mkdir(arguments[3], 0700) != 0 && errno != EEXIST) || !realpath(arguments[1], paths[0]) ||
        !realpath(arguments[2], paths[1]) || !realpath(arguments[3], paths[2])) {
        perror("crash: program, library or folder");
        return 1;
    }
    const char *const places[] = {paths[0], paths[1], paths[2]};
    size_t times = strtoul(arguments[4], NULL, 10), failed = 0, passed = 0;
    unsigned long seed = count > 5 ? strtoul(arguments[5], NULL, 10) : 1;
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        if (count > 6 && strcmp(arguments[6], scenarios[i].name) != 0)
            continue;
        bool well = run(places, i, times, seed);
        passed += well;
        failed += !well;
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return passed > 0 && failed == 0 ? 0 : 1;
}
