/* attribution candidates: every construction by which a sentence may name the speaker of a quotation in it is a row of one
 * table; what the rows find are candidates with a score. Never in here: which of them is right. */
#ifndef WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H
#define WHOSAID_ANNOTATE_ATTRIBUTION_CANDIDATES_H

#include "annotate/subjects.h"

enum construction {
#define CONSTRUCTION(identifier, prior, example) CONSTRUCTION_##identifier,
#include "annotate/constructions.def"
#undef CONSTRUCTION
    CONSTRUCTION_COUNT
};

/* A quotation in its sentence. */
struct site {
    const struct syntax *syntax;
    const struct stretch *stretch;
    size_t first, end;     /* tokens of the sentence */
    size_t clause;         /* the first word of it outside quotation marks; `end` when there is none */
    size_t behind, before; /* the tokens outside quotation marks next to the stretch run from `before` to its opening
                              mark, and from its closing mark to `behind` */
    size_t words;          /* in the quotation marks */
    bool starts_large;     /* the first of them is written large */
    bool ends_sentence;    /* a full stop or such stands before the closing mark */
    bool title;            /* all are but the small words of grammar, as in a title */
    bool opens_sentence;   /* nothing but signs and other quotations stands before it */
    bool closes_clause;    /* it ends with a comma, question mark or such, or one stands behind it */
};

struct candidate {
    enum construction construction;
    struct subject subject;
    size_t cue_first, cue_end; /* tokens; equal: no cue */
    double score;              /* 0 to 1: about how often such a candidate is the speaker */
};

enum { CANDIDATES_MAX = 24 };

struct candidates {
    struct candidate items[CANDIDATES_MAX];
    size_t count; /* what found no place any more is left out: the first rows are the best */
};

/* Where stretch `stretch` stands. `previous` is the site of the stretch before it, or NULL: what is known of their common
 * sentence is not looked for again, so that a sentence of a thousand quotations is read once. */
struct site site_of(const struct syntax *syntax, size_t stretch, const struct site *previous);

/* All that the sentence says about who speaks; never of several sentences. */
struct candidates candidates_find(const struct site *site);

/* How often such a candidate of the table's row is right when nothing else is known. */
double construction_prior(enum construction construction);

#endif
