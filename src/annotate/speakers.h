/* speakers: turns the phrase that an attribution hangs on into a mention with an entity behind it. Never in here: which
 * phrase that is. */
#ifndef WHOSAID_ANNOTATE_SPEAKERS_H
#define WHOSAID_ANNOTATE_SPEAKERS_H

#include "annotate/subjects.h"

struct speakers {
    struct syntax *syntax;
    size_t first_entity; /* entities from here on are made here: somebody who is only described */
};

/* The index of the subject's mention, made where it is missing, as is an entity behind it. ARTICLE_NONE when an array
 * refuses. New mentions stand at the end until speakers_sort. */
size_t speakers_mention(struct speakers *speakers, const struct subject *subject);

/* Puts the mentions into text order; the stretches' speaker_mention follows and their `speaker` is set. When memory is
 * short the mentions are marked failed. */
void speakers_sort(struct speakers *speakers);

#endif
