/* fetch: HTTP for feeds and pages, many at once, few of one host, each within limits. Never in here: what a body means,
 * when to fetch, the archive. */
#ifndef WHOSAID_FEEDS_FETCH_H
#define WHOSAID_FEEDS_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct arena;
struct error;
struct feed_limits;
struct pollfd;
struct settings;

/* How to fetch. Times in milliseconds; strings NULL or "" for none. */
struct fetch_options {
    int at_once, per_host;  /* requests that run together; of one host */
    int64_t connect_time;   /* until there is a connection, the search for the host and TLS included */
    int64_t total_time;     /* for all of it, redirects included */
    int64_t stalled_time;   /* without a single byte once there is a connection */
    size_t body_bytes;      /* after decompression */
    size_t header_bytes;    /* of all answers to a request */
    int redirects;          /* one after another */
    const char *user_agent; /* NULL or "": whosaid and its version */
    const char *proxy; /* as libcurl has it: "http://host:port", "socks5h://…"; NULL or "": what the environment says */
    const char *cookie_file; /* in Netscape's form; read, never written. Without one no cookies are kept at all */
    const char *netrc_file;  /* user names and passwords, in the form of ~/.netrc */
    const char *certificate; /* of the client, PEM; shown to each server that asks for one */
    const char *key;         /* for it, where that file does not hold it */
    const char *authorities; /* PEM, besides those of the system */
};

/* What the settings say ([network]), with names of files made into paths, which live in the arena. False and a sentence
 * when memory is short, or a file that a setting names cannot be read. */
bool fetch_options_read(const struct settings *settings, struct arena *arena, struct fetch_options *options,
                        struct error *error);

/* What a feed that was fetched so may have at most: feed_limits_of_fetched, but as many bytes as may be fetched. */
struct feed_limits fetch_feed_limits(const struct fetch_options *options);

/* What is asked for: servers that have a thing in several forms choose by it (RFC 9110, 12.5.1). */
enum fetch_wanted { FETCH_A_FEED, FETCH_A_PAGE, FETCH_A_PICTURE };

/* One address to be fetched. Strings are copied. */
struct fetch_request {
    const char *url;                  /* http or https, as fetch_address makes it */
    const char *etag, *last_modified; /* of what is known already, as they came; NULL: none */
    const char *user_agent;           /* NULL: as the options say */
    enum fetch_wanted wanted;
    void *owner; /* the caller's own, handed back */
};

enum fetch_outcome {
    FETCH_BODY,         /* there is a body */
    FETCH_NOT_MODIFIED, /* 304: what is known already is what there is */
    FETCH_GONE,         /* 410: there will never be anything again */
    FETCH_LATER,        /* 429, 503: the server wants to be left alone for a while */
    FETCH_FAILED
};

enum { FETCH_UNKNOWN = -1 };

/* What came of a request. All of it lives until the call that tells it returns; the body may be taken away by moving
 * the buffer and leaving an empty one. */
struct fetch_result {
    void *owner; /* the request's */
    enum fetch_outcome outcome;
    int status;           /* of HTTP; 0: no answer came */
    const char *url;      /* where it was found in the end */
    const char *moved_to; /* where it is from now on: every redirect on the way was for good (301, 308); else NULL */
    const char *etag,
        *last_modified;       /* to be sent the next time; NULL: none, or not fit to be sent. From a 304 they are
                                         those that came with it, or else the request's */
    const char *content_type; /* as it came; NULL: none */
    struct buffer *body;      /* decompressed; empty but for FETCH_BODY */
    int64_t wire_bytes;       /* of the answers' bodies as they came, and of their headers */
    int64_t fresh_seconds; /* for how long the server says that nothing changes, 0 where it forbids to assume so; else
                              FETCH_UNKNOWN (RFC 9111, 4.2) */
    int64_t retry_seconds; /* how long it wants to be left alone (RFC 9110, 10.2.3), else FETCH_UNKNOWN */
    const char *error;     /* one sentence without the address; NULL for FETCH_BODY and FETCH_NOT_MODIFIED */
};

/* Takes what came of a request. It may add requests, but neither stop nor destroy the fetcher. */
typedef void fetch_done(void *context, struct fetch_result *result);

/* Requests on their way. One thread; libcurl starts threads of its own to look up hosts. */
struct fetcher;

/* A fetcher without requests, which tells `done` of each that ends. The options' strings are copied. NULL and a
 * sentence when there is no libcurl, it refuses an option, or memory is short. */
struct fetcher *fetcher_create(const struct fetch_options *options, fetch_done *done, void *context,
                               struct error *error);

/* Gives up what has not ended, telling nobody, and the fetcher. NULL is allowed. */
void fetcher_destroy(struct fetcher *fetcher);

/* Puts a request in line: those of one host in the order in which they came, the hosts in turn. What is wrong with the
 * address is told as its result. False and a sentence when memory is short. */
bool fetcher_add(struct fetcher *fetcher, const struct fetch_request *request, struct error *error);

/* While held, no request begins; those that run go on. For whoever cannot take more bodies just now. */
void fetcher_hold(struct fetcher *fetcher, bool is_held);

/* Gives up all requests that have not ended, telling nobody. */
void fetcher_stop(struct fetcher *fetcher);

/* How many requests have not ended. */
size_t fetcher_count(const struct fetcher *fetcher);

/* Moves on whatever can, and tells of the requests that ended; before, waits for at most `patience` milliseconds until
 * something can move or one of the `watched` (none: NULL, 0) is ready, whose `revents` then say so, as after poll(2). A
 * signal ends the waiting. False and a sentence when that is not possible (memory is short, a descriptor is none). */
bool fetcher_step(struct fetcher *fetcher, struct pollfd *watched, size_t watched_count, int patience,
                  struct error *error);

/* Fetches one address and waits for it, whatever comes of it. False and a sentence when it could not even be tried. */
bool fetch_one(const struct fetch_options *options, const struct fetch_request *request, fetch_done *done,
               void *context, struct error *error);

/* What somebody types as an address, as one that can be fetched: `example.org` becomes `https://example.org/`,
 * `localhost:8080` `http://localhost:8080/`, `feed:https://…` and `feed://…` what they stand for. Absolute, escaped,
 * http or https; a new string for free(). NULL and a sentence when it is of another scheme, empty, or no address. */
char *fetch_address(const char *typed, struct error *error);

#endif
