/* builder spans: what the builder's two files ask of each other. Never in here: what others call (builder.h). */
#ifndef WHOSAID_FEEDS_BUILDER_SPANS_H
#define WHOSAID_FEEDS_BUILDER_SPANS_H

#include <stdbool.h>

struct builder;
struct builder_counts;

/* Empty arrays for everything that stands off the text. */
void builder_spans_create(struct builder *builder);
void builder_spans_release(struct builder *builder);

/* The next byte of the text is the first of every open span, and what the waiting anchors name. */
void builder_spans_begin(struct builder *builder);

/* Writes down what the open spans cover in the open block, which ends here; in the next one they begin anew. */
void builder_spans_cut(struct builder *builder);

struct builder_counts builder_spans_count(const struct builder *builder);

/* Forgets the open block's spans, whose places are no longer known. */
void builder_spans_forget(struct builder *builder);

/* Takes off what lies behind the end of the text. */
void builder_spans_trim(struct builder *builder);

/* Hands the spans to the article, in text order. False when some are missing for want of memory; that there may be no
 * more of them is no failure. */
bool builder_spans_finish(struct builder *builder);

#endif
