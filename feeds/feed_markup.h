/* feed markup: elements that stand within a value (XHTML, or HTML that was not escaped) are written down again, for the
 * HTML parser. Never in here: which elements a feed has. */
#ifndef WHOSAID_FEEDS_FEED_MARKUP_H
#define WHOSAID_FEEDS_FEED_MARKUP_H

#include <libxml/xmlstring.h>
#include <stddef.h>

struct buffer;

/* Attributes as libxml2's SAX2 interface hands them over: five pointers each. */
struct feed_attributes {
    const xmlChar **items;
    int count;
};

/* The value of an attribute by its local name, copied, for free(); NULL when it is not there or memory is short. A
 * `prefix` of NULL matches any. */
char *feed_attribute(const struct feed_attributes *attributes, const char *prefix, const char *name);

/* Each appends to `out`; what fails is remembered there. Relative addresses are written absolute where `base` is not
 * NULL. An element that HTML never closes gets no end tag. */
void feed_markup_start(struct buffer *out, const char *name, const struct feed_attributes *attributes,
                       const char *base);
void feed_markup_end(struct buffer *out, const char *name);
void feed_markup_text(struct buffer *out, const char *text, size_t length);

#endif
