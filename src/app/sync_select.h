/* sync select: which of the feeds are fetched now. Never in here: fetching. */
#ifndef WHOSAID_APP_SYNC_SELECT_H
#define WHOSAID_APP_SYNC_SELECT_H

#include <stdbool.h>
#include <stddef.h>

struct archived_feed;
struct array;
struct error;
struct sync_options;

/* Appends to `chosen`, an array of struct archived_feed *, those of `feeds` that the options mean, each once. One that
 * is named is fetched though it be paused, gone or not due. Where all are meant, or a folder, those are spared whose
 * server answered the last attempt with a failure and is left alone until they are due again: it may have asked for
 * that (Retry-After, RFC 9110, 10.2.3). A server that could not be reached has nothing to be spared. `*spared` becomes
 * how many they are. False and a sentence when a name is that of no feed, a folder has none, or memory is short. */
bool sync_select(struct archived_feed *feeds, size_t count, const struct sync_options *options, struct array *chosen,
                 size_t *spared, struct error *error);

#endif
