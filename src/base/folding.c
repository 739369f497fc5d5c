/* folding: by libunistring; then the stretches between marks are taken. */
#include "base/folding.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/buffer.h"

bool folding_append(const char *text, size_t length, struct buffer *out)
{
    size_t folded_length = 0, start = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, NULL, &folded_length);
    if (!folded)
        return length == 0;
    bool whole = true;
    for (size_t at = 0, size; at < folded_length; at += size) {
        ucs4_t character;
        size = (size_t)u8_mbtouc(&character, folded + at, folded_length - at);
        if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M))
            continue;
        whole = buffer_append(out, (const char *)folded + start, at - start) && whole;
        start = at + size;
    }
    whole = buffer_append(out, (const char *)folded + start, folded_length - start) && whole;
    free(folded);
    return whole;
}
