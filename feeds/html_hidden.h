/* html hidden: what a page has but does not show to who sees it. Never in here: what is left out of an article. */
#ifndef WHOSAID_FEEDS_HTML_HIDDEN_H
#define WHOSAID_FEEDS_HTML_HIDDEN_H

#include <libxml/tree.h>
#include <stdbool.h>

/* True for an element that is `hidden`, aria-hidden, not displayed by its own style, or of a class that is for screen readers
 * alone. */
bool html_hidden_is(const xmlNode *node);

#endif
