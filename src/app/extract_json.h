/* extract json: an article as the object that `whosaid extract` prints. Never in here: finding the article. */
#ifndef WHOSAID_APP_EXTRACT_JSON_H
#define WHOSAID_APP_EXTRACT_JSON_H

#include <jansson.h>

struct article;

/* A new reference to {title, byline, site, published, lang, image, url, excerpt, text, content_html}, what is not
 * known left out; NULL when memory is short. `text` has a line a block, without the headline, which is the title,
 * boilerplate, and what stands for pictures. */
json_t *extract_to_json(const struct article *article);

#endif
