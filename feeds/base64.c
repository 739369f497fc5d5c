/* base64: four signs, three bytes. */
#include "feeds/base64.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

#include "base/buffer.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool base64_to_text(const char *base64, struct buffer *out)
{
    uint32_t bits = 0;
    unsigned count = 0;
    bool well = true;
    for (; well && *base64 && *base64 != '='; base64++) {
        if (strchr(" \t\r\n", *base64))
            continue;
        const char *sign = strchr(alphabet, *base64);
        well = sign != NULL;
        bits = bits << 6 | (uint32_t)(sign ? sign - alphabet : 0);
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_append_byte(out, (char)(bits >> count & 0xff));
        }
    }
    well = well && !out->failed && !memchr(buffer_string(out), '\0', out->length) &&
           !u8_check((const uint8_t *)buffer_string(out), out->length);
    if (!well)
        buffer_clear(out);
    return well;
}
