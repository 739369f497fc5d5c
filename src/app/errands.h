/* errands: our own program at work for the reader: fetching feeds, subscribing, whatever else writes to the archive or
 * parses what came from outside. One at a time, since one process at a time may write; the others wait in line. Never
 * in here: what the screen shows, who asked. */
#ifndef WHOSAID_APP_ERRANDS_H
#define WHOSAID_APP_ERRANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/child.h"
#include "base/error.h"

enum errand_type { ERRAND_SYNC, ERRAND_SUBSCRIBE, ERRAND_EDIT, ERRAND_FULL_TEXT };

/* How far the one at work is. */
struct errand_progress {
    unsigned long long feeds, done, failed, spared, new_articles;
};

/* One that has ended. */
struct errand_end {
    enum errand_type type;
    int64_t article; /* of ERRAND_FULL_TEXT */
    bool failed;
    struct error notice; /* what is to be told */
    struct error reason; /* why the first feed of several failed; "" where none did, or the notice tells */
    int64_t feed;        /* that feed's number in the archive */
};

struct errands {
    const char *const *common;   /* arguments that each of them gets behind its command, NULL at the end */
    const char *const *settings; /* those of them that are settings */
    struct array waiting;        /* of struct errand, the one at work first */
    struct child child;          /* at work; process 0: none */
    struct buffer line;          /* that has not come to its end */
    struct errand_progress progress;
    struct error failure;   /* the first one that it told */
    int64_t failed_feed;    /* whose failure that is; 0: of no single feed */
    struct error last_line; /* the last one that was no progress */
    bool is_cancelled;
};

/* `common`: the archive and the settings that the reader was started with, `settings` the settings alone; both must
 * outlive the errands. */
struct errands errands_create(const char *const common[], const char *const settings[]);

/* Cancels what is at work, waits for its end, and drops the others. */
void errands_release(struct errands *errands);

/* Begins `whosaid COMMAND [common] ARGUMENT…`, or has it wait. The arguments, the command first, NULL at the end, are
 * copied. `article`: of ERRAND_FULL_TEXT. False and a sentence when it cannot be started, or the very same is at work
 * or waits. */
bool errands_begin(struct errands *errands, enum errand_type type, const char *const arguments[], int64_t article,
                   struct error *error);

/* Starts `whosaid COMMAND [settings] ARGUMENT…` at once for who reads what it writes themselves: it needs no archive
 * and is none of the errands. As child_open. */
bool errands_start_apart(const struct errands *errands, const char *const arguments[], struct child *child,
                         struct error *error);

/* Readable when there is something to listen to; -1: nothing is at work. */
int errands_descriptor(const struct errands *errands);

/* Takes in what it told. True when it has ended: `end` says how, and the next one begins. */
bool errands_listen(struct errands *errands, struct errand_end *end);

/* Asks the one at work to end, and forgets the others. False when nothing is at work, or was asked already. */
bool errands_cancel(struct errands *errands);

#endif
