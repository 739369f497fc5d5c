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

/* Appends how the candidate is named, whom that stands for, and their verb: "she (Ana Ruiz) · told"; "nobody". */
bool explanation_append_candidate(const struct article *article, const struct evidence_candidate *candidate,
                                  struct buffer *out);

/* How many of the candidates, the most probable first, are worth showing: those that round to 1% at least, and two in
 * any case. */
size_t explanation_candidates_shown(const struct evidence *evidence);

/* The candidate whose reasons decided: the one chosen or, where nobody is named, the most probable; NULL where nothing was
 * weighed. */
const struct evidence_candidate *explanation_decisive(const struct evidence *evidence);

/* A probability in whole per cent, as it is shown: 100 only where it is certain, 0 only where it is impossible. */
int explanation_percent(double probability);

#endif
