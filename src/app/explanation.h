/* explanation: the evidence of a quotation in sentences, for whatever shows it to people. Never in here: rows, columns,
 * options. */
#ifndef WHOSAID_APP_EXPLANATION_H
#define WHOSAID_APP_EXPLANATION_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct buffer;
struct evidence;
struct evidence_candidate;
struct quotation;

/* Appends what came of the weighing: "Ana Ruiz, 98% sure.", or why nobody is named. As buffer_append. */
bool explanation_append_verdict(const struct article *article, const struct quotation *quotation,
                                const struct evidence *evidence, struct buffer *out);

/* Appends who the candidate is: "Ana Ruiz", "a fisherman", "nobody", "somebody untold". As buffer_append. */
bool explanation_append_name(const struct article *article, const struct evidence_candidate *candidate,
                             struct buffer *out);

/* Appends how the candidate is named, their verb, and the construction: "she · told. The speaker and a verb of speaking
 * follow it." As buffer_append. */
bool explanation_append_candidate(const struct article *article, const struct evidence_candidate *candidate,
                                  struct buffer *out);

/* One who was considered, and what all candidates for them tell together. */
struct explanation_speaker {
    const struct evidence_candidate *best; /* the most probable one */
    double probability;
};

/* More than there may be candidates, with nobody and somebody untold. */
enum { EXPLANATION_SPEAKERS_MAX = 64 };

/* Fills in who was considered, the most probable first. Returns how many there are; `shown` gets how many of them are
 * worth showing: those that round to 1% at least, and two in any case. */
size_t explanation_speakers(const struct evidence *evidence,
                            struct explanation_speaker speakers[EXPLANATION_SPEAKERS_MAX], size_t *shown);

/* The next candidate behind `before` (NULL: the first) that is for the speaker and rounds to 1% at least, or is their
 * most probable one; NULL when there is none. */
const struct evidence_candidate *explanation_next_candidate(const struct evidence *evidence,
                                                            const struct explanation_speaker *speaker,
                                                            const struct evidence_candidate *before);

/* The candidate whose reasons decided: the one chosen or, where nobody is named, the most probable; NULL where nothing
 * was weighed. */
const struct evidence_candidate *explanation_decisive(const struct evidence *evidence);

/* A probability in whole per cent, as it is shown: 100 only where it is certain, 0 only where it is impossible. */
int explanation_percent(double probability);

#endif
