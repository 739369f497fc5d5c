/* extract signs: what the tag, class, id and role of an element say about what is in it. Never in here: its text. */
#ifndef WHOSAID_FEEDS_EXTRACT_SIGNS_H
#define WHOSAID_FEEDS_EXTRACT_SIGNS_H

#include <libxml/tree.h>
#include <stdbool.h>

/* Each a bit. The words that are signs stand in extract_signs.def. */
enum extract_sign {
    SIGN_ARTICLE = 1 << 0,   /* the article or its text */
    SIGN_MAIN = 1 << 1,      /* what the page is for */
    SIGN_BODY = 1 << 2,      /* declared to be the article's text (schema.org's articleBody) */
    SIGN_FRAME = 1 << 3,     /* header, footer, navigation of the site */
    SIGN_ASIDE = 1 << 4,     /* a column beside the article */
    SIGN_COMMENT = 1 << 5,   /* what readers wrote */
    SIGN_SHARE = 1 << 6,     /* buttons for other sites */
    SIGN_RELATED = 1 << 7,   /* other articles */
    SIGN_ADVERT = 1 << 8,    /* advertising, promotion */
    SIGN_SUBSCRIBE = 1 << 9, /* newsletters, paywalls, forms */
    SIGN_AUTHOR = 1 << 10,   /* who wrote it */
    SIGN_META = 1 << 11,     /* dates, tags, tools around the article */
    SIGN_CAPTION = 1 << 12,  /* what belongs to a picture */
    SIGN_NOTICE = 1 << 13,   /* cookies, dialogs, warnings */
    SIGN_TITLE = 1 << 14,    /* headline, standfirst */
    SIGN_SUMMARY = 1 << 15,  /* standfirst, key points */
    SIGN_QUOTE = 1 << 16,    /* a sentence of the article shown once more, large */
    SIGN_EMBED = 1 << 17,    /* videos, posts of other sites */
    SIGN_LIST = 1 << 18,     /* teasers in rows: cards, grids, carousels */
};

enum { SIGN_COUNT = 19 };

/* The signs of one element, from its tag, class, id, role and itemprop. */
unsigned extract_signs_of(const xmlNode *node);

/* True when the reader of the page does not see the element: `hidden`, aria-hidden, or a style that does not display
 * it. */
bool extract_is_hidden(const xmlNode *node);

#endif
