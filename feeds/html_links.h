/* html links: the addresses in HTML that is kept as it came are made absolute. Never in here: what else HTML says; blocks
 * and text are html.h's. */
#ifndef WHOSAID_FEEDS_HTML_LINKS_H
#define WHOSAID_FEEDS_HTML_LINKS_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* True when some link in the HTML is relative. */
bool html_links_are_relative(const char *html, size_t length);

/* Appends the HTML with each relative address in it (of the attributes that HTML 4.01 and 5 give addresses to: href,
 * src, cite, action, poster …) resolved against `base`; all else byte for byte. What does not resolve stays. False when
 * `out` is full or memory is short. */
bool html_links_resolve(const char *html, size_t length, const char *base, struct buffer *out);

#endif
