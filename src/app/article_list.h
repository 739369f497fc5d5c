/* article list: the articles of the archive that a query means, however many, as rows by number. Of those that were
 * never in sight not even the numbers are in memory. Never in here: which query, cursors. */
#ifndef WHOSAID_APP_ARTICLE_LIST_H
#define WHOSAID_APP_ARTICLE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "store/archive_articles.h"
#include "store/archive_query.h"

struct archive;
struct arena;
struct error;

struct article_list {
    struct archive *archive;
    struct archive_query query; /* its terms belong to whoever made the list */
    struct archive_page page;   /* up to which the numbers were read */
    struct array ids;           /* of int64_t, newest first, as far as they were read */
    bool is_whole;              /* that is all of them */
    size_t count;               /* as far as it is known */
    struct arena *arena;        /* of the rows below */
    struct archived_row *rows;  /* those around what was last asked for; NULL: none */
    size_t first, row_count;    /* which they are */
};

/* The articles that the query means; its terms must outlive the list. False and a sentence when they cannot be counted
 * or memory is short. Release it in either case; a zeroed one, too. */
bool article_list_open(struct article_list *list, struct archive *archive, struct archive_query query,
                       struct error *error);
void article_list_release(struct article_list *list);

/* Row `index`, which is less than the count; its strings are valid until another row is asked for. NULL when it cannot
 * be read; one that is gone meanwhile has the id ARCHIVE_NONE. Reads all numbers up to there, eight bytes an
 * article. */
const struct archived_row *article_list_row(struct article_list *list, size_t index);

/* The number of the article in row `index`; ARCHIVE_NONE when it cannot be read. */
int64_t article_list_id(struct article_list *list, size_t index);

/* The row of that article, the count when it has none: goes through the numbers, from where they were read on. */
size_t article_list_find(struct article_list *list, int64_t id);

/* Has the rows read anew: their marks have changed. */
void article_list_forget_rows(struct article_list *list);

/* Puts in what is new in the archive. What was listed stays, whether the query still means it or not: nobody wants the
 * row that they read to go, or those around it. False and a sentence, the list as it was, when that fails. */
bool article_list_refresh(struct article_list *list, struct error *error);

#endif
