/* encoding: bytes of any character encoding become UTF-8. Never in here: what the text says. */
#ifndef WHOSAID_FEEDS_ENCODING_H
#define WHOSAID_FEEDS_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* The UTF-16 or UTF-32 that the bytes are in, by their byte order mark or by where their NULs stand (XML 1.0, appendix
 * F, for any text): a name for iconv, or NULL. `mark`, when not NULL, gets the length of the byte order mark. */
const char *encoding_wide(const char *bytes, size_t length, size_t *mark);

/* Appends the bytes as valid UTF-8 to `out`, with every line end as one U+000A and without the control characters that
 * XML 1.0 (2.2) bars. In this order: a byte order mark; `charset` (what the transport said, NULL for nothing); an XML
 * declaration; a <meta charset>; else UTF-8, or windows-1252 where the bytes are not UTF-8. As browsers do (WHATWG
 * Encoding, 4.2), ISO-8859-1 and US-ASCII are read as windows-1252; and as servers say these two without looking, bytes
 * that are well-formed UTF-8 overrule them. What a charset leaves undefined gives U+FFFD; a charset that iconv does not
 * know counts as not named. False when `out` is full or memory is short. */
bool encoding_to_utf8(const char *bytes, size_t length, const char *charset, struct buffer *out);

#endif
