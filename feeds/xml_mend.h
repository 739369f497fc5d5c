/* xml mend: what hand-made XML gets wrong most often is put right before libxml2 sees it, which would otherwise drop
 * the words around it. Never in here: what the elements mean. */
#ifndef WHOSAID_FEEDS_XML_MEND_H
#define WHOSAID_FEEDS_XML_MEND_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* Appends XML in UTF-8 with every `&` that begins no reference as `&amp;` ("R&D", "?a=1&b=2"), and every `<` that
 * begins no markup as `&lt;` ("a < b"), outside of comments and CDATA sections. Declarations of attributes are left
 * out: no feed needs their defaults, and ten thousand of them take libxml2 minutes. False when `out` is full or memory
 * is short. */
bool xml_mend(const char *xml, size_t length, struct buffer *out);

#endif
