/* fold: a function of SQL. */
#include "store/fold.h"

#include <sqlite3.h>

#include "base/buffer.h"
#include "base/folding.h"

enum { FOLDED_MAX = 256 * 1024 * 1024 };

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    struct buffer folded = buffer_create(FOLDED_MAX);
    /* NULL gives NULL, and so does what is no UTF-8: it equals nothing. */
    if (text && folding_append(text, (size_t)sqlite3_value_bytes(values[0]), &folded))
        sqlite3_result_text64(context, buffer_string(&folded), folded.length, SQLITE_TRANSIENT, SQLITE_UTF8);
    buffer_release(&folded);
}

int fold_register(struct sqlite3 *handle)
{
    return sqlite3_create_function_v2(handle, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                      fold, NULL, NULL, NULL);
}
