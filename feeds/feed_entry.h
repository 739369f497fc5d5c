/* feed entry: the values of one entry become an article. Never in here: XML. */
#ifndef WHOSAID_FEEDS_FEED_ENTRY_H
#define WHOSAID_FEEDS_FEED_ENTRY_H

#include "base/buffer.h"
#include "feeds/feed_table.h"

struct article;
struct error;

/* What a feed says in one slot. */
struct feed_value {
    struct buffer text;  /* UTF-8, as it was written */
    unsigned rank;       /* of the row it came from; 0: nothing was said */
    enum feed_form form; /* FEED_TYPED only while it is being collected */
    char *base;          /* the xml:base that held there, NULL for none */
};

/* The article that the values of an entry describe; those of the feed serve where they are needed. The caller owns it.
 * NULL, without a sentence, when there is neither a title nor content; NULL and a sentence when memory was short. */
struct article *feed_entry_article(const struct feed_value values[FEED_SLOTS], struct error *error);

/* A value as one clean line of at most BUILDER_LINE_MAX bytes, markup removed, for free(); NULL when it is empty or
 * memory is short. */
char *feed_value_line(const struct feed_value *value);

/* A value as an absolute address, for free(); NULL as url_resolve. */
char *feed_value_url(const struct feed_value *value);

#endif
