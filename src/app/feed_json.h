/* feed json: a feed as one JSON Feed 1.1 object (https://www.jsonfeed.org/version/1.1/), item by item as they are read.
 * What JSON Feed has no name for stands under `_whosaid`. Never in here: reading feeds. */
#ifndef WHOSAID_APP_FEED_JSON_H
#define WHOSAID_APP_FEED_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include "base/json_writer.h"
#include "feeds/feed.h"

struct feed_json {
    struct json_writer writer;
    bool is_begun;
};

/* Nothing is written before the first item, or the end: what turns out to be no feed leaves no output. */
void feed_json_begin(struct feed_json *json, FILE *out);

/* Takes the items; the sink's context is the feed_json. Fails when the stream does. */
bool feed_json_take(void *context, const struct feed_item *item, struct error *error);

/* The items' end, and all that the feed says of itself, which may stand behind its items. */
void feed_json_end(struct feed_json *json, const struct feed *feed);

#endif
