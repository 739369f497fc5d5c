/* voices: which speaker has which of the theme's styles, and beside which rows the name of a speaker
 * stands. Never in here: curses, colours themselves. */
#ifndef WHOSAID_UI_VOICES_H
#define WHOSAID_UI_VOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct article;
struct layout;

/* A name in the margin: that of the speaker of this quotation. */
struct voice_label {
    size_t row, quotation;
};

struct voices {
    struct array numbers; /* of size_t, one for each entity: of its style; ARTICLE_NONE: never quoted */
    struct array labels;  /* of struct voice_label, by row */
};

/* Gives each speaker one of `styles` styles (taken as 1 when less, as THEME_SPEAKERS_MAX when more): 0, 1, 2 … in the
 * order in which they are first quoted and, when all are in use, the one whose speakers are quoted farthest from them.
 * Sets a label beside the first row of every quotation whose speaker is another than that of the label before, or whose
 * own label is a dozen rows back. A row has one label; whoever comes second on it has theirs on the next row of the
 * quotation, if there is one. False when memory was short: some are missing. Release it in either case. */
bool voices_make(struct voices *voices, const struct article *article, const struct layout *layout, size_t styles);

void voices_release(struct voices *voices);

/* The speaker's style, below the number of styles; ARTICLE_NONE for an entity that is never quoted, and for
 * ARTICLE_NONE. */
size_t voices_number(const struct voices *voices, size_t entity);

/* The quotation whose speaker's name stands beside the row, or ARTICLE_NONE. */
size_t voices_label(const struct voices *voices, size_t row);

#endif
