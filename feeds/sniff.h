/* sniff: what a file is, by its bytes. Never in here: its name, its content type. */
#ifndef WHOSAID_FEEDS_SNIFF_H
#define WHOSAID_FEEDS_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/document.h"

/* What the bytes are when they are no text at all: "a PNG image", "a program or other binary data". NULL when they may
 * be text in some encoding. */
const char *sniff_binary(const char *bytes, size_t length);

/* Which format UTF-8 text is in, and true; or false and a sentence when it is of a kind that is not read (another XML
 * vocabulary, JSON). A text that only mentions a tag is text: markup has to stand at its very beginning. */
bool sniff_text(const char *text, size_t length, enum document_format *format, struct error *error);

/* True when the text has a tag of HTML or a character reference in it, as descriptions and titles of feeds may. */
bool sniff_has_markup(const char *text, size_t length);

#endif
