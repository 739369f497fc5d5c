/* pool: a hash table of runs that lie in the buffer itself. */
#include "compile/pool.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1 << 10 };

struct pool pool_create(size_t ceiling)
{
    return (struct pool){.bytes = buffer_create(ceiling)};
}

void pool_release(struct pool *pool)
{
    buffer_release(&pool->bytes);
    free(pool->runs);
    pool->runs = NULL;
    pool->count = pool->capacity = 0;
}

/* FNV-1a. */
static uint32_t hash_of(const char *bytes, size_t length)
{
    uint32_t hash = 0x811c9dc5u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x1000193u;
    return hash;
}

static struct pool_run *find_place(const struct pool *pool, const char *bytes, size_t length)
{
    size_t mask = pool->capacity - 1;
    for (size_t at = hash_of(bytes, length) & mask;; at = (at + 1) & mask) {
        struct pool_run *run = &pool->runs[at];
        if (!run->length || (run->length == length && memcmp(pool->bytes.bytes + run->start, bytes, length) == 0))
            return run;
    }
}

static bool grow(struct pool *pool)
{
    struct pool larger = *pool;
    larger.capacity = pool->capacity ? pool->capacity * 2 : FIRST_CAPACITY;
    larger.runs = calloc(larger.capacity, sizeof *larger.runs);
    if (!larger.runs)
        return false;
    for (size_t i = 0; i < pool->capacity; i++) {
        const struct pool_run *run = &pool->runs[i];
        if (run->length)
            *find_place(&larger, pool->bytes.bytes + run->start, run->length) = *run;
    }
    free(pool->runs);
    pool->runs = larger.runs;
    pool->capacity = larger.capacity;
    return true;
}

uint32_t pool_put(struct pool *pool, const void *bytes, size_t length)
{
    if (pool->count * 2 >= pool->capacity && !grow(pool))
        pool->bytes.failed = true;
    if (pool->bytes.failed)
        return 0;
    struct pool_run *run = find_place(pool, bytes, length);
    if (run->length)
        return run->start;
    size_t start = pool->bytes.length;
    if (!buffer_append(&pool->bytes, bytes, length))
        return 0;
    *run = (struct pool_run){(uint32_t)start, (uint32_t)length};
    pool->count++;
    return run->start;
}
