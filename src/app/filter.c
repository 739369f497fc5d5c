/* filter: folding by libunistring, then plain search. */
#include "app/filter.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/buffer.h"

/* A text that is filtered is a line on the screen, not an article. */
enum { FOLDED_MAX = 100000 };

bool filter_fold(const char *text, size_t length, struct buffer *out)
{
    size_t folded_length = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)text, length, NULL, UNINORM_NFKD, NULL, &folded_length);
    if (!folded)
        return length == 0;
    bool whole = true;
    for (size_t at = 0, size; at < folded_length; at += size) {
        ucs4_t character;
        size = (size_t)u8_mbtouc(&character, folded + at, folded_length - at);
        if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M))
            whole = buffer_append(out, (const char *)folded + at, size) && whole;
    }
    free(folded);
    return whole;
}

static bool holds(const char *text, const char *word, size_t length)
{
    for (const char *at = text; (at = strchr(at, word[0])); at++)
        if (strncmp(at, word, length) == 0)
            return true;
    return false;
}

bool filter_matches(const char *folded_pattern, const char *folded_text)
{
    for (const char *word = folded_pattern + strspn(folded_pattern, " "); *word;) {
        size_t length = strcspn(word, " ");
        if (!holds(folded_text, word, length))
            return false;
        word += length;
        word += strspn(word, " ");
    }
    return true;
}

static bool has_upper_case(const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)text + at, length - at);
        if (uc_is_upper(character))
            return true;
    }
    return false;
}

bool filter_finds(const char *pattern, const char *text)
{
    if (has_upper_case(pattern))
        return strstr(text, pattern) != NULL;
    struct buffer folded_pattern = buffer_create(FOLDED_MAX), folded_text = buffer_create(FOLDED_MAX);
    bool found = filter_fold(pattern, strlen(pattern), &folded_pattern) &&
                 filter_fold(text, strlen(text), &folded_text) &&
                 strstr(buffer_string(&folded_text), buffer_string(&folded_pattern));
    buffer_release(&folded_pattern);
    buffer_release(&folded_text);
    return found;
}
