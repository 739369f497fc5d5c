/* article JSON: an article as the object that `whosaid annotate` prints. Never in here: reading and writing files. */
#ifndef WHOSAID_APP_ARTICLE_JSON_H
#define WHOSAID_APP_ARTICLE_JSON_H

#include <jansson.h>

struct article;
struct evidence_list;

/* What the object holds beside what is known of the article (id, title, byline, site, url, published, lang). */
enum article_json_parts {
    ARTICLE_JSON_TEXT = 1 << 0,
    ARTICLE_JSON_BLOCKS = 1 << 1,
    ARTICLE_JSON_QUOTES = 1 << 2,
    ARTICLE_JSON_ENTITIES = 1 << 3
};

/* How such objects are printed: one line, characters as they are, numbers with the digits that they have. */
enum { ARTICLE_JSON_FORMAT = JSON_COMPACT | JSON_REAL_PRECISION(15) };

/* A new reference to the object, or NULL when memory is short. Offsets are code points of the article's text, end
 * exclusive; what is absent is left out, but `speaker` and `cue` are null then; confidence has three decimals. With
 * `evidence`, which may be NULL, each quotation has its own. */
json_t *article_to_json(const struct article *article, const struct evidence_list *evidence, unsigned parts);

#endif
