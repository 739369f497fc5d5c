/* article pack: an article with everything known of it as one run of bytes, to send it to another process or to keep it.
 * Never in here: where the bytes go. */
#ifndef WHOSAID_ARTICLE_ARTICLE_PACK_H
#define WHOSAID_ARTICLE_ARTICLE_PACK_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct buffer;

/* Appends the article: strings, text, blocks, links, emphases, quotations, mentions, entities. The bytes are the same on every
 * machine. As buffer_append. */
bool article_pack(const struct article *article, struct buffer *out);

/* The article that was packed into `length` bytes, in an arena of its own of at most `ceiling` bytes; the caller owns it. The
 * bytes are not trusted: every range is inside the text, every index inside its array, every string valid UTF-8. NULL when
 * they are not what article_pack wrote, or memory is short. */
struct article *article_unpack(const char *bytes, size_t length, size_t ceiling);

#endif
