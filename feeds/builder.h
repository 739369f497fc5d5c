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

/* Which way the lines of a block run: as its first letter has it (UAX 9, P2), or as the page says. */
enum builder_direction { BUILDER_BY_LETTERS, BUILDER_LEFT_TO_RIGHT, BUILDER_RIGHT_TO_LEFT };

/* How many of each kind of span there are. */
struct builder_counts {
    size_t links, jumps, emphases, figures, cells;
};

struct builder {
    struct article *article; /* owned until builder_finish hands it over */
    struct buffer text, scratch;
    struct array blocks, links, emphases, figures, cells; /* of struct block, link, emphasis, figure, cell */
    struct array jumps;                                   /* of struct jump: links whose targets are not known yet */
    struct array anchors;                                 /* of struct anchor */
    size_t anchors_set;                                   /* those behind wait for the text that they stand before */
    struct array open_spans;                              /* of struct open_span */
    struct block block;                                   /* the open one; its range.end is not known yet */
    struct builder_counts before;                         /* when the block was opened */
    unsigned quote_depth, list_depth;                     /* of the blocks to come */
    enum builder_direction direction;                     /* of the blocks to come */
    bool is_open, preformatted;
    bool rule_waits;      /* a line across the page was seen */
    bool blank_waits;     /* white space was seen; it is written before the next word, if there is one */
    bool break_waits;     /* a line break was seen; it is written in the blank's place */
    bool has_breaks;      /* line breaks stand in the open block */
    bool pieces_may_join; /* a piece began beyond ASCII: its first mark may belong to the text before it */
};

/* A builder with an empty article. Give it back with builder_release, finished or not; when memory was short
 * builder_finish says so. */
struct builder builder_create(void);
void builder_release(struct builder *builder);

/* --- blocks --- */

/* Opens a block, closing the one that is open. `marker` is copied; see struct block. A block into which no text comes
 * leaves nothing behind. */
void builder_open(struct builder *builder, enum block_type type, unsigned level, const char *marker);

/* The open block names whose words the block quotation before it are; is the first item of its list; is a term. */
void builder_source(struct builder *builder);
void builder_begins_list(struct builder *builder);
void builder_term(struct builder *builder);

/* Ends the open block, if there is one. A paragraph that is one of the lines known as boilerplate becomes such; a short
 * line behind a block quotation that begins with a dash names its source. */
void builder_close(struct builder *builder);

/* True while a block is open and some text stands in it. */
bool builder_has_text(const struct builder *builder);

/* True when what stands in the open block ends as a sentence or a quotation does. */
bool builder_ends_sentence(const struct builder *builder);

/* A whole block at once. */
void builder_block(struct builder *builder, enum block_type type, unsigned level, const char *marker, const char *text,
                   size_t length);

/* The blocks to come stand in so many block quotations and items of lists, their lines run in that direction. */
void builder_nest(struct builder *builder, unsigned quote_depth, unsigned list_depth, enum builder_direction direction);

/* A line across the page between the block that came and the one that comes. */
void builder_rule(struct builder *builder);

/* --- text --- */

/* Adds raw UTF-8 to the open block (without one: drops it): white space folds, across calls too, save in code. */
void builder_text(struct builder *builder, const char *bytes, size_t length);

/* White space between what came and what comes. */
void builder_blank(struct builder *builder);

/* A line break that a writer set. It stays one in a figure, and where the lines of its paragraph, item or quoted
 * paragraph are short, as in a poem or an address; else, and in other blocks, it is white space. */
void builder_break(struct builder *builder);

/* A bar between two cells of a table; no span begins with it. */
void builder_bar(struct builder *builder);

/* A newline within a block of code or a table; nothing where the block is still empty. */
void builder_newline(struct builder *builder);

/* --- spans: builder_spans.c --- */

/* Opens and closes spans, last in first out; a span that reaches over blocks is cut where they meet. The URL must come
 * from url_resolve; it is copied. */
void builder_open_link(struct builder *builder, const char *url);
void builder_open_emphasis(struct builder *builder, enum emphasis_type type);

/* As builder_open_link, for a link that leads to the anchor `name` if there is one; if not, to `url`, which may be
 * NULL: then there is no link. The name must stay valid until builder_settle_jumps. */
void builder_open_jump(struct builder *builder, const char *name, const char *url);

/* A cell of the open block, which is a table; the range is found, the block filled in. It is kept also when it is
 * empty. */
void builder_open_cell(struct builder *builder, struct cell cell);

void builder_close_span(struct builder *builder);

/* The text that comes next can be jumped to by that name, which must stay valid until builder_settle_jumps. */
void builder_anchor(struct builder *builder, const char *name);

/* Finds where the jumps so far lead, and forgets the names. */
void builder_settle_jumps(struct builder *builder);

/* The open block, a figure without text as yet, stands for that; `url` is from url_resolve or NULL, and copied. */
void builder_figure(struct builder *builder, enum figure_type type, const char *url);

/* A part of the open figure: what stands for it, or its caption. */
void builder_open_alternative(struct builder *builder);
void builder_open_caption(struct builder *builder);

/* --- the article --- */

/* The text as one clean line of at most BUILDER_LINE_MAX bytes, owned by the article; NULL when nothing is left of it
 * or memory is short. */
const char *builder_line(struct builder *builder, const char *text, size_t length);

/* How many bytes of a clean line are kept: all, or BUILDER_LINE_MAX less what would split a character. */
size_t builder_line_length(const struct buffer *clean);

/* The finished article, the caller's to destroy. NULL and a sentence when it is too large or memory was short. */
struct article *builder_finish(struct builder *builder, struct error *error);

#endif
