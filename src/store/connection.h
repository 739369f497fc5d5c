/* connection: what the files of this room share: the opened archive, its prepared statements, its sentences. Never in
 * here: what is kept. No other room includes this. */
#ifndef WHOSAID_STORE_CONNECTION_H
#define WHOSAID_STORE_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "base/array.h"
#include "store/archive.h"

struct arena;
struct content_compressor;
struct error;

/* Every statement by its name; the texts stand in statements.def. */
enum statement_name {
#define STATEMENT(identifier, ...) STATEMENT_##identifier,
#include "store/statements.def"
#undef STATEMENT
    STATEMENT_COUNT
};

/* Where the numbers of many articles begin that are of the same second, and the first that may be free: all at
 * midnight, all without a date. A prime number of them, so that midnights do not share a few. */
enum { CROWDS = 1021 };

struct crowd {
    int64_t place, next;
};

struct archive {
    sqlite3 *handle;
    char *path;
    enum archive_access access;
    bool is_read_only;
    int lock;                                  /* descriptor of the writer's lock, or -1 */
    sqlite3_stmt *statements[STATEMENT_COUNT]; /* NULL until first used */
    unsigned depth;                            /* of transactions: 1 is the outermost */
    bool has_failed;                           /* a part of the transaction: nothing of it will be kept */
    struct array unindexed;                /* of int64_t: articles that join the indices when the transaction ends */
    struct content_compressor *compressor; /* NULL until something is stored */
    struct crowd crowds[CROWDS];           /* by what `place` leaves when divided by CROWDS */
};

/* --- one run of a statement --------------------------------------------------------------------------------------- */

/* The next `?` takes the next value. Whatever fails makes everything behind it do nothing, and statement_end tells of
 * it. */
struct statement {
    struct archive *archive;
    sqlite3_stmt *handle;
    int bound;  /* values so far */
    int status; /* as SQLite calls it */
};

/* The statement of that name, from its beginning. A name must not begin again before its end. */
struct statement statement_begin(struct archive *archive, enum statement_name name);

/* The same for SQL that is put together of constant parts; statement_finish ends it. */
struct statement statement_prepare(struct archive *archive, const char *sql);

void statement_integer(struct statement *statement, int64_t value);
void statement_real(struct statement *statement, double value);
/* An integer, or NULL for `none`. */
void statement_integer_or_null(struct statement *statement, int64_t value, int64_t none);
/* The bytes must stay until statement_end; NULL is NULL. */
void statement_text(struct statement *statement, const char *text);
void statement_text_of(struct statement *statement, const char *text, size_t length);
void statement_bytes(struct statement *statement, const void *bytes, size_t length);
/* All columns of the other's row. */
void statement_row(struct statement *statement, const struct statement *other);

/* The next row: false behind the last one, and when something failed. */
bool statement_next(struct statement *statement);

int64_t statement_column(const struct statement *statement, int column);
double statement_column_real(const struct statement *statement, int column);
bool statement_column_is_null(const struct statement *statement, int column);
/* A copy in the arena; NULL for NULL, and when the arena refuses. */
const char *statement_column_text(const struct statement *statement, int column, struct arena *arena);
/* The same of what is one clean line, as titles and names are: what else a damaged or foreign file has in its place
 * goes through the gate. */
const char *statement_column_line(const struct statement *statement, int column, struct arena *arena);
/* Valid until the next row. */
const char *statement_column_bytes(const struct statement *statement, int column, size_t *length);

/* Ends the run. False and a sentence when anything failed since its beginning. */
bool statement_end(struct statement *statement, struct error *error);
/* As statement_end, and frees a statement of statement_prepare. */
bool statement_finish(struct statement *statement, struct error *error);

/* Steps to the end, for what gives no rows. */
bool statement_run(struct statement *statement, struct error *error);

/* The statement of that name with up to two numbers. */
bool statement_run_with(struct archive *archive, enum statement_name name, int64_t first, int64_t second,
                        struct error *error);

/* The first column of the first row; `otherwise` when there is none or something failed. */
int64_t statement_value(struct statement *statement, int64_t otherwise);

/* The sentence for a status of SQLite: what it means for who reads it, with the archive's path. Returns false. */
bool archive_failed(const struct archive *archive, int status, struct error *error);

/* --- transactions of this room ------------------------------------------------------------------------------------ */

/* Each call that writes is one of these: a transaction, or a part of the caller's. `done` of the end says whether to
 * keep it; returns whether it was kept, or will be with the rest. A part that fails takes the whole transaction with
 * it: a savepoint for each would have SQLite copy every page that an entry changes, and nobody goes on without a
 * part. */
bool change_begin(struct archive *archive, struct error *error);
bool change_end(struct archive *archive, bool done, struct error *error);

/* Has the article and its quotations join the indices when the transaction ends; takes them out at once, before its
 * rows change. */
bool index_add(struct archive *archive, int64_t article, struct error *error);
bool index_remove(struct archive *archive, int64_t article, struct error *error);
bool index_write(struct archive *archive, struct error *error);

/* Quotations are numbered by their article and their place in it. */
enum { QUOTATIONS_MAX = 1 << 16 };
static inline int64_t first_quotation_of(int64_t article)
{
    return article * QUOTATIONS_MAX;
}

#endif
