/* page facts: clues in the order of their rank; the first that holds what its fact needs is believed. */
#include "feeds/page_facts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "article/article.h"
#include "base/arena.h"
#include "feeds/builder.h"
#include "feeds/html_tree.h"
#include "feeds/page_byline.h"
#include "feeds/page_clues.h"
#include "feeds/page_date.h"
#include "feeds/page_site.h"
#include "feeds/page_title.h"
#include "feeds/url.h"

/* Clues of a lower rank are found by what elements are called (page_clues.c). */
enum { RANK_DECLARED = 40 };
enum {
    HEADINGS_MAX = 8,
    LESSER_HEADINGS_MAX = 24,
    TITLES_MAX = 12,
    BYLINE_LENGTH_MAX = 500,
    LANGUAGE_LENGTH_MAX = 35 /* RFC 5646, 4.4.1 */
};

struct reader {
    struct page_facts *facts;
    struct builder *builder;
    struct array clues;
    const char *base;
    const char *title; /* <title>, a clean line or NULL */
    bool has_modified;
    int64_t modified; /* of a line that only tells of an update */
};

/* The highest rank below `below` that a clue to the fact has; 0 when there is none. */
static unsigned next_rank(const struct reader *reader, enum page_fact fact, unsigned below)
{
    const struct page_clue *clues = reader->clues.items;
    unsigned best = 0;
    for (size_t i = 0; i < reader->clues.count; i++)
        if (clues[i].fact == fact && clues[i].rank < below && clues[i].rank > best)
            best = clues[i].rank;
    return best;
}

/* A clue of the fact with the rank, from index *at on; NULL when there are no more. */
static const struct page_clue *next_clue(const struct reader *reader, enum page_fact fact, unsigned rank, size_t *at)
{
    const struct page_clue *clues = reader->clues.items;
    while (*at < reader->clues.count) {
        const struct page_clue *clue = &clues[(*at)++];
        if (clue->fact == fact && clue->rank == rank)
            return clue;
    }
    return NULL;
}

/* The fact's first clue that `accept` takes, by rank. */
static bool believe(struct reader *reader, enum page_fact fact, bool (*accept)(struct reader *reader, const char *text))
{
    for (unsigned rank = next_rank(reader, fact, ~0u); rank; rank = next_rank(reader, fact, rank)) {
        size_t at = 0;
        for (const struct page_clue *clue; (clue = next_clue(reader, fact, rank, &at));)
            if (accept(reader, clue->text))
                return true;
    }
    return false;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* The text in the node as one line. */
static const char *content_line(struct reader *reader, xmlNode *node)
{
    struct buffer content = buffer_create(BUILDER_LINE_MAX * 4);
    for (xmlNode *at = node->children; at; at = html_tree_next(at, node)) {
        if (html_tree_is(at, "br"))
            (void)buffer_append_byte(&content, ' ');
        else if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            (void)buffer_append_string(&content, (const char *)at->content);
    }
    const char *line = builder_line(reader->builder, buffer_string(&content), content.length);
    buffer_release(&content);
    return line;
}

/* "&amp;", "&#8217;": what was escaped once more than its place asks for. */
static bool has_reference(const char *text)
{
    static const char letters[] = "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    for (const char *at = strchr(text, '&'); at; at = strchr(at + 1, '&'))
        if (strspn(at + 1, letters) && at[1 + strspn(at + 1, letters)] == ';')
            return true;
    return false;
}

/* The text with its references read by the HTML parser; nothing in it is an element. */
static const char *unescaped_line(struct reader *reader, const char *text)
{
    struct buffer escaped = buffer_create(PAGE_CLUE_LENGTH_MAX * strlen("&lt;"));
    for (const char *at = text; *at; at++)
        (void)(*at == '<' ? buffer_append_string(&escaped, "&lt;") : buffer_append_byte(&escaped, *at));
    xmlDoc *tree = NULL;
    const char *line = NULL;
    if (!escaped.failed && html_tree_parse(buffer_string(&escaped), escaped.length, &tree) && tree)
        line = content_line(reader, xmlDocGetRootElement(tree));
    xmlFreeDoc(tree);
    buffer_release(&escaped);
    return line;
}

static const char *clean_line(struct reader *reader, const char *text)
{
    if (text && has_reference(text))
        return unescaped_line(reader, text);
    return text ? builder_line(reader->builder, text, strlen(text)) : NULL;
}

/* <title>, which some programs escape twice. */
static const char *title_line(struct reader *reader, xmlNode *root)
{
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root))
        if (html_tree_is(node, "title"))
            return clean_line(reader, content_line(reader, node));
    return NULL;
}

static const char *absolute(struct reader *reader, const char *text)
{
    char *url = url_resolve(text, reader->base);
    const char *kept = url ? arena_copy_string(reader->builder->article->arena, url) : NULL;
    free(url);
    return kept;
}

static const char *host_of(struct reader *reader)
{
    const char *url = reader->facts->url ? reader->facts->url : reader->base;
    const char *host = url ? strstr(url, "://") : NULL;
    return host ? arena_copy(reader->builder->article->arena, host + 3, strcspn(host + 3, "/?#:")) : NULL;
}

/* --- one fact each ------------------------------------------------------------------------------------------------ */

static bool accept_site(struct reader *reader, const char *text)
{
    if (strstr(text, "://"))
        return false;
    reader->facts->site = clean_line(reader, text);
    return reader->facts->site;
}

/* The site as it calls itself, or as its publisher does where that is the same name. */
static void believe_site(struct reader *reader)
{
    size_t at = 0;
    const struct page_clue *publisher = next_clue(reader, PAGE_SITE, PAGE_RANK_PUBLISHER, &at);
    believe(reader, PAGE_SITE, accept_site);
    const char *name = publisher && !strstr(publisher->text, "://") ? clean_line(reader, publisher->text) : NULL;
    struct arena *arena = reader->builder->article->arena;
    reader->facts->site = page_site_choose(reader->facts->site, name, host_of(reader), arena);
    if (!reader->facts->site && reader->title)
        reader->facts->site = page_site_of_title(reader->title, host_of(reader), arena);
}

static bool accept_excerpt(struct reader *reader, const char *text)
{
    reader->facts->excerpt = clean_line(reader, text);
    return reader->facts->excerpt;
}

/* A tag of RFC 5646, or a locale ("en_GB"), which is made one. */
static bool accept_language(struct reader *reader, const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    size_t length = strspn(text, letters);
    if (length < 2 || length > LANGUAGE_LENGTH_MAX || strcspn(text, "-_") > 3 || (text[length] && text[length] != ','))
        return false;
    char *tag = arena_copy(reader->builder->article->arena, text, length);
    for (char *at = tag; at && *at; at++)
        if (*at == '_')
            *at = '-';
    reader->facts->language = tag;
    return tag;
}

static bool accept_url(struct reader *reader, const char *text)
{
    reader->facts->url = absolute(reader, text);
    return reader->facts->url;
}

static bool accept_image(struct reader *reader, const char *text)
{
    reader->facts->image = absolute(reader, text);
    return reader->facts->image;
}

/* Machines fill in the first moment that they can tell (year 1, 1970), and years stand alone in tables and titles. */
static enum page_date_kind read_moment(const struct reader *reader, const char *text, int64_t *moment)
{
    static const int64_t from_1800 = -5364662400;
    enum page_date_kind kind = page_date_find(text, page_date_order_of(reader->facts->language), moment);
    if (kind == PAGE_DATE_NONE && page_date_is_number(text, moment))
        kind = PAGE_DATE_SAID;
    return kind != PAGE_DATE_NONE && *moment >= from_1800 && *moment != 0 ? kind : PAGE_DATE_NONE;
}

static bool accept_published(struct reader *reader, const char *text)
{
    int64_t moment;
    enum page_date_kind kind = read_moment(reader, text, &moment);
    if (kind == PAGE_DATE_UPDATED && !reader->has_modified) {
        reader->modified = moment;
        reader->has_modified = true;
    }
    if (kind != PAGE_DATE_SAID)
        return false;
    reader->facts->published = moment;
    reader->facts->has_published = true;
    return true;
}

static bool accept_modified(struct reader *reader, const char *text)
{
    if (read_moment(reader, text, &reader->modified) == PAGE_DATE_NONE)
        return false;
    reader->has_modified = true;
    return true;
}

/* The moment of publication; without one the day that the address names, or the last change. */
static void believe_published(struct reader *reader)
{
    struct page_facts *facts = reader->facts;
    const char *url = facts->url ? facts->url : reader->base;
    if (believe(reader, PAGE_PUBLISHED, accept_published))
        return;
    facts->has_published = url && page_date_of_address(url, &facts->published);
    if (facts->has_published || !(reader->has_modified || believe(reader, PAGE_MODIFIED, accept_modified)))
        return;
    facts->published = reader->modified;
    facts->has_published = true;
}

static bool accept_declared(struct reader *reader, const char *text)
{
    reader->facts->declared = text;
    return true;
}

/* The names in the first line that has any: in the next ones stands what the authors are. Bars part lines. */
static bool add_first_line(const char *text, struct buffer *names)
{
    enum { LINE_SIZE_MAX = 1000 };
    for (const char *at = text; *at; at += *at == '|') {
        struct buffer line = buffer_create(LINE_SIZE_MAX);
        size_t length = strcspn(at, "|");
        bool found = buffer_append(&line, at, length) && page_byline_add(buffer_string(&line), names);
        buffer_release(&line);
        if (found)
            return true;
        at += length;
    }
    return false;
}

/* True when all names of the rank may have the family's first, and as many as no page would part so otherwise do; those
 * of citations always have. */
static bool is_family_first(const struct reader *reader, unsigned rank)
{
    size_t at = 0, count = 0;
    for (const struct page_clue *clue; (clue = next_clue(reader, PAGE_BYLINE, rank, &at)); count++)
        if (!page_byline_is_family_first(clue->text))
            return false;
    return rank == PAGE_RANK_CITATION_AUTHOR || (rank == PAGE_RANK_CREATOR && count > 1);
}

/* All names of the rank; NULL when there are none. Several elements that are only called so are as many articles. */
static const char *read_byline(struct reader *reader, unsigned rank)
{
    struct buffer names = buffer_create(BYLINE_LENGTH_MAX);
    bool is_turned = is_family_first(reader, rank);
    size_t at = 0;
    for (const struct page_clue *clue; (clue = next_clue(reader, PAGE_BYLINE, rank, &at));) {
        if (rank < RANK_DECLARED && add_first_line(clue->text, &names))
            break;
        const char *line = rank >= RANK_DECLARED ? clean_line(reader, clue->text) : NULL;
        if (line)
            (void)(is_turned ? page_byline_add_family_first(line, &names) : page_byline_add(line, &names));
    }
    const char *byline = names.length && !names.failed ? clean_line(reader, buffer_string(&names)) : NULL;
    buffer_release(&names);
    return byline;
}

/* The names of the highest rank; the site's own name is the author only where nobody else is, and a word in an element
 * that is called a byline is nobody then: blogs are called as their author is. */
static void believe_byline(struct reader *reader)
{
    const char *of_site = NULL, *site = reader->facts->site;
    for (unsigned rank = next_rank(reader, PAGE_BYLINE, ~0u); rank; rank = next_rank(reader, PAGE_BYLINE, rank)) {
        const char *byline = read_byline(reader, rank);
        bool is_site = byline && site && strncasecmp(byline, site, strlen(site)) == 0;
        if (is_site && !of_site)
            of_site = byline;
        bool is_word = byline && rank < RANK_DECLARED && !strchr(byline, ' ');
        if (!byline || is_site || (of_site && is_word))
            continue;
        reader->facts->byline = byline;
        return;
    }
    reader->facts->byline = of_site;
}

/* --- the title ---------------------------------------------------------------------------------------------------- */

/* Pages in a hurry state the name of the site for that of the article. */
static bool is_of_site(const struct page_names *names, const char *line)
{
    return (names->site && page_says_same(line, strlen(line), names->site, strlen(names->site))) ||
           page_names_host(line, strlen(line), names->host);
}

/* Of the two names of an article in JSON-LD the first is no title where <title> holds the second one alone. */
static bool is_teaser(const struct page_names *names, unsigned rank)
{
    return rank == PAGE_RANK_NAME && names->stated_count == 1 && names->title &&
           !strstr(names->title, names->stated[0]);
}

static void read_stated(struct reader *reader, struct page_names *names)
{
    for (unsigned rank = next_rank(reader, PAGE_TITLE, ~0u); rank && names->stated_count < TITLES_MAX;
         rank = next_rank(reader, PAGE_TITLE, rank)) {
        size_t at = 0;
        const char *line = clean_line(reader, next_clue(reader, PAGE_TITLE, rank, &at)->text);
        if (!line || is_of_site(names, line))
            continue;
        if (is_teaser(names, rank) && strstr(names->title, line))
            names->stated_count = names->head_count = 0;
        names->stated[names->stated_count++] = line;
        names->head_count += rank > PAGE_RANK_HEADLINE_SHOWN;
    }
}

static void note_line(const char **lines, size_t *count, const char *line)
{
    if (line)
        lines[(*count)++] = line;
}

static void read_shown(struct reader *reader, xmlNode *root, struct page_names *names)
{
    for (xmlNode *node = root->children; node; node = html_tree_next(node, root)) {
        bool is_lesser = html_tree_is(node, "h2") || html_tree_is(node, "h3");
        if (html_tree_is(node, "h1") && names->heading_count < HEADINGS_MAX)
            note_line(names->headings, &names->heading_count, content_line(reader, node));
        else if (is_lesser && names->lesser_count < LESSER_HEADINGS_MAX)
            note_line(names->lesser, &names->lesser_count, content_line(reader, node));
    }
}

static void believe_title(struct reader *reader, xmlNode *root)
{
    const char *headings[HEADINGS_MAX], *lesser[LESSER_HEADINGS_MAX], *stated[TITLES_MAX];
    struct page_names names = {.stated = stated,
                               .title = reader->title,
                               .site = reader->facts->site,
                               .host = host_of(reader),
                               .headings = headings,
                               .lesser = lesser};
    read_shown(reader, root, &names);
    read_stated(reader, &names);
    struct arena *arena = reader->builder->article->arena;
    reader->facts->title = page_title_choose(&names, arena);
    reader->facts->headline = page_headline_choose(&names, reader->facts->title, arena);
}

void page_facts_read(struct page_facts *facts, struct builder *builder, xmlNode *root, const char *base)
{
    struct reader reader = {.facts = facts,
                            .builder = builder,
                            .clues = array_create(sizeof(struct page_clue), PAGE_CLUES_MAX),
                            .base = base};
    *facts = (struct page_facts){.title = NULL};
    page_clues_find(&reader.clues, root, builder->article->arena);
    reader.title = title_line(&reader, root);
    believe(&reader, PAGE_URL, accept_url);
    believe_site(&reader);
    believe(&reader, PAGE_IMAGE, accept_image);
    believe(&reader, PAGE_EXCERPT, accept_excerpt);
    believe(&reader, PAGE_LANGUAGE, accept_language);
    believe(&reader, PAGE_BODY, accept_declared);
    believe_published(&reader);
    believe_byline(&reader);
    believe_title(&reader, root);
    array_release(&reader.clues);
}
