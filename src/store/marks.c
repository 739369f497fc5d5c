/* marks: what the user did with an article, each confirmed only when it is on the disk. */
#include "base/arena.h"
#include "base/error.h"
#include "store/archive_articles.h"
#include "store/connection.h"

bool archive_mark_read(struct archive *archive, const int64_t *ids, size_t count, bool read, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    bool done = true;
    for (size_t i = 0; i < count && done; i++)
        done = statement_run_with(archive, read ? STATEMENT_MARK_READ : STATEMENT_MARK_UNREAD, ids[i], 0, error);
    return change_end(archive, done, error);
}

bool archive_mark_starred(struct archive *archive, int64_t id, bool starred, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    return change_end(archive, statement_run_with(archive, STATEMENT_MARK_STARRED, starred, id, error), error);
}

static bool add_tags(struct archive *archive, int64_t id, const char *const *tags, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_TAG_ADD);
        statement_integer(&statement, id);
        statement_text(&statement, tags[i]);
        if (!statement_run(&statement, error))
            return false;
    }
    return true;
}

bool archive_set_tags(struct archive *archive, int64_t id, const char *const *tags, size_t count, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    bool done = statement_run_with(archive, STATEMENT_ARTICLE_TAGS_CLEAR, id, 0, error) &&
                add_tags(archive, id, tags, count, error);
    return change_end(archive, done, error);
}

bool archive_tags_read(struct archive *archive, int64_t id, struct arena *arena, struct array *tags,
                       struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_TAGS_READ);
    statement_integer(&statement, id);
    while (statement_next(&statement)) {
        const char **tag = array_push(tags);
        if (!tag)
            break;
        *tag = statement_column_text(&statement, 0, arena);
    }
    return statement_end(&statement, error) &&
           ((!tags->failed && !arena_failed(arena)) || error_out_of_memory(error, "reading tags"));
}

bool archive_set_place(struct archive *archive, int64_t id, struct archived_place place, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    struct statement statement = statement_begin(archive, STATEMENT_PLACE_SET);
    statement_integer(&statement, (int64_t)place.position);
    statement_integer(&statement, (int64_t)place.top);
    statement_integer(&statement, id);
    return change_end(archive, statement_run(&statement, error), error);
}

/* A number of a damaged file may be anything; the top is always a place. */
static size_t place_of_column(const struct statement *statement, int column)
{
    int64_t value = statement_column(statement, column);
    return value > 0 ? (size_t)value : 0;
}

bool archive_place_read(struct archive *archive, int64_t id, struct archived_place *place)
{
    struct error ignored;
    struct statement statement = statement_begin(archive, STATEMENT_PLACE_READ);
    statement_integer(&statement, id);
    bool found = statement_next(&statement);
    if (found)
        *place = (struct archived_place){place_of_column(&statement, 0), place_of_column(&statement, 1)};
    return statement_end(&statement, &ignored) && found;
}

bool archive_note_write(struct archive *archive, const char *name, const char *value, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    struct statement statement = statement_begin(archive, STATEMENT_NOTE_WRITE);
    statement_text(&statement, name);
    statement_text(&statement, value);
    return change_end(archive, statement_run(&statement, error), error);
}

const char *archive_note_read(struct archive *archive, const char *name, struct arena *arena)
{
    struct error ignored;
    struct statement statement = statement_begin(archive, STATEMENT_NOTE_READ);
    statement_text(&statement, name);
    const char *value = statement_next(&statement) ? statement_column_text(&statement, 0, arena) : NULL;
    return statement_end(&statement, &ignored) ? value : NULL;
}
