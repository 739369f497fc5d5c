/* archive feeds: a row a feed; folders and tags in tables of their own, because a feed may have several. */
#include "store/archive_feeds.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "store/article_keys.h"
#include "store/article_removal.h"
#include "store/connection.h"

enum { FEEDS_MAX = 1 << 20, PLACES_MAX = 1 << 16, PATH_MAX_SIZE = 1 << 16 };
enum { WEEK_SECONDS = 7 * 24 * 3600, WEEKS = 12 };

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* In the order of STATEMENT_FEEDS_LIST. */
static void read_listed_columns(const struct statement *statement, struct arena *arena, struct archived_feed *feed)
{
    *feed = (struct archived_feed){.id = statement_column(statement, 0)};
    feed->url = statement_column_line(statement, 1, arena);
    feed->title = statement_column_line(statement, 2, arena);
    feed->wishes.title = statement_column_line(statement, 3, arena);
    feed->wishes.paused = statement_column(statement, 4) != 0;
    feed->state.gone = statement_column(statement, 5) != 0;
    feed->state.last_error = statement_column_line(statement, 6, arena);
    feed->articles = statement_column(statement, 7);
    feed->unread = statement_column(statement, 8);
}

/* In the order of FEED_COLUMNS. */
static void read_columns(const struct statement *statement, struct arena *arena, struct archived_feed *feed)
{
    int column = 0;
    feed->id = statement_column(statement, column++);
    const char **const texts[] = {&feed->url,
                                  &feed->title,
                                  &feed->page,
                                  &feed->description,
                                  &feed->language,
                                  &feed->wishes.title,
                                  &feed->wishes.user_agent};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = statement_column_line(statement, column++, arena);
    feed->wishes.interval = statement_column(statement, column++);
    feed->wishes.keep_articles = statement_column(statement, column++);
    feed->wishes.keep_days = statement_column(statement, column++);
    feed->wishes.full_text = (int)statement_column(statement, column++);
    feed->wishes.paused = statement_column(statement, column++) != 0;
    feed->state.etag = statement_column_line(statement, column++, arena);
    feed->state.last_modified = statement_column_line(statement, column++, arena);
    feed->state.last_attempt = statement_column(statement, column++);
    feed->state.last_success = statement_column(statement, column++);
    feed->state.last_change = statement_column(statement, column++);
    feed->state.next_due = statement_column(statement, column++);
    feed->state.failures = statement_column(statement, column++);
    feed->state.last_error = statement_column_line(statement, column++, arena);
    feed->state.gone = statement_column(statement, column++) != 0;
    feed->state.content_hash = (uint64_t)statement_column(statement, column++);
    feed->state.asked_interval = statement_column(statement, column++);
    feed->state.skipped_hours = statement_column(statement, column++);
    feed->state.skipped_days = statement_column(statement, column++);
    feed->state.has_ended = statement_column(statement, column++) != 0;
    feed->state.unreached = statement_column(statement, column++) != 0;
    feed->articles = statement_column(statement, column++);
    feed->unread = statement_column(statement, column++);
    feed->per_week = statement_column_real(statement, column);
    feed->is_whole = true;
}

/* Folders or tags of all feeds, ordered by feed, are handed out to the feeds, which are in `by_id` in the same
 * order. */
struct place {
    int64_t feed;
    const char *name;
};

static bool read_places(struct archive *archive, enum statement_name name, struct arena *arena, struct array *places,
                        struct error *error)
{
    struct statement statement = statement_begin(archive, name);
    while (statement_next(&statement)) {
        struct place *place = array_push(places);
        if (!place)
            break;
        place->feed = statement_column(&statement, 0);
        place->name = statement_column_line(&statement, 1, arena);
    }
    return statement_end(&statement, error) && (!places->failed || error_out_of_memory(error, "reading the feeds"));
}

/* The names of one feed, as an array in the arena. */
static const char *const *places_of(const struct array *places, int64_t feed, struct arena *arena, size_t *count)
{
    const struct place *items = places->items;
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (items[middle].feed < feed)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < places->count && items[low + *count].feed == feed;)
        ++*count;
    const char **names = arena_allocate_array(arena, *count, sizeof *names);
    for (size_t i = 0; names && i < *count; i++)
        names[i] = items[low + i].name;
    return names;
}

static bool hand_out_places(struct archive *archive, struct arena *arena, struct array *feeds, size_t first,
                            struct error *error)
{
    struct array folders = array_create(sizeof(struct place), FEEDS_MAX);
    struct array tags = array_create(sizeof(struct place), FEEDS_MAX);
    bool done = read_places(archive, STATEMENT_FOLDERS_READ, arena, &folders, error) &&
                read_places(archive, STATEMENT_TAGS_READ, arena, &tags, error);
    struct archived_feed *items = feeds->items;
    for (size_t i = first; done && i < feeds->count; i++) {
        items[i].folders = places_of(&folders, items[i].id, arena, &items[i].folder_count);
        items[i].tags = places_of(&tags, items[i].id, arena, &items[i].tag_count);
    }
    array_release(&folders);
    array_release(&tags);
    return done;
}

/* As the user sees it. Only a damaged archive has a feed without an address. */
static const char *title_of(const struct archived_feed *feed)
{
    const char *const names[] = {feed->wishes.title, feed->title, feed->url};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i])
            return names[i];
    return "";
}

static int compare_titles(const void *one, const void *other)
{
    const struct archived_feed *a = one, *b = other;
    int order = strcasecmp(title_of(a), title_of(b));
    return order ? order : (a->id > b->id) - (a->id < b->id);
}

typedef void feed_reader(const struct statement *statement, struct arena *arena, struct archived_feed *feed);

/* Sorted here: SQLite would sort all columns of the rows, which takes most of the time to the first screen when they
 * are a thousand. */
static bool read_feeds(struct archive *archive, enum statement_name name, feed_reader *read_feed, struct arena *arena,
                       struct array *feeds, struct error *error)
{
    size_t first = feeds->count;
    struct statement statement = statement_begin(archive, name);
    while (statement_next(&statement)) {
        struct archived_feed *feed = array_push(feeds);
        if (!feed)
            break;
        read_feed(&statement, arena, feed);
    }
    if (!statement_end(&statement, error))
        return false;
    if (feeds->count > first)
        qsort((struct archived_feed *)feeds->items + first, feeds->count - first, sizeof(struct archived_feed),
              compare_titles);
    if (!hand_out_places(archive, arena, feeds, first, error))
        return false;
    return (!feeds->failed && !arena_failed(arena)) || error_out_of_memory(error, "reading the feeds");
}

bool archive_feeds_read(struct archive *archive, struct arena *arena, struct array *feeds, struct error *error)
{
    return read_feeds(archive, STATEMENT_FEEDS_READ, read_columns, arena, feeds, error);
}

bool archive_feeds_list(struct archive *archive, struct arena *arena, struct array *feeds, struct error *error)
{
    return read_feeds(archive, STATEMENT_FEEDS_LIST, read_listed_columns, arena, feeds, error);
}

static bool read_names(struct archive *archive, enum statement_name name, int64_t feed, struct arena *arena,
                       const char *const **names, size_t *count, struct error *error)
{
    struct array found = array_create(sizeof(const char *), PLACES_MAX);
    struct statement statement = statement_begin(archive, name);
    statement_integer(&statement, feed);
    while (statement_next(&statement)) {
        const char **place = array_push(&found);
        if (place)
            *place = statement_column_line(&statement, 0, arena);
    }
    *names = array_keep(&found, arena);
    *count = found.count;
    bool whole = !found.failed && !arena_failed(arena);
    array_release(&found);
    return statement_end(&statement, error) && (whole || error_out_of_memory(error, "reading a feed"));
}

bool archive_feed_find(struct archive *archive, const char *url, int64_t id, struct arena *arena,
                       struct archived_feed *feed, struct error *error)
{
    struct statement statement = statement_begin(archive, url ? STATEMENT_FEED_BY_URL : STATEMENT_FEED_BY_ID);
    if (url)
        statement_text(&statement, url);
    else
        statement_integer(&statement, id);
    memset(feed, 0, sizeof *feed);
    *error = (struct error){0};
    bool found = statement_next(&statement);
    if (found)
        read_columns(&statement, arena, feed);
    return statement_end(&statement, error) && found &&
           read_names(archive, STATEMENT_FEED_FOLDERS, feed->id, arena, &feed->folders, &feed->folder_count, error) &&
           read_names(archive, STATEMENT_FEED_TAGS, feed->id, arena, &feed->tags, &feed->tag_count, error);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static bool add_names(struct archive *archive, enum statement_name name, int64_t feed, const char *const *names,
                      size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct statement statement = statement_begin(archive, name);
        statement_integer(&statement, feed);
        statement_text(&statement, names[i]);
        if (!statement_run(&statement, error))
            return false;
    }
    return true;
}

static bool add_places(struct archive *archive, const struct archived_feed *feed, int64_t id, struct error *error)
{
    return add_names(archive, STATEMENT_FOLDER_ADD, id, feed->folders, feed->folder_count, error) &&
           add_names(archive, STATEMENT_FEED_TAG_ADD, id, feed->tags, feed->tag_count, error);
}

static bool set_wishes(struct archive *archive, const struct feed_wishes *wishes, int64_t id, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_FEED_SET_WISHES);
    statement_text(&statement, wishes->title);
    statement_text(&statement, wishes->user_agent);
    statement_integer(&statement, wishes->interval);
    statement_integer(&statement, wishes->keep_articles);
    statement_integer(&statement, wishes->keep_days);
    statement_integer(&statement, wishes->full_text);
    statement_integer(&statement, wishes->paused);
    statement_integer(&statement, id);
    return statement_run(&statement, error);
}

static bool add_feed(struct archive *archive, const struct archived_feed *feed, int64_t *id, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_FEED_ADD);
    statement_text(&statement, feed->url);
    statement_text(&statement, feed->title);
    statement_text(&statement, feed->page);
    if (!statement_run(&statement, error))
        return false;
    *id = sqlite3_last_insert_rowid(archive->handle);
    return set_wishes(archive, &feed->wishes, *id, error);
}

bool archive_feed_add(struct archive *archive, const struct archived_feed *feed, int64_t *id, bool *added,
                      struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    struct statement statement = statement_begin(archive, STATEMENT_FEED_ID);
    statement_text(&statement, feed->url);
    *id = statement_value(&statement, ARCHIVE_NONE);
    *added = *id == ARCHIVE_NONE;
    bool done = (!*added || add_feed(archive, feed, id, error)) && add_places(archive, feed, *id, error);
    return change_end(archive, done, error);
}

bool archive_feed_remove(struct archive *archive, int64_t id, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    bool done =
        article_removal_of_feed(archive, id, error) && statement_run_with(archive, STATEMENT_FEED_DELETE, id, 0, error);
    return change_end(archive, done, error);
}

bool archive_feed_set_wishes(struct archive *archive, const struct archived_feed *feed, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    return change_end(archive, set_wishes(archive, &feed->wishes, feed->id, error), error);
}

bool archive_feed_set_places(struct archive *archive, const struct archived_feed *feed, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    bool done = statement_run_with(archive, STATEMENT_FOLDERS_CLEAR, feed->id, 0, error) &&
                statement_run_with(archive, STATEMENT_FEED_TAGS_CLEAR, feed->id, 0, error) &&
                add_places(archive, feed, feed->id, error);
    return change_end(archive, done, error);
}

static bool set_state(struct archive *archive, const struct feed_state *state, int64_t id, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_FEED_SET_STATE);
    statement_text(&statement, state->etag);
    statement_text(&statement, state->last_modified);
    statement_integer(&statement, state->last_attempt);
    statement_integer(&statement, state->last_success);
    statement_integer(&statement, state->last_change);
    statement_integer(&statement, state->next_due);
    statement_integer(&statement, state->failures);
    statement_text(&statement, state->last_error);
    statement_integer(&statement, state->gone);
    statement_integer(&statement, (int64_t)state->content_hash);
    statement_integer(&statement, state->asked_interval);
    statement_integer(&statement, state->skipped_hours);
    statement_integer(&statement, state->skipped_days);
    statement_integer(&statement, state->has_ended);
    statement_integer(&statement, state->unreached);
    statement_integer(&statement, id);
    return statement_run(&statement, error);
}

bool archive_feed_set_state(struct archive *archive, const struct archived_feed *feed, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    int64_t since = article_place(feed->state.last_attempt - (int64_t)WEEKS * WEEK_SECONDS);
    bool done = set_state(archive, &feed->state, feed->id, error) &&
                statement_run_with(archive, STATEMENT_FEED_COUNT_WEEKS, since, feed->id, error);
    return change_end(archive, done, error);
}

bool archive_feed_set_description(struct archive *archive, const struct archived_feed *feed, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    struct statement statement = statement_begin(archive, STATEMENT_FEED_SET_DESCRIPTION);
    statement_text(&statement, feed->url);
    statement_text(&statement, feed->title);
    statement_text(&statement, feed->page);
    statement_text(&statement, feed->description);
    statement_text(&statement, feed->language);
    statement_integer(&statement, feed->id);
    return change_end(archive, statement_run(&statement, error), error);
}

/* --- folders ------------------------------------------------------------------------------------------------------ */

/* The new path of `old`, whose first `names` names are the folder's; "" at the top. */
static bool append_path(struct buffer *path, const char *old, size_t names, const char *to)
{
    const char *rest = old + folder_path_end(old, names);
    if (to)
        return buffer_append_string(path, to) && buffer_append_string(path, rest);
    /* What is in the folder moves to where the folder is: its last name is left out. */
    size_t above = names > 1 ? folder_path_end(old, names - 1) : 0;
    return buffer_append(path, old, above) && buffer_append_string(path, above || !*rest ? rest : rest + 1);
}

static bool move_place(struct archive *archive, const struct place *place, size_t names, const char *to,
                       struct error *error)
{
    struct buffer path = buffer_create(PATH_MAX_SIZE);
    const char *name = NULL;
    bool done = append_path(&path, place->name, names, to) || error_out_of_memory(error, "renaming a folder");
    struct statement removal = statement_begin(archive, STATEMENT_FOLDER_REMOVE);
    statement_integer(&removal, place->feed);
    statement_text(&removal, place->name);
    done = statement_run(&removal, error) && done;
    name = buffer_string(&path);
    done = done && (!*name || add_names(archive, STATEMENT_FOLDER_ADD, place->feed, &name, 1, error));
    buffer_release(&path);
    return done;
}

bool archive_folder_rename(struct archive *archive, const char *from, const char *to, struct error *error)
{
    struct arena *arena = arena_create((size_t)FEEDS_MAX * 64);
    struct array places = array_create(sizeof(struct place), FEEDS_MAX);
    bool done = arena || error_out_of_memory(error, "renaming a folder");
    if (!done || !change_begin(archive, error)) {
        arena_destroy(arena);
        return false;
    }
    struct statement statement = statement_begin(archive, STATEMENT_FOLDER_WITHIN);
    statement_text(&statement, from);
    while (statement_next(&statement)) {
        struct place *place = array_push(&places);
        if (place)
            *place = (struct place){statement_column(&statement, 0), statement_column_line(&statement, 1, arena)};
    }
    done = statement_end(&statement, error);
    if (done && (places.failed || arena_failed(arena)))
        done = error_out_of_memory(error, "renaming a folder");
    for (size_t i = 0; done && i < places.count; i++)
        done = move_place(archive, &((struct place *)places.items)[i], folder_path_depth(from), to, error);
    array_release(&places);
    arena_destroy(arena);
    return change_end(archive, done, error);
}
