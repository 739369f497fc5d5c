/* page clues: one walk over the tree; the table says which names count. */
#include "feeds/page_clues.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "feeds/extract_signs.h"
#include "feeds/html_elements.h"
#include "feeds/html_tree.h"
#include "feeds/page_byline.h"
#include "feeds/page_json_ld.h"

enum {
    ITEM_LENGTH_MAX = 1000, /* an element with more text is no name and no date */
    LINE_LENGTH_MAX = 160,  /* one that is only called so has to be shorter still */
    LINES_AFTER_HEADLINE = 30,
    LEVELS = 6 /* of elements around a clue that are looked at */
};

/* Ranks of what nobody declared: below all rows of the table of its kind. */
enum {
    RANK_LANGUAGE = 60,
    RANK_TIME_OF_PUBLICATION = 53,
    RANK_TIME = 40,
    RANK_CALLED_BYLINE = 36,
    RANK_CALLED_DATE = 30,
    RANK_WRITTEN = 24 /* "By …", a date below the headline */
};

struct search {
    struct array *clues;
    struct arena *arena;
    size_t lines; /* of text since the headline; none before it */
    bool in_page; /* the headline was seen */
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

static void read_meta(struct array *clues, const xmlNode *meta)
{
    static const char *const attributes[] = {"property", "name", "itemprop", "http-equiv"};
    const char *content = html_tree_attribute(meta, "content");
    for (size_t i = 0; content && i < sizeof attributes / sizeof *attributes; i++) {
        const char *name = html_tree_attribute(meta, attributes[i]);
        if (!name)
            continue;
        add_named(clues, PAGE_META, name, content);
        if (i == 2)
            add_named(clues, PAGE_ITEM, name, content);
    }
}

static bool parts_lines(const xmlNode *node)
{
    enum html_role role = html_element_find((const char *)node->name)->role;
    return role == HTML_BREAK || role == HTML_BLOCK || role == HTML_ITEM || role == HTML_CELL || role == HTML_HEADING;
}

/* The text of an element of at most `most` bytes, with a bar where a line ends; NULL when it has none or more. */
static const char *short_text(struct arena *arena, xmlNode *node, size_t most)
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
    static const char *const attributes[] = {"content", "datetime"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (html_tree_attribute(node, attributes[i]))
            return html_tree_attribute(node, attributes[i]);
    return short_text(arena, node, ITEM_LENGTH_MAX);
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

/* True when an element around the node, or itself, has one of the signs. */
static bool has_sign_around(const xmlNode *node, unsigned wanted)
{
    unsigned signs = 0;
    for (size_t i = 0; i < LEVELS && node && node->type == XML_ELEMENT_NODE; i++, node = node->parent)
        signs |= extract_signs_of(node);
    return signs & wanted;
}

/* What is declared of an author may be that of a comment or of a teaser of another article. */
static bool is_of_others(const xmlNode *node)
{
    return has_sign_around(node, SIGN_COMMENT | SIGN_RELATED);
}

/* What only looks like a date or a byline may also be that of what stands beside the article. */
static bool may_be_of_others(const xmlNode *node)
{
    return has_sign_around(node, SIGN_COMMENT | SIGN_RELATED | SIGN_ASIDE);
}

/* --- what stands in the page -------------------------------------------------------------------------------------- */

static void read_declared(struct search *search, xmlNode *node)
{
    const char *property = html_tree_attribute(node, "itemprop"), *relation = html_tree_attribute(node, "rel");
    if (property && page_clue_row_find(PAGE_ITEM, property) && !is_of_others(node))
        add_named(search->clues, PAGE_ITEM, property, item_value(search->arena, name_within(node)));
    if (relation && html_tree_is(node, "link"))
        add_named(search->clues, PAGE_LINK, relation, html_tree_attribute(node, "href"));
    else if (relation && page_clue_row_find(PAGE_RELATION, relation) && !is_of_others(node))
        add_named(search->clues, PAGE_RELATION, relation, item_value(search->arena, node));
    if (html_tree_is(node, "html"))
        page_clue_add(search->clues, PAGE_LANGUAGE, RANK_LANGUAGE, html_tree_attribute(node, "lang"));
}

static bool has_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0)
            return true;
    return false;
}

static void read_time(struct search *search, xmlNode *node)
{
    const char *moment = html_tree_attribute(node, "datetime");
    if (may_be_of_others(node))
        return;
    if (!moment)
        moment = short_text(search->arena, node, LINE_LENGTH_MAX);
    unsigned rank = has_attribute(node, "pubdate") ? RANK_TIME_OF_PUBLICATION : RANK_TIME;
    page_clue_add(search->clues, PAGE_PUBLISHED, rank - !search->in_page, moment);
}

/* Elements that are called "byline" or "date". */
static void read_called(struct search *search, xmlNode *node)
{
    const char *class = html_tree_attribute(node, "class"), *id = html_tree_attribute(node, "id");
    if (!class && !id)
        return;
    bool is_byline = (class && page_byline_is_called(class)) || (id && page_byline_is_called(id));
    if ((!is_byline && !(extract_signs_of(node) & (SIGN_AUTHOR | SIGN_META))) || may_be_of_others(node))
        return;
    const char *text = short_text(search->arena, node, LINE_LENGTH_MAX);
    if (is_byline)
        page_clue_add(search->clues, PAGE_BYLINE, RANK_CALLED_BYLINE - !search->in_page, text);
    page_clue_add(search->clues, PAGE_PUBLISHED, RANK_CALLED_DATE - !search->in_page, text);
}

static void read_element(struct search *search, xmlNode *node)
{
    if (html_tree_is(node, "meta")) {
        read_meta(search->clues, node);
        return;
    }
    if (html_tree_is(node, "h1"))
        search->in_page = true;
    if (!node->properties && !html_tree_is(node, "time"))
        return;
    read_declared(search, node);
    if (html_tree_is(node, "time"))
        read_time(search, node);
    else
        read_called(search, node);
}

/* Lines that begin with a word like "By", and those soon after the headline that may be a date. */
static void read_line(struct search *search, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    text += strspn(text, " \t\r\n");
    size_t length = strnlen(text, LINE_LENGTH_MAX + 1);
    if (!length || !node->parent || html_tree_is(node->parent, "script") || html_tree_is(node->parent, "style"))
        return;
    search->lines += search->in_page;
    if (length > LINE_LENGTH_MAX || search->lines > LINES_AFTER_HEADLINE)
        return;
    if (page_byline_begins(text) && !may_be_of_others(node->parent))
        page_clue_add(search->clues, PAGE_BYLINE, RANK_WRITTEN,
                      short_text(search->arena, node->parent, LINE_LENGTH_MAX));
    if (search->in_page && strpbrk(text, "0123456789"))
        page_clue_add(search->clues, PAGE_PUBLISHED, RANK_WRITTEN, text);
}

void page_clues_find(struct array *clues, xmlNode *root, struct arena *arena)
{
    struct search search = {.clues = clues, .arena = arena};
    read_declared(&search, root);
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root)) {
        if (node->type == XML_TEXT_NODE)
            read_line(&search, node);
        else if (html_tree_is(node, "script"))
            page_json_ld_read(clues, node, arena);
        else if (node->type == XML_ELEMENT_NODE)
            read_element(&search, node);
    }
}
