/* reader: the screen on a rig's archive, in a terminal of its own. Never in here: what must hold afterwards. */
#ifndef WHOSAID_TESTS_CRASH_READER_H
#define WHOSAID_TESTS_CRASH_READER_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct rig;

enum reader_end {
    READER_KILLED_AT_ONCE, /* right behind the last mark that stood on the screen */
    READER_KILLED_LATER,   /* up to a few milliseconds behind one more mark, whatever has become of it */
    READER_QUITS
};

struct reader_plan {
    const char *const *mark; /* keys, the same for each article; NULL ends them */
    size_t marks;            /* how many articles */
    enum reader_end end;
    const char *fate;  /* as in struct rig_command */
    bool obeys_modes;  /* the same */
    const char *shows; /* what must stand on the screen once all are marked; NULL: whatever it is */
};

/* Opens the list of all articles, newest first, and marks as many of them as the plan says, each only when the screen
 * has shown the one before. False and a sentence when the reader does anything else than it should. */
bool reader_mark(struct rig *rig, const struct reader_plan *plan, struct error *error);

#endif
