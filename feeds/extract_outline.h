/* extract outline: a page's tree as boxes and runs. A box is an element that stands apart, a run the text between
 * the edges of boxes, with what can be counted in it. Made in one walk. Never in here: which runs are the article. */
#ifndef WHOSAID_FEEDS_EXTRACT_OUTLINE_H
#define WHOSAID_FEEDS_EXTRACT_OUTLINE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "feeds/extract_signs.h"
#include "feeds/html_elements.h"

struct buffer;

/* More of either are no article: the longest pages that people read have some hundred thousand paragraphs. */
enum { OUTLINE_BOXES_MAX = 500 * 1000, OUTLINE_RUNS_MAX = 500 * 1000 };

/* What can be counted in text. A word is what stands between blanks; two characters of Chinese or Japanese count as
 * one. */
struct text_count {
    size_t words, linked_words;
    size_t commas, stops; /* marks within sentences, and at their ends */
    size_t digits, letters, capitals;
};

struct outline_box {
    xmlNode *node;
    size_t parent; /* index of the box around it; the first box, which is the root, has itself */
    enum html_role role;
    unsigned signs;          /* of its tag and names: bits of enum extract_sign */
    unsigned signs_around;   /* those of the boxes around it, and its own */
    size_t run_from, run_to; /* the runs in it and in what it holds */
    struct text_count text;  /* of all these */
    size_t prose;            /* words not linked that stand directly in it or in boxes of it that hold nothing else */
    size_t wide_prose;       /* its own and that of the boxes directly in it */
};

struct outline_run {
    xmlNode *first, *last; /* siblings, children of the box's node */
    size_t box;
    struct text_count text;
    bool ends_sentence; /* its last mark is one that ends a sentence, quotation marks and brackets aside */
    bool ends_cut;      /* it is an ellipsis, or the third point in a row */
};

struct outline {
    struct array boxes, runs; /* of the structs above, in document order */
};

/* The outline of everything below `root` that a reader sees; with `hidden_too` also what is not displayed. The nodes
 * stay the tree's. False when memory is short or the page has more boxes or runs than an article may have; release
 * it in either case. */
bool outline_make(struct outline *outline, xmlNode *root, bool hidden_too);

void outline_release(struct outline *outline);

/* Appends the text of a run as it stands in the page; as one clean line. False when `out` is full or memory is
 * short. */
bool outline_run_text(const struct outline_run *run, struct buffer *out);
bool outline_run_line(const struct outline_run *run, struct buffer *out);

/* The items of its arrays. */
struct outline_box *outline_boxes(const struct outline *outline);
struct outline_run *outline_runs(const struct outline *outline);

#endif
