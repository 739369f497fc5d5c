/* archive: filling an archive from a real server, opening it, searching it, beside newsboat and less. Never in here:
 * passing and failing. */
#ifndef WHOSAID_TESTS_BENCH_ARCHIVE_H
#define WHOSAID_TESTS_BENCH_ARCHIVE_H

#include <stdbool.h>

/* Makes `feeds` feeds of `items` articles below `folder`, has nginx serve them, and prints what whosaid and newsboat
 * take to load them. False when something that is installed fails. */
bool bench_archive(const char *whosaid, const char *folder, unsigned feeds, unsigned items);

#endif
