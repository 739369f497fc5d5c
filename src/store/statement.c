/* statement: prepared once, bound in order, run; what SQLite's numbers mean in words. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "store/connection.h"

enum { LINE_MAX_SIZE = 64 * 1024 };

static const char *const statement_texts[] = {
#define STATEMENT(identifier, ...) [STATEMENT_##identifier] = __VA_ARGS__,
#include "store/statements.def"
#undef STATEMENT
};

struct statement statement_begin(struct archive *archive, enum statement_name name)
{
    struct statement statement = {.archive = archive, .status = SQLITE_OK};
    if (!archive->statements[name])
        statement.status = sqlite3_prepare_v3(archive->handle, statement_texts[name], -1, SQLITE_PREPARE_PERSISTENT,
                                              &archive->statements[name], NULL);
    statement.handle = archive->statements[name];
    return statement;
}

struct statement statement_prepare(struct archive *archive, const char *sql)
{
    struct statement statement = {.archive = archive};
    statement.status = sqlite3_prepare_v2(archive->handle, sql, -1, &statement.handle, NULL);
    return statement;
}

void statement_integer(struct statement *statement, int64_t value)
{
    if (statement->status == SQLITE_OK)
        statement->status = sqlite3_bind_int64(statement->handle, ++statement->bound, value);
}

void statement_real(struct statement *statement, double value)
{
    if (statement->status == SQLITE_OK)
        statement->status = sqlite3_bind_double(statement->handle, ++statement->bound, value);
}

static void bind_null(struct statement *statement)
{
    if (statement->status == SQLITE_OK)
        statement->status = sqlite3_bind_null(statement->handle, ++statement->bound);
}

void statement_integer_or_null(struct statement *statement, int64_t value, int64_t none)
{
    if (value == none)
        bind_null(statement);
    else
        statement_integer(statement, value);
}

void statement_text_of(struct statement *statement, const char *text, size_t length)
{
    if (statement->status == SQLITE_OK)
        statement->status =
            sqlite3_bind_text64(statement->handle, ++statement->bound, text, length, SQLITE_STATIC, SQLITE_UTF8);
}

void statement_text(struct statement *statement, const char *text)
{
    if (text)
        statement_text_of(statement, text, strlen(text));
    else
        bind_null(statement);
}

void statement_bytes(struct statement *statement, const void *bytes, size_t length)
{
    /* No bytes at all would be bound as NULL. */
    if (statement->status == SQLITE_OK)
        statement->status =
            sqlite3_bind_blob64(statement->handle, ++statement->bound, length ? bytes : "", length, SQLITE_STATIC);
}

void statement_row(struct statement *statement, const struct statement *other)
{
    int count = sqlite3_column_count(other->handle);
    for (int i = 0; i < count && statement->status == SQLITE_OK; i++)
        statement->status =
            sqlite3_bind_value(statement->handle, ++statement->bound, sqlite3_column_value(other->handle, i));
}

bool statement_next(struct statement *statement)
{
    if (statement->status == SQLITE_OK || statement->status == SQLITE_ROW)
        statement->status = sqlite3_step(statement->handle);
    return statement->status == SQLITE_ROW;
}

int64_t statement_column(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

double statement_column_real(const struct statement *statement, int column)
{
    return sqlite3_column_double(statement->handle, column);
}

bool statement_column_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

const char *statement_column_bytes(const struct statement *statement, int column, size_t *length)
{
    const char *bytes = sqlite3_column_blob(statement->handle, column);
    *length = (size_t)sqlite3_column_bytes(statement->handle, column);
    return bytes ? bytes : "";
}

const char *statement_column_text(const struct statement *statement, int column, struct arena *arena)
{
    if (statement_column_is_null(statement, column))
        return NULL;
    const char *text = (const char *)sqlite3_column_text(statement->handle, column);
    return arena_copy(arena, text ? text : "", (size_t)sqlite3_column_bytes(statement->handle, column));
}

const char *statement_column_line(const struct statement *statement, int column, struct arena *arena)
{
    const char *text = statement_column_text(statement, column, arena);
    if (!text || (clean_is_safe(text, strlen(text)) && !strpbrk(text, "\t\n\v\f\r")))
        return text;
    struct buffer line = buffer_create(LINE_MAX_SIZE);
    clean_text(text, strlen(text), CLEAN_LINE, &line);
    const char *kept = arena_copy(arena, buffer_string(&line), line.length);
    buffer_release(&line);
    return kept;
}

static bool is_well(int status)
{
    return status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE;
}

bool statement_end(struct statement *statement, struct error *error)
{
    /* Before the reset, which would tell of the failure again. */
    bool done = is_well(statement->status) || archive_failed(statement->archive, statement->status, error);
    if (statement->handle) {
        sqlite3_reset(statement->handle);
        sqlite3_clear_bindings(statement->handle);
    }
    return done;
}

bool statement_finish(struct statement *statement, struct error *error)
{
    bool done = statement_end(statement, error);
    sqlite3_finalize(statement->handle);
    return done;
}

bool statement_run(struct statement *statement, struct error *error)
{
    while (statement_next(statement))
        continue;
    return statement_end(statement, error);
}

bool statement_run_with(struct archive *archive, enum statement_name name, int64_t first, int64_t second,
                        struct error *error)
{
    struct statement statement = statement_begin(archive, name);
    int parameters = statement.handle ? sqlite3_bind_parameter_count(statement.handle) : 0;
    if (parameters > 0)
        statement_integer(&statement, first);
    if (parameters > 1)
        statement_integer(&statement, second);
    return statement_run(&statement, error);
}

int64_t statement_value(struct statement *statement, int64_t otherwise)
{
    struct error ignored;
    int64_t value = statement_next(statement) ? statement_column(statement, 0) : otherwise;
    return statement_end(statement, &ignored) ? value : otherwise;
}

/* What a status means for who reads the sentence, and what to do. */
struct failure_sentence {
    int status; /* primary */
    const char *sentence;
};

static const struct failure_sentence failure_sentences[] = {
    {SQLITE_FULL, "the disk is full; make room, nothing that was kept is lost"},
    {SQLITE_BUSY, "another whosaid is writing to it; try again in a moment"},
    {SQLITE_LOCKED, "another whosaid is writing to it; try again in a moment"},
    {SQLITE_READONLY, "it is read-only: the file, its directory or the disk cannot be written to"},
    {SQLITE_CANTOPEN, "it cannot be opened: there is no such file, or it may not be read"},
    {SQLITE_PERM, "it may not be written to"},
    {SQLITE_CORRUPT, "it is damaged; `whosaid check` tells what can be saved"},
    {SQLITE_NOTADB, "this is no archive of whosaid, or it is damaged; `whosaid check` tells what can be saved"},
    {SQLITE_CONSTRAINT, "that is in the archive already, or is not in it any more"},
    {SQLITE_NOMEM, "memory is short"},
    {SQLITE_TOOBIG, "a text is larger than the archive can keep"},
};

bool archive_failed(const struct archive *archive, int status, struct error *error)
{
    int primary = status & 0xff;
    for (size_t i = 0; i < sizeof failure_sentences / sizeof *failure_sentences; i++)
        if (failure_sentences[i].status == primary)
            return error_set(error, "%s: %s", archive->path, failure_sentences[i].sentence);
    int number = primary == SQLITE_IOERR ? sqlite3_system_errno(archive->handle) : 0;
    if (primary == SQLITE_IOERR)
        return error_set(error, "%s: the disk cannot be read or written: %s", archive->path,
                         number ? strerror(number) : "no reason is given");
    return error_set(error, "%s: %s", archive->path, sqlite3_errmsg(archive->handle));
}
