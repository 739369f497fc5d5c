/* byte source: memory and files. */
#include "feeds/byte_source.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"

enum { PIECE_SIZE = 64 * 1024 };

static ssize_t read_memory(const struct byte_source *source, size_t offset, char *bytes, size_t room)
{
    size_t left = offset < source->length ? source->length - offset : 0;
    size_t size = left < room ? left : room;
    if (size)
        memcpy(bytes, source->bytes + offset, size);
    return (ssize_t)size;
}

static ssize_t read_file(const struct byte_source *source, size_t offset, char *bytes, size_t room)
{
    for (;;) {
        ssize_t size = pread(source->descriptor, bytes, room, (off_t)offset);
        if (size >= 0 || errno != EINTR)
            return size;
    }
}

struct byte_source byte_source_of_memory(const char *bytes, size_t length)
{
    return (struct byte_source){.read = read_memory, .bytes = bytes, .length = length, .descriptor = -1};
}

struct byte_source byte_source_of_file(int descriptor)
{
    return (struct byte_source){.read = read_file, .descriptor = descriptor};
}

bool byte_source_load(const struct byte_source *source, size_t offset, struct buffer *buffer, bool *is_whole,
                      struct error *error)
{
    char piece[PIECE_SIZE];
    for (;;) {
        ssize_t size = source->read(source, offset, piece, sizeof piece);
        if (size < 0)
            return error_set(error, "it cannot be read: %s", strerror(errno));
        size_t room = buffer->ceiling - buffer->length, kept = (size_t)size < room ? (size_t)size : room;
        *is_whole = kept == (size_t)size;
        if (!buffer_append(buffer, piece, kept))
            return error_out_of_memory(error, "reading");
        if (size == 0 || !*is_whole)
            return true;
        offset += (size_t)size;
    }
}
