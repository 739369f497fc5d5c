/* html blocks: one loop over the nodes, entering and leaving each; what surrounds a text is on a stack of frames. */
#include "feeds/html_blocks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/builder.h"
#include "feeds/html_marker.h"
#include "feeds/html_tree.h"
#include "feeds/url.h"

enum {
    ALTERNATIVE_MAX = 2000,    /* bytes of an image's alternative text; more is no description */
    INLINE_ALTERNATIVE_MAX = 8 /* bytes: an emoji drawn as an image */
};

/* An element that decides what kind of block the text in it is. */
struct frame {
    const xmlNode *node;
    const struct html_element *element;
    unsigned lists, quotes;       /* how many of each are open, with this one */
    enum html_marker_style style; /* of a list's items */
    bool began;                   /* an item, definition: its first block was opened; a figure: it has a caption */
    int number;                   /* of an item; of a list: the next one */
};

struct walk {
    struct builder *builder;
    const struct html_reading *reading;
    struct frame frames[HTML_DEPTH_MAX + 2];
    size_t frame_count;
    unsigned tables;      /* open tables of data: all text in them goes into one block */
    unsigned codes;       /* open preformatted elements */
    unsigned quotations;  /* open <q> */
    bool after_break;     /* nothing but white space came since a <br> */
    bool title_was_found; /* the heading that repeats it was left out */
};

static struct frame *top_frame(struct walk *walk)
{
    return walk->frame_count ? &walk->frames[walk->frame_count - 1] : NULL;
}

static struct frame *push_frame(struct walk *walk, const xmlNode *node, const struct html_element *element)
{
    struct frame *below = top_frame(walk), *frame = &walk->frames[walk->frame_count++];
    *frame = (struct frame){.node = node, .element = element};
    if (below) {
        frame->lists = below->lists;
        frame->quotes = below->quotes;
    }
    return frame;
}

static struct frame *find_frame(struct walk *walk, enum html_role role)
{
    for (size_t i = walk->frame_count; i > 0; i--)
        if (walk->frames[i - 1].element->role == role)
            return &walk->frames[i - 1];
    return NULL;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* What stands apart in a page stands apart in the article, but a table of data is one block. */
static void separate(struct walk *walk)
{
    walk->after_break = false;
    if (walk->tables)
        builder_blank(walk->builder);
    else
        builder_close(walk->builder);
}

/* The first block of an item has its marker; further ones, and definitions, have blanks as wide. */
static void open_item(struct walk *walk, struct frame *frame)
{
    char marker[HTML_MARKER_SIZE] = " ";
    const struct frame *list = find_frame(walk, HTML_LIST);
    bool numbered = list && list->element->value && frame->element->role == HTML_ITEM;
    bool continues = frame->began || frame->element->role == HTML_DEFINITION;
    if (numbered)
        html_marker_write(list->style, frame->number, marker);
    if (continues)
        memset(marker, ' ', strlen(marker));
    unsigned level = frame->lists ? frame->lists : 1;
    builder_open(walk->builder, BLOCK_ITEM, level, numbered || continues ? marker : NULL);
    frame->began = true;
}

/* Opens the block that text belongs in here: the innermost frame decides. */
static void open_block(struct walk *walk)
{
    struct frame *frame = top_frame(walk);
    switch (frame ? frame->element->role : HTML_BLOCK) {
    case HTML_HEADING:
        builder_open(walk->builder, BLOCK_HEADING, frame->element->value, NULL);
        break;
    case HTML_ITEM:
    case HTML_DEFINITION:
        open_item(walk, frame);
        break;
    case HTML_QUOTE:
        builder_open(walk->builder, BLOCK_QUOTE, frame->quotes, NULL);
        break;
    case HTML_CODE:
        builder_open(walk->builder, BLOCK_CODE, 0, NULL);
        break;
    case HTML_FIGURE:
    case HTML_CAPTION:
        builder_open(walk->builder, BLOCK_FIGURE, 0, NULL);
        break;
    default:
        builder_open(walk->builder, BLOCK_PARAGRAPH, 0, NULL);
        break;
    }
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\n\r\f\v")];
}

static void add_text(struct walk *walk, const char *text)
{
    if (walk->codes == 0 && is_blank(text)) {
        builder_blank(walk->builder);
        return;
    }
    if (!walk->builder->is_open)
        open_block(walk);
    builder_text(walk->builder, text, strlen(text));
    walk->after_break = false;
}

/* Line breaks in a row are how old pages separate paragraphs. */
static void add_break(struct walk *walk)
{
    if (walk->codes)
        builder_newline(walk->builder);
    else if (walk->after_break)
        separate(walk);
    else
        builder_break(walk->builder);
    walk->after_break = !walk->codes;
}

/* --- images ------------------------------------------------------------------------------------------------------- */

static bool has_caption(xmlNode *figure)
{
    for (xmlNode *node = figure->children; node; node = html_tree_next(node, figure)) {
        if (!html_tree_is(node, "figcaption"))
            continue;
        for (xmlNode *text = node->children; text; text = html_tree_next(text, node))
            if (text->type == XML_TEXT_NODE && !is_blank((const char *)text->content))
                return true;
    }
    return false;
}

static void add_image(struct walk *walk, const xmlNode *image)
{
    const char *alternative = html_tree_attribute(image, "alt");
    if (!alternative || is_blank(alternative) || walk->codes)
        return;
    const struct frame *figure = find_frame(walk, HTML_FIGURE), *top = top_frame(walk);
    size_t length = strlen(alternative);
    if ((figure && figure->began) || length > ALTERNATIVE_MAX)
        return;
    if (walk->tables || (top && top->element->role == HTML_HEADING) ||
        (builder_has_text(walk->builder) && length <= INLINE_ALTERNATIVE_MAX))
        add_text(walk, alternative);
    else if (!builder_has_text(walk->builder))
        builder_block(walk->builder, BLOCK_FIGURE, 0, NULL, alternative, length);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* Pages and newsletters are laid out in tables too: those of data have rows of several cells, and in their cells either
 * no blocks or header cells beside them. */
static bool holds_data(xmlNode *table)
{
    size_t rows = 0, cells = 0;
    bool has_blocks = false, has_headers = false;
    for (xmlNode *node = table->children; node; node = html_tree_next(node, table)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        switch (html_element_find((const char *)node->name)->role) {
        case HTML_TABLE:
            return false;
        case HTML_ROW:
            cells = 0;
            break;
        case HTML_CELL:
            rows += ++cells == 2;
            has_headers = has_headers || html_tree_is(node, "th");
            break;
        case HTML_BLOCK:
        case HTML_HEADING:
        case HTML_LIST:
        case HTML_QUOTE:
        case HTML_CODE:
        case HTML_FIGURE:
            has_blocks = true;
            break;
        default:
            break;
        }
    }
    return rows >= 2 && (has_headers || !has_blocks);
}

/* The bar stands also beside an empty cell, so that what follows stays in its column. */
static void begin_cell(struct walk *walk, const xmlNode *cell)
{
    const xmlNode *before = cell->prev;
    while (before && before->type != XML_ELEMENT_NODE)
        before = before->prev;
    builder_blank(walk->builder);
    if (before)
        builder_text(walk->builder, "|", 1);
    builder_blank(walk->builder);
}

/* --- entering and leaving ----------------------------------------------------------------------------------------- */

static bool is_hidden(const xmlNode *node)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, "hidden") == 0)
            return true;
    const char *aria = html_tree_attribute(node, "aria-hidden"), *style = html_tree_attribute(node, "style");
    const char *display =
        style ? (const char *)xmlStrcasestr((const xmlChar *)style, (const xmlChar *)"display") : NULL;
    if (display) {
        display += strlen("display");
        display += strspn(display, " :");
    }
    return (aria && strcasecmp(aria, "true") == 0) || (display && strncasecmp(display, "none", 4) == 0);
}

static bool is_left_out(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    if (element->role == HTML_SKIPPED || is_hidden(node))
        return true;
    if (element->role == HTML_FURNITURE)
        return element->value <= (unsigned)walk->reading->furniture;
    if (element->role != HTML_HEADING || walk->title_was_found || !walk->reading->title ||
        !html_blocks_says(node, walk->reading->title))
        return false;
    walk->title_was_found = true;
    return true;
}

/* Notes on the node that a span was opened for it. */
static void open_emphasis(struct walk *walk, xmlNode *node, enum emphasis_type type)
{
    builder_open_emphasis(walk->builder, type);
    node->_private = node;
}

static void open_link(struct walk *walk, xmlNode *node)
{
    char *url = url_resolve(html_tree_attribute(node, "href"), walk->reading->base);
    if (url) {
        builder_open_link(walk->builder, url);
        node->_private = node;
    }
    free(url);
}

static void enter_list(struct walk *walk, const xmlNode *node, const struct html_element *element)
{
    struct frame *frame = push_frame(walk, node, element);
    frame->lists++;
    frame->style = html_marker_style(html_tree_attribute(node, "type"));
    frame->number = html_marker_number(html_tree_attribute(node, "start"), 1);
}

static void enter_item(struct walk *walk, const xmlNode *node, const struct html_element *element)
{
    struct frame *list = find_frame(walk, HTML_LIST);
    int number = html_marker_number(html_tree_attribute(node, "value"), list ? list->number : 1);
    if (list)
        list->number = number + 1;
    push_frame(walk, node, element)->number = number;
}

static void enter_table(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    if (walk->tables || !holds_data(node))
        return;
    builder_open(walk->builder, BLOCK_TABLE, 0, NULL);
    push_frame(walk, node, element);
    walk->tables++;
}

/* The elements that stand apart. In a table of data they only separate words. */
static void enter_block(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    separate(walk);
    if (walk->tables) {
        if (element->role == HTML_ROW)
            builder_newline(walk->builder);
        else if (element->role == HTML_CELL)
            begin_cell(walk, node);
        return;
    }
    switch (element->role) {
    case HTML_LIST:
        enter_list(walk, node, element);
        break;
    case HTML_ITEM:
        enter_item(walk, node, element);
        break;
    case HTML_TABLE:
        enter_table(walk, node, element);
        break;
    case HTML_QUOTE:
        push_frame(walk, node, element)->quotes++;
        break;
    case HTML_FIGURE:
        push_frame(walk, node, element)->began = has_caption(node);
        break;
    case HTML_TERM:
        open_emphasis(walk, node, EMPHASIS_STRONG);
        break;
    case HTML_HEADING:
    case HTML_CAPTION:
    case HTML_DEFINITION:
        push_frame(walk, node, element);
        break;
    case HTML_CODE:
        push_frame(walk, node, element);
        walk->codes++;
        break;
    default:
        break;
    }
}

/* Quotation marks by depth, outermost double. */
static const char *const opening_marks[] = {"\xe2\x80\x9c", "\xe2\x80\x98"};
static const char *const closing_marks[] = {"\xe2\x80\x9d", "\xe2\x80\x99"};

/* True when what is in the element is to be read. */
static bool enter(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    if (is_left_out(walk, node, element))
        return false;
    switch (element->role) {
    case HTML_INLINE:
        break;
    case HTML_LINK:
        open_link(walk, node);
        break;
    case HTML_EMPHASIS:
        if (!walk->codes)
            open_emphasis(walk, node, (enum emphasis_type)element->value);
        break;
    case HTML_QUOTATION:
        add_text(walk, opening_marks[walk->quotations++ % 2]);
        break;
    case HTML_BREAK:
        add_break(walk);
        break;
    case HTML_IMAGE:
        add_image(walk, node);
        break;
    default:
        enter_block(walk, node, element);
        break;
    }
    return true;
}

static void pop_frame(struct walk *walk)
{
    enum html_role role = top_frame(walk)->element->role;
    walk->tables -= role == HTML_TABLE;
    walk->codes -= role == HTML_CODE;
    walk->frame_count--;
}

static void leave(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    switch (element->role) {
    case HTML_INLINE:
    case HTML_BREAK:
    case HTML_IMAGE:
        return;
    case HTML_QUOTATION:
        add_text(walk, closing_marks[--walk->quotations % 2]);
        return;
    default:
        break;
    }
    bool framed = walk->frame_count && top_frame(walk)->node == node;
    if (framed && element->role == HTML_TABLE)
        builder_close(walk->builder);
    else if (element->role != HTML_LINK && element->role != HTML_EMPHASIS)
        separate(walk);
    if (framed)
        pop_frame(walk);
    if (node->_private)
        builder_close_span(walk->builder);
    node->_private = NULL;
}

void html_blocks_read(struct builder *builder, xmlNode *root, const struct html_reading *reading)
{
    struct walk walk = {.builder = builder, .reading = reading};
    xmlNode *node = root;
    while (node) {
        const struct html_element *element =
            node->type == XML_ELEMENT_NODE ? html_element_find((const char *)node->name) : NULL;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            add_text(&walk, (const char *)node->content);
        if (element) {
            bool entered = enter(&walk, node, element);
            if (entered && node->children) {
                node = node->children;
                continue;
            }
            if (entered)
                leave(&walk, node, element);
        }
        while (node && node != root && !node->next) {
            node = node->parent;
            if (node && node->type == XML_ELEMENT_NODE)
                leave(&walk, node, html_element_find((const char *)node->name));
        }
        node = node && node != root ? node->next : NULL;
    }
    builder_close(builder);
}

/* --- repeated titles ---------------------------------------------------------------------------------------------- */

bool html_blocks_says(xmlNode *node, const char *title)
{
    struct buffer clean = buffer_create(BUILDER_LINE_MAX * 4);
    xmlChar *content = xmlNodeGetContent(node);
    bool same = content && clean_text((const char *)content, strlen((const char *)content), CLEAN_LINE, &clean) &&
                strcasecmp(buffer_string(&clean), title) == 0;
    xmlFree(content);
    buffer_release(&clean);
    return same;
}
