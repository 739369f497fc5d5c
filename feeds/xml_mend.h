/* xml mend: the XML of a feed that libxml2 refuses is written anew, well-formed, so that nothing of it is lost. Never
 * in here: what the elements mean. */
#ifndef WHOSAID_FEEDS_XML_MEND_H
#define WHOSAID_FEEDS_XML_MEND_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct feed;

/* Elements within each other, attributes of a tag, entities of a document, and the bytes of an element's or attribute's
 * name, and of an attribute's value: what is beyond is left out. Real feeds have twenty, fifty, thirty, and a hundred;
 * libxml2 stops for good at 256, 50,000 and 10,000,000, and compares each attribute with all before it. */
enum {
    XML_MEND_DEPTH_MAX = 250,
    XML_MEND_ATTRIBUTES_MAX = 100,
    XML_MEND_ENTITIES_MAX = 100,
    XML_MEND_NAME_MAX = 256,
    XML_MEND_VALUE_MAX = 1024 * 1024
};

/* Appends a feed in UTF-8 (NUL-terminated, no other NUL in it) as well-formed XML, line by line where it was, and notes
 * in `feed` what was wrong:
 *   - what stands before the root of the feed and behind its end is left out;
 *   - `&` that begins no reference known to the document or to HTML, and `<` that begins no tag, stand for themselves;
 *   - elements are closed where an end tag, or an element that cannot stand within them, shows that they are over, and
 *     an end tag that closes nothing is left out;
 *   - attributes get their quotes, one of each name is kept;
 *   - comments, processing instructions, and of a document type all but the entities that it spells out are left out.
 * Nothing is appended when there is no root of a feed in it. False when `out` is full or memory is short. */
bool xml_mend(const char *xml, size_t length, struct feed *feed, struct buffer *out);

#endif
