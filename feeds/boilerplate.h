/* boilerplate: the lines around an article that are not the article ("Comments", "Share this article"). The list is
 * data, config/lang/en/boilerplate.txt. Never in here: what becomes of them. */
#ifndef WHOSAID_FEEDS_BOILERPLATE_H
#define WHOSAID_FEEDS_BOILERPLATE_H

#include <stdbool.h>
#include <stddef.h>

/* True when a clean paragraph is one of the list's entries: by itself, or beginning with one that ends in `*`. */
bool boilerplate_matches(const char *text, size_t length);

#endif
