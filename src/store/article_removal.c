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

static bool remove_unless_kept(struct archive *archive, int64_t article, int64_t *deleted, struct error *error)
{
    if (is_kept(archive, article))
        return true;
    ++*deleted;
    return index_remove(archive, article, error) &&
           statement_run_with(archive, STATEMENT_ARTICLE_DELETE, article, 0, error);
}

bool article_removal_from(struct archive *archive, int64_t feed, int64_t article, int64_t *deleted, struct error *error)
{
    return statement_run_with(archive, STATEMENT_ENTRY_DROP, feed, article, error) &&
           remove_unless_kept(archive, article, deleted, error);
}

/* The numbers that a statement gives, before anything changes. */
static bool list_articles(struct statement *statement, struct array *articles, struct error *error)
{
    int64_t *article;
    while (statement_next(statement) && (article = array_push(articles)) != NULL)
        *article = statement_column(statement, 0);
    return statement_end(statement, error) && (!articles->failed || error_out_of_memory(error, "removing articles"));
}

bool article_removal_of_feed(struct archive *archive, int64_t feed, struct error *error)
{
    struct array articles = array_create(sizeof(int64_t), ARTICLES_MAX);
    struct statement statement = statement_begin(archive, STATEMENT_FEED_ENTRIES);
    statement_integer(&statement, feed);
    bool done = list_articles(&statement, &articles, error);
    int64_t deleted = 0;
    for (size_t i = 0; done && i < articles.count; i++)
        done = article_removal_from(archive, feed, ((const int64_t *)articles.items)[i], &deleted, error);
    array_release(&articles);
    return done;
}

bool article_removal_of_no_feed(struct archive *archive, int64_t *deleted, struct error *error)
{
    struct array articles = array_create(sizeof(int64_t), ARTICLES_MAX);
    struct statement statement = statement_begin(archive, STATEMENT_OF_NO_FEED);
    bool done = list_articles(&statement, &articles, error);
    for (size_t i = 0; done && i < articles.count; i++)
        done = remove_unless_kept(archive, ((const int64_t *)articles.items)[i], deleted, error);
    array_release(&articles);
    return done;
}
