/* article removal: first out of the index, which reads the rows, then the rows. */
#include "store/article_removal.h"

#include "base/array.h"
#include "base/error.h"
#include "store/connection.h"

enum { ARTICLES_MAX = 1 << 28 };

static bool is_kept(struct archive *archive, int64_t article)
{
    struct statement statement = statement_begin(archive, STATEMENT_IS_KEPT);
    statement_integer(&statement, article);
    return statement_value(&statement, 1) != 0;
}

bool article_removal_from(struct archive *archive, int64_t feed, int64_t article, int64_t *deleted, struct error *error)
{
    if (!statement_run_with(archive, STATEMENT_ENTRY_DROP, feed, article, error))
        return false;
    if (is_kept(archive, article))
        return true;
    ++*deleted;
    return index_remove(archive, article, error) &&
           statement_run_with(archive, STATEMENT_ARTICLE_DELETE, article, 0, error);
}

bool article_removal_of_feed(struct archive *archive, int64_t feed, struct error *error)
{
    struct array articles = array_create(sizeof(int64_t), ARTICLES_MAX);
    struct statement statement = statement_begin(archive, STATEMENT_FEED_ENTRIES);
    statement_integer(&statement, feed);
    while (statement_next(&statement)) {
        int64_t *article = array_push(&articles);
        if (article)
            *article = statement_column(&statement, 0);
    }
    bool done = statement_end(&statement, error) &&
                (!articles.failed || error_out_of_memory(error, "removing the articles of a feed"));
    int64_t deleted = 0;
    for (size_t i = 0; done && i < articles.count; i++)
        done = article_removal_from(archive, feed, ((const int64_t *)articles.items)[i], &deleted, error);
    array_release(&articles);
    return done;
}
