/* feed articles: the items of a feed become a document with an article an item. Never in here: formats of feeds. */
#ifndef WHOSAID_FEEDS_FEED_ARTICLES_H
#define WHOSAID_FEEDS_FEED_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct document;
struct error;
struct feed;
struct feed_item;

/* The article that one item makes, in an arena of its own, the caller's to destroy; NULL where the item has neither a
 * title nor content. False and a sentence when it is too large or memory is short. */
bool feed_article_create(const struct feed_item *item, struct article **article, struct error *error);

/* Adds what the feed says of itself, its title, and language and author where the article has none of its own: when the
 * feed was read to its end, or what it has said so far. False and a sentence when memory is short. */
bool feed_article_complete(struct article *article, const struct feed *feed, struct error *error);

/* Reads a feed in UTF-8 into `document` (empty but for its format); `url`, NULL when unknown, is the feed's own
 * address. Items with neither a title nor content are left out, and so are those beyond DOCUMENT_ENTRIES_MAX. False and
 * a sentence when there is no feed in it or memory is short. */
bool feed_read_articles(const char *text, size_t length, const char *url, struct document *document,
                        struct error *error);

#endif
