/* array: items of one size that grow up to a ceiling, for passes that do not know beforehand how much they will find.
 * Never in here: what the items are. */
#ifndef WHOSAID_BASE_ARRAY_H
#define WHOSAID_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct array {
    void *items; /* cast to the item's type: `const struct token *tokens = array.items;` */
    size_t count, capacity, item_size, ceiling;
    bool failed; /* memory was short or the ceiling was reached: items are missing */
};

/* An empty array of items of `item_size` bytes, at most `ceiling` of them. Give it back with array_release. */
struct array array_create(size_t item_size, size_t ceiling);

/* Frees the items and leaves an empty array. */
void array_release(struct array *array);

/* A new zeroed item at the end, valid until the next push. NULL, and `failed` set, when memory is short or the ceiling
 * is reached, now or earlier. */
void *array_push(struct array *array);

/* A copy of all items in the arena, for keeping; NULL when there are none or the arena refuses (arena_failed tells). */
void *array_keep(const struct array *array, struct arena *arena);

#endif
