/* base64: RFC 4648, 4, as Atom 0.3 writes text. Never in here: what the text says. */
#ifndef WHOSAID_FEEDS_BASE64_H
#define WHOSAID_FEEDS_BASE64_H

#include <stdbool.h>

struct buffer;

/* Appends what the base64 says; white space in it is passed over. False, `out` empty, when it is none, says no UTF-8
 * text, or `out` refuses. */
bool base64_to_text(const char *base64, struct buffer *out);

#endif
