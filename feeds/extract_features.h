/* extract features: what is told of each run of a page to the two looks that decide whether it is the article's.
 * Never in here: what that weighs. */
#ifndef WHOSAID_FEEDS_EXTRACT_FEATURES_H
#define WHOSAID_FEEDS_EXTRACT_FEATURES_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/extract_outline.h"

struct declared_text;

enum extract_feature {
#define FEATURE(name, sentence) FEATURE_##name,
#define FEATURE_FIRST_END FEATURE_FIRST_COUNT, FEATURE_first_end = FEATURE_FIRST_COUNT - 1,
#include "feeds/extract_features.def"
#undef FEATURE
#undef FEATURE_FIRST_END
    FEATURE_COUNT
};

/* What of a page the features of its runs are told by. */
struct extract_view {
    const struct outline *outline;
    const char *title;                    /* NULL when unknown */
    const struct declared_text *declared; /* NULL when the page declares none */
    size_t headline;                      /* the run that says the title; OUTLINE_NONE when none does */
    size_t headed;                        /* the smallest box with that and much text; the root without a headline */
    size_t top, wide_top;                 /* the boxes with most prose, and with most wide prose */
    size_t words;                         /* of all runs */
    size_t *kin;                          /* of each run: the family of runs that it belongs to */
    size_t *kin_words, kin_most;          /* words not linked of each family, and of the largest */
    unsigned char *lines;                 /* of each run: bits of enum extract_line */
    bool *is_teaser, *is_headed_teaser;   /* of each box (extract_kin.h) */
    bool has_article, has_main;           /* such an element holds much of the text */
    size_t article_count;
    /* For the second look: */
    const float *once;    /* what the first look thought of each run, -1 to 1 */
    float *box_once;      /* the mean of that over each box, by words */
    float *kin_once;      /* and over each family */
    size_t core, shell;   /* the smallest boxes with so much of what was taken */
    size_t *words_before; /* of each run: the words of taken runs before it */
    size_t words_taken;
};

#define OUTLINE_NONE SIZE_MAX

/* The run in a heading that says the title; else the one in the only <h1>; OUTLINE_NONE when there is none. */
size_t extract_headline_find(const struct outline *outline, const char *title);

/* Makes the view for the first look; outline, title and declared text must outlive it. False when memory is short.
 * Release it in either case. */
bool extract_view_create(struct extract_view *view, const struct outline *outline, const char *title,
                         const struct declared_text *declared);

/* Makes it one for the second look; `once` must outlive it. False when memory is short. */
bool extract_view_look_again(struct extract_view *view, const float *once);

void extract_view_release(struct extract_view *view);

/* Writes the features of a run; those of the second look are 0 before extract_view_look_again. */
void extract_features_write(const struct extract_view *view, size_t run, float features[FEATURE_COUNT]);

#endif
