/* content: zlib, which libxml2 brings along anyway. */
#include "store/content.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include <zlib.h>

#include "base/arena.h"
#include "base/buffer.h"

/* What is shorter gains little, and costs as much time as a kilobyte. */
enum { LENGTH_LEAST = 256, CHUNK = 16 * 1024 };
/* Deflate cannot do better (zlib's technical notes): a longer length than this is damage. */
enum { RATIO_MOST = 1032 };
/* Of 1 to 9: beyond it takes much longer and saves little of short texts. */
enum { COMPRESSION_LEVEL = 3 };

struct content_compressor {
    z_stream stream;
};

struct content_compressor *content_compressor_create(void)
{
    struct content_compressor *compressor = calloc(1, sizeof *compressor);
    if (compressor && deflateInit(&compressor->stream, COMPRESSION_LEVEL) == Z_OK)
        return compressor;
    free(compressor);
    return NULL;
}

void content_compressor_destroy(struct content_compressor *compressor)
{
    if (compressor)
        deflateEnd(&compressor->stream);
    free(compressor);
}

static bool compress_all(z_stream *stream, struct buffer *out)
{
    unsigned char chunk[CHUNK];
    int status;
    do {
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        status = deflate(stream, Z_FINISH);
        buffer_append(out, (const char *)chunk, sizeof chunk - stream->avail_out);
    } while (status == Z_OK && !out->failed);
    return status == Z_STREAM_END && !out->failed;
}

bool content_compress(struct content_compressor *compressor, const char *bytes, size_t length, struct buffer *out)
{
    if (length < LENGTH_LEAST || length > UINT_MAX)
        return true;
    size_t start = out->length;
    z_stream *stream = &compressor->stream;
    stream->next_in = (unsigned char *)(uintptr_t)bytes;
    stream->avail_in = (unsigned)length;
    if (deflateReset(stream) != Z_OK || !compress_all(stream, out))
        return false;
    if (out->length - start >= length)
        out->length = start;
    return true;
}

/* Never more than the length, however much there is behind. */
static bool expands_to(z_stream *stream, size_t length)
{
    unsigned char chunk[CHUNK];
    int status = Z_OK;
    while (status == Z_OK && stream->total_out <= length) {
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        status = inflate(stream, Z_NO_FLUSH);
    }
    return status == Z_STREAM_END && stream->total_out == length && !stream->avail_in;
}

bool content_is_whole(const char *bytes, size_t size, size_t length)
{
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)bytes, .avail_in = (unsigned)size};
    if (size >= length || length > UINT_MAX || inflateInit(&stream) != Z_OK)
        return false;
    bool whole = expands_to(&stream, length);
    inflateEnd(&stream);
    return whole;
}

const char *content_expand(const char *bytes, size_t size, size_t length, struct arena *arena)
{
    if (size == length)
        return arena_copy(arena, bytes, length);
    if (size > length || length / RATIO_MOST > size)
        return NULL;
    char *expanded = arena_allocate(arena, length + 1);
    uLongf expanded_length = length;
    if (!expanded ||
        uncompress((unsigned char *)expanded, &expanded_length, (const unsigned char *)bytes, size) != Z_OK)
        return NULL;
    return expanded_length == length ? expanded : NULL;
}
