/* archive: fills the archive in a script's home from files of tests/data, as a sync would have done. Never in here: the network,
 * what is looked at. */
#ifndef WHOSAID_TESTS_SCREEN_ARCHIVE_H
#define WHOSAID_TESTS_SCREEN_ARCHIVE_H

#include <stdbool.h>

struct error;

/* Subscribes the archive below `home` to the feed in the file below `directory` that `words` begin with, and stores its entries. What may follow,
 * separated by blanks: folder=PATH, title=WORD, paused, gone, failed=SENTENCE to the end of the line. The file is its address:
 * https://feeds.example/FILE. False and a sentence when that does not work. */
bool archive_fill(const char *home, const char *directory, char *words, struct error *error);

#endif
