/* html inline: the elements within a line of text: links, emphases, quotation marks, what explains a word. Never in
 * here: what stands apart. */
#ifndef WHOSAID_FEEDS_HTML_INLINE_H
#define WHOSAID_FEEDS_HTML_INLINE_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "article/article.h"

struct html_element;
struct walk;

/* Enters an inline element; true when what is in it is to be read. Leaves it. */
bool html_inline_enter(struct walk *walk, xmlNode *node, const struct html_element *element);
void html_inline_leave(struct walk *walk, xmlNode *node, const struct html_element *element);

/* Opens a span for an element, to be closed by html_inline_close, which does nothing where none was opened. */
void html_inline_open(struct walk *walk, xmlNode *node, enum emphasis_type type);
void html_inline_open_caption(struct walk *walk, xmlNode *node);
void html_inline_close(struct walk *walk, xmlNode *node);

/* What follows can be jumped to where the element has a name. */
void html_inline_anchor(struct walk *walk, const xmlNode *node);

#endif
