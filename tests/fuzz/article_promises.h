/* article promises: what article/article.h says of an article that was read, demanded of whatever a fuzzer made.
 * Never in here: reading. */
#ifndef WHOSAID_TESTS_FUZZ_ARTICLE_PROMISES_H
#define WHOSAID_TESTS_FUZZ_ARTICLE_PROMISES_H

#include <string.h>

#include "article/article.h"
#include "tests/fuzz/promises.h"

static inline void demand_range(const struct article *article, struct range range)
{
    demand(range.start < range.end && range.end <= article->length);
    demand(((unsigned char)article->text[range.start] & 0xc0) != 0x80);
    demand(((unsigned char)article->text[range.end] & 0xc0) != 0x80);
}

static inline void demand_address(const char *url)
{
    demand(strncmp(url, "http", 4) == 0 && !strpbrk(url, " \n\t\r\x1b\x7f"));
}

static inline void demand_article(const struct article *article)
{
    size_t end = 0;
    demand(strlen(article->text) == article->length && clean_is_safe(article->text, article->length));
    for (size_t i = 0; i < article->block_count; i++) {
        struct range range = article->blocks[i].range;
        demand_range(article, range);
        demand(i == 0 ? range.start == 0 : range.start == end + 1 && article->text[end] == '\n');
        end = range.end;
    }
    demand(end == article->length);
    for (size_t i = 0; i < article->link_count; i++) {
        demand_range(article, article->links[i].range);
        if (article->links[i].url)
            demand_address(article->links[i].url);
        else
            demand(article->links[i].target <= article->length);
    }
    for (size_t i = 0; i < article->emphasis_count; i++)
        demand_range(article, article->emphases[i].range);
    const char *const lines[] = {article->title,    article->byline,  article->site,
                                 article->language, article->excerpt, article->id};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        demand_clean(lines[i]);
    const char *const addresses[] = {article->url, article->image};
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
        if (addresses[i])
            demand_address(addresses[i]);
}

#endif
