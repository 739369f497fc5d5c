/* query match: words become an expression of FTS5. Never in here: SQL. */
#ifndef WHOSAID_STORE_QUERY_MATCH_H
#define WHOSAID_STORE_QUERY_MATCH_H

#include <stdbool.h>

struct archive_term;
struct buffer;

/* Appends "COLUMNS : (…)" for a term's words: each quoted, so that nothing in them is syntax; all must be there, as a
 * phrase where the term is one, near each other in a name. As buffer_append. */
bool query_match_append(struct buffer *out, const char *columns, const struct archive_term *term);

#endif
