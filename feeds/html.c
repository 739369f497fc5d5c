/* html: whole pages and fragments through one walk; of a page first what it says about itself and which part is the
 * article. */
#include "feeds/html.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "feeds/builder.h"
#include "feeds/extract.h"
#include "feeds/extract_declared.h"
#include "feeds/html_blocks.h"
#include "feeds/html_tree.h"
#include "feeds/page_facts.h"
#include "feeds/url.h"

static bool says_something(xmlNode *root)
{
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (node->type == XML_TEXT_NODE && node->content[strspn((const char *)node->content, " \t\r\n")])
            return true;
    return false;
}

/* The only element of that name, when it says something. */
static xmlNode *find_only(xmlNode *root, const char *name)
{
    xmlNode *found = NULL;
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root)) {
        if (!html_tree_is(node, name))
            continue;
        if (found)
            return NULL;
        found = node;
    }
    return found && says_something(found) ? found : NULL;
}

static xmlNode *find_first(xmlNode *root, const char *name)
{
    for (xmlNode *node = root; node; node = html_tree_next(node, root))
        if (html_tree_is(node, name) || (node == root && !node->children))
            return html_tree_is(node, name) ? node : NULL;
    return NULL;
}

static void state_facts(struct article *article, const struct page_facts *facts)
{
    article->title = facts->title;
    article->byline = facts->byline;
    article->site = facts->site;
    article->language = facts->language;
    article->url = facts->url;
    article->image = facts->image;
    article->excerpt = facts->excerpt;
    article->has_published = facts->has_published;
    article->published = facts->published;
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

/* Without an article: the only <article> or <main>, else the body; without furniture, or with it where nothing else
 * is. */
static void read_whole(struct builder *builder, xmlNode *root, struct html_reading *reading)
{
    xmlNode *article = find_only(root, "article"), *main = find_only(root, "main"), *body = find_first(root, "body");
    xmlNode *part = article ? article : main ? main : body ? body : root;
    size_t before = builder->blocks.count;
    reading->furniture = article || main ? HTML_FURNITURE_INNER : HTML_FURNITURE_OUTER;
    html_blocks_read(builder, part, reading);
    if (builder->blocks.count > before)
        return;
    reading->furniture = HTML_FURNITURE_NONE;
    html_blocks_read(builder, part, reading);
}

/* What is left of the page when the article was found is the article. */
static enum html_page read_blocks(struct builder *builder, xmlNode *root, const struct page_facts *facts,
                                  const char *base)
{
    struct declared_text *declared =
        facts->declared ? declared_text_create(facts->declared, strlen(facts->declared)) : NULL;
    struct html_reading reading = {
        .base = base, .title = facts->headline, .furniture = HTML_FURNITURE_NONE, .media = HTML_MEDIA_DESCRIBED};
    if (facts->headline)
        builder_block(builder, BLOCK_HEADING, 1, NULL, facts->headline, strlen(facts->headline));
    size_t before = builder->blocks.count;
    enum extract_result result = extract_article(root, facts->headline, declared);
    if (result == EXTRACT_FOUND)
        html_blocks_read(builder, root, &reading);
    else
        read_whole(builder, root, &reading);
    declared_text_destroy(declared);
    bool is_article = result == EXTRACT_FOUND || result == EXTRACT_SHORT;
    return is_article && builder->blocks.count > before ? HTML_PAGE_ARTICLE : HTML_PAGE_WHOLE;
}

bool html_read_page(struct builder *builder, const char *html, size_t length, const char *base, enum html_page *page)
{
    xmlDoc *tree;
    *page = HTML_PAGE_WHOLE;
    if (!builder->article || !html_tree_parse(html, length, &tree))
        return false;
    if (!tree)
        return true;
    xmlNode *root = xmlDocGetRootElement(tree);
    const xmlNode *stated = find_first(root, "base");
    char *own_base = stated ? url_resolve(html_tree_attribute(stated, "href"), base) : NULL;
    if (own_base)
        base = own_base;
    struct page_facts facts;
    page_facts_read(&facts, builder, root, base);
    state_facts(builder->article, &facts);
    *page = read_blocks(builder, root, &facts, base);
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
