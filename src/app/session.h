/* session: what the reader does: which article is open, where in it they are, which list they jump through, where they
 * have been. Actions change it and tell what changed; the screen shows it. Never in here: rows, columns, keys, curses. */
#ifndef WHOSAID_APP_SESSION_H
#define WHOSAID_APP_SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"
#include "article/jump_list.h"
#include "base/array.h"
#include "base/error.h"
#include "config/keys.h"

struct annotator;
struct library;
struct source;

/* What is remembered of one article while the program runs. */
struct reading {
    struct article *article;
    size_t word_count;
    size_t top;            /* byte in the first row of the screen */
    struct jump_list list; /* the active one; all quotations to begin with */
    struct jump_history history;
};

/* What a call changed, as bits. */
enum session_change {
    SESSION_NOTHING = 0,
    SESSION_CONTEXT = 1 << 0, /* another screen, or another article: look at everything anew */
    SESSION_JUMPED = 1 << 1,  /* `target` is to be seen */
    SESSION_LIST = 1 << 2,    /* the active list or its current stop is another */
    SESSION_NOTICE = 1 << 3,  /* `notice` is to be told */
    SESSION_QUIT = 1 << 4     /* there is no screen to go back to */
};

/* Read by the screen, changed only through the functions below. */
struct session {
    const struct library *library;
    const struct annotator *annotator;
    enum context context;    /* which screen: library, articles or reader */
    size_t source, article;  /* under the cursor of the two lists; in the reader the one that is open */
    struct array readings;   /* of struct reading *, one for each article that was opened */
    struct reading *reading; /* the open one; NULL until an article was opened */
    struct range seen;       /* bytes of the open article that are on the screen */
    struct range target;     /* what a jump led to */
    bool target_at_top;      /* the jump restores a view that began with `target` */
    struct error notice;     /* a sentence for the user */
    bool notice_is_failure;
};

/* A session over what was opened; both must outlive it. One article stands open at once, one source with several shows its
 * list, several show the library. `annotator` may be NULL: then articles stay without annotations. Articles are
 * annotated when they are first opened. NULL and a sentence when there is no article or memory is short. The caller owns it. */
struct session *session_create(const struct library *library, const struct annotator *annotator, struct error *error);
void session_destroy(struct session *session);

#endif
