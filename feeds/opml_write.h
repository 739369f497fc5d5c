/* opml write: subscriptions as a list for other readers: OPML 2.0, or newsboat's `urls`. Never in here: which feeds,
 * files. */
#ifndef WHOSAID_FEEDS_OPML_WRITE_H
#define WHOSAID_FEEDS_OPML_WRITE_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;
struct subscription;

/* Appends an OPML 2.0 document (opml.org/spec2.opml, "Subscription lists") in UTF-8. A feed stands in each of its
 * folders, at the top where it has none, with its labels as `category`; a folder stands before those in it and behind
 * those that sort before it. opml_read gives the same feeds back, in that order. `title` is the list's, NULL for none.
 * Titles and labels are clean lines. False and a sentence when libxml2 is missing or memory is short. */
bool opml_write(const struct subscription *feeds, size_t count, const char *title, struct buffer *out,
                struct error *error);

/* Appends a line a feed as newsboat's `urls` has it: address, tags, "~Title". newsboat knows no folders: the names of a
 * feed's folders are tags there, before its labels. False when `out` refuses. */
bool urls_write(const struct subscription *feeds, size_t count, struct buffer *out);

#endif
