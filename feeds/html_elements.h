/* html elements: what each element of HTML means for an article. Never in here: the walk. */
#ifndef WHOSAID_FEEDS_HTML_ELEMENTS_H
#define WHOSAID_FEEDS_HTML_ELEMENTS_H

enum html_role {
    HTML_INLINE,    /* its text is part of what surrounds it; also every element that is not known */
    HTML_SKIPPED,   /* nothing in it is text of the article */
    HTML_FURNITURE, /* navigation and the like, left out of whole pages; value: enum html_furniture */
    HTML_BLOCK,     /* what is in it stands apart */
    HTML_HEADING,   /* value: its level */
    HTML_LIST,      /* value: 1 when numbered */
    HTML_ITEM,
    HTML_TERM, /* of a list of definitions */
    HTML_DEFINITION,
    HTML_QUOTE, /* a quotation in blocks */
    HTML_CODE,  /* blanks and newlines count */
    HTML_TABLE,
    HTML_ROW,
    HTML_CELL,
    HTML_FIGURE,
    HTML_CAPTION,
    HTML_IMAGE,
    HTML_BREAK,
    HTML_QUOTATION, /* a quotation within a paragraph */
    HTML_EMPHASIS,  /* value: enum emphasis_type */
    HTML_LINK
};

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

/* The element of that lower-case name; one that is not known is HTML_INLINE. Never NULL. */
const struct html_element *html_element_find(const char *name);

#endif
