/* html walk: where the walk over a tree of HTML stands, for the files that know one kind of element each. Never in
 * here: what others call (html_blocks.h). */
#ifndef WHOSAID_FEEDS_HTML_WALK_H
#define WHOSAID_FEEDS_HTML_WALK_H

#include <libxml/tree.h>
#include <stdbool.h>

#include "feeds/html_blocks.h"
#include "feeds/html_elements.h"
#include "feeds/html_figure.h"
#include "feeds/html_marker.h"
#include "feeds/html_table.h"
#include "feeds/html_tree.h"

/* An element that decides what kind of block the text in it is. */
struct frame {
    const xmlNode *node;
    enum html_role role;
    unsigned value;                /* as the element's */
    unsigned lists, items, quotes; /* how many of each are open, with this one */
    enum html_marker_style style;  /* of a list's items */
    bool began;                    /* an item, definition, list: its first block was opened */
    bool has_words;                /* a heading: beside its pictures */
    struct html_figure figure;
    int number, step; /* of an item; of a list: the next one, and by how much they grow */
};

enum { HTML_ABBREVIATIONS_MAX = 64 };

struct walk {
    struct builder *builder;
    const struct html_reading *reading;
    struct frame frames[HTML_DEPTH_MAX + 2];
    size_t frame_count;
    struct html_table table;                           /* of data: all text in it goes into one block */
    unsigned codes;                                    /* open preformatted elements */
    unsigned quotations;                               /* open <q> */
    bool after_break;                                  /* nothing but white space came since a <br> */
    bool title_was_found;                              /* the heading that repeats it was left out */
    const char *abbreviations[HTML_ABBREVIATIONS_MAX]; /* those that were spelt out; further ones are not */
    size_t abbreviation_count;
};

/* The innermost frame, and the innermost of that role; NULL when there is none. */
struct frame *html_walk_top(struct walk *walk);
struct frame *html_walk_find(struct walk *walk, enum html_role role);

/* Text where the walk stands, NUL-terminated; it opens the block that it belongs in. */
void html_walk_text(struct walk *walk, const xmlNode *node, const char *text);

/* Opens the block that `text`, which is to come, belongs in, where none is open, and the cell. */
void html_walk_begin(struct walk *walk, const xmlNode *node, const char *text);

/* Opens a block that stands in what the innermost frame and the node say. */
void html_walk_open(struct walk *walk, const xmlNode *node, enum block_type type, unsigned level, const char *marker);

/* Ends what stands before: the block, or in a table of data the word. */
void html_walk_separate(struct walk *walk);

/* True when there is nothing but ASCII white space in it. */
bool html_walk_is_blank(const char *text);

#endif
