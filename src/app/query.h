/* query: what somebody types to find articles becomes the terms of an archive's query. Never in here: SQL, running
 * it. */
#ifndef WHOSAID_APP_QUERY_H
#define WHOSAID_APP_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/archive_query.h"

struct archived_feed;
struct arena;
struct error;

/* One condition is left for a list that asks besides what is unread. */
enum { QUERY_TERMS_MAX = ARCHIVE_TERMS_MAX - 1 };

/* Against what a query is read. */
struct query_place {
    const struct archived_feed *feeds; /* that `feed:` may name (app/feed_names.h) */
    size_t feed_count;
    int64_t now; /* seconds since 1970 UTC, for `after:7d` */
};

/* Reads words that are separated by blanks, all of which must hold:
 *
 *   unread starred saved           what it says
 *   feed: folder: tag: source:     where it stands: a feed (number, address, name), a folder's path, a tag, words of
 *                                  the outlet
 *   speaker: about:                words of the name of who is quoted, of who or what is spoken of
 *   title: quoted:                 words in the title, in a quotation
 *   after: before:                 a date, as people write it, in the user's time zone, or how long ago
 *                                  (base/duration.h)
 *   ferry "second ferry" ferr*     a word, words in this order, a word's beginning, in title or text
 *
 * A value with blanks stands in quotation marks; a hyphen in front negates. The terms and their texts live in the
 * arena; no words are a query that all articles meet. False and a sentence that quotes the wrong word and tells the
 * nearest key, when a word is not understood, `feed:` names none or several, there are more than QUERY_TERMS_MAX, or
 * memory is short. */
bool query_parse(const char *typed, const struct query_place *place, struct arena *arena, struct archive_query *query,
                 struct error *error);

#endif
