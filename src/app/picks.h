/* picks: the rows of a picker: what there is to jump to in the open article, with counts and kinds. Never in here: how
 * a row is drawn, what is typed. */
#ifndef WHOSAID_APP_PICKS_H
#define WHOSAID_APP_PICKS_H

#include <stdbool.h>
#include <stddef.h>

#include "article/jump_list.h"
#include "base/array.h"

struct arena;
struct session;

/* One row; its strings belong to the article or to the arena of the picks. `kind` and `index` are what session_pick
 * takes. */
struct pick {
    enum jump_kind kind;
    size_t index;
    size_t entity;     /* in whose voice the row speaks; ARTICLE_NONE: in nobody's */
    const char *label; /* who; "" when there is nobody */
    const char *text;  /* what, `length` bytes without a NUL */
    size_t length;
    const char *note;   /* kind and count */
    const char *folded; /* all of that as filter_matches wants it */
};

struct picks {
    struct arena *arena;
    struct array rows; /* of struct pick */
    size_t current;    /* the row that stands for where the reader is */
};

/* The rows of that kind: JUMP_QUOTATIONS in text order; JUMP_SPEAKER with everyone first and the unknown last,
 * JUMP_ENTITY, both by how often; JUMP_HEADINGS in text order. False when memory is short. Release it in either case.
 * */
bool picks_make(struct picks *picks, const struct session *session, enum jump_kind kind);

void picks_release(struct picks *picks);

#endif
