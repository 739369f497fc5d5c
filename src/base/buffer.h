/* buffer: bytes that grow up to a ceiling given at birth. A refused append marks the buffer failed and changes nothing
 * more, so that a writer checks once, at the end. Never in here: what the bytes mean. */
#ifndef WHOSAID_BASE_BUFFER_H
#define WHOSAID_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *bytes; /* `length` bytes and a NUL; NULL while nothing was appended */
    size_t length, capacity, ceiling;
    bool failed; /* memory was short or the ceiling was reached: the content is not whole */
};

/* An empty buffer that holds at most `ceiling` bytes. Give it back with buffer_release. */
struct buffer buffer_create(size_t ceiling);

/* Frees the bytes and leaves an empty buffer with the same ceiling. */
void buffer_release(struct buffer *buffer);

/* Forgets content and failure, keeps the memory. */
void buffer_clear(struct buffer *buffer);

/* All three return false, and set `failed`, when memory is short or the ceiling is reached, now or earlier. */
bool buffer_append(struct buffer *buffer, const char *bytes, size_t length);
bool buffer_append_string(struct buffer *buffer, const char *string);
bool buffer_append_byte(struct buffer *buffer, char byte);

/* Appends one code point as UTF-8 (a surrogate or a number beyond U+10FFFF as U+FFFD). Errors as above. */
bool buffer_append_character(struct buffer *buffer, unsigned character);

/* printf onto the end. Errors as above. */
bool buffer_append_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The content as a string: never NULL, "" when empty. Owned by the buffer, valid until it changes. */
const char *buffer_string(const struct buffer *buffer);

#endif
