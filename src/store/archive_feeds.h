/* archive feeds: what one is subscribed to, with folders, tags, settings, and the state of fetching. Never in here:
 * HTTP, when to fetch. */
#ifndef WHOSAID_STORE_ARCHIVE_FEEDS_H
#define WHOSAID_STORE_ARCHIVE_FEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

struct arena;
struct archive;
struct error;

/* A setting of a feed that follows the general one. */
enum { ARCHIVE_GENERAL = -1 };

/* What the user wants of one feed. Strings NULL, numbers ARCHIVE_GENERAL: as the general settings say. */
struct feed_wishes {
    const char *title; /* what the user calls it */
    const char *user_agent;
    int64_t interval;      /* seconds between two fetches at least */
    int64_t keep_articles; /* how many articles are kept; 0: all */
    int64_t keep_days;     /* how long; 0: for ever */
    int full_text;         /* whether the page of each article is fetched: 0, 1 */
    bool paused;           /* not fetched until it is no longer */
};

/* What the last fetches were told, and what came of them. Moments in seconds since 1970 UTC, 0: never. */
struct feed_state {
    const char *etag, *last_modified; /* to be sent back as they came; NULL: none */
    int64_t last_attempt, last_success, last_change, next_due;
    int64_t failures;       /* in a row */
    const char *last_error; /* a sentence; NULL when the last attempt went well */
    bool gone;              /* 410: never fetched again until the user says so */
    uint64_t content_hash;  /* of the last body, so that the same bytes are not read again; 0: none */
    /* How often the feed asked to be fetched when it was last read, which an answer that nothing changed does not
     * repeat. */
    int64_t asked_interval;              /* seconds between two fetches at least; 0: it asked for nothing */
    int64_t skipped_hours, skipped_days; /* bits, from midnight and from Sunday on, in GMT, when it is not worth it */
    bool has_ended;                      /* nothing will be added any more */
    bool unreached;                      /* the last attempt failed before any server answered */
};

/* One feed as it is kept. Strings are clean lines, owned by the arena it was read into. */
struct archived_feed {
    int64_t id;
    const char *url;   /* where it is fetched */
    const char *title; /* what the feed calls itself; NULL before the first fetch */
    const char *page, *description, *language;
    const char *const *folders; /* paths such as "Politics/Europe" (base/folder_path.h); none: at the top */
    size_t folder_count;
    const char *const *tags;
    size_t tag_count;
    struct feed_wishes wishes;
    struct feed_state state;
    int64_t articles, unread; /* how many there are */
    bool is_whole;            /* false: of archive_feeds_list, and nothing to write back */
    double per_week; /* articles a week over the last 12 weeks, or since its oldest one where that is younger */
};

/* Appends all feeds to `feeds`, an array of struct archived_feed, by title as the user sees it. False and a sentence
 * when the archive cannot be read or memory is short. */
bool archive_feeds_read(struct archive *archive, struct arena *arena, struct array *feeds, struct error *error);

/* The same with nothing but what a list shows, which takes a third of the time: addresses, titles, folders, tags,
 * counts, and whether a feed is paused, gone or failing. */
bool archive_feeds_list(struct archive *archive, struct arena *arena, struct array *feeds, struct error *error);

/* Reads one feed; by its address, or by its number where `url` is NULL. False with an empty sentence when there is
 * none. */
bool archive_feed_find(struct archive *archive, const char *url, int64_t id, struct arena *arena,
                       struct archived_feed *feed, struct error *error);

/* Subscribes: url, title, page, folders, tags and wishes of `feed` count. `*id` becomes its number; where the address
 * is known already, folders and tags are added to that feed's and `*added` is false. */
bool archive_feed_add(struct archive *archive, const struct archived_feed *feed, int64_t *id, bool *added,
                      struct error *error);

/* Ends a subscription. Its articles go, save those that other feeds have too and those that are starred, tagged or
 * clipped. */
bool archive_feed_remove(struct archive *archive, int64_t id, struct error *error);

/* Each replaces that part of what is kept of the feed `feed->id`. */
bool archive_feed_set_wishes(struct archive *archive, const struct archived_feed *feed, struct error *error);
bool archive_feed_set_places(struct archive *archive, const struct archived_feed *feed,
                             struct error *error); /* folders, tags */
bool archive_feed_set_state(struct archive *archive, const struct archived_feed *feed, struct error *error);
bool archive_feed_set_description(
    struct archive *archive, const struct archived_feed *feed,
    struct error *error); /* url (moved for good: 301, 308), title, page, description, language */

/* A folder's path is changed, for all that is in it, or (`to` NULL) what is in it moves up to where it is. Neither case
 * nor accents of `from` count. No folder of that path is no error. */
bool archive_folder_rename(struct archive *archive, const char *from, const char *to, struct error *error);

#endif
