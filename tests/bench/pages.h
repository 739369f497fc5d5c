/* pages: what a web page costs: extracting its article, and rendering it beside w3m. Never in here: passing and
 * failing. */
#ifndef WHOSAID_TESTS_BENCH_PAGES_H
#define WHOSAID_TESTS_BENCH_PAGES_H

#include <stdbool.h>

/* Makes pages in `folder` and prints what whosaid, and w3m where it is installed, take for them. False when something
 * that is installed fails. */
bool bench_pages(const char *whosaid, const char *folder);

#endif
