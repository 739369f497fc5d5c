/* feed entities: which references a feed may use. Nothing outside the document is ever asked for. Never in here: the
 * predefined five, which libxml2 reads itself. */
#ifndef WHOSAID_FEEDS_FEED_ENTITIES_H
#define WHOSAID_FEEDS_FEED_ENTITIES_H

#include <libxml/parser.h>
#include <stdbool.h>

/* Declares an entity whose text the document spells out; any other is not declared, and so cannot be fetched. Arguments
 * as SAX's entityDecl. */
void feed_entities_declare(xmlParserCtxt *parser, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content);

/* The entity of that name which the document declares, or else HTML does (`is_html` gets that), as feeds use &nbsp; and
 * &eacute; as if XML had them. NULL when there is none. */
xmlEntity *feed_entities_find(xmlParserCtxt *parser, const xmlChar *name, bool *is_html);

#endif
