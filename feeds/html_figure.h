/* html figure: pictures, films and sounds, which a terminal can only name: what the page says in their place, their
 * captions, their addresses. Never in here: the walk. */
#ifndef WHOSAID_FEEDS_HTML_FIGURE_H
#define WHOSAID_FEEDS_HTML_FIGURE_H

#include <libxml/tree.h>
#include <stdbool.h>

struct walk;

/* What a <figure> holds: its first image, its first caption with text in it (NULL: none), block quotations. */
struct html_figure {
    const xmlNode *image, *caption;
    bool is_quotation;
};

struct html_figure html_figure_look(xmlNode *node);

/* True when words stand in the element; what stands for its pictures are none. */
bool html_figure_has_words(xmlNode *node);

/* An image where the walk stands: a block of its own, a character in the text, or nothing. */
void html_figure_image(struct walk *walk, xmlNode *image);

/* A video, audio or iframe element where the walk stands, as a line that names it. */
void html_figure_media(struct walk *walk, xmlNode *node);

/* Opens the block of a figure that has a caption: what its image shows comes first. */
void html_figure_open(struct walk *walk, const xmlNode *caption, const struct html_figure *figure);

#endif
