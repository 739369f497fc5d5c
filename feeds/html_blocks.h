/* html blocks: the walk over a tree of HTML that adds what it reads to a builder. Never in here: which part of a page
 * is the article, and what the page says about itself. */
#ifndef WHOSAID_FEEDS_HTML_BLOCKS_H
#define WHOSAID_FEEDS_HTML_BLOCKS_H

#include <libxml/tree.h>

#include "feeds/html_elements.h"

struct builder;

/* How much is told of pictures. */
enum html_media {
    HTML_MEDIA_CAPTIONED, /* the caption or else the alternative text */
    HTML_MEDIA_DESCRIBED, /* both, where they differ */
    HTML_MEDIA_ALL        /* and the name of the file where the page says nothing */
};

struct html_reading {
    const char *base;              /* what links are relative to, NULL when unknown */
    const char *title;             /* the first heading that says so is left out; NULL: none */
    enum html_furniture furniture; /* what is left out */
    enum html_media media;
};

/* Adds the blocks of everything below `root`. What fails is remembered by the builder. */
void html_blocks_read(struct builder *builder, xmlNode *root, const struct html_reading *reading);

#endif
