/* feed edit: a table of properties; each type of value is read and printed in one place. */
#include "app/feed_edit.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/duration.h"
#include "base/error.h"
#include "base/nearest.h"
#include "feeds/fetch.h"
#include "store/archive.h"
#include "store/archive_feeds.h"

enum { VALUE_SIZE_MAX = 64 * 1024, NAMES_MAX = 64 };

/* Nobody has more, and sums of such numbers do not overflow. */
#define COUNT_MAX ((int64_t)1000 * 1000 * 1000)

struct property {
    const char *name;
    enum feed_part part;
    size_t offset; /* in struct archived_feed */
    bool (*set)(struct feed_edit *edit, const struct property *property, const char *value, struct error *error);
    void (*print)(const struct archived_feed *feed, const struct property *property, struct buffer *out);
};

static void *place_of(const struct feed_edit *edit, const struct property *property)
{
    return (char *)edit->feed + property->offset;
}

static const void *field_of(const struct archived_feed *feed, const struct property *property)
{
    return (const char *)feed + property->offset;
}

/* --- lines, addresses --------------------------------------------------------------------------------------------- */

/* The text as a clean line in the arena; NULL when nothing is left of it, or, with arena_failed, memory is short. */
static const char *keep_line(struct arena *arena, const char *text, size_t length)
{
    struct buffer clean = buffer_create(VALUE_SIZE_MAX);
    bool whole = clean_text(text, length, CLEAN_LINE, &clean);
    const char *line = whole && clean.length ? arena_copy(arena, clean.bytes, clean.length) : NULL;
    buffer_release(&clean);
    return line;
}

static bool set_line(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    const char *line = keep_line(edit->arena, value, strlen(value));
    if (!line && *value)
        return error_set(error, "%s: nothing that can be shown is in it, or it is too long", property->name);
    *(const char **)place_of(edit, property) = line;
    return true;
}

static void print_line(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    const char *line = *(const char *const *)field_of(feed, property);
    buffer_append_string(out, line ? line : "");
}

/* What was known of the old address, or kept the feed from being fetched, holds no longer. */
static void begin_anew(struct feed_edit *edit)
{
    struct feed_state *state = &edit->feed->state;
    state->gone = false;
    state->failures = 0;
    state->next_due = 0;
    edit->parts |= FEED_STATE;
}

static bool set_address(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    (void)property;
    char *address = fetch_address(value, error);
    const char *kept = arena_copy_string(edit->arena, address);
    free(address);
    if (!address)
        return false;
    if (!kept)
        return error_out_of_memory(error, "changing the address");
    edit->feed->url = kept;
    edit->feed->state.etag = edit->feed->state.last_modified = NULL;
    edit->feed->state.content_hash = 0;
    begin_anew(edit);
    return true;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* The next name of a list that commas separate, over what stands in `name`; returns what follows, NULL at the end. A
 * backslash takes the next character as it is; in a path, whose own it may be, only a comma. */
static const char *next_name(const char *list, bool is_path, struct buffer *name)
{
    buffer_clear(name);
    if (!*list)
        return NULL;
    for (; *list && *list != ','; list++) {
        bool escapes = *list == '\\' && list[1];
        if (escapes && is_path && list[1] != ',')
            buffer_append_byte(name, *list);
        list += escapes;
        buffer_append_byte(name, *list);
    }
    return list + (*list == ',');
}

static bool read_names(struct feed_edit *edit, const char *list, bool is_path, struct array *names, struct error *error)
{
    struct buffer name = buffer_create(VALUE_SIZE_MAX);
    while ((list = next_name(list, is_path, &name))) {
        const char *kept = keep_line(edit->arena, buffer_string(&name), name.length);
        const char **place = kept ? array_push(names) : NULL;
        if (place)
            *place = kept;
    }
    bool whole = !name.failed && !names->failed && !arena_failed(edit->arena);
    buffer_release(&name);
    return whole || error_set(error, "more than %d names, or too long ones", NAMES_MAX);
}

static bool set_names(struct feed_edit *edit, const char *list, bool is_path, const char *const **place, size_t *count,
                      struct error *error)
{
    struct array names = array_create(sizeof(const char *), NAMES_MAX);
    bool read = read_names(edit, list, is_path, &names, error);
    if (read) {
        *place = array_keep(&names, edit->arena);
        *count = *place ? names.count : 0;
    }
    array_release(&names);
    return read;
}

static bool set_tags(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    (void)property;
    return set_names(edit, value, false, &edit->feed->tags, &edit->feed->tag_count, error);
}

static bool set_folders(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    (void)property;
    return set_names(edit, value, true, &edit->feed->folders, &edit->feed->folder_count, error);
}

static void print_names(const char *const *names, size_t count, const char *escaped, struct buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_append_byte(out, ',');
        for (const char *at = names[i]; *at; at++) {
            if (strchr(escaped, *at))
                buffer_append_byte(out, '\\');
            buffer_append_byte(out, *at);
        }
    }
}

static void print_tags(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    (void)property;
    print_names(feed->tags, feed->tag_count, "\\,", out);
}

static void print_folders(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    (void)property;
    print_names(feed->folders, feed->folder_count, ",", out);
}

/* --- numbers, yes and no ------------------------------------------------------------------------------------------ */

static bool set_duration(struct feed_edit *edit, const struct property *property, const char *value,
                         struct error *error)
{
    int64_t seconds = ARCHIVE_GENERAL;
    if (*value && (!duration_parse(value, &seconds) || seconds == 0))
        return error_set(error, "%s is a time such as 30m, 2h or 1d, not '%s'", property->name, value);
    *(int64_t *)place_of(edit, property) = seconds;
    return true;
}

static void print_duration(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    char text[DURATION_SIZE];
    int64_t seconds = *(const int64_t *)field_of(feed, property);
    if (seconds == ARCHIVE_GENERAL)
        return;
    duration_format(seconds, text);
    buffer_append_string(out, text);
}

static bool set_count(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    char *end;
    errno = 0;
    long long count = *value ? strtoll(value, &end, 10) : ARCHIVE_GENERAL;
    if (*value && (*end || errno || count < 0 || count > COUNT_MAX))
        return error_set(error, "%s is a number, or 0 for all, not '%s'", property->name, value);
    *(int64_t *)place_of(edit, property) = count;
    return true;
}

static void print_count(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    int64_t count = *(const int64_t *)field_of(feed, property);
    if (count != ARCHIVE_GENERAL)
        buffer_append_format(out, "%" PRId64, count);
}

/* 0 or 1; -1 when it is neither. */
static int parse_answer(const char *value)
{
    return strcmp(value, "yes") == 0 ? 1 : strcmp(value, "no") == 0 ? 0 : -1;
}

static bool set_full_text(struct feed_edit *edit, const struct property *property, const char *value,
                          struct error *error)
{
    int answer = parse_answer(value);
    if (answer < 0 && *value)
        return error_set(error, "%s is yes or no, not '%s'", property->name, value);
    edit->feed->wishes.full_text = *value ? answer : ARCHIVE_GENERAL;
    return true;
}

static void print_full_text(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    (void)property;
    if (feed->wishes.full_text != ARCHIVE_GENERAL)
        buffer_append_string(out, feed->wishes.full_text ? "yes" : "no");
}

static bool set_paused(struct feed_edit *edit, const struct property *property, const char *value, struct error *error)
{
    int answer = parse_answer(value);
    if (answer < 0 && *value)
        return error_set(error, "%s is yes or no, not '%s'", property->name, value);
    edit->feed->wishes.paused = answer == 1;
    if (answer != 1)
        begin_anew(edit);
    return true;
}

static void print_paused(const struct archived_feed *feed, const struct property *property, struct buffer *out)
{
    (void)property;
    buffer_append_string(out, feed->wishes.paused ? "yes" : "no");
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

#define PLACE(member) offsetof(struct archived_feed, member)
static const struct property properties[] = {
    {"title", FEED_WISHES, PLACE(wishes.title), set_line, print_line},
    {"url", FEED_ADDRESS, PLACE(url), set_address, print_line},
    {"folders", FEED_PLACES, PLACE(folders), set_folders, print_folders},
    {"tags", FEED_PLACES, PLACE(tags), set_tags, print_tags},
    {"interval", FEED_WISHES, PLACE(wishes.interval), set_duration, print_duration},
    {"full-text", FEED_WISHES, PLACE(wishes.full_text), set_full_text, print_full_text},
    {"user-agent", FEED_WISHES, PLACE(wishes.user_agent), set_line, print_line},
    {"keep-articles", FEED_WISHES, PLACE(wishes.keep_articles), set_count, print_count},
    {"keep-days", FEED_WISHES, PLACE(wishes.keep_days), set_count, print_count},
    {"paused", FEED_WISHES, PLACE(wishes.paused), set_paused, print_paused},
};
#undef PLACE
enum { PROPERTY_COUNT = sizeof properties / sizeof *properties };

static bool refuse_name(const char *name, struct error *error)
{
    const char *names[PROPERTY_COUNT];
    for (size_t i = 0; i < PROPERTY_COUNT; i++)
        names[i] = properties[i].name;
    const char *near = nearest_name(name, names, PROPERTY_COUNT);
    if (near)
        return error_set(error, "a feed has no '%s'; did you mean %s?", name, near);
    return error_set(error, "a feed has no '%s'; 'whosaid edit FEED' prints what it has", name);
}

bool feed_edit_set(struct feed_edit *edit, const char *name, const char *value, struct error *error)
{
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        if (strcmp(properties[i].name, name) != 0)
            continue;
        bool set = properties[i].set(edit, &properties[i], value, error);
        edit->parts |= set ? properties[i].part : 0U;
        return set;
    }
    return refuse_name(name, error);
}

bool feed_edit_assign(struct feed_edit *edit, const char *assignment, struct error *error)
{
    char name[32] = "";
    size_t length = strcspn(assignment, "=");
    if (assignment[length] != '=')
        return error_set(error, "a change is NAME=VALUE, not '%s'", assignment);
    memcpy(name, assignment, length < sizeof name ? length : sizeof name - 1);
    return feed_edit_set(edit, name, assignment + length + 1, error);
}

void feed_edit_print(const struct archived_feed *feed, struct buffer *out)
{
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        buffer_append_format(out, "%s=", properties[i].name);
        properties[i].print(feed, &properties[i], out);
        buffer_append_byte(out, '\n');
    }
}

bool feed_edit_store(struct archive *archive, const struct feed_edit *edit, struct error *error)
{
    static bool (*const writers[])(struct archive *, const struct archived_feed *, struct error *) = {
        archive_feed_set_wishes, archive_feed_set_places, archive_feed_set_description, archive_feed_set_state};
    if (!archive_begin(archive, error))
        return false;
    bool written = true;
    for (unsigned i = 0; i < sizeof writers / sizeof *writers && written; i++)
        written = !(edit->parts & 1U << i) || writers[i](archive, edit->feed, error);
    if (!written)
        archive_roll_back(archive);
    return written && archive_commit(archive, error);
}
