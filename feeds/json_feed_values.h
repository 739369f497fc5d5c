/* json feed values: what the members of JSON Feed's objects mean: a table each for the feed and its items. Never in
 * here: JSON text. */
#ifndef WHOSAID_FEEDS_JSON_FEED_VALUES_H
#define WHOSAID_FEEDS_JSON_FEED_VALUES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct feed;
struct feed_item;
struct feed_options;

/* The members that say something of the feed, in the order in which they are to be taken: addresses that others are
 * relative to first, `authors` before the `author` of version 1.0. */
enum { JSON_FEED_MEMBERS = 13 };

/* The number of the member that a key, quotation marks included, names; JSON_FEED_MEMBERS for none of them. */
size_t json_feed_member(const char *key, size_t length);

/* What the member is called. */
const char *json_feed_member_name(size_t member);

/* Takes what the member says. Values of the wrong type say nothing. Short memory shows in feed->arena. */
void json_feed_take(struct feed *feed, const struct feed_options *options, size_t member, const json_t *value);

/* Fills `item`, whose line is known, from its object; its strings live in the arena. Impossible dates and what was too
 * long are noted in `feed`. False when memory is short. */
bool json_feed_item(struct arena *arena, struct feed *feed, const struct feed_options *options, const json_t *object,
                    struct feed_item *item);

#endif
