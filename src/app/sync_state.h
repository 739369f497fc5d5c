/* sync state: what the archive remembers of a fetch: what to send the next time, when that is, how it went. Never in
 * here: the archive, HTTP. */
#ifndef WHOSAID_APP_SYNC_STATE_H
#define WHOSAID_APP_SYNC_STATE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct archived_feed;
struct feed_pace;
struct fetch_result;

/* What came of a fetch, kept while the body is read. Strings live in an arena. */
struct sync_answer {
    bool is_gone, is_answered; /* 410; a server answered at all */
    const char *etag, *last_modified, *moved_to, *error;
    int64_t fresh_seconds, retry_seconds; /* -1: unknown */
    uint64_t content_hash;                /* of the body; 0: there was none */
};

/* The answer out of a result; `content_hash` is left 0. Failing allocations leave strings NULL: then the next fetch
 * knows less. */
struct sync_answer sync_answer_keep(const struct fetch_result *result, struct arena *arena);

/* The answer's body was cut short (struct feed): nothing of it may keep the next fetch from bringing all. */
void sync_answer_doubt(struct sync_answer *answer);

/* The feed was there, and was read unless it is as it was. `has_news`: there was something new in it; `pace`: what it
 * now asks for, NULL when it was not read; `interval`: what a feed without a wish of its own is fetched by, in
 * seconds. */
void sync_state_succeed(struct archived_feed *feed, const struct sync_answer *answer, const struct feed_pace *pace,
                        bool has_news, int64_t now, int64_t interval);

/* It was not, or could not be read; `error` is a sentence that lives as long as the feed. */
void sync_state_fail(struct archived_feed *feed, const struct sync_answer *answer, const char *error, int64_t now,
                     int64_t interval);

#endif
