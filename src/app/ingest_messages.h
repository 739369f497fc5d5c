/* ingest messages: what a worker is asked and what it answers, as bytes. Neither side trusts the other's. Never in
 * here: the work, the processes.
 *
 * A message is its kind and the length of its body, two numbers (base/packing.h), and the body. */
#ifndef WHOSAID_APP_INGEST_MESSAGES_H
#define WHOSAID_APP_INGEST_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/feed.h"

struct arena;
struct archived_entry;
struct article;
struct buffer;

enum ingest_message {
    INGEST_JOB,      /* to the worker: an ingest_job */
    INGEST_KNOWN,    /* to the worker: a byte for each key of its question, 1 where the archive has that very entry */
    INGEST_QUESTION, /* from the worker: ingest_keys, as many as fit, one after another */
    INGEST_ENTRY,    /* from the worker: an archived_entry */
    INGEST_DONE,     /* from the worker: an ingest_source; the job is done */
    INGEST_FAILED,   /* from the worker: a sentence; the job is done */
    INGEST_MESSAGES
};

enum { INGEST_HEADER_SIZE = 16 };

/* No message is longer: a body of DOCUMENT_SIZE_MAX with what belongs to it, an article of which every word is a
 * name. */
#define INGEST_MESSAGE_MAX ((size_t)256 * 1024 * 1024)

/* What is to be read. */
enum ingest_kind {
    INGEST_FEED,   /* a feed: an entry for each of its items */
    INGEST_PAGE,   /* a page or a file: one entry, without a name */
    INGEST_ARTICLE /* an article as article_pack writes it, to be annotated anew: one entry with nothing else */
};

struct ingest_job {
    enum ingest_kind kind;
    bool asks; /* of a feed: some of its entries may be known; a question comes before the entries */
    const char *url, *content_type; /* NULL: unknown */
    const char *bytes;
    size_t length;
};

/* By what the archive knows an entry. */
struct ingest_key {
    const char *guid;
    uint64_t hash;
};

/* What a feed says of itself. Strings NULL where it does not say. */
struct ingest_source {
    const char *title, *page, *description, *language;
    uint64_t items; /* of the feed */
    bool is_cut;    /* as struct feed has it */
    struct feed_pace pace;
};

/* Each appends one message to `out`, which remembers when it refused. */
void ingest_pack_job(struct buffer *out, const struct ingest_job *job);
void ingest_pack_known(struct buffer *out, const bool *known, size_t count);
void ingest_pack_entry(struct buffer *out, const struct archived_entry *entry);
void ingest_pack_source(struct buffer *out, const struct ingest_source *source);
void ingest_pack_failure(struct buffer *out, const char *sentence);

/* A question that grows key by key: a header, whose length ingest_pack_keys_end writes. */
void ingest_pack_keys_begin(struct buffer *out);
void ingest_pack_key(struct buffer *out, const struct ingest_key *key);
void ingest_pack_keys_end(struct buffer *out);

/* The kind and the length of the body, out of INGEST_HEADER_SIZE bytes. False when there is no such message. */
bool ingest_unpack_header(const char *bytes, enum ingest_message *kind, size_t *length);

/* Each takes a body apart; strings and bytes stay where they are. False when it is not what the calls above write. */
bool ingest_unpack_job(const char *body, size_t length, struct ingest_job *job);
bool ingest_unpack_source(const char *body, size_t length, struct ingest_source *source);
const char *ingest_unpack_failure(const char *body, size_t length);

/* The entry, with attachments in the arena and `entry->article` the caller's to destroy; that is NULL when false.
 * `feed` stays ARCHIVE_NONE. */
bool ingest_unpack_entry(const char *body, size_t length, struct arena *arena, struct archived_entry *entry,
                         struct article **article);

/* Takes the next key of a question from `*body`, and moves it on. False at its end, and where what is left is no key
 * (`*length` is not 0 then). */
bool ingest_unpack_key(const char **body, size_t *length, struct ingest_key *key);

#endif
