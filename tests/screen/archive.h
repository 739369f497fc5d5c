/* archive: fills the archive in a script's home from files of tests/data, as a sync would have done. Never in here: the
 * network, what is looked at. */
#ifndef WHOSAID_TESTS_SCREEN_ARCHIVE_H
#define WHOSAID_TESTS_SCREEN_ARCHIVE_H

#include <stdbool.h>

struct archive;
struct error;

/* What time it is for the program: 2026-03-14T12:00:00Z, in seconds since 1970 UTC. */
#define ARCHIVE_NOW 1773489600

/* Subscribes the archive below `home` to the feed in the file below `directory` that `words` begin with, and stores its
 * entries. What may follow, separated by blanks: folder=PATH, title=WORD, paused, gone, failed=SENTENCE to the end of
 * the line. The file is its address: https://feeds.example/FILE. False and a sentence when that does not work. */
bool archive_fill(const char *home, const char *directory, char *words, struct error *error);

/* Opens that archive for writing, as a sync that is at work, until archive_close. NULL and a sentence when that does
 * not work. */
struct archive *archive_hold(const char *home, struct error *error);

/* Takes the right to write from the archive and its folder, or gives it back. */
bool archive_set_writable(const char *home, bool writable, struct error *error);

#endif
