/* sites: where a quotation stands in its sentence, and what it looks like. Never in here: who speaks. */
#ifndef WHOSAID_ANNOTATE_SITES_H
#define WHOSAID_ANNOTATE_SITES_H

#include "annotate/syntax.h"

/* A quotation in its sentence. */
struct site {
    const struct syntax *syntax;
    const struct stretch *stretch;
    size_t first, end;     /* tokens of the sentence */
    size_t paragraph;      /* the first token of the block */
    size_t clause;         /* the first word of it outside quotation marks; `end` when there is none */
    size_t behind, before; /* the tokens outside quotation marks next to the stretch run from `before` to its opening
                              mark, and from its closing mark to `behind` */
    size_t words;          /* in the quotation marks */
    bool starts_large;     /* the first of them is written large */
    bool starts_clause;    /* or it is one that begins a clause: "because", "but", "we" */
    bool ends_sentence;    /* a full stop or such stands before the closing mark */
    bool title;            /* all are but the small words of grammar, as in a title */
    bool opens_sentence;   /* nothing but signs and other quotations stands before it */
    bool closes_clause;    /* it ends with a comma, question mark or such, or one stands behind it */
};

/* Where stretch `stretch` stands. `previous` is the site of the stretch before it, or NULL: what is known of their common
 * sentence is not looked for again, so that a sentence of a thousand quotations is read once. */
struct site site_of(const struct syntax *syntax, size_t stretch, const struct site *previous);

#endif
