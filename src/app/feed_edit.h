/* feed edit: what a user can set of one feed, each property by its name, as text. Never in here: asking for it. */
#ifndef WHOSAID_APP_FEED_EDIT_H
#define WHOSAID_APP_FEED_EDIT_H

#include <stdbool.h>
#include <stddef.h>

struct archive;
struct archived_feed;
struct arena;
struct buffer;
struct error;

/* What of a feed was changed, and has to be written back; bits. */
enum feed_part {
    FEED_WISHES = 1,
    FEED_PLACES = 2, /* folders, tags */
    FEED_ADDRESS = 4,
    FEED_STATE = 8 /* a feed that was given up is to be fetched again */
};

/* A feed that is being changed, with the arena that its new strings live in. */
struct feed_edit {
    struct archived_feed *feed;
    struct arena *arena;
    unsigned parts; /* enum feed_part */
};

/* Sets a property: title, url, tags, folders (each separated by commas; a comma within one stands behind a backslash),
 * interval (base/duration.h), full-text, user-agent, keep-articles, keep-days, paused. An empty value leaves it to the
 * general settings, a title to the feed; a new address, and paused=no, let a feed that is gone or failed be fetched
 * anew. False and a sentence, nothing changed, when there is no such property, the value is none for it, or memory is
 * short. */
bool feed_edit_set(struct feed_edit *edit, const char *name, const char *value, struct error *error);

/* The same for "NAME=VALUE". */
bool feed_edit_assign(struct feed_edit *edit, const char *assignment, struct error *error);

/* Appends a line NAME=VALUE for each property, as feed_edit_assign takes it. */
void feed_edit_print(const struct archived_feed *feed, struct buffer *out);

/* Writes what was changed to the archive, in one transaction. False and a sentence. */
bool feed_edit_store(struct archive *archive, const struct feed_edit *edit, struct error *error);

#endif
