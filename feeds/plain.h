/* plain: plain text as people store it becomes blocks: a headline, a byline, paragraphs one to a line or hard-wrapped
 * between empty lines, items, quoted lines. Never in here: bytes that are not UTF-8, markup. */
#ifndef WHOSAID_FEEDS_PLAIN_H
#define WHOSAID_FEEDS_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct builder;

/* Adds the blocks of a whole file: its headline becomes the first block and the article's title, a line that names the
 * writer the byline, a line that is nothing but a date the time of publication; these two leave no block. A file that
 * does not begin with a headline (its first paragraph is long, or the only one) has none. False when memory is
 * short. */
bool plain_read_article(struct builder *builder, const char *text, size_t length);

/* Adds the blocks of a text that has no headline of its own, as a feed's description. False when memory is short. */
bool plain_read_body(struct builder *builder, const char *text, size_t length);

#endif
