/* page json-ld: what a page's objects of schema.org say of its article. Never in here: the other members and kinds
 * that there are. */
#ifndef WHOSAID_FEEDS_PAGE_JSON_LD_H
#define WHOSAID_FEEDS_PAGE_JSON_LD_H

#include <libxml/tree.h>

struct arena;
struct array;

/* Notes what a <script> of JSON-LD states of an article (JSON-LD 1.1 as schema.org uses it: objects, arrays and
 * "@graph", authors as strings, objects or references by "@id"). Mended as json_text.h does; what cannot be read
 * even so, and any other script, is passed over. Texts are copied into the arena. */
void page_json_ld_read(struct array *clues, const xmlNode *script, struct arena *arena);

#endif
