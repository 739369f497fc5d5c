/* feed tree: every place of a feed is a line; sorted by folder, the lines of a folder stand together, and where two
 * neighbours part, folders begin. */
#include "app/feed_tree.h"

#include <stdlib.h>
#include <string.h>

#include "app/feed_names.h"
#include "app/folded_folders.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "base/folding.h"
#include "store/archive.h"
#include "store/archive_feeds.h"
#include "store/archive_query.h"

enum {
    ROWS_MAX = 1000000,
    PATH_SIZE_MAX = 64 * 1024,
    SEPARATOR = 1 /* between the names of a key: less than any character of a name, so that a folder comes before what
                     follows it in the alphabet only behind everything that is in it */
};

#define FEED_TREE_MEMORY_MAX ((size_t)256 * 1024 * 1024)

/* A feed in one of its folders. */
struct feed_place {
    const char *path; /* as the archive writes it */
    const char *key;  /* by which it is sorted: neither case nor accents count */
    size_t feed;
};

struct arrangement {
    struct feed_tree *tree;
    const char *folded;
    struct array places;
    size_t *counted_in; /* for each feed, the folder that counted it last */
    size_t folders;
};

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* The name between two bytes of a path, without what escapes slashes in it. */
static const char *path_name(struct arena *arena, const char *path, size_t start, size_t end)
{
    char *name = arena_copy(arena, path + start, end - start);
    size_t length = 0;
    if (!name)
        return NULL;
    for (size_t i = 0; name[i]; i++) {
        if (name[i] == '\\' && name[i + 1])
            i++;
        name[length++] = name[i];
    }
    name[length] = '\0';
    return name;
}

static const char *path_key(struct arena *arena, const char *path)
{
    struct buffer key = buffer_create(PATH_SIZE_MAX);
    const char *kept = NULL;
    for (size_t name = 1, start = 0;; name++) {
        size_t end = folder_path_end(path, name);
        const char *plain = path_name(arena, path, start, end);
        if (!plain || !folding_append(plain, strlen(plain), &key))
            break;
        if (!path[end]) {
            kept = arena_copy(arena, buffer_string(&key), key.length);
            break;
        }
        (void)buffer_append_byte(&key, SEPARATOR);
        start = end + 1;
    }
    buffer_release(&key);
    return kept;
}

/* The bytes of the key for the first `names` names. */
static size_t key_end(const char *key, size_t names)
{
    size_t at = 0;
    for (; key[at]; at++)
        if (key[at] == SEPARATOR && --names == 0)
            break;
    return at;
}

/* How many names two keys have in common at their starts. */
static size_t key_shared(const char *one, const char *other)
{
    size_t names = 0;
    for (size_t i = 0;; i++) {
        bool one_ends = !one[i] || one[i] == SEPARATOR, other_ends = !other[i] || other[i] == SEPARATOR;
        if (one_ends && other_ends)
            names++;
        if (one_ends != other_ends || one[i] != other[i] || !one[i])
            return names;
    }
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static const struct archived_feed *feed_at(const struct feed_tree *tree, size_t feed)
{
    return (const struct archived_feed *)tree->feeds.items + feed;
}

static int compare_places(const void *one, const void *other)
{
    const struct feed_place *a = one, *b = other;
    int order = strcmp(a->key, b->key);
    if (order)
        return order;
    return a->feed < b->feed ? -1 : a->feed > b->feed;
}

static void find_places(struct arrangement *arrangement)
{
    struct feed_tree *tree = arrangement->tree;
    for (size_t i = 0; i < tree->feeds.count; i++)
        for (size_t j = 0; j < feed_at(tree, i)->folder_count; j++) {
            const char *path = feed_at(tree, i)->folders[j];
            const char *key = path_key(tree->arena, path);
            struct feed_place *place = key ? array_push(&arrangement->places) : NULL;
            if (!place)
                return;
            *place = (struct feed_place){path, key, i};
        }
    if (arrangement->places.count)
        qsort(arrangement->places.items, arrangement->places.count, sizeof(struct feed_place), compare_places);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void add_row(struct feed_tree *tree, struct shelf_row row)
{
    struct shelf_row *slot = row.title ? array_push(&tree->rows) : NULL;
    if (slot)
        *slot = row;
}

static size_t count_of(int64_t number)
{
    return number > 0 ? (size_t)number : 0;
}

static void add_feed(struct feed_tree *tree, size_t index, size_t depth)
{
    const struct archived_feed *feed = feed_at(tree, index);
    add_row(tree, (struct shelf_row){.type = SHELF_FEED,
                                     .title = feed_name(feed),
                                     .id = feed->id,
                                     .depth = depth,
                                     .articles = count_of(feed->articles),
                                     .unread = count_of(feed->unread),
                                     .is_failing = feed->state.last_error && !feed->state.gone,
                                     .is_dormant = feed->wishes.paused || feed->state.gone});
}

/* Adds what the feeds from place `first` on have that are below the folder of the first `names` names. */
static void count_folder(struct arrangement *arrangement, size_t first, size_t names, struct shelf_row *row)
{
    const struct feed_place *places = arrangement->places.items;
    size_t length = key_end(places[first].key, names);
    arrangement->folders++;
    for (size_t i = first; i < arrangement->places.count; i++) {
        const char *key = places[i].key;
        if (strncmp(key, places[first].key, length) != 0 || (key[length] && key[length] != SEPARATOR))
            break;
        if (arrangement->counted_in[places[i].feed] == arrangement->folders)
            continue;
        arrangement->counted_in[places[i].feed] = arrangement->folders;
        row->articles += count_of(feed_at(arrangement->tree, places[i].feed)->articles);
        row->unread += count_of(feed_at(arrangement->tree, places[i].feed)->unread);
    }
}

/* Adds the folder of the first `names` names of a place; true when it is folded. */
static bool add_folder(struct arrangement *arrangement, size_t place, size_t names)
{
    struct arena *arena = arrangement->tree->arena;
    const char *path = ((const struct feed_place *)arrangement->places.items)[place].path;
    size_t end = folder_path_end(path, names), start = names > 1 ? folder_path_end(path, names - 1) + 1 : 0;
    struct shelf_row row = {.type = SHELF_FOLDER,
                            .title = path_name(arena, path, start, end),
                            .path = arena_copy(arena, path, end),
                            .depth = names - 1};
    if (!row.path)
        return false;
    row.is_folded = folded_folders_have(arrangement->folded, row.path);
    count_folder(arrangement, place, names, &row);
    add_row(arrangement->tree, row);
    return row.is_folded;
}

static void add_places(struct arrangement *arrangement)
{
    const struct feed_place *places = arrangement->places.items;
    size_t folded = 0; /* names of the folder that hides what follows; 0: nothing is hidden */
    for (size_t i = 0; i < arrangement->places.count; i++) {
        size_t depth = folder_path_depth(places[i].path), shared = i ? key_shared(places[i - 1].key, places[i].key) : 0;
        if (shared < folded)
            folded = 0;
        for (size_t names = shared + 1; names <= depth && !folded; names++)
            if (add_folder(arrangement, i, names))
                folded = names;
        if (!folded)
            add_feed(arrangement->tree, places[i].feed, depth);
    }
}

bool feed_tree_arrange(struct feed_tree *tree, const char *folded, struct error *error)
{
    struct arrangement arrangement = {.tree = tree,
                                      .folded = folded,
                                      .places = array_create(sizeof(struct feed_place), ROWS_MAX),
                                      .counted_in =
                                          arena_allocate_array(tree->arena, tree->feeds.count + 1, sizeof(size_t))};
    if (arrangement.counted_in) {
        find_places(&arrangement);
        add_places(&arrangement);
        for (size_t i = 0; i < tree->feeds.count; i++)
            if (!feed_at(tree, i)->folder_count)
                add_feed(tree, i, 0);
    }
    bool whole = !arena_failed(tree->arena) && !arrangement.places.failed && !tree->rows.failed;
    array_release(&arrangement.places);
    return whole || error_out_of_memory(error, "listing the feeds");
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool add_list(struct feed_tree *tree, struct archive *archive, enum shelf_row_type type, struct error *error)
{
    static const struct {
        const char *title;
        enum archive_term_type term;
        size_t terms;
    } lists[] = {
        [SHELF_EVERYTHING] = {"All articles", ARCHIVE_TERM_UNREAD, 0},
        [SHELF_UNREAD] = {"Unread", ARCHIVE_TERM_UNREAD, 1},
        [SHELF_STARRED] = {"Starred", ARCHIVE_TERM_STARRED, 1},
        [SHELF_SAVED] = {"Saved", ARCHIVE_TERM_SAVED, 1},
    };
    const struct archive_term term = {.type = lists[type].term};
    int64_t articles, unread;
    if (!archive_query_count(archive, &(struct archive_query){&term, lists[type].terms}, &articles, &unread, error))
        return false;
    add_row(tree,
            (struct shelf_row){
                .type = type, .title = lists[type].title, .articles = count_of(articles), .unread = count_of(unread)});
    return true;
}

static bool read_all(struct feed_tree *tree, struct archive *archive, const char *folded, struct error *error)
{
    static const enum shelf_row_type lists[] = {SHELF_UNREAD, SHELF_EVERYTHING, SHELF_STARRED, SHELF_SAVED};
    if (!tree->arena)
        return error_out_of_memory(error, "listing the feeds");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!add_list(tree, archive, lists[i], error))
            return false;
    if (!archive_searches_read(archive, tree->arena, &tree->searches, error) ||
        !archive_feeds_list(archive, tree->arena, &tree->feeds, error))
        return false;
    const struct saved_search *searches = tree->searches.items;
    for (size_t i = 0; i < tree->searches.count; i++)
        add_row(tree, (struct shelf_row){.type = SHELF_SEARCH,
                                         .title = searches[i].name,
                                         .path = searches[i].query,
                                         .id = searches[i].id,
                                         .is_uncounted = true});
    return feed_tree_arrange(tree, folded, error);
}

bool feed_tree_read(struct feed_tree *tree, struct archive *archive, const char *folded, struct error *error)
{
    *tree = (struct feed_tree){.arena = arena_create(FEED_TREE_MEMORY_MAX),
                               .rows = array_create(sizeof(struct shelf_row), ROWS_MAX),
                               .feeds = array_create(sizeof(struct archived_feed), ROWS_MAX),
                               .searches = array_create(sizeof(struct saved_search), ROWS_MAX)};
    if (read_all(tree, archive, folded, error))
        return true;
    feed_tree_release(tree);
    return false;
}

void feed_tree_release(struct feed_tree *tree)
{
    if (!tree->arena)
        return;
    array_release(&tree->rows);
    array_release(&tree->feeds);
    array_release(&tree->searches);
    arena_destroy(tree->arena);
    tree->arena = NULL;
}

struct archived_feed *feed_tree_feed(const struct feed_tree *tree, const struct shelf_row *row)
{
    struct archived_feed *feeds = tree->feeds.items;
    for (size_t i = 0; row->type == SHELF_FEED && i < tree->feeds.count; i++)
        if (feeds[i].id == row->id)
            return &feeds[i];
    return NULL;
}
