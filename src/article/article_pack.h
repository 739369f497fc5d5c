/* article pack: an article with everything known of it as one run of bytes, to send it to another process or to keep
 * it. Never in here: where the bytes go. */
#ifndef WHOSAID_ARTICLE_ARTICLE_PACK_H
#define WHOSAID_ARTICLE_ARTICLE_PACK_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct buffer;

/* Appends the article: strings, text, its structure (blocks, links, emphases, figures, cells), quotations, mentions,
 * entities. The bytes are the same on every machine, and begin with a version. As buffer_append. */
bool article_pack(const struct article *article, struct buffer *out);

/* The article that was packed into `length` bytes, in an arena of its own of at most `ceiling` bytes; the caller owns
 * it. The bytes are not trusted: the article is sound (article_promises.h). NULL when they are not what article_pack of
 * this version wrote, or memory is short. */
struct article *article_unpack(const char *bytes, size_t length, size_t ceiling);

/* The structure alone, for who keeps text and annotations elsewhere. As article_pack. */
bool article_pack_structure(const struct article *article, struct buffer *out);

/* Fills in the structure of an article that has its text, in its arena. Ranges and indices are not looked at yet: the
 * caller asks article_is_sound when the article is whole. False as article_unpack. */
bool article_unpack_structure(struct article *article, const char *bytes, size_t length);

#endif
