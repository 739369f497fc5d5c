/* json text: where one value of a JSON text ends, so that jansson need not read all of it at once, and what people and
 * programs get wrong in it most often. Never in here: what the values mean. */
#ifndef WHOSAID_FEEDS_JSON_TEXT_H
#define WHOSAID_FEEDS_JSON_TEXT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;

/* The bytes of one value. */
struct json_extent {
    const char *start, *end;
    size_t values; /* in it, itself included: about so many pieces of memory jansson takes for it */
    size_t depth;  /* of arrays and objects within each other */
    bool is_whole; /* it ends before the text does */
};

/* Behind white space and comments, which JSON does not have and people write. */
const char *json_skip_blanks(const char *at, const char *end);

/* The value that begins at `at`, well-formed within or not: strings and brackets are all that is looked at. Empty when
 * none begins there. */
struct json_extent json_extent_at(const char *at, const char *end);

/* Appends a value so that jansson reads it: comments and commas before a closing bracket are left out, control
 * characters in strings are escaped or left out, a backslash before what needs none is left out, half a surrogate pair
 * becomes U+FFFD, a number too large for any type becomes a string, an unknown word null. False when `out` is full or
 * memory is short. */
bool json_mend(const char *json, size_t length, struct buffer *out);

/* Reads the value in the extent: a new reference, and whether it had to be mended for that; or NULL and a sentence when
 * it cannot be read even so. False and a sentence when memory is short. */
bool json_load_extent(const struct json_extent *extent, json_t **value, bool *mended, struct error *error);

#endif
