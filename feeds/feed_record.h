/* feed record: what was collected of the feed or of one item, value by value, and what becomes of it. Never in here:
 * XML. */
#ifndef WHOSAID_FEEDS_FEED_RECORD_H
#define WHOSAID_FEEDS_FEED_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "base/buffer.h"
#include "feeds/feed.h"
#include "feeds/feed_table.h"

struct arena;

/* What stands in one slot. */
struct feed_value {
    struct buffer text;  /* UTF-8, as it was written */
    unsigned rank;       /* of the row that it came from; 0: nothing was said */
    enum feed_form form; /* never FEED_TYPED */
    char *base;          /* what relative addresses in it are relative to, NULL for unknown; owned */
    size_t line;         /* where it begins */
};

struct feed_record {
    struct arena *arena; /* not the record's own: what becomes of it lives there */
    struct feed_value values[FEED_SLOTS];
    struct array authors; /* of struct feed_author */
    unsigned author_rank; /* of those that are there */
    struct array tags;    /* of const char * */
    struct array attachments;
    struct feed_pace pace; /* of it what came piece by piece */
    char *language;        /* its xml:lang; owned */
    size_t line;
    bool is_permalink; /* the identifier is an address */
    size_t offered;    /* values that came for the lists, also those that were there already */
    bool is_cut;       /* a list was full, or a value too long */
};

/* An empty record whose values keep within the limits. */
struct feed_record feed_record_create(struct arena *arena, const struct feed_limits *limits);
void feed_record_release(struct feed_record *record);

/* Forgets all that was collected, keeps the memory; the arena is the caller's to clear. */
void feed_record_clear(struct feed_record *record);

/* Puts a value into a slot when it counts for more than what is there (feed_elements.def); takes its text and base away
 * then. */
void feed_record_keep(struct feed_record *record, enum feed_slot slot, unsigned rank, struct feed_value *value);

/* Each adds to a list what the clean strings say; those of a lower rank than the list's are left out, and clear it when
 * of a higher one. The strings are copied or NULL. */
void feed_record_add_author(struct feed_record *record, unsigned rank, const struct feed_value *value);
void feed_record_add_person(struct feed_record *record, unsigned rank);
void feed_record_add_tag(struct feed_record *record, const char *text, size_t length);
void feed_record_add_attachment(struct feed_record *record, const char *url, const char *type, const char *size,
                                const char *base);

/* The item that the record describes: its strings live in the arena or in the record. What was wrong is noted in
 * `feed`. */
void feed_record_to_item(struct feed_record *record, struct feed *feed, struct feed_item *item);

/* Moves what the record says of the feed to `feed`, whose arena must be the record's. */
void feed_record_to_feed(struct feed_record *record, struct feed *feed);

#endif
