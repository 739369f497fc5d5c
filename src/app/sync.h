/* sync: fetches the feeds that are due and stores what is new. The fetching and the writing are this process's;
 * whatever came from outside is read by workers (ingest.h), whose faults are one feed's. Never in here: HTTP, SQL,
 * screens.
 *
 * The lines of `whosaid sync --progress`, on standard output, for a program that shows how it goes. Words are separated
 * by single blanks, numbers are decimal, a sentence goes on to the end of its line:
 *
 *     progress DONE/FEEDS new ARTICLES bytes BYTES
 *     feed NUMBER new ARTICLES changed ARTICLES      done; NUMBER is the feed's in the archive
 *     feed NUMBER same                               done; nothing that was not known
 *     feed NUMBER failed SENTENCE                    done; tried again later
 *     spared FEEDS                                   so many that failed a short time ago were left alone
 *     error SENTENCE                                 what concerns no single feed
 *     end new ARTICLES failed FEEDS                  the last line; without it the program was ended
 *
 * A reader passes over lines whose first word it does not know. */
#ifndef WHOSAID_APP_SYNC_H
#define WHOSAID_APP_SYNC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/child.h"

struct archive;
struct archived_feed;
struct error;
struct fetch_options;
struct fetch_result;

/* What came of a feed's address just now. */
struct sync_fetched {
    const char *url; /* the feed's, as the archive has it */
    struct fetch_result *result;
};

/* Which feeds, and how. */
struct sync_options {
    int64_t now;              /* seconds since 1970 UTC */
    const char *const *names; /* of the feeds that are wanted, due or not, as people type them (feed_names.h) */
    size_t name_count;        /* 0: all feeds that are due */
    bool all;                 /* all feeds, due or not, but those that are paused, gone or spared (sync_select.h) */
    const char *folder;       /* all feeds of this folder, in the same way; NULL: wherever they stand */
    const struct fetch_options *fetch;
    const struct sync_fetched *fetched; /* these feeds are not fetched again */
    size_t fetched_count;
    size_t workers;                   /* at most; 0: as ingest_pool_workers says */
    child_work *work;                 /* what they do; NULL: ingest_work */
    int64_t interval;                 /* seconds between two fetches of a feed that has no wish of its own */
    bool full_text;                   /* of a feed that has no wish of its own */
    size_t pages_most;                /* pages that are fetched for full texts */
    int64_t keep_articles, keep_days; /* of a feed that has no wishes of its own; 0: all, for ever */
    bool keep_unread;                 /* however old */
};

/* How far it has come. */
struct sync_counts {
    size_t subscribed; /* all feeds that there are */
    size_t spared;     /* of those that were wanted: left alone, since they failed a short time ago */
    size_t feeds, done, failed;
    size_t articles_new, articles_changed;
    size_t pages, pages_done; /* that are fetched for their full texts, or to be kept */
    int64_t bytes;            /* that came over the wire */
    int64_t deleted;          /* articles that retention no longer covers */
};

enum sync_outcome {
    SYNC_NEWS,  /* something new, or changed */
    SYNC_SAME,  /* nothing that was not known */
    SYNC_FAILED /* `error` says why */
};

/* What came of one feed. Lives until the call that tells it returns. */
struct sync_result {
    const struct archived_feed *feed; /* as it stands in the archive now */
    enum sync_outcome outcome;
    size_t articles_new, articles_changed;
    const char *error;      /* a sentence without the feed's name */
    const char *moved_from; /* the address that it had before it moved for good; NULL: it has not */
};

/* A page or file to be kept, or the page of an article that is there, for its full text. */
struct sync_wish {
    const char *url;   /* http or https (fetch_address), or the name of a file whose bytes are here */
    const char *bytes; /* NULL: to be fetched */
    size_t length;
    int64_t article; /* whose text the page's is to replace; ARCHIVE_NONE: a new article, from no feed */
};

/* What came of one wish. Lives until the call that tells it returns. */
struct sync_page_result {
    const struct sync_wish *wish;
    enum sync_outcome outcome; /* of a new article SYNC_NEWS is one that was not kept before, or as another text */
    const char *title;         /* of the article; NULL: it has none, or nothing was kept */
    const char *error;         /* a sentence without the address; NULL: all went well */
};

struct sync_listener {
    void (*progress)(void *context, const struct sync_counts *counts);  /* often: whenever something may have changed */
    void (*feed)(void *context, const struct sync_result *result);      /* of each feed, once */
    void (*page)(void *context, const struct sync_page_result *result); /* of each wish, once */
    bool (*goes_on)(void *context); /* asked several times a second; false: what is stored stays, the rest is left */
    void *context;
};

/* Fetches feeds, reads and stores what is new in them. The archive is open for writing. False and a sentence when it
 * could not be done at all: a name is that of no feed, the archive cannot be written, there is no libcurl, memory is
 * short. What was stored until then stays. A feed that fails is told to the listener and is no such failure. */
bool sync_run(struct archive *archive, const struct sync_options *options, const struct sync_listener *listener,
              struct sync_counts *counts, struct error *error);

/* Fetches and stores such pages, as sync_run does feeds; of each, `page` is told what came of it. */
bool sync_keep(struct archive *archive, const struct sync_options *options, const struct sync_wish *wishes,
               size_t count, const struct sync_listener *listener, struct sync_counts *counts, struct error *error);

#endif
