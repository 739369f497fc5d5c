/* feed names: what a feed is called, and which one somebody means who typed its number, its address or its title. Never
 * in here: reading feeds from the archive. */
#ifndef WHOSAID_APP_FEED_NAMES_H
#define WHOSAID_APP_FEED_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct archived_feed;
struct array;
struct error;

/* The name that the user gave it, or else its own, or else its address, from its host on where a user name or password
 * stands before that. Never NULL; belongs to the feed. */
const char *feed_name(const struct archived_feed *feed);

/* The feed that `typed` means, among `count`; the first of these rules that any feed meets decides: its number; its
 * address; the same, where neither the scheme, a user name and password nor a slash at the end counts; its name
 * (feed_name), for which neither case nor accents count; all words of `typed` in its name. NULL and a sentence when
 * none is meant, and when several are, with the first of them and their numbers. */
const struct archived_feed *feed_names_find(const struct archived_feed *feeds, size_t count, const char *typed,
                                            struct error *error);

#endif
