/* explain: the evidence of an article's quotations as indented plain text. Never in here: sentences
 * (app/explanation.h). */
#ifndef WHOSAID_CMD_EXPLAIN_H
#define WHOSAID_CMD_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct evidence_list;

/* Prints on standard output each quotation, what came of weighing its candidates, and these, the most probable first,
 * with what decided; lines of `width` columns at most, 0 for one line a sentence. False when memory is short. */
bool explain_print(const struct article *article, const struct evidence_list *list, size_t width);

#endif
