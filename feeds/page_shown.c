/* page shown: what is called a byline or a date counts for more than a line that only looks like one, and what stands
 * with the headline for more than what stands before it. */
#include "feeds/page_shown.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "feeds/extract_signs.h"
#include "feeds/html_tree.h"
#include "feeds/page_byline.h"
#include "feeds/page_clues.h"
#include "feeds/page_date.h"
#include "feeds/page_site.h"

enum {
    LINE_LENGTH_MAX = 160, /* of what is called so or looks so */
    LABEL_LENGTH_MAX = 60, /* of words before a date */
    LINES_AFTER_HEADLINE = 30,
    LEVELS = 6 /* of elements around a clue that are looked at */
};

/* Ranks of what nobody declared: below all rows of page_clues.def that state the same. */
enum {
    RANK_TIME_OF_PUBLICATION = 53,
    RANK_TIME = 40,
    RANK_CALLED_BYLINE = 36,
    RANK_MARKED_DATE = 34, /* a moment for machines in an element that is called a date */
    RANK_CALLED_DATE = 30,
    RANK_WRITTEN = 24, /* "By …", a date below the headline */
    RANK_UPDATED = 20
};

/* --- whose it is -------------------------------------------------------------------------------------------------- */

static bool holds(const xmlNode *node, const xmlNode *inner)
{
    while (inner && inner != node)
        inner = inner->parent;
    return inner;
}

/* The signs of the element and of those around it, as far as the headline, which may be NULL, stands not in them,
 * too. */
static unsigned signs_around(const xmlNode *node, const xmlNode *headline)
{
    unsigned signs = 0;
    for (size_t i = 0; i < LEVELS && node && node->type == XML_ELEMENT_NODE; i++, node = node->parent) {
        if (headline && holds(node, headline))
            break;
        signs |= extract_signs_of(node);
    }
    return signs;
}

bool page_shown_is_of_others(const xmlNode *node)
{
    return signs_around(node, NULL) & (SIGN_COMMENT | SIGN_RELATED);
}

static const xmlNode *article_around(const xmlNode *node)
{
    while (node && !html_tree_is(node, "article"))
        node = node->parent;
    return node;
}

/* True in an article that the headline does not stand in, though it stands in one. */
static bool is_in_other_article(const struct page_shown *shown, const xmlNode *node)
{
    const xmlNode *article = shown->headline ? article_around(node) : NULL;
    return article && article_around(shown->headline) && !holds(article, shown->headline);
}

static bool is_called(const xmlNode *node, const char *letters)
{
    static const char *const attributes[] = {"class", "id", "itemprop"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const xmlChar *name = (const xmlChar *)html_tree_attribute(node, attributes[i]);
        if (name && xmlStrcasestr(name, (const xmlChar *)letters))
            return true;
    }
    return false;
}

/* What stands around all articles: before the headline whatever is called so, behind it the foot of the page. */
static bool is_in_frame(const struct page_shown *shown, const xmlNode *node, unsigned signs)
{
    if (!(signs & SIGN_FRAME) || signs & (SIGN_ARTICLE | SIGN_BODY | SIGN_MAIN | SIGN_AUTHOR))
        return false;
    for (size_t i = 0; shown->headline && i < LEVELS && node; i++, node = node->parent)
        if (html_tree_is(node, "footer") || is_called(node, "foot") || is_called(node, "copyright"))
            return true;
    return !shown->headline;
}

/* What only looks like a date or a byline may be that of a comment, a teaser, or of what stands around the article:
 * today's date at the top, that of the page at the bottom. */
static bool may_be_of_others(const struct page_shown *shown, const xmlNode *node)
{
    unsigned signs = signs_around(node, shown->headline);
    return signs & (SIGN_COMMENT | SIGN_RELATED | SIGN_ASIDE) || is_in_frame(shown, node, signs) ||
           is_in_other_article(shown, node);
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

/* "class='updated'", and not "published updated" as where both are one. */
static bool is_called_update(const xmlNode *node)
{
    return (is_called(node, "update") || is_called(node, "modif")) && !is_called(node, "publi") &&
           !is_called(node, "posted");
}

static bool is_blank(const xmlNode *node)
{
    return node->type == XML_COMMENT_NODE ||
           (node->type == XML_TEXT_NODE && !node->content[strspn((const char *)node->content, " \t\r\n")]);
}

/* The words right before an element say that it is an update. */
static bool is_labelled_update(struct page_shown *shown, xmlNode *node)
{
    enum { PARENTS = 2 };
    xmlNode *before = NULL;
    for (size_t i = 0; i < PARENTS && node && !before; i++, node = node->parent)
        for (before = node->prev; before && is_blank(before);)
            before = before->prev;
    if (!before)
        return false;
    const char *label = before->type == XML_TEXT_NODE ? (const char *)before->content
                                                      : page_clue_short_text(shown->arena, before, LABEL_LENGTH_MAX);
    return label && strlen(label) <= LABEL_LENGTH_MAX && page_date_says_update(label);
}

static void add_moment(struct page_shown *shown, xmlNode *node, unsigned rank, const char *text)
{
    bool is_update = is_called_update(node) || is_labelled_update(shown, node);
    page_clue_add(shown->clues, is_update ? PAGE_MODIFIED : PAGE_PUBLISHED,
                  (is_update ? RANK_UPDATED : rank) - !shown->headline, text);
}

static void read_time(struct page_shown *shown, xmlNode *node)
{
    const char *moment = html_tree_attribute(node, "datetime");
    int64_t seconds;
    if (may_be_of_others(shown, node))
        return;
    if (!moment || !page_date_find(moment, PAGE_DATE_ORDER_UNKNOWN, &seconds))
        moment = page_clue_short_text(shown->arena, node, LINE_LENGTH_MAX);
    add_moment(shown, node, html_tree_has(node, "pubdate") ? RANK_TIME_OF_PUBLICATION : RANK_TIME, moment);
}

/* The moment for machines beside words such as "yesterday"; NULL when there is none. */
static const char *marked_moment(const xmlNode *node)
{
    static const char *const attributes[] = {"datetime",       "data-datetime", "data-date",    "data-time",
                                             "data-timestamp", "data-utime",    "data-pubdate", "data-published",
                                             "content",        "title"};
    int64_t seconds;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const char *value = html_tree_attribute(node, attributes[i]);
        if (value && (page_date_is_number(value, &seconds) || page_date_find(value, PAGE_DATE_DAY_FIRST, &seconds)))
            return value;
    }
    return NULL;
}

/* The same in what an element called so holds: "<span class='published'><span title='…'>". */
static void read_marked(struct page_shown *shown, xmlNode *node)
{
    const char *moment = marked_moment(node);
    for (xmlNode *child = node->children; child && !moment; child = child->next)
        moment = child->type == XML_ELEMENT_NODE && !html_tree_is(child, "time") ? marked_moment(child) : NULL;
    if (moment)
        add_moment(shown, node, RANK_MARKED_DATE, moment);
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

/* Elements that are called "byline" or "date". */
static void read_called(struct page_shown *shown, xmlNode *node)
{
    const char *class = html_tree_attribute(node, "class"), *id = html_tree_attribute(node, "id");
    if (!class && !id)
        return;
    bool is_byline = (class && page_byline_is_called(class)) || (id && page_byline_is_called(id));
    if ((!is_byline && !(extract_signs_of(node) & (SIGN_AUTHOR | SIGN_META))) || may_be_of_others(shown, node))
        return;
    const char *text = page_clue_short_text(shown->arena, node, LINE_LENGTH_MAX);
    if (is_byline)
        page_clue_add(shown->clues, PAGE_BYLINE, RANK_CALLED_BYLINE - !shown->headline, text);
    read_marked(shown, node);
    add_moment(shown, node, RANK_CALLED_DATE, text);
}

void page_shown_element(struct page_shown *shown, xmlNode *node)
{
    if (html_tree_is(node, "h1") && !shown->headline)
        shown->headline = node;
    if (html_tree_is(node, "time") || html_tree_attribute(node, "datetime"))
        read_time(shown, node);
    else if (node->properties)
        read_called(shown, node);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* "March 12th, 2009 by Ana Ruiz". */
static bool is_dated_byline(const char *line)
{
    int64_t moment;
    const char *by = strstr(line, " by ");
    return by && isupper((unsigned char)by[strlen(" by ")]) &&
           page_date_find(line, PAGE_DATE_ORDER_UNKNOWN, &moment) != PAGE_DATE_NONE;
}

/* The line with what stands beside it in its element, from its first word on: "By" and links to the authors. */
static const char *line_from(struct page_shown *shown, const xmlNode *node, const char *text)
{
    enum { WORD_LENGTH_MAX = 24 };
    char word[WORD_LENGTH_MAX];
    size_t length = strcspn(text, " \t\r\n");
    const char *all = page_clue_short_text(shown->arena, node->parent, LINE_LENGTH_MAX);
    if (!all || length >= sizeof word)
        return text;
    memcpy(word, text, length);
    word[length] = '\0';
    const char *from = strstr(all, word);
    return from ? from : text;
}

/* Old pages have no headings: a line that <title> has in it is the headline, too. */
static bool is_headline(const struct page_shown *shown, const xmlNode *node, const char *line)
{
    enum { HEADLINE_LENGTH_LEAST = 16 };
    return shown->title && strlen(line) >= HEADLINE_LENGTH_LEAST && !html_tree_is(node->parent, "title") &&
           page_holds_name(shown->title, line);
}

void page_shown_line(struct page_shown *shown, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    text += strspn(text, " \t\r\n");
    size_t length = strnlen(text, LINE_LENGTH_MAX + 1);
    if (!length || !node->parent || html_tree_is(node->parent, "script") || html_tree_is(node->parent, "style"))
        return;
    if (!shown->headline && is_headline(shown, node, text))
        shown->headline = node->parent;
    shown->lines += shown->headline != NULL;
    if (length > LINE_LENGTH_MAX || shown->lines > LINES_AFTER_HEADLINE)
        return;
    bool is_byline = page_byline_begins(text) || (shown->headline && is_dated_byline(text));
    bool is_date = shown->headline && page_date_is_most_of(text, PAGE_DATE_DAY_FIRST);
    if ((!is_byline && !is_date) || may_be_of_others(shown, node->parent))
        return;
    if (is_byline)
        page_clue_add(shown->clues, PAGE_BYLINE, RANK_WRITTEN, line_from(shown, node, text));
    if (is_date)
        page_clue_add(shown->clues, PAGE_PUBLISHED, RANK_WRITTEN, text);
}
