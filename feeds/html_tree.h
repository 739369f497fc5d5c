/* html tree: libxml2's tree of an HTML document, made safe to walk: it is never deeper than HTML_DEPTH_MAX, and making
 * it takes time in proportion to its size. Never in here: what elements mean. */
#ifndef WHOSAID_FEEDS_HTML_TREE_H
#define WHOSAID_FEEDS_HTML_TREE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

/* Elements nested deeper lose their tags and keep their text; libxml2 itself would stop reading at 256. */
enum { HTML_DEPTH_MAX = 200 };

/* Makes the tree of a page or fragment in UTF-8, for xmlFreeDoc; ill-formed HTML is put right as libxml2 sees fit. NULL
 * is the tree of what has no element at all. False, without a tree, when memory is short. */
bool html_tree_parse(const char *html, size_t length, xmlDoc **tree);

/* The outermost element of a tree; giving a tree back. For who is outside of this room, the only one that calls
 * libxml2. */
xmlNode *html_tree_root(xmlDoc *tree);
void html_tree_free(xmlDoc *tree);

/* The node after `node` in document order below `root`, with or without looking into `node`; NULL at the end. */
xmlNode *html_tree_next(xmlNode *node, const xmlNode *root);
xmlNode *html_tree_skip(xmlNode *node, const xmlNode *root);

/* True when the node is an element of that name (lower case, as the parser makes all of them). */
bool html_tree_is(const xmlNode *node, const char *name);

/* True when the element has the attribute, whatever its value. */
bool html_tree_has(const xmlNode *node, const char *name);

/* The value of an attribute, owned by the tree; NULL when it is not there or empty. */
const char *html_tree_attribute(const xmlNode *node, const char *name);

#endif
