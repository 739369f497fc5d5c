/* autodiscovery: the feeds that a web page names in its head. Never in here: fetching them, feeds themselves. */
#ifndef WHOSAID_FEEDS_AUTODISCOVERY_H
#define WHOSAID_FEEDS_AUTODISCOVERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct arena;
struct error;

enum { AUTODISCOVERY_MAX = 50 /* more are a directory of feeds, not those of a page */ };

struct discovered_feed {
    const char *url;   /* absolute where the page's address or its <base> is known */
    const char *title; /* what the page calls it, one clean line; NULL when it does not say */
    const char *type;  /* "application/rss+xml" …, in lower case; NULL when the page does not say */
};

/* Appends the feeds that a page in UTF-8 links to (<link rel="alternate"> with a feed's type, HTML Living Standard
 * 4.6.6.3; <link rel="feed"> with any) to `feeds`, an array of struct discovered_feed, in the page's order, none twice:
 * the first is the page's own choice. `url`, NULL when unknown, is the page's address. The strings live in the arena.
 * False when memory is short. */
bool autodiscovery_find(const char *html, size_t length, const char *url, struct arena *arena, struct array *feeds);

/* Says in a sentence that this is a page, and which feeds it names. Returns false, as error_set does. */
bool autodiscovery_refuse_page(const char *html, size_t length, const char *url, struct error *error);

#endif
