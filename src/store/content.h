/* content: what a feed gave, made small for keeping, and brought back. Never in here: the archive's tables. */
#ifndef WHOSAID_STORE_CONTENT_H
#define WHOSAID_STORE_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

/* What compressing needs, a quarter of a megabyte: made once for many contents. NULL when memory is short. */
struct content_compressor;
struct content_compressor *content_compressor_create(void);
void content_compressor_destroy(struct content_compressor *compressor);

/* Appends `length` bytes compressed (RFC 1950); nothing where that would not make them smaller: they are kept as they
 * are then. False when memory is short. */
bool content_compress(struct content_compressor *compressor, const char *bytes, size_t length, struct buffer *out);

/* True when that many bytes are what content_compress made of `length`: they expand, and to that length. It takes no
 * memory that grows with them. */
bool content_is_whole(const char *bytes, size_t size, size_t length);

/* The `length` bytes that were compressed into `size`, with a NUL behind them, in the arena; of `length` bytes they are
 * not compressed. NULL when they are damaged or the arena refuses. */
const char *content_expand(const char *bytes, size_t size, size_t length, struct arena *arena);

#endif
