/* feeds: reading a large feed, beside the programs that do. Never in here: passing and failing. */
#ifndef WHOSAID_TESTS_BENCH_FEEDS_H
#define WHOSAID_TESTS_BENCH_FEEDS_H

#include <stdbool.h>

/* Makes a feed in `folder`, has each program that is installed read it, prints speed and memory of each. False when
 * something that is installed fails. */
bool bench_feeds(const char *whosaid, const char *folder);

#endif
