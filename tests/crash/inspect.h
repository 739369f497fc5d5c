/* inspect: whether an archive that a press filled is whole, whatever was done to those who wrote to it. Never in here:
 * doing it. */
#ifndef WHOSAID_TESTS_CRASH_INSPECT_H
#define WHOSAID_TESTS_CRASH_INSPECT_H

#include <stdbool.h>
#include <stddef.h>

struct error;

struct inspected {
    size_t articles, unread, starred;
};

/* Opens the archive for reading and looks through all of it: SQLite's own checks, first past the code under test and
 * then by it; each article must be one that the press printed, with its quotations and their speaker, and lists must
 * say so, too. False and a sentence with the first thing that is not so. */
bool inspect(const char *archive, struct inspected *found, struct error *error);

/* Stars the newest `count` articles. */
bool inspect_star_newest(const char *archive, size_t count, struct error *error);

/* Makes all articles unread, and takes all stars away. */
bool inspect_unmark(const char *archive, struct error *error);

/* True when the archive has all items of this edition of the feeds 1 to `feeds`, each in its latest state. Else as
 * above. */
bool inspect_edition(const char *archive, unsigned feeds, unsigned edition, struct error *error);

#endif
