/* xml guard: what libxml2 keeps for the whole process is set to what every reader of this room needs. Never in here:
 * what belongs to one parser. */
#ifndef WHOSAID_FEEDS_XML_GUARD_H
#define WHOSAID_FEEDS_XML_GUARD_H

#include <stdbool.h>

struct error;

/* Makes libxml2 refuse everything that lies outside a document, and say nothing on standard error, where a screen may
 * stand (some of its messages pass by the parsers' own error callbacks). Cheap; to be called before each parse, as
 * another user of the library may have set it otherwise. False and a sentence when there is no libxml2 (libxml.h). */
bool xml_guard_set(struct error *error);

#endif
