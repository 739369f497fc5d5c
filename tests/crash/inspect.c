/* inspect: reads with the store's own calls, after SQLite alone has found the file sound. */
#include "tests/crash/inspect.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/archive_query.h"
#include "tests/crash/press.h"

enum {
    PATIENCE = 10000 /* milliseconds; beside it a sync may be ending */,
    PAGE = 256,
    ARTICLES_MAX = 1 << 20,
    ROWS_MEMORY_MAX = 1 << 26
};

static const char speaker[] = "Ana Ruiz";

/* --- without the code under test ---------------------------------------------------------------------------------- */

/* True when the pragma answers with nothing but "ok". */
static bool answers_ok(sqlite3 *database, const char *pragma, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    bool well = sqlite3_prepare_v2(database, pragma, -1, &statement, NULL) == SQLITE_OK ||
                error_set(error, "%s: %s", pragma, sqlite3_errmsg(database));
    int step;
    while (well && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *answer = (const char *)sqlite3_column_text(statement, 0);
        if (!answer || strcmp(answer, "ok") != 0)
            well = error_set(error, "%s: %s", pragma, answer ? answer : "");
    }
    if (well && step != SQLITE_DONE)
        well = error_set(error, "%s: %s", pragma, sqlite3_errmsg(database));
    sqlite3_finalize(statement);
    return well;
}

static bool is_sound(const char *archive, struct error *error)
{
    sqlite3 *database = NULL;
    bool well = (sqlite3_open_v2(archive, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                 sqlite3_busy_timeout(database, PATIENCE) == SQLITE_OK) ||
                error_set(error, "%s: %s", archive, sqlite3_errmsg(database));
    well = well && answers_ok(database, "PRAGMA integrity_check", error) &&
           answers_ok(database, "PRAGMA foreign_key_check", error);
    sqlite3_close(database);
    return well;
}

/* --- article by article ------------------------------------------------------------------------------------------- */

/* Told of every article. */
typedef bool visit_article(void *context, const struct archived_row *row, const struct printed *printed,
                           struct error *error);

static bool has_speakers(const struct article *article)
{
    for (size_t i = 0; i < article->quotation_count; i++) {
        const struct quotation *quotation = &article->quotations[i];
        if (quotation->speaker_entity >= article->entity_count ||
            strcmp(article->entities[quotation->speaker_entity].name, speaker) != 0)
            return false;
    }
    return true;
}

static bool is_whole(const struct article *article, const struct archived_row *row, struct printed *printed,
                     struct error *error)
{
    size_t quotations = 0;
    if (!press_recognizes(article->text, printed, &quotations))
        return error_set(error, "article %lld was never printed like this: %.200s", (long long)row->id, article->text);
    if (article->quotation_count != quotations || !has_speakers(article) || row->quotation_count != (int64_t)quotations)
        return error_set(error, "article %lld has %zu quotations, lists say %lld, printed were %zu", (long long)row->id,
                         article->quotation_count, (long long)row->quotation_count, quotations);
    return true;
}

static bool visit_row(struct archive *archive, const struct archived_row *row, visit_article *visit, void *context,
                      struct error *error)
{
    struct printed printed;
    struct article *article = archive_article_read(archive, row->id, error);
    if (!article)
        return error_prefix(error, "article %lld: ", (long long)row->id);
    bool well = is_whole(article, row, &printed, error) && visit(context, row, &printed, error);
    article_destroy(article);
    return well;
}

static bool visit_page(struct archive *archive, const struct array *ids, visit_article *visit, void *context,
                       struct error *error)
{
    struct arena *arena = arena_create(ROWS_MEMORY_MAX);
    struct archived_row *rows = arena ? arena_allocate_array(arena, ids->count, sizeof *rows) : NULL;
    bool well = rows ? archive_rows_read(archive, ids->items, ids->count, arena, rows, error)
                     : error_out_of_memory(error, "inspecting the archive");
    for (size_t i = 0; rows && well && i < ids->count; i++)
        well = visit_row(archive, &rows[i], visit, context, error);
    arena_destroy(arena);
    return well;
}

static bool visit_all(struct archive *archive, visit_article *visit, void *context, struct error *error)
{
    const struct archive_query everything = {NULL, 0};
    struct archive_page page = {0};
    struct array ids;
    bool well, more;
    do {
        ids = array_create(sizeof(int64_t), ARTICLES_MAX);
        well = archive_query_run(archive, &everything, PAGE, &page, &ids, error) &&
               visit_page(archive, &ids, visit, context, error);
        more = ids.count == PAGE;
        array_release(&ids);
    } while (well && more);
    return well;
}

static void tell(void *context, const char *sentence)
{
    (void)error_set(context, "%s", sentence);
}

static bool visit_archive(const char *path, visit_article *visit, void *context, struct error *error)
{
    struct archive *archive = is_sound(path, error) ? archive_open(path, ARCHIVE_READ, 0, error) : NULL;
    bool well = archive && archive_check(archive, tell, error, error) && visit_all(archive, visit, context, error);
    archive_close(archive);
    return well;
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static bool count_article(void *context, const struct archived_row *row, const struct printed *printed,
                          struct error *error)
{
    struct inspected *found = context;
    (void)printed, (void)error;
    found->articles++;
    found->unread += row->unread;
    found->starred += row->starred;
    return true;
}

bool inspect(const char *archive, struct inspected *found, struct error *error)
{
    *found = (struct inspected){0};
    return visit_archive(archive, count_article, found, error);
}

struct edition {
    unsigned feeds, number;
    size_t found;
};

static bool count_of_edition(void *context, const struct archived_row *row, const struct printed *printed,
                             struct error *error)
{
    struct edition *edition = context;
    unsigned first = edition->number;
    if (printed->feed < 1 || printed->feed > edition->feeds || printed->item < first ||
        printed->item >= first + PRESS_ITEMS)
        return true;
    edition->found++;
    unsigned state = press_state(printed->item, first);
    return printed->state == state || error_set(error, "article %lld is in state %u, edition %u has it in %u",
                                                (long long)row->id, printed->state, first, state);
}

bool inspect_edition(const char *archive, unsigned feeds, unsigned edition, struct error *error)
{
    struct edition wanted = {feeds, edition, 0};
    size_t all = (size_t)feeds * PRESS_ITEMS;
    return visit_archive(archive, count_of_edition, &wanted, error) &&
           (wanted.found == all ||
            error_set(error, "of the %zu articles of edition %u there are %zu", all, edition, wanted.found));
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

/* Does something to the newest `most` articles. */
typedef bool mark_articles(struct archive *archive, const struct array *ids, struct error *error);

static bool mark_newest(const char *path, size_t most, mark_articles *mark, struct error *error)
{
    const struct archive_query everything = {NULL, 0};
    struct archive_page page = {0};
    struct array ids = array_create(sizeof(int64_t), ARTICLES_MAX);
    struct archive *archive = archive_open(path, ARCHIVE_MARK, 0, error);
    bool well =
        archive && archive_query_run(archive, &everything, most, &page, &ids, error) && mark(archive, &ids, error);
    archive_close(archive);
    array_release(&ids);
    return well;
}

static bool star_all(struct archive *archive, const struct array *ids, struct error *error)
{
    const int64_t *items = ids->items;
    for (size_t i = 0; i < ids->count; i++)
        if (!archive_mark_starred(archive, items[i], true, error))
            return false;
    return true;
}

bool inspect_star_newest(const char *archive, size_t count, struct error *error)
{
    return mark_newest(archive, count, star_all, error);
}

static bool unmark_all(struct archive *archive, const struct array *ids, struct error *error)
{
    const int64_t *items = ids->items;
    bool well = archive_begin(archive, error) && archive_mark_read(archive, items, ids->count, false, error);
    for (size_t i = 0; well && i < ids->count; i++)
        well = archive_mark_starred(archive, items[i], false, error);
    return well && archive_commit(archive, error);
}

bool inspect_unmark(const char *archive, struct error *error)
{
    return mark_newest(archive, ARTICLES_MAX, unmark_all, error);
}
