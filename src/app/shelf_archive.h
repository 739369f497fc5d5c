/* shelf of the archive: its feeds and searches, and the articles of one of them. Never in here: files, cursors, what
 * the user marks (marks.h). */
#ifndef WHOSAID_APP_SHELF_ARCHIVE_H
#define WHOSAID_APP_SHELF_ARCHIVE_H

#include "app/article_list.h"
#include "app/feed_tree.h"
#include "app/shelf.h"
#include "base/buffer.h"

struct archived_feed;

struct shelf_archive {
    struct shelf shelf;
    struct archive *archive;
    struct feed_tree tree;
    bool tree_is_stale; /* counts have changed since it was read */
    struct article_list list;
    struct shelf_row entered;           /* whose articles these are */
    struct arena *arena;                /* of that row and its query */
    struct buffer folded;               /* paths of folders, a line each */
    bool keeps_folded;                  /* the archive has them, too */
    struct buffer moved_from, moved_to; /* of the folder that is about to get another path */
    int64_t unread;                     /* of the list's articles; below 0: not counted */
    int64_t version;                    /* of the archive, when tree and list were read */
    int64_t now;                        /* what `after:7d` counts from, seconds since 1970 UTC */
};

/* A shelf over the archive, which has to outlive it. `now` is the time. False and a sentence when it cannot be read or
 * memory is short. Release it in either case; a zeroed one, too. */
bool shelf_archive_create(struct shelf_archive *shelf, struct archive *archive, int64_t now, struct error *error);
void shelf_archive_release(struct shelf_archive *shelf);

/* The shelf as that of the archive; NULL when it is another kind. */
struct shelf_archive *shelf_archive_of(struct shelf *shelf);

/* Makes what a query (app/query.h) means the list: a row of the type SHELF_SEARCH with that title. Errors as
 * shelf_enter, those of query_parse, and that nothing was found. */
bool shelf_archive_search(struct shelf_archive *shelf, const char *title, const char *typed, struct error *error);

/* The query of the list, and that of a row; the latter's terms live in the arena. */
const struct archive_query *shelf_archive_query(const struct shelf_archive *shelf);
bool shelf_archive_row_query(const struct shelf_archive *shelf, const struct shelf_row *row, struct arena *arena,
                             struct archive_query *query, struct error *error);

/* How many of the list's articles are unread; false where that cannot be told without searching. */
bool shelf_archive_unread(struct shelf_archive *shelf, size_t *unread);

/* Tells that marks were changed: rows and counts are read anew when they are next asked for. */
void shelf_archive_forget_marks(struct shelf_archive *shelf);

/* True when something was written by others since tree and list were read. */
bool shelf_archive_has_news(struct shelf_archive *shelf);

/* Reads what is new into the list. False and a sentence, everything as it was, when that fails. */
bool shelf_archive_refresh_list(struct shelf_archive *shelf, struct error *error);

/* Reads the rows of the library anew where they are stale; the cursor follows its row, or what comes where that was.
 * Errors as above. */
bool shelf_archive_refresh_tree(struct shelf_archive *shelf, size_t *cursor, struct error *error);

/* Counts what the next search means of which that is not known; false when there is none. It may take as long as
 * searching. */
bool shelf_archive_count_search(struct shelf_archive *shelf);

/* Folds the folder of row `*cursor`, or unfolds it; kept in the archive where that is possible. Errors as above. */
bool shelf_archive_fold(struct shelf_archive *shelf, size_t *cursor, struct error *error);

/* Tells that a folder is about to get another path: a cursor that stands on it follows it there. */
void shelf_archive_expect_move(struct shelf_archive *shelf, const char *from, const char *to);

/* The feed of a row with all that is known of it, or NULL. */
const struct archived_feed *shelf_archive_feed(struct shelf_archive *shelf, const struct shelf_row *row);

#endif
