/* page byline: the names in a line that says who wrote an article. Never in here: where the line was found. */
#ifndef WHOSAID_FEEDS_PAGE_BYLINE_H
#define WHOSAID_FEEDS_PAGE_BYLINE_H

#include <stdbool.h>

struct buffer;

/* True when the text begins with a word that introduces authors ("By Ana Ruiz", "Von …"), and a name may follow. */
bool page_byline_begins(const char *text);

/* True when the text is such a word and nothing else ("Written by"). */
bool page_byline_introduces(const char *text);

/* True when an element with this class or id is called a byline ("post-author", "ArticleByline"). */
bool page_byline_is_called(const char *names);

/* Appends the names in a line, separated by ", ": without words before and behind them, dates, addresses, roles,
 * degrees, places, and what nobody is called. Names that stand in `out` already are not repeated. False when nothing is
 * left, or `out` is full or memory is short. */
bool page_byline_add(const char *line, struct buffer *out);

/* True when the line may be one name with the family's before the given ones, as catalogues have it ("Ruiz, Ana
 * M."). */
bool page_byline_is_family_first(const char *line);

/* As page_byline_add for such a line; the given names come first in `out`. */
bool page_byline_add_family_first(const char *line, struct buffer *out);

#endif
