/* json feed: JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Never in here: bytes that are not UTF-8. */
#ifndef WHOSAID_FEEDS_JSON_FEED_H
#define WHOSAID_FEEDS_JSON_FEED_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct feed;
struct feed_options;
struct feed_sink;

/* True when UTF-8 text begins as a JSON object or array does. */
bool json_feed_begins(const char *text, size_t length);

/* Reads a JSON Feed in UTF-8, without a byte order mark; fills all of `feed` but its encoding. Errors as feed_read. */
bool json_feed_read(const char *text, size_t length, const struct feed_options *options, const struct feed_sink *sink,
                    struct feed *feed, struct error *error);

#endif
