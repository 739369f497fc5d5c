/* markup search: finding one's way in markup that no parser has seen yet. Never in here: what the markup means. */
#ifndef WHOSAID_FEEDS_MARKUP_SEARCH_H
#define WHOSAID_FEEDS_MARKUP_SEARCH_H

#include <stddef.h>
#include <string.h>

/* The first byte behind the next `close`, which is not empty, in the bytes from `at` to `end`; `end` when there is
 * none. */
static inline const char *markup_behind(const char *at, const char *end, const char *close)
{
    size_t length = strlen(close);
    for (; (size_t)(end - at) >= length; at++)
        if (memcmp(at, close, length) == 0)
            return at + length;
    return end;
}

#endif
