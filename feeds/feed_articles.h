/* feed articles: RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 become a document with an article an entry. Never in here:
 * bytes that are not UTF-8, fetching. */
#ifndef WHOSAID_FEEDS_FEED_ARTICLES_H
#define WHOSAID_FEEDS_FEED_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>

struct document;
struct error;

/* Reads a feed in UTF-8 into `document` (empty but for its format); `url`, NULL when unknown, is the feed's own
 * address. What follows an error in the XML is read as far as it can be; entries beyond DOCUMENT_ENTRIES_MAX are left
 * out. False and a sentence when there is no feed in it or memory is short. */
bool feed_read_articles(const char *text, size_t length, const char *url, struct document *document,
                        struct error *error);

#endif
