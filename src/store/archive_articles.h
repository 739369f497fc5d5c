/* archive articles: what was published, in which feeds, what is known of it, what the user did with it. Never in here:
 * parsing, annotating; which articles a search means (archive_query.h). */
#ifndef WHOSAID_STORE_ARCHIVE_ARTICLES_H
#define WHOSAID_STORE_ARCHIVE_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

struct archive;
struct arena;
struct article;
struct error;

/* --- writing, by the one writer ----------------------------------------------------------------------------------- */

struct archived_attachment {
    const char *url, *type, *title;
    int64_t size, duration; /* -1: unknown */
};

/* One entry of a feed as it is stored. */
struct archived_entry {
    int64_t feed;        /* ARCHIVE_NONE: saved by the user, from no feed */
    const char *guid;    /* the feed's name for it */
    uint64_t hash;       /* of all that the feed says of it: another one means that it has changed */
    const char *content; /* as it came (HTML or text), for extracting and annotating anew; compressed when stored */
    size_t content_length;
    size_t content_size; /* where `content` is compressed already (store/content.h), its bytes; 0: it is as it came */
    bool content_is_html;
    bool is_full_text; /* the content is that of the article's page, not what the feed gave */
    const char *link;  /* of the article; NULL when it has none */
    const char *comments;
    int64_t published, modified; /* seconds since 1970 UTC; 0: unknown */
    int64_t seen; /* when it was fetched, that is now; lists put what has no date, or one to come, here */
    const struct archived_attachment *attachments;
    size_t attachment_count;
    const struct article *article; /* text, blocks, links, annotations; title, byline, site, language */
    unsigned annotator;            /* version of what annotated it */
};

enum archive_outcome {
    ARCHIVE_NEW,
    ARCHIVE_CHANGED,
    ARCHIVE_SAME,
    ARCHIVE_DUPLICATE /* of an article of another feed, which now has this source too */
};

/* An article's number says where it stands in time (its date, or else when it was first seen): a larger one is newer,
 * and it never changes. So every list and every search goes by it.
 *
 * Stores one entry with everything derived from it, and its place in the index. An entry with the same feed and GUID
 * is updated in place: its marks stay, the change is noted. `*id` becomes the article's number. */
bool archive_entry_store(struct archive *archive, const struct archived_entry *entry, enum archive_outcome *outcome,
                         int64_t *id, struct error *error);

/* The hash with which the entry was stored; false when there is none. For the reading side of a sync. */
bool archive_entry_hash(struct archive *archive, int64_t feed, const char *guid, uint64_t *hash);

/* Replaces what is derived of an article (whosaid reindex), or its text as well where a full text was fetched. Marks
 * stay. */
bool archive_article_replace(struct archive *archive, int64_t id, const struct archived_entry *entry,
                             struct error *error);

/* The content as it came, uncompressed, in the arena. */
bool archive_content_read(struct archive *archive, int64_t id, struct arena *arena, struct archived_entry *entry,
                          struct error *error);

/* Numbers of articles whose annotations are of another version than `annotator`, ascending, beyond `after`, at most
 * `limit`. */
bool archive_outdated_read(struct archive *archive, unsigned annotator, int64_t after, size_t limit, struct array *ids,
                           struct error *error);

/* Deletes what the retention of each feed no longer covers; never what is starred, tagged or clipped, nor what is
 * unread unless `unread_too`. `general_*`: for feeds without wishes of their own. Entries that a feed still lists are
 * not stored again. */
bool archive_retain(struct archive *archive, int64_t general_articles, int64_t general_days, bool unread_too,
                    int64_t now, int64_t *deleted, struct error *error);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* The article with its annotations, in an arena of its own; the caller destroys it. NULL with a sentence; with an empty
 * one when there is none of that number. */
struct article *archive_article_read(struct archive *archive, int64_t id, struct error *error);

/* The article that this link leads to, by what tells two links apart (article_keys.h); the newest where there are
 * several, ARCHIVE_NONE where there is none. */
int64_t archive_article_by_link(struct archive *archive, const char *link);

/* What a list shows of an article. Strings live in the arena. */
struct archived_row {
    int64_t id;
    const char *title;           /* or its first words; never NULL */
    const char *byline, *source; /* the feed's title as the user sees it, or the site; NULL: unknown */
    const char *link;
    int64_t published; /* or else when it was first seen */
    int64_t word_count, quotation_count;
    size_t source_count;           /* feeds that have it */
    int64_t feed;                  /* the first of them; ARCHIVE_NONE: none has it */
    bool unread, starred, changed; /* changed upstream since it was read */
    bool has_full_text;
};

/* Fills in `rows` for `count` numbers; one that is gone meanwhile has the id ARCHIVE_NONE. */
bool archive_rows_read(struct archive *archive, const int64_t *ids, size_t count, struct arena *arena,
                       struct archived_row *rows, struct error *error);

/* --- the user's marks --------------------------------------------------------------------------------------------- */

/* Where the reader of an article was, in bytes of its text. */
struct archived_place {
    size_t position, top;
};

bool archive_mark_read(struct archive *archive, const int64_t *ids, size_t count, bool read, struct error *error);
bool archive_mark_starred(struct archive *archive, int64_t id, bool starred, struct error *error);
bool archive_set_tags(struct archive *archive, int64_t id, const char *const *tags, size_t count, struct error *error);
bool archive_tags_read(struct archive *archive, int64_t id, struct arena *arena, struct array *tags,
                       struct error *error);
bool archive_set_place(struct archive *archive, int64_t id, struct archived_place place, struct error *error);
bool archive_place_read(struct archive *archive, int64_t id, struct archived_place *place);

/* Whatever the user wants to find again at the next start (which screen, which feed), under a name. */
bool archive_note_write(struct archive *archive, const char *name, const char *value, struct error *error);
const char *archive_note_read(struct archive *archive, const char *name, struct arena *arena);

#endif
