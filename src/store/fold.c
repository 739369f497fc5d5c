/* fold: libunistring's case folding, and the marks left out. */
#include "store/fold.h"

#include <stdlib.h>

#include <sqlite3.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* In place; the length that is left. */
static size_t drop_marks(uint8_t *text, size_t length)
{
    size_t kept = 0;
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        size_t size = (size_t)u8_mbtouc(&character, text + at, length - at);
        if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M))
            for (size_t i = 0; i < size; i++)
                text[kept++] = text[at + i];
        at += size;
    }
    return kept;
}

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const uint8_t *text = sqlite3_value_text(values[0]);
    if (!text)
        return; /* NULL gives NULL */
    size_t length = (size_t)sqlite3_value_bytes(values[0]), folded_length;
    uint8_t *folded = u8_casefold(text, length, NULL, UNINORM_NFKD, NULL, &folded_length);
    if (!folded)
        return; /* what is no UTF-8 equals nothing */
    folded_length = drop_marks(folded, folded_length);
    sqlite3_result_text64(context, (const char *)folded, folded_length, SQLITE_TRANSIENT, SQLITE_UTF8);
    free(folded);
}

int fold_register(struct sqlite3 *handle)
{
    return sqlite3_create_function_v2(handle, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                      fold, NULL, NULL, NULL);
}
