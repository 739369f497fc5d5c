/* archive query: SQL gives numbers in order; this takes as many as are wanted and leaves the rest. */
#include "store/archive_query.h"

#include "base/arena.h"
#include "base/error.h"
#include "store/connection.h"
#include "store/query_sql.h"

/* Steps through the articles of a part, each once: an article comes once for each of its quotations that match. */
struct run {
    struct query_sql sql;
    struct statement statement;
    int64_t id;
};

static bool run_begin(struct run *run, struct archive *archive, const struct archive_query *query,
                      const struct query_part *part, struct error *error)
{
    *run = (struct run){.id = ARCHIVE_NONE};
    if (!query_sql_create(&run->sql, archive, query, part, error)) {
        query_sql_release(&run->sql);
        return false;
    }
    run->statement = statement_prepare(archive, buffer_string(&run->sql.text));
    query_sql_bind(&run->sql, &run->statement);
    return true;
}

static bool run_next(struct run *run)
{
    int64_t before = run->id;
    while (statement_next(&run->statement)) {
        run->id = statement_column(&run->statement, 0);
        if (run->id != before)
            return true;
    }
    return false;
}

static bool run_end(struct run *run, struct error *error)
{
    bool done = statement_finish(&run->statement, error);
    query_sql_release(&run->sql);
    return done;
}

bool archive_query_run(struct archive *archive, const struct archive_query *query, size_t limit,
                       struct archive_page *page, struct array *ids, struct error *error)
{
    struct query_part part = {.least = INT64_MIN, .below = page->id ? page->id : INT64_MAX};
    struct run run;
    if (!run_begin(&run, archive, query, &part, error))
        return false;
    for (size_t i = 0; i < limit && run_next(&run); i++) {
        int64_t *id = array_push(ids);
        if (!id)
            break;
        *id = page->id = run.id;
    }
    return run_end(&run, error) && (!ids->failed || error_out_of_memory(error, "searching"));
}

int64_t archive_query_next_unread(struct archive *archive, const struct archive_query *query, int64_t id, bool forward)
{
    struct query_part part = {.least = INT64_MIN, .below = INT64_MAX, .oldest_first = !forward, .only_unread = true};
    if (id != ARCHIVE_NONE && forward)
        part.below = id;
    else if (id != ARCHIVE_NONE)
        part.least = id + 1;
    struct run run;
    struct error ignored;
    if (!run_begin(&run, archive, query, &part, &ignored))
        return ARCHIVE_NONE;
    int64_t next = run_next(&run) ? run.id : ARCHIVE_NONE;
    return run_end(&run, &ignored) ? next : ARCHIVE_NONE;
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

/* What the counters know, by the type of the only term. Articles that several feeds of a folder have are counted
 * once. */
#define FOLDER_FEEDS \
    "SELECT feed FROM feed_folders WHERE fold(path) = fold(?1) OR instr(fold(path), fold(?1) || '/') = 1"
static const char *const counter_texts[] = {
    [ARCHIVE_TERM_UNREAD] = "SELECT unread, unread FROM totals",
    [ARCHIVE_TERM_STARRED] = "SELECT starred, (SELECT count(*) FROM marks WHERE starred AND unread) FROM totals",
    [ARCHIVE_TERM_SAVED] = "SELECT articles, unread FROM feeds WHERE id = 0",
    [ARCHIVE_TERM_FEED] = "SELECT articles, unread FROM feeds WHERE id = ?1",
    [ARCHIVE_TERM_FOLDER] =
        "WITH inside (feed) AS MATERIALIZED (" FOLDER_FEEDS "), "
        "twice (article, more) AS (SELECT article, count(*) - 1 FROM entries WHERE feed IN inside "
        "AND article IN (SELECT id FROM articles WHERE sources > 1) GROUP BY article) "
        "SELECT coalesce(sum(articles), 0) - (SELECT coalesce(sum(more), 0) FROM twice), coalesce(sum(unread), 0) - "
        "(SELECT coalesce(sum(t.more * m.unread), 0) FROM twice AS t JOIN marks AS m ON m.article = t.article) "
        "FROM feeds WHERE id IN inside",
    [ARCHIVE_TERM_BEFORE] = NULL,
};
#undef FOLDER_FEEDS

static bool count_by_counters(struct archive *archive, const struct archive_query *query, const char *text,
                              int64_t *count, int64_t *unread, struct error *error)
{
    struct statement statement = statement_prepare(archive, text);
    if (query->count && query->terms[0].text)
        statement_text(&statement, query->terms[0].text);
    else if (query->count && query->terms[0].type == ARCHIVE_TERM_FEED)
        statement_integer(&statement, query->terms[0].number);
    if (statement_next(&statement)) {
        *count = statement_column(&statement, 0);
        *unread = statement_column(&statement, 1);
    }
    return statement_finish(&statement, error);
}

static bool is_unread(struct archive *archive, int64_t id)
{
    struct statement statement = statement_begin(archive, STATEMENT_IS_UNREAD);
    statement_integer(&statement, id);
    return statement_value(&statement, 0) != 0;
}

static bool count_by_running(struct archive *archive, const struct archive_query *query, int64_t *count,
                             int64_t *unread, struct error *error)
{
    struct query_part part = {.least = INT64_MIN, .below = INT64_MAX};
    struct run run;
    if (!run_begin(&run, archive, query, &part, error))
        return false;
    while (run_next(&run)) {
        ++*count;
        *unread += is_unread(archive, run.id);
    }
    return run_end(&run, error);
}

bool archive_query_count(struct archive *archive, const struct archive_query *query, int64_t *count, int64_t *unread,
                         struct error *error)
{
    *count = *unread = 0;
    const char *text = NULL;
    if (!query->count)
        text = "SELECT articles, unread FROM totals";
    else if (query->count == 1 && !query->terms[0].negated)
        text = counter_texts[query->terms[0].type];
    if (text)
        return count_by_counters(archive, query, text, count, unread, error);
    return count_by_running(archive, query, count, unread, error);
}

/* --- saved searches ----------------------------------------------------------------------------------------------- */

bool archive_searches_read(struct archive *archive, struct arena *arena, struct array *searches, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_SEARCHES_READ);
    struct saved_search *search;
    while (statement_next(&statement) && (search = array_push(searches)) != NULL) {
        search->id = statement_column(&statement, 0);
        search->name = statement_column_line(&statement, 1, arena);
        search->query = statement_column_line(&statement, 2, arena);
    }
    return statement_end(&statement, error) &&
           ((!searches->failed && !arena_failed(arena)) || error_out_of_memory(error, "reading the saved searches"));
}

bool archive_search_save(struct archive *archive, const char *name, const char *query, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    struct statement statement = statement_begin(archive, STATEMENT_SEARCH_SAVE);
    statement_text(&statement, name);
    statement_text(&statement, query);
    return change_end(archive, statement_run(&statement, error), error);
}

bool archive_search_remove(struct archive *archive, int64_t id, struct error *error)
{
    if (!change_begin(archive, error))
        return false;
    return change_end(archive, statement_run_with(archive, STATEMENT_SEARCH_REMOVE, id, 0, error), error);
}
