/* arena: blocks in a list, filled from the front; a large request gets a block of its own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Large enough that an ordinary article takes one block, small enough that a thousand feed titles waste little. */
#define BLOCK_SIZE ((size_t)32 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct arena_block *blocks;
    size_t used, ceiling;
    bool failed;
};

struct arena *arena_create(size_t ceiling)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->ceiling = ceiling;
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    free(arena);
}

void arena_clear(struct arena *arena)
{
    struct arena_block *kept = NULL;
    for (struct arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        if (!kept && block->size == BLOCK_SIZE)
            kept = block;
        else
            free(block);
    }
    if (kept) {
        memset(kept->bytes, 0, kept->used); /* what arena_allocate hands out is zeroed */
        kept->used = 0;
        kept->next = NULL;
    }
    arena->blocks = kept;
    arena->used = 0;
    arena->failed = false;
}

static void *refuse(struct arena *arena)
{
    arena->failed = true;
    return NULL;
}

/* calloc gives the zeroes; the pages of a large block are touched only when they are used. */
static struct arena_block *block_create(size_t size)
{
    struct arena_block *block = calloc(1, sizeof *block + size);
    if (block)
        block->size = size;
    return block;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > arena->ceiling || size > SIZE_MAX - sizeof(struct arena_block) - unit)
        return refuse(arena);
    size = (size + unit - 1) / unit * unit;
    if (size > arena->ceiling - arena->used)
        return refuse(arena);
    struct arena_block *block = arena->blocks;
    if (!block || size > block->size - block->used) {
        bool large = size > BLOCK_SIZE / 4;
        block = block_create(large ? size : BLOCK_SIZE);
        if (!block)
            return refuse(arena);
        /* A block of its own goes behind the one being filled, which so stays in use. */
        if (large && arena->blocks) {
            block->next = arena->blocks->next;
            arena->blocks->next = block;
        } else {
            block->next = arena->blocks;
            arena->blocks = block;
        }
    }
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memory;
}

void *arena_allocate_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return refuse(arena);
    return arena_allocate(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX)
        return refuse(arena);
    char *copy = arena_allocate(arena, length + 1);
    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_copy_string(struct arena *arena, const char *string)
{
    return string ? arena_copy(arena, string, strlen(string)) : NULL;
}

bool arena_failed(const struct arena *arena)
{
    return arena->failed;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
