/* pool: runs of bytes one behind the other, each of them once. Never in here: what the bytes mean. */
#ifndef WHOSAID_COMPILE_POOL_H
#define WHOSAID_COMPILE_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct pool_run {
    uint32_t start, length; /* length 0: the place is free */
};

struct pool {
    struct buffer bytes;   /* `failed` once memory was short or the ceiling reached */
    struct pool_run *runs; /* open addressing, at most half full */
    size_t count, capacity;
};

/* An empty pool of at most `ceiling` bytes. Give it back with pool_release. */
struct pool pool_create(size_t ceiling);
void pool_release(struct pool *pool);

/* Where the `length` bytes, at least one, start in the pool: where the same bytes were put before, else at its end.
 * 0 when the pool has failed. */
uint32_t pool_put(struct pool *pool, const void *bytes, size_t length);

#endif
