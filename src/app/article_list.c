/* article list: numbers in pages, rows in a window. */
#include "app/article_list.h"

#include "base/arena.h"
#include "base/error.h"
#include "store/archive.h"

enum {
    ARTICLES_MAX = 10000000,
    PAGE = 512,  /* numbers that are read at once at least */
    WINDOW = 256 /* rows that are read at once: two of the tallest screens */
};

#define WINDOW_MEMORY_MAX ((size_t)16 * 1024 * 1024)

static const int64_t *ids_of(const struct article_list *list)
{
    return list->ids.items;
}

bool article_list_open(struct article_list *list, struct archive *archive, struct archive_query query,
                       struct error *error)
{
    int64_t count, unread;
    *list = (struct article_list){.archive = archive,
                                  .query = query,
                                  .ids = array_create(sizeof(int64_t), ARTICLES_MAX),
                                  .arena = arena_create(WINDOW_MEMORY_MAX)};
    if (!list->arena)
        return error_out_of_memory(error, "listing the articles");
    if (!archive_query_count(archive, &list->query, &count, &unread, error))
        return false;
    list->count = count > 0 ? (size_t)count : 0;
    return true;
}

void article_list_forget_rows(struct article_list *list)
{
    list->rows = NULL;
    list->row_count = 0;
}

void article_list_release(struct article_list *list)
{
    if (!list->arena)
        return;
    array_release(&list->ids);
    arena_destroy(list->arena);
    list->arena = NULL;
    article_list_forget_rows(list);
}

/* Reads on until row `index` is known or there are no more. */
static bool reach(struct article_list *list, size_t index)
{
    struct error error;
    while (index >= list->ids.count && !list->is_whole) {
        size_t before = list->ids.count, wanted = index - before + PAGE;
        if (!archive_query_run(list->archive, &list->query, wanted, &list->page, &list->ids, &error))
            return false;
        list->is_whole = list->ids.count - before < wanted;
        if (list->is_whole || list->count < list->ids.count)
            list->count = list->ids.count;
    }
    return index < list->ids.count;
}

int64_t article_list_id(struct article_list *list, size_t index)
{
    return reach(list, index) ? ids_of(list)[index] : ARCHIVE_NONE;
}

/* The first row whose number is not greater than `id`, as far as they were read: a newer article has a greater
 * number. */
static size_t lower_row(const struct article_list *list, int64_t id)
{
    size_t low = 0, high = list->ids.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ids_of(list)[middle] > id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t article_list_find(struct article_list *list, int64_t id)
{
    size_t row;
    while ((row = lower_row(list, id)) == list->ids.count && reach(list, row))
        continue;
    return row < list->ids.count && ids_of(list)[row] == id ? row : list->count;
}

/* Reads the rows around `index`: whoever goes down a list asks for the next one. */
static bool read_window(struct article_list *list, size_t index)
{
    struct error error;
    size_t first = index - index % (WINDOW / 2);
    size_t count = list->ids.count - first < WINDOW ? list->ids.count - first : WINDOW;
    article_list_forget_rows(list);
    arena_clear(list->arena);
    struct archived_row *rows = arena_allocate_array(list->arena, count, sizeof *rows);
    if (!rows || !archive_rows_read(list->archive, ids_of(list) + first, count, list->arena, rows, &error))
        return false;
    list->rows = rows;
    list->first = first;
    list->row_count = count;
    return true;
}

const struct archived_row *article_list_row(struct article_list *list, size_t index)
{
    if (!reach(list, index))
        return NULL;
    bool is_there = list->rows && index >= list->first && index - list->first < list->row_count;
    return is_there || read_window(list, index) ? &list->rows[index - list->first] : NULL;
}

/* --- what is new -------------------------------------------------------------------------------------------------- */

static void push_id(struct array *ids, int64_t id)
{
    int64_t *slot = array_push(ids);
    if (slot)
        *slot = id;
}

/* Both in one; `kept` becomes how many only `listed` has. */
static bool merge(const struct array *listed, const struct array *found, struct array *merged, size_t *kept)
{
    const int64_t *old = listed->items, *new = found->items;
    size_t at = 0, next = 0;
    while (at < listed->count || next < found->count) {
        bool is_old = at < listed->count && (next == found->count || old[at] >= new[next]);
        bool is_new = next < found->count && (at == listed->count || new[next] >= old[at]);
        push_id(merged, is_old ? old[at] : new[next]);
        *kept += is_old && !is_new;
        at += is_old;
        next += is_new;
    }
    return !merged->failed;
}

bool article_list_refresh(struct article_list *list, struct error *error)
{
    struct archive_page page = {0};
    struct array found = array_create(sizeof(int64_t), ARTICLES_MAX), merged = found;
    int64_t count, unread;
    size_t kept = 0, wanted = list->ids.count + PAGE;
    bool done = archive_query_count(list->archive, &list->query, &count, &unread, error) &&
                archive_query_run(list->archive, &list->query, wanted, &page, &found, error) &&
                (merge(&list->ids, &found, &merged, &kept) || error_out_of_memory(error, "listing the articles"));
    if (done) {
        array_release(&list->ids);
        list->ids = merged;
        list->is_whole = found.count < wanted;
        if (!list->page.id || page.id < list->page.id)
            list->page = page;
        list->count = list->is_whole ? merged.count : (count > 0 ? (size_t)count : 0) + kept;
        article_list_forget_rows(list);
    } else {
        array_release(&merged);
    }
    array_release(&found);
    return done;
}
