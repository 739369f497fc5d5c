/* html inline: spans are noted on their nodes, so that leaving knows whether one was opened. */
#include "feeds/html_inline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/builder.h"
#include "feeds/html_walk.h"
#include "feeds/url.h"

/* Quotation marks by depth, outermost double. */
static const char *const opening_marks[] = {"\xe2\x80\x9c", "\xe2\x80\x98"};
static const char *const closing_marks[] = {"\xe2\x80\x9d", "\xe2\x80\x99"};

/* --- spans -------------------------------------------------------------------------------------------------------- */

void html_inline_open(struct walk *walk, xmlNode *node, enum emphasis_type type)
{
    html_table_span(&walk->table, walk->builder);
    builder_open_emphasis(walk->builder, type);
    node->_private = node;
}

void html_inline_open_caption(struct walk *walk, xmlNode *node)
{
    builder_open_caption(walk->builder);
    node->_private = node;
}

void html_inline_close(struct walk *walk, xmlNode *node)
{
    if (!node->_private)
        return;
    html_table_span(&walk->table, walk->builder);
    builder_close_span(walk->builder);
    node->_private = NULL;
}

/* --- links -------------------------------------------------------------------------------------------------------- */

void html_inline_anchor(struct walk *walk, const xmlNode *node)
{
    const char *name = html_tree_attribute(node, "id");
    if (!name && html_tree_is(node, "a"))
        name = html_tree_attribute(node, "name");
    if (name)
        builder_anchor(walk->builder, name);
}

/* The name of the place in this page that a link leads to: what stands before its `#` is nothing, or the page's own
 * address. NULL when it leads elsewhere. */
static const char *place_in_page(const struct walk *walk, const char *reference, const char *url)
{
    const char *mark = strchr(reference, '#'), *base = walk->reading->base;
    if (!mark || !mark[1])
        return NULL;
    size_t length = url ? strcspn(url, "#") : 0;
    bool same = url ? base && strcspn(base, "#") == length && strncmp(url, base, length) == 0
                    : strspn(reference, " \t\n\r") == (size_t)(mark - reference);
    return same ? mark + 1 : NULL;
}

static void open_link(struct walk *walk, xmlNode *node)
{
    const char *reference = html_tree_attribute(node, "href");
    char *url = url_resolve(reference, walk->reading->base);
    const char *place = reference ? place_in_page(walk, reference, url) : NULL;
    if (url || place) {
        html_table_span(&walk->table, walk->builder);
        builder_open_jump(walk->builder, place, url);
        node->_private = node;
    }
    free(url);
}

/* Headings of many pages end with a link to themselves, which browsers show to who points at it. */
static bool is_own_place(struct walk *walk, const xmlNode *node)
{
    static const char *const signs[] = {"#", "\xc2\xb6", "\xc2\xa7", "\xf0\x9f\x94\x97"}; /* pilcrow, section, chain */
    const struct frame *top = html_walk_top(walk);
    const char *reference = html_tree_attribute(node, "href");
    if (!reference || *reference != '#' || !top || top->role != HTML_HEADING)
        return false;
    xmlChar *text = xmlNodeGetContent(node);
    bool found = false;
    for (size_t i = 0; text && i < sizeof signs / sizeof *signs; i++)
        found = found || strcmp((const char *)text, signs[i]) == 0;
    xmlFree(text);
    return found;
}

/* --- what explains a word ----------------------------------------------------------------------------------------- */

/* True when the letters of the abbreviation stand in the title, in their order: "WHO", "World Health Organization".
 * Other titles are dates, remarks, sounds. */
static bool spells_out(const char *title, const char *abbreviation)
{
    const char *at = title;
    size_t letters = 0;
    for (const char *letter = abbreviation; *letter; letter++) {
        if (!isalpha((unsigned char)*letter))
            continue;
        while (*at && tolower((unsigned char)*at) != tolower((unsigned char)*letter))
            at++;
        if (!*at++)
            return false;
        letters++;
    }
    return letters >= 2 && strlen(title) > strlen(abbreviation) + 2;
}

static bool was_explained(struct walk *walk, const char *abbreviation)
{
    for (size_t i = 0; i < walk->abbreviation_count; i++)
        if (strcmp(walk->abbreviations[i], abbreviation) == 0)
            return true;
    return false;
}

/* Behind its first mention an abbreviation is spelt out, unless the page goes on to do so. */
static void explain(struct walk *walk, const xmlNode *node)
{
    const char *title = html_tree_attribute(node, "title");
    const xmlNode *text = node->children, *next = node->next;
    bool is_word = text && text->type == XML_TEXT_NODE && !text->next;
    if (!title || !is_word || walk->codes || walk->abbreviation_count == HTML_ABBREVIATIONS_MAX)
        return;
    const char *abbreviation = (const char *)text->content;
    if (!spells_out(title, abbreviation) || was_explained(walk, abbreviation))
        return;
    walk->abbreviations[walk->abbreviation_count++] = abbreviation;
    if (next && next->type == XML_TEXT_NODE && strncmp((const char *)next->content, " (", 2) == 0)
        return;
    html_walk_text(walk, node, " (");
    html_walk_text(walk, node, title);
    html_walk_text(walk, node, ")");
}

/* What TeX writes around a formula that stands in a line. */
static const char display_style[] = "{\\displaystyle ";

/* A formula's own words for itself are TeX or plain text; its parts without their places would mislead. */
static bool read_formula(struct walk *walk, const xmlNode *node)
{
    const char *words = html_tree_attribute(node, "alttext");
    if (!words)
        return true;
    size_t skipped = strncmp(words, display_style, strlen(display_style)) == 0 ? strlen(display_style) : 0;
    size_t length = strlen(words) - skipped;
    html_walk_text(walk, node, " ");
    if (!html_walk_is_blank(words)) {
        html_walk_begin(walk, node, words);
        builder_text(walk->builder, words + skipped,
                     skipped && words[skipped + length - 1] == '}' ? length - 1 : length);
    }
    return false;
}

/* --- entering and leaving ----------------------------------------------------------------------------------------- */

bool html_inline_enter(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    switch (element->role) {
    case HTML_LINK:
        if (is_own_place(walk, node))
            return false;
        open_link(walk, node);
        break;
    case HTML_EMPHASIS:
        if (!walk->codes)
            html_inline_open(walk, node, (enum emphasis_type)element->value);
        break;
    case HTML_QUOTATION:
        html_walk_text(walk, node, opening_marks[walk->quotations++ % 2]);
        break;
    case HTML_READING:
        html_walk_text(walk, node, "(");
        break;
    case HTML_FORMULA:
        return read_formula(walk, node);
    default:
        break;
    }
    return true;
}

void html_inline_leave(struct walk *walk, xmlNode *node, const struct html_element *element)
{
    switch (element->role) {
    case HTML_QUOTATION:
        html_walk_text(walk, node, closing_marks[--walk->quotations % 2]);
        break;
    case HTML_READING:
        html_walk_text(walk, node, ")");
        break;
    case HTML_ABBREVIATION:
        explain(walk, node);
        break;
    default:
        break;
    }
    html_inline_close(walk, node);
}
