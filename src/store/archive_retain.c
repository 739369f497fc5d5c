/* archive retain: of each feed, what is beyond its number or older than its days goes, in a transaction of its own. */
#include "base/error.h"
#include "store/archive_articles.h"
#include "store/archive_feeds.h"
#include "store/article_keys.h"
#include "store/article_removal.h"
#include "store/connection.h"

enum { FEEDS_MAX = 1 << 20, ARTICLES_MAX = 1 << 28, DAY_SECONDS = 24 * 3600 };

struct retention {
    int64_t feed, articles, days; /* 0: all, for ever */
};

struct retaining {
    int64_t articles, days, now; /* in general */
    bool unread_too;
    int64_t deleted;
};

static bool read_retentions(struct archive *archive, const struct retaining *general, struct array *retentions,
                            struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_RETENTIONS);
    struct retention *row;
    while (statement_next(&statement) && (row = array_push(retentions)) != NULL) {
        row->feed = statement_column(&statement, 0);
        row->articles = statement_column(&statement, 1);
        row->days = statement_column(&statement, 2);
        if (row->articles == ARCHIVE_GENERAL)
            row->articles = general->articles;
        if (row->days == ARCHIVE_GENERAL)
            row->days = general->days;
    }
    return statement_end(&statement, error) && (!retentions->failed || error_out_of_memory(error, "retention"));
}

/* The oldest article that stays: what is before it goes. */
static int64_t oldest_kept(struct archive *archive, const struct retention *retention, int64_t now)
{
    int64_t by_number = ARCHIVE_NONE, by_age = ARCHIVE_NONE;
    if (retention->articles > 0) {
        struct statement statement = statement_begin(archive, STATEMENT_NEWEST_OF_FEED);
        statement_integer(&statement, retention->feed);
        statement_integer(&statement, retention->articles - 1);
        by_number = statement_value(&statement, ARCHIVE_NONE);
    }
    if (retention->days > 0 && retention->days < now / DAY_SECONDS)
        by_age = article_place(now - retention->days * DAY_SECONDS);
    return by_number > by_age ? by_number : by_age;
}

static bool find_old(struct archive *archive, int64_t feed, int64_t oldest, bool unread_too, struct array *articles,
                     struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_OLD_OF_FEED);
    statement_integer(&statement, feed);
    statement_integer(&statement, oldest);
    statement_integer(&statement, unread_too);
    int64_t *article;
    while (statement_next(&statement) && (article = array_push(articles)) != NULL)
        *article = statement_column(&statement, 0);
    return statement_end(&statement, error) && (!articles->failed || error_out_of_memory(error, "retention"));
}

static bool retain(struct archive *archive, const struct retention *retention, struct retaining *retaining,
                   struct error *error)
{
    int64_t oldest = oldest_kept(archive, retention, retaining->now);
    if (oldest == ARCHIVE_NONE)
        return true;
    struct array articles = array_create(sizeof(int64_t), ARTICLES_MAX);
    bool done = find_old(archive, retention->feed, oldest, retaining->unread_too, &articles, error);
    if (done && articles.count)
        done = change_begin(archive, error);
    if (done && articles.count) {
        for (size_t i = 0; done && i < articles.count; i++)
            done = article_removal_from(archive, retention->feed, ((const int64_t *)articles.items)[i],
                                        &retaining->deleted, error);
        done = change_end(archive, done, error);
    }
    array_release(&articles);
    return done;
}

bool archive_retain(struct archive *archive, int64_t general_articles, int64_t general_days, bool unread_too,
                    int64_t now, int64_t *deleted, struct error *error)
{
    struct retaining retaining = {general_articles, general_days, now, unread_too, 0};
    struct array retentions = array_create(sizeof(struct retention), FEEDS_MAX);
    bool done = read_retentions(archive, &retaining, &retentions, error);
    for (size_t i = 0; done && i < retentions.count; i++)
        done = retain(archive, &((const struct retention *)retentions.items)[i], &retaining, error);
    array_release(&retentions);
    if (done && (done = change_begin(archive, error)))
        done = change_end(archive, article_removal_of_no_feed(archive, &retaining.deleted, error), error);
    *deleted = retaining.deleted;
    /* Some of the room goes back to the disk, the rest another time: moving pages takes as long as writing them. */
    return done && (!*deleted || statement_run_with(archive, STATEMENT_VACUUM_SOME, 0, 0, error));
}
