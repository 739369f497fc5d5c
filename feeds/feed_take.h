/* feed take: an element's content or attributes become a value of the feed or of an item, as its row says. Never in
 * here: which element it is, places. */
#ifndef WHOSAID_FEEDS_FEED_TAKE_H
#define WHOSAID_FEEDS_FEED_TAKE_H

#include <stddef.h>

#include "feeds/feed_table.h"

struct feed_attributes;
struct feed_element;
struct feed_record;
struct feed_xml;

/* What is being filled: the item's record within one, or else the feed's. */
struct feed_record *feed_take_record(struct feed_xml *pass);

/* Puts the value of an attribute, if it is there, into a slot. */
void feed_take_attribute(struct feed_xml *pass, const struct feed_attributes *attributes, const char *name,
                         enum feed_slot slot, unsigned rank);

/* Does what the row says: all of it at once where attributes tell, or else what comes until feed_take_end is its
 * content. */
void feed_take_start(struct feed_xml *pass, const struct feed_element *element,
                     const struct feed_attributes *attributes);
void feed_take_text(struct feed_xml *pass, const char *text, size_t length);
void feed_take_end(struct feed_xml *pass);

#endif
