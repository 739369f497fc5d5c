/* feed maker: RSS feeds as news sites write them, the same bytes every time. Never in here: measuring. */
#ifndef WHOSAID_TESTS_BENCH_FEED_MAKER_H
#define WHOSAID_TESTS_BENCH_FEED_MAKER_H

#include <stdbool.h>
#include <stddef.h>

/* Writes a feed of at least `size` bytes, at most an item more, to a new file. False, and errno, when that fails. */
bool feed_maker_write(const char *path, size_t size);

/* Writes 1.xml to FEEDS.xml, `items` short articles each, no two with the same address or text, into a folder that is
 * there. False, and errno, when that fails. */
bool feed_maker_write_site(const char *folder, unsigned feeds, unsigned items);

#endif
