/* article removal: articles go from the archive, save those that the user holds on to. Never in here: which are old. No
 * other room includes this. */
#ifndef WHOSAID_STORE_ARTICLE_REMOVAL_H
#define WHOSAID_STORE_ARTICLE_REMOVAL_H

#include <stdbool.h>
#include <stdint.h>

struct archive;
struct error;

/* Takes the article out of the feed, whose entry stays without it; deletes it, `*deleted` then counts up, when no feed
 * has it any longer and it is neither starred nor tagged, clipped or corrected. Within the caller's change. */
bool article_removal_from(struct archive *archive, int64_t feed, int64_t article, int64_t *deleted,
                          struct error *error);

/* All articles of the feed. */
bool article_removal_of_feed(struct archive *archive, int64_t feed, struct error *error);

/* What no feed has and the user does not hold on to any longer. */
bool article_removal_of_no_feed(struct archive *archive, int64_t *deleted, struct error *error);

#endif
