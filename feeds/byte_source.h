/* byte source: bytes by their place, so that a file of any size can be read, and read again from its beginning, in
 * little memory. Never in here: what the bytes mean. */
#ifndef WHOSAID_FEEDS_BYTE_SOURCE_H
#define WHOSAID_FEEDS_BYTE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct buffer;
struct error;

struct byte_source {
    /* As pread(2): up to `room` bytes from `offset` on; 0 at the end, -1 and errno when that fails. */
    ssize_t (*read)(const struct byte_source *source, size_t offset, char *bytes, size_t room);
    const char *bytes; /* of bytes in memory */
    size_t length;
    int descriptor; /* of a file that can be sought in */
};

/* Bytes in memory, which must outlive the source. */
struct byte_source byte_source_of_memory(const char *bytes, size_t length);

/* An open file that pread(2) reads; it stays the caller's to close. */
struct byte_source byte_source_of_file(int descriptor);

/* Appends the bytes from `offset` on, as many as the buffer's ceiling allows; `is_whole` gets whether these were all.
 * False and a sentence when reading fails or memory is short. */
bool byte_source_load(const struct byte_source *source, size_t offset, struct buffer *buffer, bool *is_whole,
                      struct error *error);

#endif
