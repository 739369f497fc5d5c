/* page title: the headline among what a page calls itself. Never in here: where the names stand. */
#ifndef WHOSAID_FEEDS_PAGE_TITLE_H
#define WHOSAID_FEEDS_PAGE_TITLE_H

#include <stddef.h>

struct arena;

/* What is known, each a clean line. */
struct page_names {
    const char **stated;             /* by the page's metadata, the most trusted first */
    size_t stated_count, head_count; /* all; the first of them, which stand in its head or in JSON-LD */
    const char *title;               /* <title>; NULL when there is none */
    const char *site;                /* the site's name, or NULL */
    const char *host;                /* of the page's address, or NULL */
    const char **headings;           /* the first-level headings in order */
    size_t heading_count;
    const char **lesser; /* headings of the second and third level, in order */
    size_t lesser_count;
};

/* The article's title: the most trusted of those that are stated, as it is stated; without the site's name where
 * another one of the head goes without, whole where it was cut and a heading is not. Where none is stated <title>, or a
 * heading where <title> only names the site, or nothing, or the only heading where there is none; the site's name is
 * taken off where the page itself tells that it is one: where the rest is a heading, or what is cut off is the site's
 * name or host. A string of `names`, or of the arena; NULL when there is none. */
const char *page_title_choose(const struct page_names *names, struct arena *arena);

/* The title as it stands above the text: of what is stated, without the site's name, the first that is a heading, too;
 * else the first that <title> holds; else `title`, which may be NULL. Returns as page_title_choose does, or `title`. */
const char *page_headline_choose(const struct page_names *names, const char *title, struct arena *arena);

#endif
