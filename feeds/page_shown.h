/* page shown: bylines and dates that a page shows and does not declare: elements that are called so, and lines below
 * the headline. Never in here: which of them is believed. */
#ifndef WHOSAID_FEEDS_PAGE_SHOWN_H
#define WHOSAID_FEEDS_PAGE_SHOWN_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct array;

/* Where the walk over a page is; the first two are the caller's, the rest begins as nothing. */
struct page_shown {
    struct array *clues;     /* of struct page_clue */
    struct arena *arena;     /* texts of clues are copied into it */
    const char *title;       /* <title>, once it was met, where there is no <h1>; else NULL */
    size_t lines;            /* of text since the headline; none before it */
    const xmlNode *headline; /* the element that it stands in; NULL before it */
};

/* True for what stands in a comment or a teaser of another article: what is declared there is of that. */
bool page_shown_is_of_others(const xmlNode *node);

/* Notes what an element, in document order, may say of author or date. */
void page_shown_element(struct page_shown *shown, xmlNode *node);

/* Notes what a line of text may. */
void page_shown_line(struct page_shown *shown, const xmlNode *node);

#endif
