/* migration: PRAGMA user_version counts the steps, application_id says whose file it is. */
#include "store/migration.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "config/embedded.h"
#include "store/connection.h"

enum { PATH_CEILING = 64 * 1024, PRAGMA_SIZE = 64 };

struct schema schema_current(void)
{
    static const struct migration migrations[] = {{whosaid_src_store_schema_sql}};
    return (struct schema){migrations, sizeof migrations / sizeof *migrations};
}

static bool read_number(struct archive *archive, const char *sql, int64_t *number, struct error *error)
{
    struct statement statement = statement_prepare(archive, sql);
    if (statement_next(&statement))
        *number = statement_column(&statement, 0);
    return statement_finish(&statement, error);
}

bool migration_version(struct archive *archive, struct schema schema, size_t *version, struct error *error)
{
    int64_t application = 0, number = 0, tables = 0;
    if (!read_number(archive, "PRAGMA application_id", &application, error) ||
        !read_number(archive, "PRAGMA user_version", &number, error) ||
        !read_number(archive, "SELECT count(*) FROM sqlite_schema", &tables, error))
        return false;
    if (tables && application != MIGRATION_APPLICATION)
        return error_set(error, "%s: this is a database, but no archive of whosaid", archive->path);
    if (number < 0 || (size_t)number > schema.version)
        return error_set(error,
                         "%s: a newer whosaid made this archive (version %lld, this program knows %zu); update whosaid",
                         archive->path, (long long)number, schema.version);
    *version = (size_t)number;
    return true;
}

/* --- the copy ----------------------------------------------------------------------------------------------------- */

static bool copy_into(struct archive *archive, const char *path, struct error *error)
{
    sqlite3 *copy = NULL;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return error_set(error, "%s: the copy before migrating cannot be made: %s", path, strerror(errno));
    close(descriptor);
    int status = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_backup *backup = status == SQLITE_OK ? sqlite3_backup_init(copy, "main", archive->handle, "main") : NULL;
    if (backup) {
        sqlite3_backup_step(backup, -1);
        status = sqlite3_backup_finish(backup);
    } else if (status == SQLITE_OK) {
        status = sqlite3_errcode(copy);
    }
    bool done = status == SQLITE_OK;
    if (!done)
        error_set(error, "%s: the copy before migrating cannot be written: %s", path, sqlite3_errstr(status));
    sqlite3_close(copy);
    return done;
}

/* Under another name until it is whole, so that a backup that is there is a backup. */
static bool back_up(struct archive *archive, size_t version, struct error *error)
{
    struct buffer path = buffer_create(PATH_CEILING), part = buffer_create(PATH_CEILING);
    buffer_append_format(&path, "%s.backup-%zu", archive->path, version);
    buffer_append_format(&part, "%s.part", buffer_string(&path));
    bool done = !part.failed && !path.failed;
    if (!done)
        error_out_of_memory(error, archive->path);
    done = done && copy_into(archive, buffer_string(&part), error);
    if (done && rename(buffer_string(&part), buffer_string(&path)) != 0)
        done =
            error_set(error, "%s: the copy before migrating cannot be kept: %s", buffer_string(&path), strerror(errno));
    if (!done && !part.failed)
        (void)unlink(buffer_string(&part));
    buffer_release(&part);
    buffer_release(&path);
    return done;
}

/* --- the steps ---------------------------------------------------------------------------------------------------- */

static bool run(struct archive *archive, const char *sql, struct error *error)
{
    int status = sqlite3_exec(archive->handle, sql, NULL, NULL, NULL);
    return status == SQLITE_OK || archive_failed(archive, status, error);
}

static bool run_step(struct archive *archive, struct schema schema, size_t version, struct error *error)
{
    char pragmas[2 * PRAGMA_SIZE];
    (void)snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %zu;",
                   MIGRATION_APPLICATION, version + 1);
    if (run(archive, "BEGIN IMMEDIATE", error) && run(archive, schema.migrations[version].sql, error) &&
        run(archive, pragmas, error) && run(archive, "COMMIT", error))
        return true;
    (void)sqlite3_exec(archive->handle, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool migration_run(struct archive *archive, struct schema schema, size_t version, struct error *error)
{
    if (version && version < schema.version && !back_up(archive, version, error))
        return false;
    for (; version < schema.version; version++)
        if (!run_step(archive, schema, version, error))
            return false;
    return true;
}
