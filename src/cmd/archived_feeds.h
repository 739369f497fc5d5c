/* archived feeds: the feeds that a command works on: all of the archive's, and those that its operands name. Never in
 * here: what is done with them. */
#ifndef WHOSAID_CMD_ARCHIVED_FEEDS_H
#define WHOSAID_CMD_ARCHIVED_FEEDS_H

#include <stdbool.h>

#include "base/array.h"

struct archive;
struct archived_feed;
struct arena;
struct buffer;

struct archived_feeds {
    struct arena *arena;
    struct array feeds; /* of struct archived_feed, by title */
};

/* Reads all feeds. False, the user told, when that fails. Release them in either case. */
bool archived_feeds_read(struct archived_feeds *all, struct archive *archive);
void archived_feeds_release(struct archived_feeds *all);

/* The one that the operand means (feed_names_find); NULL, the user told, when it means none or several. */
struct archived_feed *archived_feeds_find(const struct archived_feeds *all, const char *typed);

/* Appends the feed's name, and its address in brackets where that is not the name. */
void archived_feeds_append_name(struct buffer *words, const struct archived_feed *feed);

/* Prints words about a feed as a line of standard output, cleaned for a terminal, with blanks for what breaks lines. */
void archived_feeds_say(const struct buffer *words);

#endif
