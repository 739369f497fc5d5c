/* index: what joins the indices waits until its transaction ends and then goes in by rising number: FTS5 collects words in
 * memory as long as the numbers rise, and a feed lists its newest entry first. */
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
        done = statement_run_with(archive, STATEMENT_INDEX_ARTICLE, articles[i], 0, error);
    for (size_t i = 0; done && i < count; i++) {
        int64_t first = first_quotation_of(articles[i]);
        done = statement_run_with(archive, STATEMENT_INDEX_QUOTATIONS, first, first + QUOTATIONS_MAX - 1, error);
    }
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
