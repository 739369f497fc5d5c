/* offsets: inside, a place in a text is a byte; outside (JSON, the W3C TextPositionSelector) it is a code point. This
 * translates between the two. Never in here: JSON. */
#ifndef WHOSAID_BASE_OFFSETS_H
#define WHOSAID_BASE_OFFSETS_H

#include <stddef.h>

struct arena;
struct offsets;

/* A table over `length` bytes of valid UTF-8, which must outlive it. Owned by the arena; NULL when the arena refuses.
 * ASCII costs no memory beyond a few words. */
struct offsets *offsets_create(struct arena *arena, const char *text, size_t length);

/* The number of code points before byte `byte` (0 to length, on a character's edge). */
size_t offsets_to_code_points(const struct offsets *offsets, size_t byte);

#endif
