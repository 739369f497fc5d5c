/* html blocks: one loop over the nodes, entering and leaving each; what surrounds a text is on a stack of frames. */
#include "feeds/html_blocks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "feeds/builder.h"
#include "feeds/html_hidden.h"
#include "feeds/html_inline.h"
#include "feeds/html_walk.h"

enum { ITEMS_COUNTED_MAX = 1000000 };

bool html_walk_is_blank(const char *text)
{
    return !text[strspn(text, " \t\n\r\f\v")];
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

struct frame *html_walk_top(struct walk *walk)
{
    return walk->frame_count ? &walk->frames[walk->frame_count - 1] : NULL;
}

struct frame *html_walk_find(struct walk *walk, enum html_role role)
{
    for (size_t i = walk->frame_count; i > 0; i--)
        if (walk->frames[i - 1].role == role)
            return &walk->frames[i - 1];
    return NULL;
}

static struct frame *push_frame(struct walk *walk, const xmlNode *node, enum html_role role, unsigned value)
{
    struct frame *below = html_walk_top(walk), *frame = &walk->frames[walk->frame_count++];
    *frame = (struct frame){.node = node, .role = role, .value = value};
    if (below) {
        frame->lists = below->lists;
        frame->items = below->items;
        frame->quotes = below->quotes;
    }
    return frame;
}

static void pop_frame(struct walk *walk)
{
    switch (html_walk_top(walk)->role) {
    case HTML_TABLE:
        html_table_end(&walk->table, walk->builder);
        break;
    case HTML_CODE:
        walk->codes--;
        break;
    default:
        break;
    }
    walk->frame_count--;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* What stands apart in a page stands apart in the article, but a table of data is one block, and so is a caption. */
void html_walk_separate(struct walk *walk)
{
    const struct frame *top = html_walk_top(walk);
    walk->after_break = false;
    if (walk->table.is_open)
        builder_blank(walk->builder);
    else if (top && top->role == HTML_CAPTION)
        builder_break(walk->builder);
    else
        builder_close(walk->builder);
}

/* As the nearest element around the text says that tells it. */
static enum builder_direction direction_of(const xmlNode *node)
{
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        const char *direction = html_tree_attribute(node, "dir");
        if (direction && strcasecmp(direction, "rtl") == 0)
            return BUILDER_RIGHT_TO_LEFT;
        if (direction && strcasecmp(direction, "ltr") == 0)
            return BUILDER_LEFT_TO_RIGHT;
        if (direction && strcasecmp(direction, "auto") == 0)
            break;
    }
    return BUILDER_BY_LETTERS;
}

void html_walk_open(struct walk *walk, const xmlNode *node, enum block_type type, unsigned level, const char *marker)
{
    const struct frame *frame = html_walk_top(walk);
    const xmlNode *element = node->type == XML_ELEMENT_NODE ? node : node->parent;
    builder_nest(walk->builder, frame ? frame->quotes : 0, frame ? frame->items : 0, direction_of(element));
    builder_open(walk->builder, type, level, marker);
}

/* The first block of its list is one that was opened just now. */
static void begin_list(struct walk *walk, struct frame *list)
{
    if (list && !list->began) {
        builder_begins_list(walk->builder);
        list->began = true;
    }
}

/* Writes the item's number as it stands before it; NULL where it has a bullet or nothing. */
static const char *number_of(const struct frame *item, const struct frame *list, char marker[HTML_MARKER_SIZE])
{
    if (!list || list->value != HTML_LIST_NUMBERS || item->role != HTML_ITEM)
        return NULL;
    html_marker_write(list->style, item->number, marker);
    return marker;
}

/* The first block of an item has its marker; further ones, and definitions, have blanks as wide. */
static void open_item(struct walk *walk, struct frame *frame, const xmlNode *node)
{
    char marker[HTML_MARKER_SIZE] = " ";
    struct frame *list = html_walk_find(walk, HTML_LIST);
    bool continues = frame->began || frame->role == HTML_DEFINITION;
    const char *number = number_of(frame, list, marker);
    if (continues)
        memset(marker, ' ', strlen(marker));
    html_walk_open(walk, node, BLOCK_ITEM, frame->items, continues ? marker : number);
    frame->began = true;
    begin_list(walk, list);
}

/* A heading with which an item begins has its number, and stands in for its bullet. */
static void open_heading(struct walk *walk, const struct frame *heading, const xmlNode *node)
{
    char marker[HTML_MARKER_SIZE];
    struct frame *item = html_walk_find(walk, HTML_ITEM), *list = html_walk_find(walk, HTML_LIST);
    bool begins = item && (!list || item > list) && !item->began;
    html_walk_open(walk, node, BLOCK_HEADING, heading->value, begins ? number_of(item, list, marker) : NULL);
    if (!begins)
        return;
    item->began = true;
    begin_list(walk, list);
}

/* A term of a list of definitions, and other text that stands in a list but in no item. */
static void open_in_list(struct walk *walk, struct frame *list, const xmlNode *node)
{
    html_walk_open(walk, node, BLOCK_PARAGRAPH, 0, NULL);
    for (const xmlNode *at = node; at && at != list->node; at = at->parent)
        if (html_tree_is(at, "dt")) {
            builder_term(walk->builder);
            list->began = true;
        }
}

static void open_source(struct walk *walk, const xmlNode *node, const char *text)
{
    static const char *const dashes[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95"};
    html_walk_open(walk, node, BLOCK_PARAGRAPH, 0, NULL);
    builder_source(walk->builder);
    text += strspn(text, " \t\n\r");
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
            return;
    builder_text(walk->builder, "\xe2\x80\x94 ", strlen("\xe2\x80\x94 "));
}

/* Opens the block that the text, the first in it, belongs in: the innermost frame decides. */
static void open_block(struct walk *walk, const xmlNode *node, const char *text)
{
    struct frame *frame = html_walk_top(walk);
    switch (frame ? frame->role : HTML_BLOCK) {
    case HTML_HEADING:
        open_heading(walk, frame, node);
        break;
    case HTML_ITEM:
    case HTML_DEFINITION:
        open_item(walk, frame, node);
        break;
    case HTML_LIST:
        open_in_list(walk, frame, node);
        break;
    case HTML_QUOTE:
        html_walk_open(walk, node, BLOCK_QUOTE, frame->quotes, NULL);
        break;
    case HTML_SOURCE:
        open_source(walk, node, text);
        break;
    case HTML_CODE:
        html_walk_open(walk, node, BLOCK_CODE, 0, NULL);
        break;
    case HTML_CAPTION:
    case HTML_FIGURE:
        html_walk_open(walk, node, BLOCK_FIGURE, 0, NULL);
        break;
    default:
        html_walk_open(walk, node, BLOCK_PARAGRAPH, 0, NULL);
        break;
    }
}

void html_walk_begin(struct walk *walk, const xmlNode *node, const char *text)
{
    if (!walk->builder->is_open)
        open_block(walk, node, text);
    if (walk->table.is_open)
        html_table_text(&walk->table, walk->builder);
    walk->after_break = false;
}

void html_walk_text(struct walk *walk, const xmlNode *node, const char *text)
{
    if (!walk->codes && html_walk_is_blank(text)) {
        builder_blank(walk->builder);
        return;
    }
    html_walk_begin(walk, node, text);
    builder_text(walk->builder, text, strlen(text));
}

/* Line breaks in a row are how old pages separate paragraphs. */
static void add_break(struct walk *walk)
{
    if (walk->codes)
        builder_newline(walk->builder);
    else if (walk->after_break)
        html_walk_separate(walk);
    else
        builder_break(walk->builder);
    walk->after_break = !walk->codes;
}

/* --- entering and leaving ----------------------------------------------------------------------------------------- */

/* True for the footer of a block quotation, which tells whose it is: the page's own are no part of the article. */
static bool is_source_footer(struct walk *walk, const xmlNode *node)
{
    return html_tree_is(node, "footer") && html_walk_find(walk, HTML_QUOTE);
}

/* True when the node's text says the same as `title`, letter case and white space aside. */
static bool says(xmlNode *node, const char *title)
{
    struct buffer clean = buffer_create(BUILDER_LINE_MAX * 4);
    xmlChar *content = xmlNodeGetContent(node);
    bool same = content && clean_text((const char *)content, strlen((const char *)content), CLEAN_LINE, &clean) &&
                strcasecmp(buffer_string(&clean), title) == 0;
    xmlFree(content);
    buffer_release(&clean);
    return same;
}

static bool is_left_out(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    if (element->role == HTML_SKIPPED || html_hidden_is(node))
        return true;
    if (element->role == HTML_FURNITURE)
        return element->value <= (unsigned)walk->reading->furniture && !is_source_footer(walk, node);
    if (element->role != HTML_HEADING || walk->title_was_found || !walk->reading->title ||
        !says(node, walk->reading->title))
        return false;
    walk->title_was_found = true;
    return true;
}

/* A list that counts down does so to 1, unless it says where it begins. */
static int count_items(const xmlNode *list)
{
    int count = 0;
    for (const xmlNode *node = list->children; node && count < ITEMS_COUNTED_MAX; node = node->next)
        count += html_tree_is(node, "li");
    return count;
}

static void enter_list(struct walk *walk, const xmlNode *node, const struct html_element *element)
{
    bool reversed = html_tree_has(node, "reversed");
    struct frame *frame = push_frame(walk, node, HTML_LIST, element->value);
    frame->lists++;
    frame->style = html_marker_style(html_tree_attribute(node, "type"));
    frame->number = html_marker_number(html_tree_attribute(node, "start"), reversed ? count_items(node) : 1);
    frame->step = reversed ? -1 : 1;
}

static void enter_item(struct walk *walk, const xmlNode *node, enum html_role role)
{
    struct frame *list = html_walk_find(walk, HTML_LIST);
    int number = html_marker_number(html_tree_attribute(node, "value"), list ? list->number : 1);
    if (list)
        list->number = number + list->step;
    struct frame *frame = push_frame(walk, node, role, 0);
    frame->number = number;
    frame->items = frame->lists ? frame->lists : 1;
}

static void enter_table(struct walk *walk, xmlNode *node)
{
    if (!html_table_holds_data(node))
        return;
    html_walk_open(walk, node, BLOCK_TABLE, 0, NULL);
    push_frame(walk, node, HTML_TABLE, 0);
    html_table_begin(&walk->table);
}

/* In a table of data what stands apart only separates words. */
static void enter_within_table(struct walk *walk, const xmlNode *node, enum html_role role)
{
    if (role == HTML_ROW)
        html_table_row(&walk->table, walk->builder);
    else if (role == HTML_TABLE_CAPTION)
        html_table_caption(&walk->table, walk->builder);
    else if (role == HTML_CELL)
        html_table_cell(&walk->table, walk->builder, node);
}

static void enter_figure(struct walk *walk, xmlNode *node)
{
    push_frame(walk, node, HTML_FIGURE, 0)->figure = html_figure_look(node);
}

/* A quotation has its source in its caption. */
static void enter_caption(struct walk *walk, xmlNode *node)
{
    const struct frame *figure = html_walk_find(walk, HTML_FIGURE);
    bool of_quotation = figure && figure->figure.is_quotation;
    struct frame *frame = push_frame(walk, node, of_quotation ? HTML_SOURCE : HTML_CAPTION, 0);
    frame->quotes += of_quotation;
    if (of_quotation)
        return;
    if (figure && figure->figure.caption == node)
        html_figure_open(walk, node, &figure->figure);
    html_inline_open_caption(walk, node);
}

/* The elements that stand apart. */
static void enter_block(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    html_walk_separate(walk);
    if (walk->table.is_open) {
        enter_within_table(walk, node, element->role);
        return;
    }
    switch (element->role) {
    case HTML_LIST:
        enter_list(walk, node, element);
        break;
    case HTML_ITEM:
    case HTML_DEFINITION:
        enter_item(walk, node, element->role);
        break;
    case HTML_TABLE:
        enter_table(walk, node);
        break;
    case HTML_QUOTE:
        push_frame(walk, node, HTML_QUOTE, 0)->quotes++;
        break;
    case HTML_FURNITURE:
        if (is_source_footer(walk, node))
            push_frame(walk, node, HTML_SOURCE, 0);
        break;
    case HTML_FIGURE:
        enter_figure(walk, node);
        break;
    case HTML_CAPTION:
        enter_caption(walk, node);
        break;
    case HTML_TERM:
        html_inline_open(walk, node, EMPHASIS_STRONG);
        break;
    case HTML_HEADING:
        push_frame(walk, node, HTML_HEADING, element->value)->has_words = html_figure_has_words(node);
        break;
    case HTML_CODE:
        push_frame(walk, node, HTML_CODE, 0);
        walk->codes++;
        break;
    case HTML_RULE:
        builder_rule(walk->builder);
        break;
    default:
        break;
    }
}

/* True when behind the node nothing is said before the quotation ends. */
static bool ends_quotation(const xmlNode *node, const xmlNode *quotation)
{
    for (; node && node != quotation; node = node->parent)
        for (const xmlNode *next = node->next; next; next = next->next)
            if (next->type == XML_ELEMENT_NODE || !next->content || !html_walk_is_blank((const char *)next->content))
                return false;
    return true;
}

/* A <cite> at the end of a block quotation tells whose it is, on a line of its own or behind a sentence; elsewhere it
 * is a title that is spoken of. */
static bool is_source_cite(struct walk *walk, const xmlNode *node)
{
    const struct builder *builder = walk->builder;
    const struct frame *top = html_walk_top(walk);
    if (!html_tree_is(node, "cite") || !top || top->role != HTML_QUOTE || !ends_quotation(node, top->node))
        return false;
    if (builder_has_text(builder))
        return walk->after_break || builder_ends_sentence(builder);
    const struct block *blocks = builder->blocks.items;
    return builder->blocks.count && blocks[builder->blocks.count - 1].type == BLOCK_QUOTE;
}

/* True when what is in the element is to be read. */
static bool enter(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    if (is_left_out(walk, node, element))
        return false;
    html_inline_anchor(walk, node);
    if (is_source_cite(walk, node)) {
        html_walk_separate(walk);
        push_frame(walk, node, HTML_SOURCE, 0);
        return true;
    }
    switch (element->role) {
    case HTML_BREAK:
        add_break(walk);
        break;
    case HTML_IMAGE:
        html_figure_image(walk, node);
        break;
    case HTML_MEDIA:
        html_figure_media(walk, node);
        return false;
    default:
        if (html_element_is_inline(element->role))
            return html_inline_enter(walk, node, element);
        enter_block(walk, node, element);
        break;
    }
    return true;
}

static void leave(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    bool framed = walk->frame_count && html_walk_top(walk)->node == node;
    if (element->role == HTML_BREAK || element->role == HTML_IMAGE)
        return;
    if (html_element_is_inline(element->role) && !framed) {
        html_inline_leave(walk, node, element);
        return;
    }
    if (walk->table.is_open && element->role == HTML_CELL)
        html_table_end_cell(&walk->table, walk->builder);
    if (framed)
        pop_frame(walk);
    html_walk_separate(walk);
    html_inline_close(walk, node);
}

void html_blocks_read(struct builder *builder, xmlNode *root, const struct html_reading *reading)
{
    struct walk walk = {.builder = builder, .reading = reading};
    xmlNode *node = root;
    while (node) {
        const struct html_element *element =
            node->type == XML_ELEMENT_NODE ? html_element_find((const char *)node->name) : NULL;
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            html_walk_text(&walk, node, (const char *)node->content);
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
    builder_nest(builder, 0, 0, BUILDER_BY_LETTERS);
    builder_settle_jumps(builder);
}
