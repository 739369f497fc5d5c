/* html: what a page says about itself, and which part of it is the article. */
#include "feeds/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "feeds/builder.h"
#include "feeds/date.h"
#include "feeds/html_blocks.h"
#include "feeds/html_tree.h"
#include "feeds/url.h"

/* What a page may state in its head. */
enum fact { FACT_TITLE, FACT_BYLINE, FACT_SITE, FACT_PUBLISHED, FACT_URL, FACT_COUNT };

/* Names by which a <meta> states it, in `property`, `name` or `itemprop` (Open Graph, Dublin Core, schema.org and what
 * newspapers made up); of several that a page has, the one with the higher rank counts, or else the first. */
static const struct {
    const char *name;
    enum fact fact;
    unsigned rank;
} meta_names[] = {
    {"og:title", FACT_TITLE, 2},
    {"twitter:title", FACT_TITLE, 1},
    {"author", FACT_BYLINE, 3},
    {"article:author", FACT_BYLINE, 2},
    {"dc.creator", FACT_BYLINE, 2},
    {"parsely-author", FACT_BYLINE, 2},
    {"byl", FACT_BYLINE, 1},
    {"og:site_name", FACT_SITE, 2},
    {"application-name", FACT_SITE, 1},
    {"article:published_time", FACT_PUBLISHED, 3},
    {"datepublished", FACT_PUBLISHED, 3},
    {"dc.date", FACT_PUBLISHED, 2},
    {"pubdate", FACT_PUBLISHED, 2},
    {"date", FACT_PUBLISHED, 1},
    {"og:url", FACT_URL, 1},
};

struct page {
    const char *facts[FACT_COUNT]; /* as they stand in the page; owned by the tree */
    unsigned ranks[FACT_COUNT];
    const char *language, *base, *canonical, *time;
    xmlNode *title, *body;
    xmlNode *article, *main; /* the only one of its kind; NULL when there are none or several */
    size_t articles, mains;
};

static bool says_something(xmlNode *root)
{
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (node->type == XML_TEXT_NODE && node->content[strspn((const char *)node->content, " \t\r\n")])
            return true;
    return false;
}

static void read_meta(struct page *page, const xmlNode *meta)
{
    static const char *const attributes[] = {"property", "name", "itemprop"};
    const char *content = html_tree_attribute(meta, "content");
    for (size_t i = 0; content && i < sizeof attributes / sizeof *attributes; i++) {
        const char *name = html_tree_attribute(meta, attributes[i]);
        for (size_t j = 0; name && j < sizeof meta_names / sizeof *meta_names; j++) {
            enum fact fact = meta_names[j].fact;
            if (strcasecmp(name, meta_names[j].name) != 0 || meta_names[j].rank <= page->ranks[fact])
                continue;
            if (fact == FACT_BYLINE && strstr(content, "://"))
                continue; /* Open Graph wants a profile's address there */
            page->facts[fact] = content;
            page->ranks[fact] = meta_names[j].rank;
        }
    }
}

static void read_element(struct page *page, xmlNode *node)
{
    if (html_tree_is(node, "meta"))
        read_meta(page, node);
    else if (html_tree_is(node, "html") && !page->language)
        page->language = html_tree_attribute(node, "lang");
    else if (html_tree_is(node, "base") && !page->base)
        page->base = html_tree_attribute(node, "href");
    else if (html_tree_is(node, "title") && !page->title)
        page->title = node;
    else if (html_tree_is(node, "body") && !page->body)
        page->body = node;
    else if (html_tree_is(node, "time") && !page->time)
        page->time = html_tree_attribute(node, "datetime");
    else if (html_tree_is(node, "article") && page->articles++ == 0)
        page->article = node;
    else if (html_tree_is(node, "main") && page->mains++ == 0)
        page->main = node;
    else if (html_tree_is(node, "link") && !page->canonical) {
        const char *relation = html_tree_attribute(node, "rel");
        if (relation && strcasecmp(relation, "canonical") == 0)
            page->canonical = html_tree_attribute(node, "href");
    }
}

static struct page read_page(xmlNode *root)
{
    struct page page = {0};
    read_element(&page, root);
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (node->type == XML_ELEMENT_NODE)
            read_element(&page, node);
    if (page.articles != 1 || !says_something(page.article))
        page.article = NULL;
    if (page.mains != 1 || !says_something(page.main))
        page.main = NULL;
    return page;
}

/* --- facts -------------------------------------------------------------------------------------------------------- */

static const char *clean_line(struct builder *builder, const char *text)
{
    return text ? builder_line(builder, text, strlen(text)) : NULL;
}

/* The text in the node as one line. */
static const char *clean_content(struct builder *builder, xmlNode *node)
{
    struct buffer content = buffer_create(HTML_SIZE_MAX);
    for (xmlNode *at = node ? node->children : NULL; at; at = html_tree_next(at, node)) {
        if (html_tree_is(at, "br"))
            (void)buffer_append_byte(&content, ' ');
        else if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            (void)buffer_append_string(&content, (const char *)at->content);
    }
    const char *line = clean_line(builder, buffer_string(&content));
    builder->text.failed = builder->text.failed || content.failed;
    buffer_release(&content);
    return line;
}

/* The only <h1> with text below `root`. */
static xmlNode *find_headline(xmlNode *root)
{
    xmlNode *found = NULL;
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root)) {
        if (!html_tree_is(node, "h1") || !says_something(node))
            continue;
        if (found)
            return NULL;
        found = node;
    }
    return found;
}

/* The headline; else what the page calls itself. A <title> has the site's name in it besides, and so does an og:title
 * here and there: where the headline is a part of it, the headline is meant. */
static const char *choose_title(struct builder *builder, const struct page *page, xmlNode *root)
{
    const char *headline = clean_content(builder, find_headline(root));
    const char *named = clean_line(builder, page->facts[FACT_TITLE]);
    const char *title = clean_content(builder, page->title);
    if (headline && (!named || xmlStrcasestr((const xmlChar *)named, (const xmlChar *)headline)))
        return headline;
    return named ? named : title;
}

static void state_facts(struct builder *builder, const struct page *page, const char *base)
{
    struct article *article = builder->article;
    const char *byline = page->facts[FACT_BYLINE];
    if (byline && strncasecmp(byline, "by ", 3) == 0)
        byline += 3;
    article->byline = clean_line(builder, byline);
    article->site = clean_line(builder, page->facts[FACT_SITE]);
    article->language = clean_line(builder, page->language);
    const char *published = page->facts[FACT_PUBLISHED] ? page->facts[FACT_PUBLISHED] : page->time;
    article->has_published = published && date_parse(published, strlen(published), &article->published);
    char *url = url_resolve(page->canonical ? page->canonical : page->facts[FACT_URL], base);
    if (url)
        article->url = arena_copy_string(article->arena, url);
    free(url);
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

static void read_blocks(struct builder *builder, const struct page *page, xmlNode *root, const char *base)
{
    xmlNode *part = page->article ? page->article : page->main ? page->main : page->body ? page->body : root;
    bool whole = part == page->body || part == root;
    struct html_reading reading = {
        .base = base,
        .title = choose_title(builder, page, part),
        .furniture = whole ? HTML_FURNITURE_OUTER : HTML_FURNITURE_INNER,
        .media = HTML_MEDIA_DESCRIBED,
    };
    builder->article->title = reading.title;
    if (reading.title)
        builder_block(builder, BLOCK_HEADING, 1, NULL, reading.title, strlen(reading.title));
    size_t before = builder->blocks.count;
    html_blocks_read(builder, part, &reading);
    if (builder->blocks.count > before)
        return;
    reading.furniture = HTML_FURNITURE_NONE;
    html_blocks_read(builder, part, &reading);
}

bool html_read_page(struct builder *builder, const char *html, size_t length, const char *base)
{
    xmlDoc *tree;
    if (!builder->article || !html_tree_parse(html, length, &tree))
        return false;
    if (!tree)
        return true;
    xmlNode *root = xmlDocGetRootElement(tree);
    struct page page = read_page(root);
    char *own_base = url_resolve(page.base, base);
    if (own_base)
        base = own_base;
    state_facts(builder, &page, base);
    read_blocks(builder, &page, root, base);
    free(own_base);
    xmlFreeDoc(tree);
    return !builder->text.failed;
}

static bool read_fragment(struct builder *builder, const char *html, size_t length, const struct html_reading *reading)
{
    xmlDoc *tree;
    if (!builder->article || !html_tree_parse(html, length, &tree))
        return false;
    if (!tree)
        return true;
    html_blocks_read(builder, xmlDocGetRootElement(tree), reading);
    xmlFreeDoc(tree);
    return !builder->text.failed;
}

bool html_read_fragment(struct builder *builder, const char *html, size_t length, const char *base, const char *title)
{
    const struct html_reading reading = {.base = base, .title = title, .media = HTML_MEDIA_ALL};
    return read_fragment(builder, html, length, &reading);
}

bool html_to_line(const char *html, size_t length, struct buffer *out)
{
    const struct html_reading reading = {.base = NULL};
    struct builder builder = builder_create();
    bool read = read_fragment(&builder, html, length, &reading);
    builder_close(&builder);
    if (read)
        buffer_append(out, buffer_string(&builder.text), builder.text.length);
    builder_release(&builder);
    return read && !out->failed;
}
