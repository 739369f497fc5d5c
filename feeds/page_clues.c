/* page clues: one walk over the tree; the table says which names count. */
#include "feeds/page_clues.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "feeds/html_elements.h"
#include "feeds/html_tree.h"
#include "feeds/page_byline.h"
#include "feeds/page_json_ld.h"
#include "feeds/page_shown.h"

enum { ITEM_LENGTH_MAX = 1000 }; /* an element with more text is no name and no date */

/* Ranks of the language of elements, which no row of the table can name. */
enum { RANK_LANGUAGE = 60, RANK_LANGUAGE_BODY = 43, RANK_LANGUAGE_ARTICLE = 42 };

/* Of an author whom the page has labelled as such for a card of its link. */
enum { RANK_LABELLED = 53 };

struct search {
    struct array *clues;
    struct arena *arena;
    struct page_json_ld data;
    struct page_calls calls;
    struct page_shown shown;
    char author_label; /* the number of the label that introduces an author, or NUL */
};

static const struct page_clue_row rows[] = {
#define CLUE(place, name, fact, rank) {PAGE_##place, name, PAGE_##fact, rank},
#include "feeds/page_clues.def"
#undef CLUE
};

const struct page_clue_row *page_clue_row_find(enum page_place place, const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].place == place && strcasecmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

void page_clue_add(struct array *clues, enum page_fact fact, unsigned rank, const char *text)
{
    if (!text || !text[strspn(text, " \t\r\n")] || (fact != PAGE_BODY && strlen(text) > PAGE_CLUE_LENGTH_MAX))
        return;
    struct page_clue *clue = array_push(clues);
    if (clue)
        *clue = (struct page_clue){.fact = fact, .rank = rank, .text = text};
}

/* One attribute may hold several names, separated by blanks. */
static void add_named(struct array *clues, enum page_place place, const char *names, const char *text)
{
    enum { NAME_MAX_LENGTH = 60 };
    for (const char *at = names ? names + strspn(names, " \t\n") : ""; *at; at += strspn(at, " \t\n")) {
        char name[NAME_MAX_LENGTH];
        size_t length = strcspn(at, " \t\n");
        if (length < sizeof name) {
            memcpy(name, at, length);
            name[length] = '\0';
            const struct page_clue_row *row = page_clue_row_find(place, name);
            if (row)
                page_clue_add(clues, row->fact, row->rank, text);
        }
        at += length;
    }
}

/* True when one of the names stands in the table. */
static bool has_row(enum page_place place, const char *names)
{
    return names && (page_clue_row_find(place, names) || strpbrk(names, " \t\n"));
}

/* "twitter:label1" says what "twitter:data1" is: "Written by", or how long it takes to read. */
static void read_labelled(struct search *search, const char *name, const char *content)
{
    static const char label[] = "twitter:label", data[] = "twitter:data";
    if (strncasecmp(name, label, strlen(label)) == 0 && page_byline_introduces(content))
        search->author_label = name[strlen(label)];
    else if (strncasecmp(name, data, strlen(data)) == 0 && search->author_label &&
             name[strlen(data)] == search->author_label)
        page_clue_add(search->clues, PAGE_BYLINE, RANK_LABELLED, content);
}

static void read_meta(struct search *search, const xmlNode *meta)
{
    static const char *const attributes[] = {"property", "name", "itemprop", "http-equiv"};
    const char *content = html_tree_attribute(meta, "content");
    for (size_t i = 0; content && i < sizeof attributes / sizeof *attributes; i++) {
        const char *name = html_tree_attribute(meta, attributes[i]);
        if (!name)
            continue;
        add_named(search->clues, PAGE_META, name, content);
        read_labelled(search, name, content);
        if (i == 2)
            add_named(search->clues, PAGE_ITEM, name, content);
    }
}

static bool parts_lines(const xmlNode *node)
{
    enum html_role role = html_element_find((const char *)node->name)->role;
    return role == HTML_BREAK || role == HTML_BLOCK || role == HTML_ITEM || role == HTML_CELL || role == HTML_HEADING;
}

const char *page_clue_short_text(struct arena *arena, xmlNode *node, size_t most)
{
    struct buffer text = buffer_create(most);
    for (xmlNode *at = node->children; at && !text.failed; at = html_tree_next(at, node)) {
        if (at->type == XML_TEXT_NODE)
            (void)buffer_append_string(&text, (const char *)at->content);
        else if (at->type == XML_ELEMENT_NODE)
            (void)buffer_append_string(&text, parts_lines(at) ? " | " : " ");
    }
    const char *value = text.failed || !text.length ? NULL : arena_copy(arena, buffer_string(&text), text.length);
    buffer_release(&text);
    return value;
}

/* What an element of microdata states: in an attribute, or in its text. */
static const char *item_value(struct arena *arena, xmlNode *node)
{
    static const char *const attributes[] = {"content", "datetime", "src", "data-src"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (html_tree_attribute(node, attributes[i]))
            return html_tree_attribute(node, attributes[i]);
    return page_clue_short_text(arena, node, ITEM_LENGTH_MAX);
}

/* An author may be an item of its own, with its name in it. */
static xmlNode *name_within(xmlNode *node)
{
    for (xmlNode *at = node->children; at; at = html_tree_next(at, node)) {
        const char *property = html_tree_attribute(at, "itemprop");
        if (property && strcasecmp(property, "name") == 0)
            return at;
    }
    return node;
}

static void read_language(struct search *search, xmlNode *node)
{
    static const struct {
        const char *element;
        unsigned rank;
    } places[] = {{"html", RANK_LANGUAGE}, {"body", RANK_LANGUAGE_BODY}, {"article", RANK_LANGUAGE_ARTICLE}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!html_tree_is(node, places[i].element))
            continue;
        const char *language = html_tree_attribute(node, "lang");
        page_clue_add(search->clues, PAGE_LANGUAGE, places[i].rank,
                      language ? language : html_tree_attribute(node, "xml:lang"));
    }
}

/* Microdata by "itemprop"; RDFa by "property", which may have the name of a vocabulary before it. */
static void read_properties(struct search *search, xmlNode *node)
{
    const char *item = html_tree_attribute(node, "itemprop"), *property = html_tree_attribute(node, "property");
    const char *colon = property ? strchr(property, ':') : NULL;
    if (has_row(PAGE_ITEM, item) && !page_shown_is_of_others(node))
        add_named(search->clues, PAGE_ITEM, item, item_value(search->arena, name_within(node)));
    if (has_row(PAGE_META, property) && !page_shown_is_of_others(node))
        add_named(search->clues, PAGE_META, property, item_value(search->arena, name_within(node)));
    else if (has_row(PAGE_ITEM, colon ? colon + 1 : property) && !page_shown_is_of_others(node))
        add_named(search->clues, PAGE_ITEM, colon ? colon + 1 : property, item_value(search->arena, name_within(node)));
}

static void read_declared(struct search *search, xmlNode *node)
{
    const char *relation = html_tree_attribute(node, "rel");
    read_properties(search, node);
    if (relation && html_tree_is(node, "link"))
        add_named(search->clues, PAGE_LINK, relation, html_tree_attribute(node, "href"));
    else if (has_row(PAGE_RELATION, relation) && !page_shown_is_of_others(node))
        add_named(search->clues, PAGE_RELATION, relation, item_value(search->arena, node));
    read_language(search, node);
}

static void read_element(struct search *search, xmlNode *node)
{
    if (html_tree_is(node, "meta")) {
        read_meta(search, node);
        return;
    }
    if (html_tree_is(node, "title") && !search->calls.title)
        search->calls.title = page_clue_short_text(search->arena, node, ITEM_LENGTH_MAX);
    if (!search->calls.heading)
        search->shown.title = search->calls.title;
    if (node->properties)
        read_declared(search, node);
    page_shown_element(&search->shown, node);
}

static xmlNode *find_heading(xmlNode *root)
{
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (html_tree_is(node, "h1"))
            return node;
    return NULL;
}

void page_clues_find(struct array *clues, xmlNode *root, struct arena *arena)
{
    struct search search = {
        .clues = clues, .arena = arena, .data = page_json_ld_create(), .shown = {.clues = clues, .arena = arena}};
    xmlNode *heading = find_heading(root);
    search.calls.heading = heading ? page_clue_short_text(arena, heading, ITEM_LENGTH_MAX) : NULL;
    read_declared(&search, root);
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root)) {
        if (node->type == XML_TEXT_NODE)
            page_shown_line(&search.shown, node);
        else if (html_tree_is(node, "script"))
            page_json_ld_read(&search.data, node);
        else if (node->type == XML_ELEMENT_NODE)
            read_element(&search, node);
    }
    page_json_ld_take(&search.data, &search.calls, clues, arena);
    page_json_ld_release(&search.data);
}
