/* html elements: what each element of HTML means for an article. Never in here: the walk. */
#ifndef WHOSAID_FEEDS_HTML_ELEMENTS_H
#define WHOSAID_FEEDS_HTML_ELEMENTS_H

#include <stdbool.h>

enum html_role {
    HTML_SKIPPED,   /* nothing in it is text of the article */
    HTML_FURNITURE, /* navigation and the like, left out of whole pages; value: enum html_furniture */
    HTML_BLOCK,     /* what is in it stands apart */
    HTML_HEADING,   /* value: its level */
    HTML_LIST,      /* value: enum html_list */
    HTML_ITEM,
    HTML_TERM, /* of a list of definitions, of what unfolds: a heading without a level */
    HTML_DEFINITION,
    HTML_QUOTE, /* a quotation in blocks */
    HTML_CODE,  /* blanks and newlines count */
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_FIGURE,
    HTML_CAPTION,
    HTML_TABLE_CAPTION,
    HTML_IMAGE,
    HTML_MEDIA, /* a film or sound */
    HTML_BREAK,
    HTML_RULE,
    HTML_SOURCE,       /* in a block quotation, whose it is: no element has this role everywhere */
    HTML_INLINE,       /* its text is part of what surrounds it; also every element that is not known */
    HTML_QUOTATION,    /* a quotation within a paragraph */
    HTML_READING,      /* how the characters before it are pronounced */
    HTML_ABBREVIATION, /* its title may say what it is short for */
    HTML_FORMULA,      /* its alttext may say what its parts do not */
    HTML_EMPHASIS,     /* value: enum emphasis_type */
    HTML_LINK
};

enum html_list { HTML_LIST_BULLETS, HTML_LIST_NUMBERS, HTML_LIST_DEFINITIONS };

/* Which parts of a page are left out. */
enum html_furniture {
    HTML_FURNITURE_NONE,  /* nothing: feed content, or a page of which else nothing would be left */
    HTML_FURNITURE_INNER, /* what is no part of an article even inside <article> */
    HTML_FURNITURE_OUTER  /* the page's own header too; an article's holds its headline */
};

struct html_element {
    const char *name;
    enum html_role role;
    unsigned value;
};

/* True for what stands within a line of text: the roles from HTML_INLINE on. */
static inline bool html_element_is_inline(enum html_role role)
{
    return role >= HTML_INLINE;
}

/* The element of that lower-case name; one that is not known is HTML_INLINE. Never NULL. */
const struct html_element *html_element_find(const char *name);

#endif
