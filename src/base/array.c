/* array: doubling growth below a ceiling. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_CAPACITY = 16 };

struct array array_create(size_t item_size, size_t ceiling)
{
    size_t most = SIZE_MAX / 4 / item_size;
    return (struct array){.item_size = item_size, .ceiling = ceiling < most ? ceiling : most};
}

void array_release(struct array *array)
{
    free(array->items);
    *array = array_create(array->item_size, array->ceiling);
}

void *array_push(struct array *array)
{
    if (array->failed || array->count == array->ceiling) {
        array->failed = true;
        return NULL;
    }
    if (array->count == array->capacity) {
        size_t capacity = array->capacity ? array->capacity * 2 : FIRST_CAPACITY;
        void *items = realloc(array->items, capacity * array->item_size);
        if (!items) {
            array->failed = true;
            return NULL;
        }
        array->items = items;
        array->capacity = capacity;
    }
    void *item = (char *)array->items + array->count++ * array->item_size;
    memset(item, 0, array->item_size);
    return item;
}

void *array_keep(const struct array *array, struct arena *arena)
{
    if (!array->count)
        return NULL;
    void *kept = arena_allocate_array(arena, array->count, array->item_size);
    if (kept)
        memcpy(kept, array->items, array->count * array->item_size);
    return kept;
}
