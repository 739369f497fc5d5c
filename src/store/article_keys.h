/* article keys: by what an entry, a link, a text is found again, as 64-bit numbers; and an article's place in time.
 * Never in here: the archive. */
#ifndef WHOSAID_STORE_ARTICLE_KEYS_H
#define WHOSAID_STORE_ARTICLE_KEYS_H

#include <stddef.h>
#include <stdint.h>

/* What says nothing, and so equals nothing. */
enum { ARTICLE_KEY_NONE = 0 };

/* Of a feed's name for an entry. Never ARTICLE_KEY_NONE. */
int64_t article_guid_key(const char *guid);

/* Of a link without what differs between two that lead to the same page: scheme, "www.", default port, fragment,
 * parameters that only tell where the reader came from, a slash at the end. ARTICLE_KEY_NONE for NULL, for what is no
 * http or https link, and for the front page of a site, which many an entry names that has no page of its own. */
int64_t article_link_key(const char *link);

/* Of a text; ARTICLE_KEY_NONE for one so short that two articles may well have it ("Read more"). */
int64_t article_text_key(const char *text, size_t length);

/* The first number that an article of this second may have: they are in the order of time. */
enum { ARTICLES_A_SECOND = 16 };
int64_t article_place(int64_t moment);

#endif
