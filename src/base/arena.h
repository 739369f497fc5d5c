/* arena: memory that is taken piece by piece and given back at once. One arena lives as long as one article (or one
 * opened file, one screen); nobody frees single pieces. Never in here: what the memory is for. */
#ifndef WHOSAID_BASE_ARENA_H
#define WHOSAID_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* An empty arena that hands out at most `ceiling` bytes in all. NULL when memory is short. The caller owns it. */
struct arena *arena_create(size_t ceiling);

/* Gives back everything that the arena handed out, and the arena. NULL is allowed. */
void arena_destroy(struct arena *arena);

/* Gives back everything that the arena handed out, and keeps the arena, empty, for the next of many of a kind. */
void arena_clear(struct arena *arena);

/* `size` zeroed bytes, aligned for any type, owned by the arena. NULL when memory is short or the ceiling is reached;
 * arena_failed then stays true, so a pass may check once at its end instead of at every step. */
void *arena_allocate(struct arena *arena, size_t size);

/* Room for `count` zeroed items of `size` bytes each; as arena_allocate, and NULL when the product overflows. */
void *arena_allocate_array(struct arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL behind them. Errors as arena_allocate. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* A copy of a NUL-terminated string; NULL gives NULL. Errors as arena_allocate. */
char *arena_copy_string(struct arena *arena, const char *string);

/* True once any request has been refused. */
bool arena_failed(const struct arena *arena);

/* Bytes handed out so far, for benchmarks and limits. */
size_t arena_used(const struct arena *arena);

#endif
