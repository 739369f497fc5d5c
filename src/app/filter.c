/* filter: folding, then plain search. */
#include "app/filter.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/buffer.h"
#include "base/folding.h"

/* A text that is filtered is a line on the screen, not an article. */
enum { FOLDED_MAX = 100000 };

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
    bool found = folding_append(pattern, strlen(pattern), &folded_pattern) &&
                 folding_append(text, strlen(text), &folded_text) &&
                 strstr(buffer_string(&folded_text), buffer_string(&folded_pattern));
    buffer_release(&folded_pattern);
    buffer_release(&folded_text);
    return found;
}
