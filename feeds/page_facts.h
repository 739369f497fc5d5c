/* page facts: what a page says about its article: of all that it states, what is believed. Never in here: the
 * article's text. */
#ifndef WHOSAID_FEEDS_PAGE_FACTS_H
#define WHOSAID_FEEDS_PAGE_FACTS_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

struct builder;

/* All strings are clean lines, save `declared`, owned by the builder's article; NULL when unknown. */
struct page_facts {
    const char *title, *byline, *site, *language, *excerpt;
    const char *headline;    /* the title as it stands above the text */
    const char *url, *image; /* absolute, http or https */
    bool has_published;
    int64_t published;    /* seconds since 1970 UTC */
    const char *declared; /* raw: the article's text as the page declares it in JSON-LD */
};

/* Reads them of the page below `root`. `base` is what its links are relative to, NULL when unknown. What fails for
 * want of memory is not known then, and the builder's article remembers it. */
void page_facts_read(struct page_facts *facts, struct builder *builder, xmlNode *root, const char *base);

#endif
