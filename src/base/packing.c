/* packing: a length stands before bytes, a NUL behind them, so that a string is used where it lies. */
#include "base/packing.h"

#include <string.h>
#include <unistr.h>

#include "base/buffer.h"

enum { NUMBER_SIZE = 8 };

/* The length of a string that is NULL. */
#define NO_STRING UINT64_MAX

void pack_number(struct buffer *out, uint64_t number)
{
    char bytes[NUMBER_SIZE];
    for (unsigned i = 0; i < NUMBER_SIZE; i++)
        bytes[i] = (char)(unsigned char)(number >> (8 * i));
    buffer_append(out, bytes, sizeof bytes);
}

void pack_bytes(struct buffer *out, const char *bytes, size_t length)
{
    pack_number(out, length);
    buffer_append(out, bytes, length);
    buffer_append_byte(out, '\0');
}

void pack_string(struct buffer *out, const char *string)
{
    if (string)
        pack_bytes(out, string, strlen(string));
    else
        pack_number(out, NO_STRING);
}

static const char *fail(struct unpacking *from)
{
    from->failed = true;
    return NULL;
}

uint64_t unpack_number(struct unpacking *from)
{
    uint64_t number = 0;
    if (from->failed || from->length < NUMBER_SIZE) {
        from->failed = true;
        return 0;
    }
    for (unsigned i = 0; i < NUMBER_SIZE; i++)
        number |= (uint64_t)(unsigned char)from->bytes[i] << (8 * i);
    from->bytes += NUMBER_SIZE;
    from->length -= NUMBER_SIZE;
    return number;
}

/* Takes `length` bytes and the NUL behind them. */
static const char *take(struct unpacking *from, uint64_t length)
{
    if (from->failed || length >= from->length || from->bytes[length] != '\0')
        return fail(from);
    const char *bytes = from->bytes;
    from->bytes += length + 1;
    from->length -= (size_t)length + 1;
    return bytes;
}

const char *unpack_bytes(struct unpacking *from, size_t *length)
{
    uint64_t count = unpack_number(from);
    const char *bytes = take(from, count);
    *length = bytes ? (size_t)count : 0;
    return bytes;
}

const char *unpack_string(struct unpacking *from)
{
    uint64_t length = unpack_number(from);
    if (length == NO_STRING)
        return NULL;
    const char *string = take(from, length);
    bool is_string = string && strlen(string) == length && !u8_check((const uint8_t *)string, (size_t)length);
    return is_string ? string : fail(from);
}

bool unpack_is_done(const struct unpacking *from)
{
    return !from->failed && !from->length;
}
