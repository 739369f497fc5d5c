/* json feed values: what the members of JSON Feed's objects mean: a table each for the feed and its items. Never in here:
 * JSON text. */
#ifndef WHOSAID_FEEDS_JSON_FEED_VALUES_H
#define WHOSAID_FEEDS_JSON_FEED_VALUES_H

#include <jansson.h>
#include <stdbool.h>

struct arena;
struct feed;
struct feed_item;
struct feed_options;

enum { JSON_FEED_NAME_SIZE = 32 /* no member that is known has a longer name */ };

/* True when a member of the outermost object by that name says something of the feed. */
bool json_feed_is_known(const char *name);

/* Takes what such a member says, unless the feed has said it already. Values of the wrong type say nothing. Short memory
 * shows in feed->arena. */
void json_feed_take(struct feed *feed, const struct feed_options *options, const char *name, const json_t *value);

/* Fills `item`, whose line is known, from its object; its strings live in the arena. Impossible dates and what was too
 * long are noted in `feed`. False when memory is short. */
bool json_feed_item(struct arena *arena, struct feed *feed, const struct feed_options *options, const json_t *object,
                    struct feed_item *item);

#endif
