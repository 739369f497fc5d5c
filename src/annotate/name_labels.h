/* name_labels: what a unit of text can be in a name: outside of all, or the first, a middle, the last or the only unit of
 * a name of one kind. Ratinov and Roth (2009) found these four places to be learnt better than two. Never in here: how a
 * label is chosen. */
#ifndef WHOSAID_ANNOTATE_NAME_LABELS_H
#define WHOSAID_ANNOTATE_NAME_LABELS_H

#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"

enum name_place { NAME_FIRST, NAME_MIDDLE, NAME_LAST, NAME_ONLY, NAME_PLACES };

enum { NAME_TYPES = ENTITY_OTHER + 1, LABEL_OUTSIDE = 0, LABELS = 1 + NAME_TYPES * NAME_PLACES };

/* Scores of all labels but LABEL_OUTSIDE, whose score is 0. */
enum { ROW_SIZE = LABELS - 1 };

static inline uint8_t label_of(enum entity_type type, enum name_place place)
{
    return (uint8_t)(1 + (int)type * NAME_PLACES + (int)place);
}

/* Both ask for a label that is not LABEL_OUTSIDE. */
static inline enum entity_type label_type(unsigned label)
{
    return (enum entity_type)((label - 1) / NAME_PLACES);
}

static inline enum name_place label_place(unsigned label)
{
    return (enum name_place)((label - 1) % NAME_PLACES);
}

/* True when the label leaves a name open that the next unit must go on with. */
static inline bool label_is_open(unsigned label)
{
    return label != LABEL_OUTSIDE && (label_place(label) == NAME_FIRST || label_place(label) == NAME_MIDDLE);
}

/* True when the label goes on with the name of the unit before. */
static inline bool label_goes_on(unsigned label)
{
    return label != LABEL_OUTSIDE && (label_place(label) == NAME_MIDDLE || label_place(label) == NAME_LAST);
}

/* True when `next` can stand directly behind `label`. */
static inline bool label_may_precede(unsigned label, unsigned next)
{
    if (label_is_open(label) != label_goes_on(next))
        return false;
    return !label_is_open(label) || label_type(label) == label_type(next);
}

#endif
