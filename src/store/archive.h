/* archive: one SQLite file that keeps feeds, articles, annotations and the user's marks. This opens, locks, checks and
 * closes it. Never in here: fetching, parsing, annotating, screens. */
#ifndef WHOSAID_STORE_ARCHIVE_H
#define WHOSAID_STORE_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archive;
struct buffer;
struct error;

/* No feed, article or search has this number. */
enum { ARCHIVE_NONE = 0 };

enum archive_access {
    ARCHIVE_READ, /* reads; a file on a read-only disk will do, one that is not there will not */
    ARCHIVE_MARK, /* reads, and writes the user's marks, in short transactions; a read-only disk is read all the same */
    ARCHIVE_WRITE /* one process at a time, by a lock that is held until closing; makes the file where there is none */
};

/* Opens the archive at `path`. An older one is copied to PATH.backup-VERSION and migrated first (which takes the lock);
 * a newer one is refused. With ARCHIVE_WRITE, another writer is waited for, for `patience` seconds. NULL and a sentence
 * that names the path and, where it is locked, by which process. The caller closes it. */
struct archive *archive_open(const char *path, enum archive_access access, unsigned patience, struct error *error);

/* Closes it; what was not committed is rolled back. NULL is allowed. */
void archive_close(struct archive *archive);

/* True when marks cannot be kept: the disk or the file is read-only. */
bool archive_is_read_only(const struct archive *archive);

/* A number that changes whenever another connection has committed something (PRAGMA data_version): to look for news
 * cheaply. */
int64_t archive_version(struct archive *archive);

/* Each begins, commits or takes back a transaction of the caller's around several calls; within one, the calls below
 * join it, and when one of them fails, nothing is kept: what follows in the transaction fails, too. Every call that
 * writes is a transaction of its own otherwise. False and a sentence (disk full, locked, read-only). */
bool archive_begin(struct archive *archive, struct error *error);
bool archive_commit(struct archive *archive, struct error *error);
void archive_roll_back(struct archive *archive);

/* Told for every finding: a whole, printable sentence, without passwords. */
typedef void archive_finding(void *context, const char *sentence);

/* Looks through the whole file: SQLite's own check, foreign keys, counters, texts against their ranges, the index. True
 * when all is well; false with findings told, or with a sentence when it could not be looked at. */
bool archive_check(struct archive *archive, archive_finding *tell, void *context, struct error *error);

/* False and a sentence where the file, as far as it can be read, is certainly nothing to be saved from: no file, the
 * database of another program, or the archive of a newer whosaid, of which this one would leave out what it does not
 * know. */
bool archive_is_salvageable(const char *path, struct error *error);

/* Copies everything that can be read from the damaged archive at `from` into a new one at `to`, which must not exist;
 * tells what was lost: a range of numbers at a time, then article by article. What is derived and lost can be made anew
 * (whosaid sync, whosaid reindex). False and a sentence when nothing could be saved, or archive_is_salvageable says
 * so. */
bool archive_salvage(const char *from, const char *to, archive_finding *tell, void *context, struct error *error);

#endif
