/* archive query: which articles are meant, newest first, in pages: those of a feed, a folder, a search. Never in here:
 * how a query is typed (app/query.h). */
#ifndef WHOSAID_STORE_ARCHIVE_QUERY_H
#define WHOSAID_STORE_ARCHIVE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

struct arena;
struct archive;
struct error;

enum archive_term_type {
    ARCHIVE_TERM_UNREAD,
    ARCHIVE_TERM_STARRED,
    ARCHIVE_TERM_SAVED,   /* kept by the user, from no feed */
    ARCHIVE_TERM_FEED,    /* number: the feed's */
    ARCHIVE_TERM_FOLDER,  /* text: a path; with all below it */
    ARCHIVE_TERM_TAG,     /* text: of the article, of one of its feeds, or the name of a folder that they are in */
    ARCHIVE_TERM_SOURCE,  /* text: words of the feed's title, or of the site */
    ARCHIVE_TERM_SPEAKER, /* text: words of the name of somebody who is quoted */
    ARCHIVE_TERM_ENTITY,  /* text: words of the name of somebody or something that is mentioned */
    ARCHIVE_TERM_WORDS,   /* text: words in title or text; with is_phrase, in this order */
    ARCHIVE_TERM_TITLE,   /* text: words in the title */
    ARCHIVE_TERM_QUOTED,  /* text: words in a quotation; beside a speaker, in one of theirs */
    ARCHIVE_TERM_AFTER,   /* number: published at or after this moment */
    ARCHIVE_TERM_BEFORE   /* number: published before it */
};

struct archive_term {
    enum archive_term_type type;
    const char *text; /* clean UTF-8; case and diacritics do not count; never syntax of SQL or FTS5 */
    int64_t number;
    bool is_phrase, is_prefix; /* the last word may go on */
    bool negated;
};

/* Each is a condition that SQLite weighs against the others; nobody types that many. */
enum { ARCHIVE_TERMS_MAX = 64 };

/* All terms must hold, of which there are ARCHIVE_TERMS_MAX at most. */
struct archive_query {
    const struct archive_term *terms;
    size_t count;
};

/* Where a page of results ended: zeroed for the first page. */
struct archive_page {
    int64_t id; /* of its last article */
};

/* Appends to `ids`, an array of int64_t, at most `limit` articles that the query means, newest first, from `page` on;
 * `page` then stands at their end. */
bool archive_query_run(struct archive *archive, const struct archive_query *query, size_t limit,
                       struct archive_page *page, struct array *ids, struct error *error);

/* How many there are, and how many of them are unread. For what counters keep (everything, a feed, a folder, starred)
 * at once. */
bool archive_query_count(struct archive *archive, const struct archive_query *query, int64_t *count, int64_t *unread,
                         struct error *error);

/* The next unread article in the order of `query` after `id` (or from the start, for ARCHIVE_NONE); ARCHIVE_NONE when
 * there is none. */
int64_t archive_query_next_unread(struct archive *archive, const struct archive_query *query, int64_t id, bool forward);

/* A search under a name, a list among the feeds. */
struct saved_search {
    int64_t id;
    const char *name, *query; /* as it is typed */
};

bool archive_searches_read(struct archive *archive, struct arena *arena, struct array *searches, struct error *error);
bool archive_search_save(struct archive *archive, const char *name, const char *query, struct error *error);
bool archive_search_remove(struct archive *archive, int64_t id, struct error *error);

#endif
