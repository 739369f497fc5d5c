/* article promises: whether an article that came from elsewhere (another process, a file that may be damaged) keeps
 * what article.h says, so that everybody above may rely on it. Never in here: mending. */
#ifndef WHOSAID_ARTICLE_ARTICLE_PROMISES_H
#define WHOSAID_ARTICLE_ARTICLE_PROMISES_H

#include <stdbool.h>

struct article;
struct entity;

/* True when every string is UTF-8 of what the cleaning gate lets through, every range lies inside the text with its
 * edges between characters, blocks stand in order without overlapping, quotations and mentions lie each in one block,
 * and every index is inside its array. Types are enumerators by then: whoever reads them from bytes looks first. */
bool article_is_sound(const struct article *article);

/* Fills in `mentions` and `mention_count` of the article's entities, which stand in `entities`, from its mentions.
 * False when a mention is of no entity or memory is short. */
bool article_collect_mentions(const struct article *article, struct entity *entities);

#endif
