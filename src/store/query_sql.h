/* query sql: a query as SQL, put together of constant pieces, with its values apart. Never in here: running it. */
#ifndef WHOSAID_STORE_QUERY_SQL_H
#define WHOSAID_STORE_QUERY_SQL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"

struct archive;
struct archive_query;
struct arena;
struct error;
struct statement;

/* Which part of the results, in which order. */
struct query_part {
    int64_t least, below; /* from this number on, up to before that one; INT64_MIN, INT64_MAX: all */
    bool oldest_first;
    bool only_unread;
};

struct query_sql {
    struct buffer text;
    struct array values; /* of struct query_value, for the question marks */
    struct arena *arena; /* holds what is bound */
};

/* SQL that gives the numbers of the articles that are meant, in order; the same one may come several times in a row.
 * Release it in either case. False and a sentence when memory is short or there are too many terms. */
bool query_sql_create(struct query_sql *sql, struct archive *archive, const struct archive_query *query,
                      const struct query_part *part, struct error *error);
void query_sql_release(struct query_sql *sql);

/* Binds all values. */
void query_sql_bind(const struct query_sql *sql, struct statement *statement);

#endif
