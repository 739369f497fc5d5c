/* examples: attributed quotations of our own, for constructions that no corpus of ours has: signatures, scripts, interviews.
 * Never in here: learning. */
#ifndef WHOSAID_TRAIN_EXAMPLES_H
#define WHOSAID_TRAIN_EXAMPLES_H

#include "train/corpus.h"

/* Reads the file at `path`: an example is a paragraph a line and behind them, for each outermost quotation in order, a line
 * "= SPEAKER ~ CUE", "= SPEAKER" without a cue, or "= -" where nobody is quoted; a blank line ends it, '#' begins a comment. Speaker and cue are words of
 * the text, outside the quotation and nearest to it. False and a sentence when the file cannot be read, an example does not
 * fit its answers, or memory is short. Appends struct example as corpus_read does. */
bool examples_read(const char *path, const struct lexicon *lexicon, struct array *examples, struct error *error);

#endif
