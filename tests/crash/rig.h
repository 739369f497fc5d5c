/* rig: an archive of its own, a press that fills it, and the program that is tried on them. Never in here: what is
 * tried. */
#ifndef WHOSAID_TESTS_CRASH_RIG_H
#define WHOSAID_TESTS_CRASH_RIG_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "tests/crash/press.h"

struct error;

enum { RIG_FEEDS = 6, RIG_SAID_SIZE = 1024 };

/* An instrumented program wants its instruments to be loaded before anything else. */
#define RIG_ASAN_OPTIONS "verify_asan_link_order=0"

struct rig {
    const char *whosaid, *disk; /* the program; disk.c, built */
    struct press press;
    uint64_t random;
    char folder[PATH_MAX]; /* for everything that is written */
    char archive[PATH_MAX], list[PATH_MAX], output[PATH_MAX];
    char said[RIG_SAID_SIZE]; /* what the last program said on standard error */
};

/* A rig whose files are below `folder`, with a press that runs. The same seed makes the same choices. */
bool rig_start(struct rig *rig, const char *whosaid, const char *disk, const char *folder, uint64_t seed,
               struct error *error);
void rig_stop(struct rig *rig);

/* A number below `most`. */
size_t rig_choose(struct rig *rig, size_t most);

/* Removes the archive with everything that SQLite keeps beside it. */
void rig_remove_archive(struct rig *rig);

/* A command of ours, such as {"sync", "--all"}. */
struct rig_command {
    const char *words[4]; /* NULL ends them */
    const char *fate;     /* WHOSAID_DISK, as disk.c reads it; NULL: the disk is as it is */
    bool obeys_modes;     /* what may not be written by its mode is not written, even where root runs the tests */
};

/* Takes away from this process, and what it becomes, what lets root write where modes forbid it. False when that
 * fails. */
bool rig_obey_modes(void);

/* Starts the command on the archive, the leader of a process group of its own. */
pid_t rig_begin(struct rig *rig, const struct rig_command *command);

/* Waits for it: its exit status, or 128 and the number of the signal that ended it. Takes down what it said. */
int rig_wait(struct rig *rig, pid_t process);

/* Both at once. */
int rig_run(struct rig *rig, const struct rig_command *command);

/* Runs it and demands success. */
bool rig_succeeds(struct rig *rig, const struct rig_command *command, struct error *error);

/* A new archive that is subscribed to the press's feeds, and has its first edition. */
bool rig_renew(struct rig *rig, struct error *error);

/* How often the command changes files, 0 when it fails. It is run once for that. */
size_t rig_count_writes(struct rig *rig, const struct rig_command *command);

/* The commands that are tried most. */
extern const struct rig_command rig_sync, rig_import;

#endif
