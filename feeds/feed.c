/* feed: its memory, its warnings, its limits. */
#include "feeds/feed.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"

enum {
    FEED_ARENA_MAX = 64 * 1024 * 1024, /* lines of a mebibyte each, and the warnings */
    WARNING_SIZE = 400,
    LINE_BYTES = 1024 * 1024,
    CONTENT_BYTES = 8 * 1024 * 1024, /* a whole book as one entry's content */
    DEPTH = 256                      /* feeds with XHTML content have some twenty */
};

#define DECODED_BYTES ((size_t)16 * 1024 * 1024)

const struct feed_limits feed_limits_of_fetched = {DECODED_BYTES, 5000, LINE_BYTES, CONTENT_BYTES, DEPTH};
const struct feed_limits feed_limits_of_file = {DECODED_BYTES, SIZE_MAX, LINE_BYTES, CONTENT_BYTES, DEPTH};
const struct feed_limits feed_limits_of_own_file = {SIZE_MAX, SIZE_MAX, LINE_BYTES, CONTENT_BYTES, DEPTH};

struct feed feed_create(void)
{
    return (struct feed){.arena = arena_create(FEED_ARENA_MAX),
                         .warnings = array_create(sizeof(const char *), FEED_WARNINGS_MAX)};
}

void feed_release(struct feed *feed)
{
    arena_destroy(feed->arena);
    feed->arena = NULL;
    array_release(&feed->warnings);
}

const char *feed_keep(struct feed *feed, const char *string)
{
    return feed->arena ? arena_copy_string(feed->arena, string) : NULL;
}

static bool is_noted(const struct feed *feed, const char *sentence)
{
    const char *const *warnings = feed->warnings.items;
    for (size_t i = 0; i < feed->warnings.count; i++)
        if (strcmp(warnings[i], sentence) == 0)
            return true;
    return false;
}

void feed_warn(struct feed *feed, size_t line, const char *format, ...)
{
    char sentence[WARNING_SIZE];
    if (feed->warnings.count == FEED_WARNINGS_MAX) {
        feed->warning_count++;
        return;
    }
    int prefix = line ? snprintf(sentence, sizeof sentence, "line %zu: ", line) : 0;
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence + prefix, sizeof sentence - (size_t)prefix, format, arguments);
    va_end(arguments);
    /* Broken feeds break the same thing over and over: most sentences are there already as they are. */
    if (is_noted(feed, sentence))
        return;
    struct buffer clean = buffer_create(2 * WARNING_SIZE);
    if (clean_text(sentence, strlen(sentence), CLEAN_LINE, &clean) && !is_noted(feed, buffer_string(&clean))) {
        feed->warning_count++;
        const char **slot = array_push(&feed->warnings);
        char *copy = slot ? arena_copy(feed->arena, buffer_string(&clean), clean.length) : NULL;
        if (copy)
            *slot = copy;
        else if (slot)
            feed->warnings.count--;
    }
    buffer_release(&clean);
}
