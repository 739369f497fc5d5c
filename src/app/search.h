/* search: what is shown of an article that a query found: itself, and the quotations that the query asks for. Never in
 * here: finding articles, printing. */
#ifndef WHOSAID_APP_SEARCH_H
#define WHOSAID_APP_SEARCH_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct archive_query;
struct archived_row;
struct article;

/* True when the query asks who said something, or what: `speaker:`, `quoted:`, not negated. */
bool search_asks_for_quotations(const struct archive_query *query);

/* True when the quotation is one that the query asks for: by a speaker of each such name, with all such words in it.
 * Neither case nor accents count. */
bool search_means(const struct archive_query *query, const struct article *article, size_t quotation);

/* The article as an object: id, title, byline, source, url, published, unread, starred, words, and with an `article`
 * the quotations that the query asks for: speaker, text, type, confidence. `article` may be NULL. NULL when memory is
 * short; the caller owns it. */
json_t *search_to_json(const struct archive_query *query, const struct archived_row *row,
                       const struct article *article);

#endif
