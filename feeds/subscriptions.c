/* subscriptions: places where feeds are listed are collected in order; those of one feed become one at the end. */
#include "feeds/subscriptions.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "feeds/builder.h"
#include "feeds/encoding.h"
#include "feeds/opml.h"
#include "feeds/sniff.h"
#include "feeds/subscription_lines.h"
#include "feeds/url.h"

/* Every string is kept once or, as a tag that lies around many feeds, as a pointer. */
#define LIST_MEMORY_MAX ((size_t)256 * 1024 * 1024)

const char *subscriptions_line(struct subscriptions *list, const char *text, size_t length)
{
    struct buffer clean = buffer_create(length * 3 + 16);
    bool whole = clean_text(text, length, CLEAN_LINE, &clean);
    const char *line = whole && clean.length ? arena_copy(list->arena, clean.bytes, builder_line_length(&clean)) : NULL;
    buffer_release(&clean);
    return line;
}

const char *subscriptions_address(struct subscriptions *list, size_t line, const char *text, size_t length)
{
    struct buffer clean = buffer_create(length * 3 + 16);
    bool whole = clean_text(text, length, CLEAN_LINE, &clean), is_long = clean.length > URL_LENGTH_MAX;
    const char *address = whole && clean.length && !is_long ? arena_copy(list->arena, clean.bytes, clean.length) : NULL;
    buffer_release(&clean);
    if (is_long)
        subscriptions_warn(list, line, "an address of more than %d bytes is left out", URL_LENGTH_MAX);
    return address;
}

const char *subscriptions_folder(struct subscriptions *list, const char *outer, const char *name)
{
    struct buffer path = buffer_create(SUBSCRIPTION_FOLDER_SIZE_MAX);
    const char *kept = NULL;
    if (buffer_append_string(&path, outer ? outer : "") && folder_path_append(&path, name))
        kept = arena_copy(list->arena, path.bytes, path.length);
    buffer_release(&path);
    return kept ? kept : outer;
}

struct subscription_names subscriptions_names(struct subscriptions *list, const char *const *names, size_t count)
{
    const char **kept = count ? arena_allocate_array(list->arena, count, sizeof *kept) : NULL;
    if (kept)
        memcpy(kept, names, count * sizeof *kept);
    return (struct subscription_names){.items = kept, .count = kept ? count : 0};
}

void subscriptions_add(struct subscriptions *list, const struct subscription *place)
{
    struct subscription *kept = place->url ? array_push(&list->feeds) : NULL;
    if (kept)
        *kept = *place;
}

void subscriptions_warn(struct subscriptions *list, size_t line, const char *format, ...)
{
    char sentence[ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    struct error error;
    if (line)
        error_set(&error, "line %zu: %s", line, sentence);
    else
        error_set(&error, "%s", sentence);
    const char **warning = list->warnings.count < SUBSCRIPTION_WARNINGS_MAX ? array_push(&list->warnings) : NULL;
    if (warning)
        *warning = subscriptions_line(list, error.message, strlen(error.message));
}

/* --- places of one feed become one -------------------------------------------------------------------------------- */

static int compare_places(const void *one, const void *other)
{
    const struct subscription *const *a = one, *const *b = other;
    int order = strcmp((*a)->url, (*b)->url);
    return order ? order : (*a > *b) - (*a < *b);
}

static bool has_name(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* Adds to `names` what it does not have yet. */
static void join_names(struct subscriptions *list, struct subscription_names *names,
                       const struct subscription_names *more)
{
    const char *joined[SUBSCRIPTION_TAGS_MAX];
    size_t count = 0;
    for (; count < names->count; count++)
        joined[count] = names->items[count];
    for (size_t i = 0; i < more->count && count < SUBSCRIPTION_TAGS_MAX; i++)
        if (!has_name(joined, count, more->items[i]))
            joined[count++] = more->items[i];
    if (count > names->count)
        *names = subscriptions_names(list, joined, count);
}

/* The first of the places says it all; the others lose their URL. */
static void join_places(struct subscriptions *list, struct subscription *const *places, size_t count)
{
    struct subscription all = {.url = places[0]->url};
    for (size_t i = 0; i < count; i++) {
        all.title = all.title ? all.title : places[i]->title;
        all.page = all.page ? all.page : places[i]->page;
        join_names(list, &all.tags, &places[i]->tags);
        join_names(list, &all.folders, &places[i]->folders);
        join_names(list, &all.labels, &places[i]->labels);
        places[i]->url = NULL;
    }
    *places[0] = all;
}

static void close_gaps(struct array *feeds)
{
    struct subscription *items = feeds->items;
    size_t kept = 0;
    for (size_t i = 0; i < feeds->count; i++)
        if (items[i].url)
            items[kept++] = items[i];
    feeds->count = kept;
}

/* False when memory is short. */
static bool join_same(struct subscriptions *list)
{
    struct subscription *items = list->feeds.items;
    size_t count = list->feeds.count;
    struct subscription **sorted = count ? calloc(count, sizeof *sorted) : NULL;
    if (!sorted)
        return count == 0;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &items[i];
    qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(sorted[from]->url, sorted[to]->url) == 0;)
            to++;
        join_places(list, sorted + from, to - from);
    }
    free(sorted);
    close_gaps(&list->feeds);
    return true;
}

/* --- the door ----------------------------------------------------------------------------------------------------- */

/* An OPML file is one by its elements, wherever they begin; so is one whose first lines are junk. */
static bool read_text(const struct buffer *text, struct subscriptions *list, struct error *error)
{
    const char *start = text->bytes + strspn(text->bytes, " \t\n");
    if (*start == '<' || opml_is_in(text->bytes, text->length))
        return opml_read(text->bytes, text->length, list, error);
    return subscription_lines_read(text->bytes, list, error);
}

static bool read_bytes(const char *bytes, size_t length, struct subscriptions *list, struct error *error)
{
    const char *binary = sniff_binary(bytes, length);
    if (!length)
        return error_set(error, "it is empty");
    if (length > SUBSCRIPTIONS_SIZE_MAX)
        return error_set(error, "it is larger than %zu MiB, more than any list of feeds", SUBSCRIPTIONS_SIZE_MAX >> 20);
    if (binary)
        return error_set(error, "this is no list of feeds but %s", binary);
    struct buffer text = buffer_create(3 * SUBSCRIPTIONS_SIZE_MAX);
    bool read = list->arena && encoding_to_utf8(bytes, length, NULL, &text);
    if (!read)
        error_out_of_memory(error, "reading the list");
    else if (!text.length)
        read = error_set(error, "there is nothing in it");
    else
        read = read_text(&text, list, error);
    buffer_release(&text);
    return read;
}

bool subscriptions_read(const char *bytes, size_t length, struct subscriptions *list, struct error *error)
{
    *list = (struct subscriptions){
        .arena = arena_create(LIST_MEMORY_MAX),
        .feeds = array_create(sizeof(struct subscription), SUBSCRIPTIONS_MAX),
        .warnings = array_create(sizeof(const char *), SUBSCRIPTION_WARNINGS_MAX),
    };
    bool read = read_bytes(bytes, length, list, error);
    bool is_full = list->feeds.failed && list->feeds.count == SUBSCRIPTIONS_MAX;
    if (read && is_full)
        subscriptions_warn(list, 0, "only the first %d feeds are read", SUBSCRIPTIONS_MAX);
    if (read && (arena_failed(list->arena) || (list->feeds.failed && !is_full) || !join_same(list) ||
                 arena_failed(list->arena)))
        read = error_out_of_memory(error, "reading the list");
    if (!read)
        subscriptions_release(list);
    return read;
}

void subscriptions_release(struct subscriptions *list)
{
    array_release(&list->feeds);
    array_release(&list->warnings);
    arena_destroy(list->arena);
    list->arena = NULL;
}
