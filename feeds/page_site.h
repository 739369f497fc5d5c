/* page site: how a page names its site. Never in here: where the names stand. */
#ifndef WHOSAID_FEEDS_PAGE_SITE_H
#define WHOSAID_FEEDS_PAGE_SITE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What may stand between a headline and the name of a site, or between that and its motto; the first ones hardly ever
 * stand anywhere else, and all but the last ones have blanks around them. */
enum { PAGE_SEPARATORS_SURE = 18, PAGE_SEPARATORS_APART = 31, PAGE_SEPARATOR_COUNT = 34 };
extern const char *const page_separators[PAGE_SEPARATOR_COUNT];

/* True when both have the same letters and digits in the same order, case of ASCII aside, and any at all: "Harbour
 * Gazette" and "harbourgazette". */
bool page_says_same(const char *one, size_t one_length, const char *other, size_t other_length);

/* True when the letters of the part stand in the name: "The Harbour Gazette" and "harbourgazette". */
bool page_holds_name(const char *name, const char *part);

/* True when the name is that of a host, or of one part of it: "News", "News.example" of "www.news.example". `host` may
 * be NULL. */
bool page_names_host(const char *name, size_t length, const char *host);

/* The site's name of what it calls itself and the name of who publishes it, each NULL when unknown: the publisher's
 * where the one has the other's letters in it ("The Harbour Gazette", "harbourgazette"), as it is spelled with more
 * care; else its own, without a motto where the host confirms what stands before it. `host` may be NULL. One of the
 * strings, or the arena's; NULL when both are. */
const char *page_site_choose(const char *site, const char *publisher, const char *host, struct arena *arena);

/* The part of a title, its end or else its beginning, that is the name of the host; NULL when neither is. */
const char *page_site_of_title(const char *title, const char *host, struct arena *arena);

#endif
