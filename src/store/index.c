/* index: what joins the indices waits until its transaction ends and then goes in by rising number: FTS5 collects words
 * in memory as long as the numbers rise, and a feed lists its newest entry first. It goes in row by row, each with a
 * statement that can only fail as a whole: one that SQLite would have to take back in part, as INSERT ... SELECT, has
 * FTS5 write out what it has collected. */
#include <stdlib.h>

#include "base/error.h"
#include "store/connection.h"

bool index_add(struct archive *archive, int64_t article, struct error *error)
{
    int64_t *place = array_push(&archive->unindexed);
    if (!place)
        return error_out_of_memory(error, "storing articles");
    *place = article;
    return true;
}

static int by_number(const void *one, const void *other)
{
    int64_t first = *(const int64_t *)one, second = *(const int64_t *)other;
    return (first > second) - (first < second);
}

/* An article that was stored twice in one transaction waits twice. */
static size_t without_doubles(int64_t *articles, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || articles[kept - 1] != articles[i])
            articles[kept++] = articles[i];
    return kept;
}

/* Adds the rows that one statement reads with another, and ends it. */
static bool add_rows(struct archive *archive, struct statement *rows, enum statement_name adding, struct error *error)
{
    bool done = true;
    while (done && statement_next(rows)) {
        struct statement row = statement_begin(archive, adding);
        statement_row(&row, rows);
        done = statement_run(&row, error);
    }
    return statement_end(rows, error) && done;
}

static bool add_article(struct archive *archive, int64_t article, struct error *error)
{
    struct statement rows = statement_begin(archive, STATEMENT_ARTICLE_WORDS);
    statement_integer(&rows, article);
    return add_rows(archive, &rows, STATEMENT_INDEX_ARTICLE, error);
}

static bool add_quotations(struct archive *archive, int64_t article, struct error *error)
{
    struct statement rows = statement_begin(archive, STATEMENT_QUOTATION_WORDS);
    statement_integer(&rows, first_quotation_of(article));
    statement_integer(&rows, first_quotation_of(article) + QUOTATIONS_MAX - 1);
    return add_rows(archive, &rows, STATEMENT_INDEX_QUOTATION, error);
}

bool index_write(struct archive *archive, struct error *error)
{
    int64_t *articles = archive->unindexed.items;
    size_t count = archive->unindexed.count;
    if (!count)
        return true;
    qsort(articles, count, sizeof *articles, by_number);
    bool done = true;
    count = without_doubles(articles, count);
    for (size_t i = 0; done && i < count; i++)
        done = add_article(archive, articles[i], error);
    for (size_t i = 0; done && i < count; i++)
        done = add_quotations(archive, articles[i], error);
    archive->unindexed.count = 0;
    return done;
}

static bool is_waiting(const struct archive *archive, int64_t article)
{
    const int64_t *articles = archive->unindexed.items;
    for (size_t i = 0; i < archive->unindexed.count; i++)
        if (articles[i] == article)
            return true;
    return false;
}

bool index_remove(struct archive *archive, int64_t article, struct error *error)
{
    if (is_waiting(archive, article))
        return true;
    int64_t first = first_quotation_of(article);
    return statement_run_with(archive, STATEMENT_UNINDEX_ARTICLE, article, 0, error) &&
           statement_run_with(archive, STATEMENT_UNINDEX_QUOTATIONS, first, first + QUOTATIONS_MAX - 1, error);
}
