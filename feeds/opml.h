/* opml: OPML 1.0 and 2.0 become a list of subscriptions. Never in here: encodings, outlines that are no feeds. */
#ifndef WHOSAID_FEEDS_OPML_H
#define WHOSAID_FEEDS_OPML_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct subscriptions;

/* True when an element of OPML begins anywhere in the text. */
bool opml_is_in(const char *text, size_t length);

/* Adds a place for every outline that has an `xmlUrl` (OPML 2.0, "Subscription lists"), in document order, to `list`:
 * the outlines around it are its tags, outermost first, then the parts of its `category`; `title` counts before `text`.
 * Names of elements and attributes match in any letter case. What hand-made lists get wrong is mended first
 * (opml_mend.h); what cannot be is a warning. False and a sentence when no element of OPML is in the text. */
bool opml_read(const char *text, size_t length, struct subscriptions *list, struct error *error);

#endif
