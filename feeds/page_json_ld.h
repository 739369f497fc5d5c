/* page json-ld: what a page's objects of schema.org say of its article. Never in here: the other members and kinds
 * that there are. */
#ifndef WHOSAID_FEEDS_PAGE_JSON_LD_H
#define WHOSAID_FEEDS_PAGE_JSON_LD_H

#include <libxml/tree.h>
#include <stddef.h>

#include "base/array.h"

struct arena;

/* All scripts of JSON-LD in a page, as they refer to each other's objects. */
struct page_json_ld {
    struct array roots;   /* of json_t *, owned */
    struct array objects; /* of json_t *, borrowed from the roots */
    size_t values;        /* in all roots */
};

/* What a page calls itself; each may be NULL. */
struct page_calls {
    const char *title;   /* <title> */
    const char *heading; /* the first heading of the first level */
};

struct page_json_ld page_json_ld_create(void);
void page_json_ld_release(struct page_json_ld *data);

/* Keeps what a <script> of JSON-LD holds, mended as json_text.h does; what cannot be read even so, what there is no
 * room for, and any other script, is passed over. */
void page_json_ld_read(struct page_json_ld *data, const xmlNode *script);

/* Notes what the objects state of the article (JSON-LD 1.1 as schema.org uses it: objects, arrays and "@graph", authors
 * as strings, objects or references by "@id"), of the page and of the site. Of several articles the one counts that the
 * page is called after, or the first. Texts are copied into the arena. */
void page_json_ld_take(const struct page_json_ld *data, const struct page_calls *calls, struct array *clues,
                       struct arena *arena);

#endif
