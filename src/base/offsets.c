/* offsets: a checkpoint every few bytes, counted on from there. */
#include "base/offsets.h"

#include "base/arena.h"

enum { STRIDE = 64 };

struct offsets {
    const char *text;
    size_t *checkpoints; /* code points begun before byte i * STRIDE; NULL when the text is ASCII */
};

/* Every byte but a continuation byte (10xxxxxx) begins a code point. */
static size_t count_starts(const char *bytes, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

struct offsets *offsets_create(struct arena *arena, const char *text, size_t length)
{
    struct offsets *offsets = arena_allocate(arena, sizeof *offsets);
    if (!offsets)
        return NULL;
    offsets->text = text;
    if (count_starts(text, length) == length)
        return offsets;
    size_t count = length / STRIDE + 1;
    offsets->checkpoints = arena_allocate_array(arena, count, sizeof *offsets->checkpoints);
    if (!offsets->checkpoints)
        return NULL;
    for (size_t i = 1; i < count; i++)
        offsets->checkpoints[i] = offsets->checkpoints[i - 1] + count_starts(text + (i - 1) * STRIDE, STRIDE);
    return offsets;
}

size_t offsets_to_code_points(const struct offsets *offsets, size_t byte)
{
    if (!offsets->checkpoints)
        return byte;
    size_t checkpoint = byte / STRIDE;
    return offsets->checkpoints[checkpoint] + count_starts(offsets->text + checkpoint * STRIDE, byte % STRIDE);
}
