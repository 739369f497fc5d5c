/* feed: what any feed says, whichever format it is in: the names of JSON Feed 1.1
 * (https://www.jsonfeed.org/version/1.1/) and the few that it lacks. Each reader of a format hands its items to a sink,
 * one by one in document order, so that memory follows the largest item. Never in here: XML, JSON, articles. */
#ifndef WHOSAID_FEEDS_FEED_H
#define WHOSAID_FEEDS_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

struct arena;
struct byte_source;
struct error;

/* Every string in these structs is NUL-terminated valid UTF-8 without C0 (but newline and tab), DEL and C1 controls,
 * NULL when the feed does not say. Lines (all but content_html, content_text, summary, description and rights) are
 * clean as clean_text leaves them: one line, without markup. Addresses are absolute where a base is known. */

struct feed_author {
    const char *name;   /* without an e-mail address */
    const char *url;    /* the author's page, or mailto:… */
    const char *avatar; /* an image */
};

enum { FEED_UNKNOWN_NUMBER = -1 };

struct feed_attachment {
    const char *url, *mime_type; /* never NULL: an unknown type is application/octet-stream */
    const char *title;
    int64_t size_in_bytes, duration_in_seconds; /* FEED_UNKNOWN_NUMBER when the feed does not say */
};

/* A moment in seconds since 1970 UTC. */
struct feed_time {
    bool is_known;
    int64_t seconds;
};

struct feed_item {
    const char *id;     /* never NULL: made from what the item has where it states none, the same every time */
    bool is_id_made_up; /* so it was */
    const char *url, *external_url;
    const char *title;                       /* "" where the feed has one of which nothing can be shown */
    const char *content_html, *content_text; /* as came; relative links in HTML made absolute */
    const char *summary;
    const char *image, *banner_image;
    struct feed_time published, modified;
    const struct feed_author *authors;
    size_t author_count;
    const char *const *tags;
    size_t tag_count;
    const char *language;
    const struct feed_attachment *attachments;
    size_t attachment_count;
    const char *comments, *rights, *source_title, *source_url; /* what JSON Feed has no name for */
    size_t line;                                               /* where it begins in the document, from 1; 0: unknown */
};

/* How often a feed wants to be fetched. */
struct feed_pace {
    int64_t least_seconds;  /* between two fetches; 0 where it does not say */
    uint32_t skipped_hours; /* when it is not worth it: bit 0 is from 0:00 to 1:00 GMT, bit 23 the last hour */
    uint8_t skipped_days;   /* the same: bit 0 is Sunday, bit 6 Saturday, in GMT */
    bool has_ended;         /* nothing will be added to it any more */
};

/* What the feed says of itself; filled while it is read, whole at the end. Owns all its strings. */
struct feed {
    struct arena *arena;
    const char *format;   /* "rss-2.0", "atom-1.0", "json-feed-1.1" …; NULL as long as nothing was recognized */
    const char *encoding; /* "utf-8", "windows-1252" … */
    const char *title, *home_page_url, *feed_url, *next_url;
    const char *description, *user_comment;
    const char *icon, *favicon, *language;
    const struct feed_author *authors;
    size_t author_count;
    struct feed_time updated;
    struct feed_pace pace;
    const char *rights, *generator;
    size_t item_count;     /* items handed to the sink */
    bool is_cut;           /* it ends before its first element or object does: more was meant to come */
    struct array warnings; /* of const char *: "line 12: …", at most FEED_WARNINGS_MAX */
    size_t warning_count;  /* how many there were in all */
};

/* More say nothing that these do not. */
enum { FEED_WARNINGS_MAX = 50 };

/* What a feed may have at most; what is beyond is cut or left out, with a warning. */
struct feed_limits {
    size_t decoded_bytes; /* of the whole, in UTF-8 */
    size_t items;
    size_t line_bytes;    /* of a title, a name, an address, a tag */
    size_t content_bytes; /* of a content or description */
    size_t depth;         /* of elements or values within each other */
};

/* For what is fetched: 16 MiB, 5,000 items, 1 MiB a line, 8 MiB a content, 256 levels. */
extern const struct feed_limits feed_limits_of_fetched;
/* For `whosaid feed FILE`: the same but for the items, which cost nothing as they go by. */
extern const struct feed_limits feed_limits_of_file;
/* For a file of one's own: no bound on the whole and its items; those of single values stay. */
extern const struct feed_limits feed_limits_of_own_file;

struct feed_options {
    const char *url;          /* where the feed came from, what relative links are relative to; NULL when unknown */
    const char *content_type; /* what the transport said ("application/rss+xml; charset=koi8-r"); NULL for nothing */
    const struct feed_limits *limits; /* never NULL */
};

struct feed_sink {
    /* Takes one item, which lives until it returns. False, with a sentence, ends the reading. NULL: items are only
     * counted, and of what they say only dates are looked at, for the warnings. */
    bool (*take)(void *context, const struct feed_item *item, struct error *error);
    void *context;
};

/* An empty feed; its arena is NULL when memory is short. Give it back with feed_release, read or not. */
struct feed feed_create(void);
void feed_release(struct feed *feed);

/* A copy of a string that lives as long as the feed; NULL when memory is short. */
const char *feed_keep(struct feed *feed, const char *string);

/* Notes what was wrong; with `line` (from 1; 0: unknown) as "line 12: …". A sentence that is there already is not
 * noted again. */
void feed_warn(struct feed *feed, size_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Reads a feed of any format, decided by its bytes. What is ill-formed yields what can be read, with warnings. False
 * and a sentence when there is no feed in it (then the sink got nothing), the source cannot be read, the sink refused
 * or memory is short. */
bool feed_read(const struct byte_source *source, const struct feed_options *options, const struct feed_sink *sink,
               struct feed *feed, struct error *error);

#endif
