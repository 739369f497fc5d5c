/* html mend: HTML that is kept as it came, but for what would send its reader astray: links that lead nowhere without
 * their page, elements that swallow what follows them. Never in here: what else HTML says; blocks and text are
 * html.h's. */
#ifndef WHOSAID_FEEDS_HTML_MEND_H
#define WHOSAID_FEEDS_HTML_MEND_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* True for an attribute that HTML 4.01 or 5 gives an address to: href, src, cite, action, poster … */
bool html_mend_is_address(const char *name, size_t length);

/* Makes `mended`, a buffer for the caller to release, of the HTML, byte for byte but for this: each relative address is
 * resolved against `base` (NULL: they stay); the tags of <object>, <iframe>, <embed> and <applet> are left out, their
 * content is not; of a comment that does not end only the beginning is left out; a `<!` that is neither a comment nor a
 * declaration stands for itself. False, and no buffer, when there is none of that in it, or memory is short, or a long
 * base before many links would make it grow without measure: the HTML may then be used as it is. */
bool html_mend(const char *html, size_t length, const char *base, struct buffer *mended);

#endif
