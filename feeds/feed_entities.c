/* feed entities: the document's own, and libxml2's table of HTML's. */
#include "feeds/feed_entities.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

#include "base/buffer.h"

void feed_entities_declare(xmlParserCtxt *parser, const xmlChar *name, int type, const xmlChar *public_id,
                           const xmlChar *system_id, xmlChar *content)
{
    if (type == XML_INTERNAL_GENERAL_ENTITY)
        xmlSAX2EntityDecl(parser, name, type, public_id, system_id, content);
}

static xmlEntity *declare_html_entity(xmlDoc *document, const xmlChar *name)
{
    const htmlEntityDesc *known = htmlEntityLookup(name);
    if (!known || !document)
        return NULL;
    if (!document->intSubset && !xmlCreateIntSubset(document, (const xmlChar *)"feed", NULL, NULL))
        return NULL;
    struct buffer content = buffer_create(8);
    buffer_append_character(&content, known->value);
    xmlEntity *entity = xmlAddDocEntity(document, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL,
                                        (const xmlChar *)buffer_string(&content));
    buffer_release(&content);
    return entity;
}

xmlEntity *feed_entities_find(xmlParserCtxt *parser, const xmlChar *name, bool *is_html)
{
    xmlEntity *entity = xmlSAX2GetEntity(parser, name);
    *is_html = !entity;
    return entity ? entity : declare_html_entity(parser->myDoc, name);
}
