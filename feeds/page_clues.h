/* page clues: every place of a page that states a fact of the article, as it stands there. Never in here: which of
 * them is believed. */
#ifndef WHOSAID_FEEDS_PAGE_CLUES_H
#define WHOSAID_FEEDS_PAGE_CLUES_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct arena;

enum page_fact {
    PAGE_TITLE,
    PAGE_BYLINE,
    PAGE_SITE,
    PAGE_PUBLISHED,
    PAGE_MODIFIED, /* counts where nothing tells of its publication */
    PAGE_URL,
    PAGE_IMAGE,
    PAGE_EXCERPT,
    PAGE_LANGUAGE,
    PAGE_BODY, /* the text of the article, declared in JSON-LD */
    PAGE_FACT_COUNT
};

/* Where a clue may stand; a bit each. */
enum page_place {
    PAGE_META = 1,     /* <meta>: its property, name, itemprop or http-equiv is the clue's name */
    PAGE_ITEM = 2,     /* an element with that itemprop, or that property of RDFa */
    PAGE_RELATION = 4, /* an element of the page with that rel: its text */
    PAGE_LINK = 8,     /* a <link> with that rel: where it leads */
    PAGE_DATA = 16     /* a member of the article's object in JSON-LD */
};

/* Ranks of page_clues.def by which some clues are told from the others of their fact. */
enum {
    PAGE_RANK_WEB_SITE = 34,
    PAGE_RANK_PUBLISHER = 56,
    PAGE_RANK_CITATION_AUTHOR = 59,
    PAGE_RANK_CREATOR = 60,
    PAGE_RANK_HEADLINE_SHOWN = 44, /* titles of a higher rank stand in the head or in JSON-LD */
    PAGE_RANK_NAME = 71,           /* an article in JSON-LD may have both, one of which is a teaser */
    PAGE_RANK_HEADLINE = 72
};

/* One row of page_clues.def. */
struct page_clue_row {
    enum page_place place;
    const char *name;
    enum page_fact fact;
    unsigned rank;
};

struct page_clue {
    enum page_fact fact;
    unsigned rank;
    const char *text; /* raw, NUL-terminated, never empty; owned by the tree or the arena */
    const char *link; /* where an author's name links to; NULL elsewhere */
};

/* Of a fact's text, the body's aside, in bytes: nothing that is longer is one. */
enum { PAGE_CLUE_LENGTH_MAX = 8192 };

/* More than any page has authors, the fact with most clues; what comes behind is left out. */
enum { PAGE_CLUES_MAX = 2000 };

/* The row of that place and name (letter case aside) behind `after`, or the first for NULL; NULL when there are no
 * more. */
const struct page_clue_row *page_clue_row_find(enum page_place place, const char *name);

/* The text of an element of at most `most` bytes, with a bar where a line ends; NULL when it has none or more. */
const char *page_clue_short_text(struct arena *arena, xmlNode *node, size_t most);

/* Notes a clue; text that is empty, or too long for any fact but the body, is passed over. */
void page_clue_add(struct array *clues, enum page_fact fact, unsigned rank, const char *text);

/* Notes what the head, the elements and the JSON-LD of a page state, in an array of struct page_clue that the caller
 * made with array_create and releases. */
void page_clues_find(struct array *clues, xmlNode *root, struct arena *arena);

#endif
