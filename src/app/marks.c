/* marks: each change is kept with what undoes it. */
#include "app/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/archive_articles.h"

enum { CHANGES_MAX = 1000, TAGS_MAX = 64, TAGS_SIZE_MAX = 16 * 1024 };
enum { MARKS_AT_ONCE = 4000 /* some 50 ms */ };

struct mark_change {
    enum mark_type type;
    bool value;      /* read or starred: what it became */
    int64_t id;      /* where it is one article */
    int64_t *ids;    /* where they are several; else NULL */
    size_t count;    /* of those that are marked by now */
    uint64_t number; /* of one that marks read; else 0 */
    char *tags;      /* what they were */
};

struct marks marks_create(struct archive *archive)
{
    return (struct marks){
        .archive = archive, .changes = array_create(sizeof(struct mark_change), CHANGES_MAX), .at_once = MARKS_AT_ONCE};
}

static void release_change(struct mark_change *change)
{
    free(change->ids);
    free(change->tags);
}

static void stop_work(struct marks *marks)
{
    free(marks->work.ids);
    marks->work = (struct mark_work){.ids = NULL};
}

void marks_release(struct marks *marks)
{
    struct mark_change *changes = marks->changes.items;
    for (size_t i = 0; i < marks->changes.count; i++)
        release_change(&changes[i]);
    array_release(&marks->changes);
    stop_work(marks);
}

/* Forgets the oldest change where there is no more room; owns what the change owns. */
static void remember(struct marks *marks, struct mark_change change)
{
    struct mark_change *changes = marks->changes.items;
    if (marks->changes.count == CHANGES_MAX) {
        release_change(&changes[0]);
        memmove(changes, changes + 1, --marks->changes.count * sizeof *changes);
    }
    struct mark_change *slot = array_push(&marks->changes);
    if (slot)
        *slot = change;
    else
        release_change(&change);
}

/* --- read --------------------------------------------------------------------------------------------------------- */

static struct mark_change *find_change(const struct marks *marks, uint64_t number)
{
    struct mark_change *changes = marks->changes.items;
    for (size_t i = marks->changes.count; i > 0; i--)
        if (changes[i - 1].number == number)
            return &changes[i - 1];
    return NULL;
}

bool marks_are_due(const struct marks *marks)
{
    return marks->work.done < marks->work.count;
}

bool marks_go_on(struct marks *marks, struct error *error)
{
    struct mark_work *work = &marks->work;
    size_t left = work->count - work->done, next = left < marks->at_once ? left : marks->at_once;
    bool done = !next || archive_mark_read(marks->archive, work->ids + work->done, next, work->read, error);
    if (done)
        work->done += next;
    struct mark_change *change = work->change ? find_change(marks, work->change) : NULL;
    if (change)
        change->count = work->done;
    if (!done || work->done == work->count)
        stop_work(marks);
    return done;
}

static int64_t *copy_ids(const int64_t *ids, size_t count)
{
    int64_t *copy = malloc(count * sizeof *copy);
    if (copy)
        memcpy(copy, ids, count * sizeof *copy);
    return copy;
}

/* Marks them, or the first part of very many; what was begun before of that kind is brought to its end first. */
static bool mark(struct marks *marks, const int64_t *ids, struct mark_work work, struct error *error)
{
    if (work.count <= marks->at_once)
        return archive_mark_read(marks->archive, ids, work.count, work.read, error);
    while (marks_are_due(marks))
        if (!marks_go_on(marks, error))
            return false;
    work.ids = copy_ids(ids, work.count);
    if (!work.ids)
        return error_out_of_memory(error, "marking");
    marks->work = work;
    return marks_go_on(marks, error);
}

bool marks_read(struct marks *marks, const int64_t *ids, size_t count, bool read, struct error *error)
{
    if (!count)
        return true;
    struct mark_change change = {.type = MARK_READ, .value = read, .id = ids[0], .number = ++marks->last_number};
    if (!mark(marks, ids, (struct mark_work){.count = count, .read = read, .change = change.number}, error))
        return false;
    change.count = marks->work.change == change.number ? marks->work.done : count;
    if (count > 1)
        change.ids = copy_ids(ids, count);
    if (count == 1 || change.ids)
        remember(marks, change);
    return true;
}

bool marks_star(struct marks *marks, int64_t id, bool starred, struct error *error)
{
    if (!archive_mark_starred(marks->archive, id, starred, error))
        return false;
    remember(marks, (struct mark_change){.type = MARK_STARRED, .value = starred, .count = 1, .id = id});
    return true;
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

bool marks_tags(struct marks *marks, int64_t id, struct buffer *tags, struct error *error)
{
    struct arena *arena = arena_create(TAGS_SIZE_MAX);
    struct array found = array_create(sizeof(const char *), TAGS_MAX);
    bool done = arena ? archive_tags_read(marks->archive, id, arena, &found, error)
                      : error_out_of_memory(error, "reading tags");
    const char *const *items = found.items;
    for (size_t i = 0; done && i < found.count; i++)
        (void)buffer_append_format(tags, "%s%s", i ? ", " : "", items[i]);
    array_release(&found);
    arena_destroy(arena);
    return done;
}

static bool has_tag(const char *const tags[], size_t count, const char *tag)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(tags[i], tag) == 0)
            return true;
    return false;
}

/* What stands between the blanks at both ends; writes into the string. */
static const char *without_blanks(char *part)
{
    char *end = part + strlen(part);
    while (end > part && end[-1] == ' ')
        *--end = '\0';
    return part + strspn(part, " ");
}

static bool write_tags(struct marks *marks, int64_t id, const char *typed, struct error *error)
{
    const char *tags[TAGS_MAX];
    char *text = strdup(typed), *rest = NULL;
    size_t count = 0;
    if (!text)
        return error_out_of_memory(error, "tagging");
    for (char *part = strtok_r(text, ",", &rest); part && count < TAGS_MAX; part = strtok_r(NULL, ",", &rest)) {
        const char *tag = without_blanks(part);
        if (*tag && !has_tag(tags, count, tag))
            tags[count++] = tag;
    }
    bool done = archive_set_tags(marks->archive, id, tags, count, error);
    free(text);
    return done;
}

bool marks_tag(struct marks *marks, int64_t id, const char *tags, struct error *error)
{
    struct buffer before = buffer_create(TAGS_SIZE_MAX);
    bool done = marks_tags(marks, id, &before, error) && write_tags(marks, id, tags, error);
    char *kept = done ? strdup(buffer_string(&before)) : NULL;
    if (kept)
        remember(marks, (struct mark_change){.type = MARK_TAGS, .count = 1, .id = id, .tags = kept});
    buffer_release(&before);
    return done;
}

/* --- taking back -------------------------------------------------------------------------------------------------- */

bool marks_undo(struct marks *marks, struct mark_undone *undone, struct error *error)
{
    struct mark_change *changes = marks->changes.items;
    *error = (struct error){""};
    if (!marks->changes.count)
        return false;
    struct mark_change *last = &changes[marks->changes.count - 1];
    const int64_t *ids = last->ids ? last->ids : &last->id;
    bool done = false;
    switch (last->type) {
    case MARK_READ:
        if (marks->work.change == last->number)
            stop_work(marks);
        done = mark(marks, ids, (struct mark_work){.count = last->count, .read = !last->value}, error);
        break;
    case MARK_STARRED:
        done = archive_mark_starred(marks->archive, last->id, !last->value, error);
        break;
    case MARK_TAGS:
        done = write_tags(marks, last->id, last->tags, error);
        break;
    }
    if (!done)
        return false;
    *undone = (struct mark_undone){last->type, !last->value, last->count, last->id};
    release_change(last);
    marks->changes.count--;
    return true;
}
