/* folding: text without case and diacritics, so that what somebody types finds the forms of a word. Never in here: what
 * is compared. */
#ifndef WHOSAID_BASE_FOLDING_H
#define WHOSAID_BASE_FOLDING_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* Appends UTF-8 text without its case (Unicode 3.13, default case folding) and without the marks of its letters (NFKD,
 * marks left out), so that forms of one word come out alike. False when `out` is full, memory is short, or it is no
 * UTF-8. */
bool folding_append(const char *text, size_t length, struct buffer *out);

#endif
