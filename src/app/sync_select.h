/* sync select: which of the feeds are fetched now. Never in here: fetching. */
#ifndef WHOSAID_APP_SYNC_SELECT_H
#define WHOSAID_APP_SYNC_SELECT_H

#include <stdbool.h>
#include <stddef.h>

struct archived_feed;
struct array;
struct error;
struct sync_options;

/* Appends to `chosen`, an array of struct archived_feed *, those of `feeds` that the options mean, each once. One that is named
 * is fetched though it be paused, gone or not due. False and a sentence when a name is that of no feed or memory is
 * short. */
bool sync_select(struct archived_feed *feeds, size_t count, const struct sync_options *options, struct array *chosen,
                 struct error *error);

#endif
