/* feed articles: the items of a feed become a document with an article an item. Never in here: formats of feeds. */
#ifndef WHOSAID_FEEDS_FEED_ARTICLES_H
#define WHOSAID_FEEDS_FEED_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>

struct document;
struct error;

/* Reads a feed in UTF-8 into `document` (empty but for its format); `url`, NULL when unknown, is the feed's own
 * address. Items with neither a title nor content are left out, and so are those beyond DOCUMENT_ENTRIES_MAX. False and a
 * sentence when there is no feed in it or memory is short. */
bool feed_read_articles(const char *text, size_t length, const char *url, struct document *document,
                        struct error *error);

#endif
