/* markup limit: libxml2 compares each attribute of an element with all before it, so a tag of a million attributes
 * takes it hours. Never in here: what is wrong with markup otherwise. */
#ifndef WHOSAID_FEEDS_MARKUP_LIMIT_H
#define WHOSAID_FEEDS_MARKUP_LIMIT_H

#include <stddef.h>

/* Real elements have a dozen attributes, some pages' up to fifty. */
enum { MARKUP_ATTRIBUTES_MAX = 100 };

/* Overwrites, in HTML or XML, every attribute of a tag beyond the first MARKUP_ATTRIBUTES_MAX with blanks. */
void markup_limit_attributes(char *markup, size_t length);

#endif
