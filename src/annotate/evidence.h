/* evidence: why a quotation has the speaker that it has, or none: who was considered, by which construction, how probable
 * each was, and what spoke for and against it. Found anew when somebody asks, never kept with an article. Never in here:
 * how it is shown. */
#ifndef WHOSAID_ANNOTATE_EVIDENCE_H
#define WHOSAID_ANNOTATE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"

struct annotator;
struct buffer;
struct error;

/* What came of the weighing. */
enum evidence_verdict {
    EVIDENCE_NOT_WEIGHED, /* a quotation inside another one: who speaks there is not looked into */
    EVIDENCE_SPEAKER,     /* somebody speaks */
    EVIDENCE_NOBODY,      /* "nobody" or "somebody untold" was more probable than anyone */
    EVIDENCE_ANNOUNCED,   /* somebody was, but so few words behind "the song" or "so-called" are a name */
    EVIDENCE_UNSURE       /* somebody was, but not enough to be named */
};

/* One feature of a candidate that has a weight. */
struct evidence_reason {
    size_t family; /* a row of attribution_features.def */
    size_t value;  /* of the family, as in the model's file */
    double weight; /* what it adds to the candidate's score; negative: it speaks against them */
};

/* The most reasons that are told of a candidate: of some twenty that hold, most weigh next to nothing. */
enum { EVIDENCE_REASONS_MAX = 8 };

/* In the place of a construction: somebody speaks, and the text does not tell who. */
#define EVIDENCE_UNTOLD (ARTICLE_NONE - 1)

struct evidence_candidate {
    size_t construction;  /* a row of constructions.def; ARTICLE_NONE for "nobody", or EVIDENCE_UNTOLD */
    struct range speaker; /* the mention that names them; empty for those two */
    struct range cue;     /* of the chosen one what is told as the cue; may be empty */
    struct range verb;    /* that the construction found, by which it was weighed; may be empty */
    size_t entity;        /* of the article, that the mention stands for; ARTICLE_NONE: none */
    size_t from;          /* the earlier quotation whose speaker this is, or ARTICLE_NONE */
    double score;         /* the sum of all weights */
    double probability;   /* its share among the candidates, whose sum is 1 */
    struct evidence_reason reasons[EVIDENCE_REASONS_MAX]; /* the heaviest first, whichever way they pull */
    size_t reason_count;
};

/* Of one quotation. */
struct evidence {
    enum evidence_verdict verdict;
    const struct evidence_candidate *candidates; /* the most probable first, those two among them */
    size_t count;                                /* 0 where nothing was weighed */
    size_t chosen;      /* the most probable speaker's most probable one; ARTICLE_NONE: nobody */
    double probability; /* that this speaker speaks: what all candidates for them tell together */
    double confidence;  /* the share of such answers that are right */
    double least;       /* the confidence below which nobody is named */
};

struct evidence_list {
    struct arena *arena;
    const struct evidence *items; /* one for each of the article's quotations, in their order */
    size_t count;
};

/* Annotates the article once more, which must stand as annotate() left it, and keeps what was weighed; the article stays
 * as it is. False and a sentence when memory is short. Release it in either case. */
bool evidence_find(const struct annotator *annotator, const struct article *article, struct evidence_list *list,
                   struct error *error);

void evidence_release(struct evidence_list *list);

/* What outputs call a verdict: "not weighed", "speaker", "nobody", "announced", "unsure". */
const char *evidence_verdict_name(enum evidence_verdict verdict);

/* What a construction is called in constructions.def ("CUE_BEFORE"; else "NOBODY" or "UNTOLD"), and in a plain sentence. */
const char *evidence_construction_name(size_t construction);
const char *evidence_construction_sentence(size_t construction);

/* What the reason's family is called in attribution_features.def: "CUE_WORD". */
const char *evidence_reason_name(const struct evidence_reason *reason);

/* Appends the reason in plain words, clean UTF-8 without a full stop: "words between speaker and quotation: 2". As
 * buffer_append. */
bool evidence_append_reason(const struct article *article, const struct quotation *quotation,
                            const struct evidence_candidate *candidate, const struct evidence_reason *reason,
                            struct buffer *out);

#endif
