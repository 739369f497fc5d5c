/* html: HTML becomes blocks, links and emphases, through libxml2's parser. Never in here: bytes that are not UTF-8,
 * what a feed says about its entries. */
#ifndef WHOSAID_FEEDS_HTML_H
#define WHOSAID_FEEDS_HTML_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct builder;

/* A larger page is refused. The longest that people read, a standard or a book on one page, have some ten million
 * bytes; and libxml2's tree takes 15 times the size of a page of prose, but 80 times that of one of nothing but
 * tags. */
#define HTML_SIZE_MAX ((size_t)16 * 1024 * 1024)

/* What was read of a page. */
enum html_page {
    HTML_PAGE_ARTICLE, /* the article in it; of a page of a few words all that is not its furniture */
    HTML_PAGE_WHOLE /* no article is in it: its one <article> or <main>, or else its body without navigation, headers,
                          footers, asides and forms, or with them, when nothing is left then */
};

/* Adds the blocks of a page in UTF-8: its headline first (page_facts.h), then its article (extract.h)
 * or, where it has none, what enum html_page says. Byline, site, time of publication, language, image, excerpt and
 * canonical address are taken from the page where it states them. `base` (NULL when unknown) is what links are
 * relative to. False when memory is short. */
bool html_read_page(struct builder *builder, const char *html, size_t length, const char *base, enum html_page *page);

/* Adds the blocks of a fragment, as the content of a feed's entry. A first heading that says what `title` says (NULL:
 * nothing) is left out. False when memory is short. */
bool html_read_fragment(struct builder *builder, const char *html, size_t length, const char *base, const char *title);

/* Appends what a fragment says, without markup, as one line of raw text (for titles that are written in HTML). False
 * when `out` is full or memory is short. */
bool html_to_line(const char *html, size_t length, struct buffer *out);

#endif
