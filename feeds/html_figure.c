/* html figure: one block for each picture; a caption's block has the figure's first one. */
#include "feeds/html_figure.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/builder.h"
#include "feeds/html_walk.h"
#include "feeds/url.h"

enum {
    ALTERNATIVE_MAX = 2000,     /* bytes of an alternative text; more is no description */
    CAPTION_MAX = 100000,       /* bytes within which a caption may repeat it */
    INLINE_ALTERNATIVE_MAX = 8, /* bytes: an emoji drawn as an image */
    PICTURE_LEAST = 49,         /* pixels of a picture that is no icon and counts nobody */
    NAME_MAX_LENGTH = 80        /* bytes of a file's or host's name that says something */
};

bool html_figure_has_words(xmlNode *node)
{
    for (xmlNode *text = node->children; text; text = html_tree_next(text, node))
        if (text->type == XML_TEXT_NODE && !html_walk_is_blank((const char *)text->content))
            return true;
    return false;
}

struct html_figure html_figure_look(xmlNode *node)
{
    struct html_figure figure = {0};
    for (xmlNode *at = node->children; at; at = html_tree_next(at, node)) {
        if (!figure.image && html_tree_is(at, "img"))
            figure.image = at;
        else if (!figure.caption && html_tree_is(at, "figcaption") && html_figure_has_words(at))
            figure.caption = at;
        else if (html_tree_is(at, "blockquote"))
            figure.is_quotation = true;
    }
    return figure;
}

/* --- what the page says of a picture ------------------------------------------------------------------------------ */

/* Room for a description. */
struct description {
    char text[ALTERNATIVE_MAX + 1];
};

/* An attribute that says something, up to markup that somebody typed into it; NULL when it does not. */
static const char *description(const xmlNode *image, const char *name, struct description *room)
{
    const char *text = html_tree_attribute(image, name);
    size_t length = 0;
    if (!text || strlen(text) > ALTERNATIVE_MAX)
        return NULL;
    for (; text[length] &&
           !(text[length] == '<' && (isalpha((unsigned char)text[length + 1]) || text[length + 1] == '/'));
         length++)
        room->text[length] = text[length];
    room->text[length] = '\0';
    return html_walk_is_blank(room->text) ? NULL : room->text;
}

/* True when `text` says nothing that `known` does not say, letter case and white space aside. */
static bool is_said(const char *text, const char *known)
{
    struct buffer one = buffer_create(CAPTION_MAX), other = buffer_create(CAPTION_MAX);
    bool whole =
        clean_text(text, strlen(text), CLEAN_LINE, &one) && clean_text(known, strlen(known), CLEAN_LINE, &other);
    bool said = whole && xmlStrcasestr((const xmlChar *)buffer_string(&other), (const xmlChar *)buffer_string(&one));
    buffer_release(&one);
    buffer_release(&other);
    return said;
}

/* The address of the picture itself: many pages load it late and have a placeholder in `src`. The caller frees it. */
static char *picture_url(const struct walk *walk, const xmlNode *image)
{
    static const char *const attributes[] = {"data-src", "data-original", "data-lazy-src", "src"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        char *url = url_resolve(html_tree_attribute(image, attributes[i]), walk->reading->base);
        if (url)
            return url;
    }
    return NULL;
}

/* The last part of an address, or its host, where people could read it; the length is 0 where they could not. */
static const char *name_in(const char *url, size_t *length)
{
    const char *path = strstr(url, "://"), *end = url + strcspn(url, "?#");
    const char *host = path ? path + 3 : url, *name = end;
    while (name > host && name[-1] != '/')
        name--;
    if (name == end) {
        name = host;
        end = host + strcspn(host, "/?#");
    }
    *length = (size_t)(end - name);
    if (*length > NAME_MAX_LENGTH || memchr(name, '%', *length))
        *length = 0;
    return name;
}

/* --- images ------------------------------------------------------------------------------------------------------- */

static bool is_small(const xmlNode *image)
{
    static const char *const attributes[] = {"width", "height"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (html_marker_number(html_tree_attribute(image, attributes[i]), PICTURE_LEAST) < PICTURE_LEAST)
            return true;
    return false;
}

static void add_line(struct walk *walk, const char *text)
{
    builder_break(walk->builder);
    builder_text(walk->builder, text, strlen(text));
    builder_break(walk->builder);
}

/* A line for what has no description: "Picture: pier.jpg". */
static void add_name(struct walk *walk, const char *what, const char *title, const char *url)
{
    size_t length;
    const char *name = name_in(url, &length);
    builder_text(walk->builder, what, strlen(what));
    if (title || length)
        builder_text(walk->builder, ": ", 2);
    if (title)
        builder_text(walk->builder, title, strlen(title));
    else
        builder_text(walk->builder, name, length);
}

static void open_figure(struct walk *walk, const xmlNode *node, enum figure_type type, const char *url)
{
    html_walk_open(walk, node, BLOCK_FIGURE, 0, NULL);
    builder_figure(walk->builder, type, url);
}

static void add_alternative(struct walk *walk, const char *alternative)
{
    builder_open_alternative(walk->builder);
    add_line(walk, alternative);
    builder_close_span(walk->builder);
}

static void add_picture(struct walk *walk, const xmlNode *image, const char *alternative)
{
    struct description room;
    const char *title = description(image, "title", &room);
    char *url = picture_url(walk, image);
    bool is_named = !alternative && !title;
    if (!is_named || (url && walk->reading->media >= HTML_MEDIA_ALL && !is_small(image))) {
        open_figure(walk, image, FIGURE_PICTURE, url);
        if (alternative)
            add_alternative(walk, alternative);
        if (title && !(alternative && is_said(title, alternative))) {
            builder_open_caption(walk->builder);
            add_line(walk, title);
            builder_close_span(walk->builder);
        }
        if (is_named)
            add_name(walk, "Picture", NULL, url);
        builder_close(walk->builder);
    }
    free(url);
}

/* The picture that the caption of its figure speaks of has a block with that. */
static bool has_caption(struct walk *walk, const xmlNode *image)
{
    const struct frame *figure = html_walk_find(walk, HTML_FIGURE);
    return figure && figure->figure.caption && figure->figure.image == image;
}

void html_figure_image(struct walk *walk, xmlNode *image)
{
    struct description room;
    const char *alternative = description(image, "alt", &room);
    const struct frame *top = html_walk_top(walk);
    bool is_in_heading = top && top->role == HTML_HEADING;
    bool is_short = alternative && strlen(alternative) <= INLINE_ALTERNATIVE_MAX;
    /* A picture beside the words of a heading decorates it. */
    if (walk->codes || has_caption(walk, image) || (is_in_heading && top->has_words && !is_short))
        return;
    bool has_words = builder_has_text(walk->builder) && !walk->after_break;
    bool is_inline = walk->table.is_open || is_in_heading || (has_words && is_short);
    if (is_inline && alternative)
        html_walk_text(walk, image, alternative);
    else if (!is_inline && !has_words)
        add_picture(walk, image, alternative);
}

void html_figure_open(struct walk *walk, const xmlNode *caption, const struct html_figure *figure)
{
    const xmlNode *image = figure->image;
    html_walk_open(walk, caption, BLOCK_FIGURE, 0, NULL);
    if (!image)
        return;
    char *url = picture_url(walk, image);
    xmlChar *text = xmlNodeGetContent(caption);
    struct description room;
    const char *alternative = description(image, "alt", &room);
    builder_figure(walk->builder, FIGURE_PICTURE, url);
    if (alternative && walk->reading->media >= HTML_MEDIA_DESCRIBED && text && !is_said(alternative, (char *)text))
        add_alternative(walk, alternative);
    xmlFree(text);
    free(url);
}

/* --- films and sounds --------------------------------------------------------------------------------------------- */

/* The address of what the element plays: its own, or that of the first of its sources. The caller frees it. */
static char *media_url(const struct walk *walk, xmlNode *node)
{
    char *url = picture_url(walk, node);
    for (xmlNode *at = url ? NULL : node->children; at && !url; at = html_tree_next(at, node))
        if (html_tree_is(at, "source"))
            url = picture_url(walk, at);
    return url;
}

/* Frames hold films where they may fill the screen; else advertising, as a rule. */
static bool is_shown(const struct walk *walk, const xmlNode *node)
{
    if (walk->codes || walk->table.is_open || builder_has_text(walk->builder) || is_small(node))
        return false;
    if (!html_tree_is(node, "iframe") || walk->reading->media >= HTML_MEDIA_ALL)
        return true;
    return html_tree_has(node, "allowfullscreen");
}

void html_figure_media(struct walk *walk, xmlNode *node)
{
    bool is_sound = html_tree_is(node, "audio");
    if (builder_has_text(walk->builder) && walk->after_break)
        builder_close(walk->builder);
    char *url = is_shown(walk, node) ? media_url(walk, node) : NULL;
    if (url) {
        open_figure(walk, node, is_sound ? FIGURE_AUDIO : FIGURE_VIDEO, url);
        builder_open_link(walk->builder, url);
        struct description room;
        const char *title = description(node, "title", &room);
        add_name(walk, is_sound ? "Audio" : "Video", title ? title : description(node, "aria-label", &room), url);
        builder_close_span(walk->builder);
        builder_close(walk->builder);
    }
    free(url);
}
