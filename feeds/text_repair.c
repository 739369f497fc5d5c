/* text repair: looked for by the one byte that C1 controls begin with in UTF-8. */
#include "feeds/text_repair.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

#include "base/buffer.h"

/* What the bytes 0x80 to 0x9f are in windows-1252; 0 where it has nothing. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* The first C1 control from `at` on; NULL when there is none. */
static const char *find_control(const char *at, const char *end)
{
    for (; end - at > 1; at++) {
        at = memchr(at, 0xc2, (size_t)(end - at - 1));
        if (!at || (unsigned char)at[1] < 0xa0)
            return at;
    }
    return NULL;
}

/* Appends the text with each of its characters as a byte. False when one of them is none, or that gives no UTF-8. */
static bool narrow(const struct buffer *text, struct buffer *out)
{
    const unsigned char *at = (const unsigned char *)text->bytes, *end = at + text->length;
    while (at < end) {
        bool is_double = (*at & 0xfc) == 0xc0;
        if (*at >= 0x80 && !is_double)
            return false;
        buffer_append_byte(out, (char)(is_double ? (*at & 3) << 6 | (at[1] & 0x3f) : *at));
        at += is_double ? 2 : 1;
    }
    return !out->failed && !u8_check((const uint8_t *)buffer_string(out), out->length);
}

static void map_controls(const struct buffer *text, const char *control, struct buffer *out)
{
    const char *copied = text->bytes, *end = text->bytes + text->length;
    for (; control; control = find_control(copied, end)) {
        unsigned mapped = windows_1252[(unsigned char)control[1] - 0x80];
        buffer_append(out, copied, (size_t)(control - copied));
        if (mapped)
            buffer_append_character(out, mapped);
        copied = control + 2;
    }
    buffer_append(out, copied, (size_t)(end - copied));
}

void text_repair(struct buffer *text)
{
    const char *control = text->length ? find_control(text->bytes, text->bytes + text->length) : NULL;
    if (!control)
        return;
    struct buffer repaired = buffer_create(text->ceiling);
    if (!narrow(text, &repaired) || find_control(repaired.bytes, repaired.bytes + repaired.length)) {
        buffer_clear(&repaired);
        map_controls(text, control, &repaired);
    }
    repaired.failed = repaired.failed || text->failed;
    buffer_release(text);
    *text = repaired;
}
