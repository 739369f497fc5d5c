/* subscribe: from an address that somebody typed to the feeds behind it. Never in here: the archive, reading
 * articles. */
#ifndef WHOSAID_APP_SUBSCRIBE_H
#define WHOSAID_APP_SUBSCRIBE_H

#include <stdbool.h>

#include "app/discovery.h"
#include "store/archive_feeds.h"

struct arena;
struct error;
struct fetch_options;

/* A feed without wishes of its own. */
struct feed_wishes feed_wishes_general(void);

/* Fetches the address (fetch_address makes it) and looks what is there. A feed that has moved for good is the one at
 * its new address. Strings live in the arena. False and a sentence that begins with the address when it cannot be
 * fetched, is neither a feed nor a page that names one, or memory is short. Give the feeds back with array_release in
 * any case. */
bool subscribe_discover(const struct fetch_options *options, const char *address, struct arena *arena,
                        struct discovery *discovery, struct error *error);

#endif
