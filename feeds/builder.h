/* builder: an article grows in it block by block. All text from outside goes through the cleaning gate here. Never in
 * here: what the text was marked up with. */
#ifndef WHOSAID_FEEDS_BUILDER_H
#define WHOSAID_FEEDS_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"
#include "base/array.h"
#include "base/buffer.h"

struct error;

/* A title, name or address line beyond this is cut: no headline is that long, and lists show it whole. */
enum { BUILDER_LINE_MAX = 2000 };

struct builder {
    struct article *article; /* owned until builder_finish hands it over */
    struct buffer text, scratch;
    struct array blocks, links, emphases; /* of struct block, link, emphasis */
    struct array open_spans;              /* of struct open_span */
    struct block block;                   /* the open one; its range.end is not known yet */
    size_t links_before, emphases_before; /* how many there were when the block was opened */
    bool is_open, preformatted;
    bool blank_waits;     /* white space was seen; it is written before the next word, if there is one */
    bool break_waits;     /* a line break was seen; it is written in the blank's place */
    bool has_breaks;      /* line breaks stand in the open block */
    bool pieces_may_join; /* a piece began beyond ASCII: its first mark may belong to the text before it */
};

/* A builder with an empty article. Give it back with builder_release, finished or not; when memory was short
 * builder_finish says so. */
struct builder builder_create(void);
void builder_release(struct builder *builder);

/* Opens a block, closing the one that is open. `marker` is copied; see struct block. A block into which no text comes
 * leaves nothing behind. */
void builder_open(struct builder *builder, enum block_type type, unsigned level, const char *marker);

/* Ends the open block, if there is one. A paragraph that is one of the lines known as boilerplate becomes such. */
void builder_close(struct builder *builder);

/* True while a block is open and some text stands in it. */
bool builder_has_text(const struct builder *builder);

/* Adds raw UTF-8 to the open block (without one: drops it): white space folds, across calls too, save in code. */
void builder_text(struct builder *builder, const char *bytes, size_t length);

/* White space between what came and what comes. */
void builder_blank(struct builder *builder);

/* A line break that a writer set. It stays one where the lines of its paragraph, item or quoted paragraph are short, as in a
 * poem or an address; else, and in other blocks, it is white space. */
void builder_break(struct builder *builder);

/* A newline within a block of code or a table; nothing where the block is still empty. */
void builder_newline(struct builder *builder);

/* Opens and closes spans, last in first out; a span that reaches over blocks is cut where they meet. The URL must come
 * from url_resolve; it is copied. */
void builder_open_link(struct builder *builder, const char *url);
void builder_open_emphasis(struct builder *builder, enum emphasis_type type);
void builder_close_span(struct builder *builder);

/* A whole block at once. */
void builder_block(struct builder *builder, enum block_type type, unsigned level, const char *marker, const char *text,
                   size_t length);

/* The text as one clean line of at most BUILDER_LINE_MAX bytes, owned by the article; NULL when nothing is left of it
 * or memory is short. */
const char *builder_line(struct builder *builder, const char *text, size_t length);

/* How many bytes of a clean line are kept: all, or BUILDER_LINE_MAX less what would split a character. */
size_t builder_line_length(const struct buffer *clean);

/* The finished article, the caller's to destroy. NULL and a sentence when it is too large or memory was short. */
struct article *builder_finish(struct builder *builder, struct error *error);

#endif
