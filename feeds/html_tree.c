/* html tree: libxml2's own builder with three brakes in its callbacks. */
#include "feeds/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>

#include "base/buffer.h"
#include "feeds/markup_limit.h"

/* For each end tag that closes nothing libxml2 looks through all open elements; so many looks take some seconds. Broken
 * pages with a thousand stray end tags need a hundred thousand. */
#define STRAY_LOOKS_MAX ((size_t)200 * 1000 * 1000)

/* Elements and attributes, each of which costs the tree some two hundred bytes. The largest pages that people wrote,
 * law codes and sports tables on one page, have a few hundred thousand; what comes behind is left out. */
enum { NODES_MAX = 1000000 };

/* Hangs on the parser while it runs. */
struct brakes {
    size_t nodes;
    size_t flattened; /* open elements that are too deep to be in the tree */
    size_t looks;
    bool short_of_memory;
};

/* libxml2 notes that memory was short and goes on, in places for ever. */
static void check_memory(xmlParserCtxt *parser)
{
    struct brakes *brakes = parser->_private;
    if (parser->errNo != XML_ERR_NO_MEMORY)
        return;
    brakes->short_of_memory = true;
    xmlStopParser(parser);
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxt *parser = context;
    struct brakes *brakes = parser->_private;
    brakes->nodes++;
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        brakes->nodes++;
    if (brakes->nodes > NODES_MAX)
        xmlStopParser(parser);
    if (parser->nodeNr >= HTML_DEPTH_MAX)
        brakes->flattened++;
    else
        xmlSAX2StartElement(context, name, attributes);
    check_memory(parser);
}

static void end_element(void *context, const xmlChar *name)
{
    xmlParserCtxt *parser = context;
    struct brakes *brakes = parser->_private;
    if (brakes->flattened > 0)
        brakes->flattened--;
    else
        xmlSAX2EndElement(context, name);
}

static void count_error(void *context, const char *format, ...)
{
    xmlParserCtxt *parser = context;
    struct brakes *brakes = parser->_private;
    (void)format;
    brakes->looks += (size_t)parser->nameNr;
    if (brakes->looks > STRAY_LOOKS_MAX)
        xmlStopParser(parser);
    check_memory(parser);
}

static bool parse(const char *html, size_t length, xmlDoc **tree)
{
    struct brakes brakes = {0};
    xmlParserCtxt *parser = length < INT_MAX ? htmlNewParserCtxt() : NULL;
    if (!parser)
        return false;
    parser->_private = &brakes;
    parser->sax->startElement = start_element;
    parser->sax->endElement = end_element;
    parser->sax->error = count_error; /* so HTML_PARSE_NOERROR, which would take it out, is not among the options */
    /* Without it a text of ten million bytes counts as short memory; there is a limit already (HTML_SIZE_MAX). */
    parser->options |= XML_PARSE_HUGE;
    *tree = htmlCtxtReadMemory(parser, html, (int)length, NULL, "UTF-8",
                               HTML_PARSE_RECOVER | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT |
                                   HTML_PARSE_IGNORE_ENC);
    check_memory(parser);
    htmlFreeParserCtxt(parser);
    if (*tree && (brakes.short_of_memory || !xmlDocGetRootElement(*tree))) {
        xmlFreeDoc(*tree);
        *tree = NULL;
    }
    return !brakes.short_of_memory;
}

bool html_tree_parse(const char *html, size_t length, xmlDoc **tree)
{
    struct buffer copy = buffer_create(length);
    *tree = NULL;
    bool done = buffer_append(&copy, html, length);
    if (done && length) {
        markup_limit_attributes(copy.bytes, copy.length);
        done = parse(copy.bytes, copy.length, tree);
    }
    buffer_release(&copy);
    return done;
}

xmlNode *html_tree_root(xmlDoc *tree)
{
    return xmlDocGetRootElement(tree);
}

void html_tree_free(xmlDoc *tree)
{
    xmlFreeDoc(tree);
}

xmlNode *html_tree_skip(xmlNode *node, const xmlNode *root)
{
    while (node && node != root && !node->next)
        node = node->parent;
    return node && node != root ? node->next : NULL;
}

xmlNode *html_tree_next(xmlNode *node, const xmlNode *root)
{
    return node->type == XML_ELEMENT_NODE && node->children ? node->children : html_tree_skip(node, root);
}

bool html_tree_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

bool html_tree_has(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0)
            return true;
    return false;
}

const char *html_tree_attribute(const xmlNode *node, const char *name)
{
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        if (strcmp((const char *)attribute->name, name) != 0)
            continue;
        /* The HTML parser gives an attribute one text node at most. */
        const xmlNode *value = attribute->children;
        return value && value->content && *value->content ? (const char *)value->content : NULL;
    }
    return NULL;
}
