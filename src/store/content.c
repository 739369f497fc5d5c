/* content: zlib, which libxml2 brings along anyway. */
#include "store/content.h"

#include <limits.h>
#include <stdint.h>

#include <zlib.h>

#include "base/arena.h"
#include "base/buffer.h"

/* What is shorter gains little, and costs as much time as a kilobyte. */
enum { LENGTH_LEAST = 256, CHUNK = 16 * 1024 };
/* Deflate cannot do better (zlib's technical notes): a longer length than this is damage. */
enum { RATIO_MOST = 1032 };
/* Of 1 to 9: beyond it takes much longer and saves little of short texts. */
enum { COMPRESSION_LEVEL = 3 };

bool content_compress(const char *bytes, size_t length, struct buffer *out)
{
    if (length < LENGTH_LEAST || length > UINT_MAX)
        return true;
    size_t start = out->length;
    z_stream stream = {.next_in = (unsigned char *)(uintptr_t)bytes, .avail_in = (unsigned)length};
    if (deflateInit(&stream, COMPRESSION_LEVEL) != Z_OK)
        return false;
    unsigned char chunk[CHUNK];
    int status;
    do {
        stream.next_out = chunk;
        stream.avail_out = sizeof chunk;
        status = deflate(&stream, Z_FINISH);
        buffer_append(out, (const char *)chunk, sizeof chunk - stream.avail_out);
    } while (status == Z_OK && !out->failed);
    deflateEnd(&stream);
    if (status != Z_STREAM_END || out->failed)
        return false;
    if (out->length - start >= length)
        out->length = start;
    return true;
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
