/* feed maker: a large RSS feed as news sites write them, the same bytes every time. Never in here: measuring. */
#ifndef WHOSAID_TESTS_BENCH_FEED_MAKER_H
#define WHOSAID_TESTS_BENCH_FEED_MAKER_H

#include <stdbool.h>
#include <stddef.h>

/* Writes a feed of at least `size` bytes, at most an item more, to a new file. False, and errno, when that fails. */
bool feed_maker_write(const char *path, size_t size);

#endif
