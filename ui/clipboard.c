/* clipboard: xterm's "Manipulate Selection Data" (ctlseqs, OSC 52). */
#include "ui/clipboard.h"

#include <stdint.h>

#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "ui/screen.h"

/* Terminals take about 100,000 bytes of base64 (tmux, foot, xterm); a longer sequence might be shown instead of taken.
 * */
enum { COPY_MAX = 70000 };

static void append_base64(struct buffer *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        size_t left = length - i;
        uint32_t group = (uint32_t)bytes[i] << 16 | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
                         (left > 2 ? (uint32_t)bytes[i + 2] : 0);
        (void)buffer_append_byte(out, digits[group >> 18]);
        (void)buffer_append_byte(out, digits[group >> 12 & 63]);
        (void)buffer_append_byte(out, left > 1 ? digits[group >> 6 & 63] : '=');
        (void)buffer_append_byte(out, left > 2 ? digits[group & 63] : '=');
    }
}

bool clipboard_copy(const char *text, size_t length, struct error *error)
{
    struct buffer clean = buffer_create(COPY_MAX), sequence = buffer_create((size_t)2 * COPY_MAX);
    bool done = clean_for_terminal(text, length, &clean);
    (void)buffer_append_string(&sequence, "\033]52;c;");
    append_base64(&sequence, (const unsigned char *)buffer_string(&clean), clean.length);
    (void)buffer_append_byte(&sequence, '\a');
    if (!done || sequence.failed)
        (void)error_set(error, "too long to be copied: a terminal takes %d bytes", COPY_MAX);
    else if (!screen_send(sequence.bytes, sequence.length))
        done = error_set(error, "the terminal took no copy");
    bool whole = done && !sequence.failed;
    buffer_release(&clean);
    buffer_release(&sequence);
    return whole;
}
