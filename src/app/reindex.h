/* reindex: annotates articles anew that another version has annotated. Ended at any moment, it goes on where it was the
 * next time. Never in here: annotating itself, what the user did with an article. */
#ifndef WHOSAID_APP_REINDEX_H
#define WHOSAID_APP_REINDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archive;
struct error;

struct reindex_counts {
    size_t articles, done, failed;
};

struct reindex_listener {
    void (*progress)(void *context, const struct reindex_counts *counts);
    void (*failure)(void *context, int64_t article, const char *sentence); /* it stays as it was */
    bool (*goes_on)(void *context);                                        /* as sync_listener */
    void *context;
};

/* Annotates what is outdated, or `all`, in worker processes. False and a sentence when the archive cannot be read or
 * written, or memory is short; what was done until then stays. */
bool reindex_run(struct archive *archive, bool all, const struct reindex_listener *listener,
                 struct reindex_counts *counts, struct error *error);

#endif
