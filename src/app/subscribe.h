/* subscribe: from an address that somebody typed to the feeds behind it. Never in here: the archive, reading
 * articles. */
#ifndef WHOSAID_APP_SUBSCRIBE_H
#define WHOSAID_APP_SUBSCRIBE_H

#include <stdbool.h>

#include "app/discovery.h"
#include "app/sync.h"
#include "store/archive_feeds.h"

struct arena;
struct error;
struct fetch_options;

/* A feed without wishes of its own. */
struct feed_wishes feed_wishes_general(void);

/* What was found behind an address. */
struct subscribe_find {
    struct discovery discovery;
    struct sync_fetched fetched; /* of the feed itself, with its body; `result` NULL: it was a page */
};

/* Fetches the address (fetch_address makes it) and looks what is there. A feed that has moved for good is the one at
 * its new address. Strings live in the arena. False and a sentence that begins with the address when it cannot be
 * fetched, is neither a feed nor a page that names one, or memory is short. Release the find in any case. */
bool subscribe_discover(const struct fetch_options *options, const char *address, struct arena *arena,
                        struct subscribe_find *find, struct error *error);

/* Gives back the feeds and, unless `fetched` has been taken away by setting its result to NULL, the body. */
void subscribe_find_release(struct subscribe_find *find);

/* Gives back the body of what was fetched; a result that is NULL is allowed. */
void subscribe_fetched_release(struct sync_fetched *fetched);

#endif
