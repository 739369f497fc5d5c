/* packing: numbers and strings in a row of bytes for another process, and back out of bytes that are not trusted. Never
 * in here: what they say, how the bytes travel. */
#ifndef WHOSAID_BASE_PACKING_H
#define WHOSAID_BASE_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* Each appends one value to the buffer, which remembers when it refused. A number takes eight bytes, little-endian. */
void pack_number(struct buffer *out, uint64_t number);
void pack_string(struct buffer *out, const char *string); /* NULL comes back as NULL */
void pack_bytes(struct buffer *out, const char *bytes, size_t length);

/* Bytes out of which values are taken in the order in which they went in. */
struct unpacking {
    const char *bytes;
    size_t length;
    bool failed; /* they were not what the calls above write: what was taken since is 0, NULL or empty */
};

/* Each takes the next value. A string has been looked through: it is valid UTF-8 and ends at its NUL. Strings and bytes
 * stay where they are and live as long as they do. */
uint64_t unpack_number(struct unpacking *from);
const char *unpack_string(struct unpacking *from);
const char *unpack_bytes(struct unpacking *from, size_t *length);

/* True when everything was taken and nothing was amiss. */
bool unpack_is_done(const struct unpacking *from);

#endif
