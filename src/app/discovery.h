/* discovery: whether something that was fetched is a feed, and else which feeds it names. That is found out in a
 * process of its own: the bytes are a stranger's, and whoever asks may have an archive to write. Never in here:
 * fetching, subscribing. */
#ifndef WHOSAID_APP_DISCOVERY_H
#define WHOSAID_APP_DISCOVERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/child.h"

struct arena;
struct error;
struct feed_limits;

/* What was fetched. */
struct discovery_source {
    const char *url, *content_type; /* where it was found; the media type, NULL: unknown */
    const char *bytes;
    size_t length;
    const struct feed_limits *limits;
};

/* What it is. */
struct discovery {
    struct array
        feeds;    /* of struct discovered_feed (feeds/autodiscovery.h): itself, or what it names, its choice first */
    bool is_page; /* it is no feed itself */
};

/* A child_work that looks at the struct discovery_source that `context` points to, and writes what it is. */
int discovery_work(int descriptor, void *context);

/* Has `work`, discovery_work outside of tests, look at the source. Of itself a feed tells the title alone: its address
 * is the source's. Strings live in the arena; addresses are http or https, titles clean lines, whatever the process
 * answers. False and a sentence when it is neither a feed nor a page that names one, the process fails, or memory is
 * short. Give the feeds back with array_release in any case. */
bool discovery_make(const struct discovery_source *source, child_work *work, struct arena *arena,
                    struct discovery *discovery, struct error *error);

#endif
