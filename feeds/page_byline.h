/* page byline: the names in a line that says who wrote an article. Never in here: where the line was found. */
#ifndef WHOSAID_FEEDS_PAGE_BYLINE_H
#define WHOSAID_FEEDS_PAGE_BYLINE_H

#include <stdbool.h>

struct buffer;

/* True when the text begins with a word that introduces authors ("By Ana Ruiz", "Von …"), and a name may follow. */
bool page_byline_begins(const char *text);

/* Appends the names in a line, separated by ", ": without words before and behind them, dates, addresses, and what
 * nobody is called. Names that stand in `out` already are not repeated. False when nothing is left, or `out` is full
 * or memory is short. */
bool page_byline_add(const char *line, struct buffer *out);

#endif
