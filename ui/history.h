/* history: what was typed into the prompts of one kind since the program began. Never in here: prompts, keys. */
#ifndef WHOSAID_UI_HISTORY_H
#define WHOSAID_UI_HISTORY_H

#include <stddef.h>

#include "base/array.h"

enum history_kind { HISTORY_ADDRESSES, HISTORY_QUERIES, HISTORY_NAMES, HISTORY_FOLDERS, HISTORY_TAGS, HISTORY_COUNT };

struct history {
    struct array lines; /* of char *, the last one at the end */
};

struct history history_create(void);
void history_release(struct history *history);

/* Remembers a line as the last one; each stands once, and the oldest goes where there are too many. What cannot be
 * remembered for want of memory is not. */
void history_add(struct history *history, const char *line);

/* The line that was typed so many lines ago, 1 for the last one; NULL: there is none. Valid until the next is added. */
const char *history_line(const struct history *history, size_t ago);

#endif
