/* article html: an article as a little HTML of its own: what its blocks, links and emphases are, and nothing else of
 * the page. Never in here: how it looks. */
#ifndef WHOSAID_APP_ARTICLE_HTML_H
#define WHOSAID_APP_ARTICLE_HTML_H

#include <stdbool.h>
#include <stddef.h>

struct article;
struct buffer;

/* True when the block is the headline of an article with a title: the same, or what its page has above the text. */
bool article_is_headline(const struct article *article, size_t block);

/* Appends the article without its headline and without boilerplate: headings, paragraphs, lists, quotations, code,
 * tables, figures; everything escaped, links to http and https only. False when `out` is full or memory is short. */
bool article_to_html(const struct article *article, struct buffer *out);

#endif
