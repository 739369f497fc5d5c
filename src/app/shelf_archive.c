/* shelf of the archive: a tree of rows that is small, and a list that is read as far as somebody looks. */
#include "app/shelf_archive.h"

#include <string.h>

#include "app/folded_folders.h"
#include "app/query.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_feeds.h"

#define LIST_MEMORY_MAX ((size_t)1024 * 1024)

/* The shelf is the first member. */
static struct shelf_archive *mutable_of(struct shelf *shelf)
{
    return (struct shelf_archive *)shelf;
}

static const struct shelf_archive *constant_of(const struct shelf *shelf)
{
    return (const struct shelf_archive *)shelf;
}

/* --- queries ------------------------------------------------------------------------------------------------------ */

static bool one_term(struct arena *arena, struct archive_term term, struct archive_query *query, struct error *error)
{
    struct archive_term *kept = arena_allocate(arena, sizeof *kept);
    if (!kept)
        return error_out_of_memory(error, "listing the articles");
    *kept = term;
    kept->text = arena_copy_string(arena, term.text);
    *query = (struct archive_query){kept, 1};
    return !arena_failed(arena) || error_out_of_memory(error, "listing the articles");
}

static bool parse(const struct shelf_archive *shelf, const char *typed, struct arena *arena,
                  struct archive_query *query, struct error *error)
{
    const struct query_place place = {shelf->tree.feeds.items, shelf->tree.feeds.count, shelf->now};
    return query_parse(typed, &place, arena, query, error);
}

bool shelf_archive_row_query(const struct shelf_archive *shelf, const struct shelf_row *row, struct arena *arena,
                             struct archive_query *query, struct error *error)
{
    switch (row->type) {
    case SHELF_UNREAD:
        return one_term(arena, (struct archive_term){.type = ARCHIVE_TERM_UNREAD}, query, error);
    case SHELF_STARRED:
        return one_term(arena, (struct archive_term){.type = ARCHIVE_TERM_STARRED}, query, error);
    case SHELF_SAVED:
        return one_term(arena, (struct archive_term){.type = ARCHIVE_TERM_SAVED}, query, error);
    case SHELF_FOLDER:
        return one_term(arena, (struct archive_term){.type = ARCHIVE_TERM_FOLDER, .text = row->path}, query, error);
    case SHELF_FEED:
        return one_term(arena, (struct archive_term){.type = ARCHIVE_TERM_FEED, .number = row->id}, query, error);
    case SHELF_SEARCH:
        return parse(shelf, row->path, arena, query, error);
    case SHELF_EVERYTHING:
    case SHELF_FILE:
        break;
    }
    *query = (struct archive_query){0};
    return true;
}

/* --- the library -------------------------------------------------------------------------------------------------- */

static size_t row_count(const struct shelf *shelf)
{
    return constant_of(shelf)->tree.rows.count;
}

static struct shelf_row row_of(const struct shelf *shelf, size_t row)
{
    return ((const struct shelf_row *)constant_of(shelf)->tree.rows.items)[row];
}

static bool is_same(const struct shelf_row *one, const struct shelf_row *other)
{
    if (one->type != other->type || one->id != other->id)
        return false;
    return one->type != SHELF_FOLDER || strcmp(one->path, other->path) == 0;
}

/* Of a feed that stands in several folders, the place at the same depth rather than another one. */
static size_t find_row(const struct feed_tree *tree, const struct shelf_row *row)
{
    const struct shelf_row *rows = tree->rows.items;
    size_t count = tree->rows.count, found = count;
    for (size_t i = 0; i < count; i++) {
        if (!is_same(&rows[i], row))
            continue;
        if (rows[i].depth == row->depth)
            return i;
        if (found == count)
            found = i;
    }
    return found;
}

const struct archived_feed *shelf_archive_feed(struct shelf_archive *shelf, const struct shelf_row *row)
{
    struct archived_feed *feed = feed_tree_feed(&shelf->tree, row), whole;
    struct error ignored;
    if (!feed || feed->is_whole)
        return feed;
    if (!archive_feed_find(shelf->archive, NULL, feed->id, shelf->tree.arena, &whole, &ignored))
        return NULL;
    *feed = whole;
    return feed;
}

/* What a search meant when it was counted last is better than nothing until it is counted again. */
static void take_over_counts(struct feed_tree *fresh, const struct feed_tree *old)
{
    const struct shelf_row *before = old->rows.items;
    struct shelf_row *rows = fresh->rows.items;
    for (size_t i = 0; i < fresh->rows.count; i++) {
        size_t same = rows[i].type == SHELF_SEARCH ? find_row(old, &rows[i]) : old->rows.count;
        if (same < old->rows.count) {
            rows[i].articles = before[same].articles;
            rows[i].unread = before[same].unread;
        }
    }
}

bool shelf_archive_count_search(struct shelf_archive *shelf)
{
    struct shelf_row *rows = shelf->tree.rows.items;
    size_t next = 0;
    while (next < shelf->tree.rows.count && !rows[next].is_uncounted)
        next++;
    if (next == shelf->tree.rows.count)
        return false;
    struct arena *arena = arena_create(LIST_MEMORY_MAX);
    struct archive_query query = {0};
    struct error error;
    int64_t articles, unread;
    rows[next].is_uncounted = false;
    if (arena && shelf_archive_row_query(shelf, &rows[next], arena, &query, &error) &&
        archive_query_count(shelf->archive, &query, &articles, &unread, &error)) {
        rows[next].articles = articles > 0 ? (size_t)articles : 0;
        rows[next].unread = unread > 0 ? (size_t)unread : 0;
    }
    arena_destroy(arena);
    return true;
}

void shelf_archive_expect_move(struct shelf_archive *shelf, const char *from, const char *to)
{
    buffer_clear(&shelf->moved_from);
    buffer_clear(&shelf->moved_to);
    (void)(buffer_append_string(&shelf->moved_from, from) && buffer_append_string(&shelf->moved_to, to));
}

/* The row of a folder under the path that it was to get; the count when that was another one, or did not come about. */
static size_t find_moved(const struct shelf_archive *shelf, const struct feed_tree *fresh, const struct shelf_row *row)
{
    if (row->type != SHELF_FOLDER || strcmp(row->path, buffer_string(&shelf->moved_from)) != 0)
        return fresh->rows.count;
    return find_row(fresh, &(struct shelf_row){.type = SHELF_FOLDER, .path = buffer_string(&shelf->moved_to)});
}

static bool read_tree(struct shelf_archive *shelf, size_t *cursor, struct error *error)
{
    struct feed_tree fresh;
    if (!feed_tree_read(&fresh, shelf->archive, buffer_string(&shelf->folded), error))
        return false;
    const struct shelf_row *rows = shelf->tree.rows.items;
    size_t count = fresh.rows.count;
    size_t same = *cursor < shelf->tree.rows.count ? find_row(&fresh, &rows[*cursor]) : 0;
    if (same == count && *cursor < shelf->tree.rows.count)
        same = find_moved(shelf, &fresh, &rows[*cursor]);
    if (same < count)
        *cursor = same;
    else if (*cursor >= count)
        *cursor = count ? count - 1 : 0;
    take_over_counts(&fresh, &shelf->tree);
    feed_tree_release(&shelf->tree);
    shelf->tree = fresh;
    shelf->tree_is_stale = false;
    return true;
}

bool shelf_archive_refresh_tree(struct shelf_archive *shelf, size_t *cursor, struct error *error)
{
    return !shelf->tree_is_stale || read_tree(shelf, cursor, error);
}

bool shelf_archive_fold(struct shelf_archive *shelf, size_t *cursor, struct error *error)
{
    if (!folded_folders_toggle(&shelf->folded, row_of(&shelf->shelf, *cursor).path))
        return error_out_of_memory(error, "folding");
    shelf->keeps_folded = folded_folders_write(shelf->archive, &shelf->folded);
    return read_tree(shelf, cursor, error);
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

/* Makes the articles of the row the list, unless there is none and that `must_find`; the row's strings are copied. */
static bool open_list(struct shelf_archive *shelf, struct shelf_row row, bool must_find, struct error *error)
{
    struct arena *arena = arena_create(LIST_MEMORY_MAX);
    struct archive_query query = {0};
    struct article_list list;
    if (!arena)
        return error_out_of_memory(error, "listing the articles");
    row.title = arena_copy_string(arena, row.title);
    row.path = arena_copy_string(arena, row.path);
    if (!shelf_archive_row_query(shelf, &row, arena, &query, error) || arena_failed(arena)) {
        if (arena_failed(arena))
            (void)error_out_of_memory(error, "listing the articles");
        arena_destroy(arena);
        return false;
    }
    bool opened = article_list_open(&list, shelf->archive, query, error);
    if (opened && must_find && !list.count)
        opened = error_set(error, "Not found: %s", row.path);
    if (!opened) {
        article_list_release(&list);
        arena_destroy(arena);
        return false;
    }
    article_list_release(&shelf->list);
    arena_destroy(shelf->arena);
    shelf->list = list;
    shelf->arena = arena;
    shelf->entered = row;
    shelf->unread = -1;
    return true;
}

static bool enter(struct shelf *shelf, size_t row, struct error *error)
{
    return open_list(mutable_of(shelf), row_of(shelf, row), false, error);
}

bool shelf_archive_search(struct shelf_archive *shelf, const char *title, const char *typed, struct error *error)
{
    return open_list(shelf, (struct shelf_row){.type = SHELF_SEARCH, .title = title, .path = typed}, true, error);
}

static struct shelf_row list(const struct shelf *shelf)
{
    return constant_of(shelf)->entered;
}

static size_t entry_count(const struct shelf *shelf)
{
    return constant_of(shelf)->list.count;
}

static struct shelf_entry entry_of(struct shelf *shelf, size_t index)
{
    static const char gone[] = "(deleted meanwhile)", unreadable[] = "(cannot be read)";
    struct shelf_archive *archive = mutable_of(shelf);
    const struct archived_row *row = article_list_row(&archive->list, index);
    if (!row || row->id == ARCHIVE_NONE) {
        const char *title = row ? gone : unreadable;
        return (struct shelf_entry){
            .key = ARCHIVE_NONE, .title = title, .title_length = strlen(title), .is_gone = true};
    }
    return (struct shelf_entry){.key = row->id,
                                .title = row->title,
                                .title_length = strcspn(row->title, "\n"),
                                .source = archive->entered.type == SHELF_FEED ? NULL : row->source,
                                .feed = row->feed,
                                .byline = row->byline,
                                .link = row->link,
                                .has_published = row->published != 0,
                                .published = row->published,
                                .quotations = row->quotation_count > 0 ? (size_t)row->quotation_count : 0,
                                .is_unread = row->unread,
                                .is_starred = row->starred,
                                .has_changed = row->changed};
}

static struct article *open_entry(struct shelf *shelf, size_t entry, struct error *error)
{
    struct error reason = {""};
    int64_t id = article_list_id(&mutable_of(shelf)->list, entry);
    struct article *article = id == ARCHIVE_NONE ? NULL : archive_article_read(mutable_of(shelf)->archive, id, &reason);
    if (!article)
        (void)error_set(error, "%s", *reason.message ? reason.message : "This article was deleted meanwhile.");
    return article;
}

static void close_article(struct shelf *shelf, struct article *article)
{
    (void)shelf;
    article_destroy(article);
}

const struct archive_query *shelf_archive_query(const struct shelf_archive *shelf)
{
    return &shelf->list.query;
}

bool shelf_archive_unread(struct shelf_archive *shelf, size_t *unread)
{
    struct error error;
    int64_t articles;
    if (shelf->entered.type == SHELF_SEARCH ||
        (shelf->unread < 0 &&
         !archive_query_count(shelf->archive, &shelf->list.query, &articles, &shelf->unread, &error)))
        return false;
    *unread = shelf->unread > 0 ? (size_t)shelf->unread : 0;
    return true;
}

void shelf_archive_forget_marks(struct shelf_archive *shelf)
{
    shelf->unread = -1;
    shelf->tree_is_stale = true;
    article_list_forget_rows(&shelf->list);
}

bool shelf_archive_has_news(struct shelf_archive *shelf)
{
    int64_t version = archive_version(shelf->archive);
    bool news = version != shelf->version;
    shelf->version = version;
    if (news) {
        if (shelf->keeps_folded)
            folded_folders_read(shelf->archive, &shelf->folded);
        shelf->tree_is_stale = true;
        shelf->unread = -1;
    }
    return news;
}

bool shelf_archive_refresh_list(struct shelf_archive *shelf, struct error *error)
{
    return article_list_refresh(&shelf->list, error);
}

/* --- its life ----------------------------------------------------------------------------------------------------- */

static const struct shelf_type archive_type = {.row_count = row_count,
                                               .row = row_of,
                                               .enter = enter,
                                               .list = list,
                                               .entry_count = entry_count,
                                               .entry = entry_of,
                                               .open = open_entry,
                                               .close = close_article};

struct shelf_archive *shelf_archive_of(struct shelf *shelf)
{
    return shelf->type == &archive_type ? mutable_of(shelf) : NULL;
}

bool shelf_archive_create(struct shelf_archive *shelf, struct archive *archive, int64_t now, struct error *error)
{
    size_t cursor = 0;
    *shelf = (struct shelf_archive){.shelf = {&archive_type},
                                    .archive = archive,
                                    .now = now,
                                    .folded = buffer_create(FOLDED_FOLDERS_SIZE_MAX),
                                    .moved_from = buffer_create(FOLDED_FOLDERS_SIZE_MAX),
                                    .keeps_folded = true,
                                    .moved_to = buffer_create(FOLDED_FOLDERS_SIZE_MAX),
                                    .version = archive_version(archive)};
    folded_folders_read(archive, &shelf->folded);
    return read_tree(shelf, &cursor, error) && enter(&shelf->shelf, 0, error);
}

void shelf_archive_release(struct shelf_archive *shelf)
{
    article_list_release(&shelf->list);
    arena_destroy(shelf->arena);
    shelf->arena = NULL;
    feed_tree_release(&shelf->tree);
    buffer_release(&shelf->folded);
    buffer_release(&shelf->moved_from);
    buffer_release(&shelf->moved_to);
}
