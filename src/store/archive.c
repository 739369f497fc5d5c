/* archive: opening in the three ways, closing, transactions. */
#include "store/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"
#include "store/archive_lock.h"
#include "store/connection.h"
#include "store/content.h"
#include "store/fold.h"
#include "store/migration.h"

/* How long a transaction waits for another process's, which are short: milliseconds. */
enum { BUSY_MILLISECONDS = 10000 };
/* No text of ours is longer; a damaged file may say so of one. */
enum { VALUE_SIZE_MAX = 256 * 1024 * 1024 };
enum { PATH_CEILING = 64 * 1024, UNINDEXED_MAX = 1 << 24 };

/* --- the connection ----------------------------------------------------------------------------------------------- */

/* A file from elsewhere may hold what it likes: its schema gets no power over us, and its pages are checked when they
 * are read. */
static int restrain(sqlite3 *handle)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    int status = SQLITE_OK;
    for (size_t i = 0; i < sizeof options / sizeof *options && status == SQLITE_OK; i++)
        status = sqlite3_db_config(handle, options[i].option, options[i].value, NULL);
    if (status == SQLITE_OK)
        status = fold_register(handle);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, VALUE_SIZE_MAX);
    (void)sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_busy_timeout(handle, BUSY_MILLISECONDS);
    return status;
}

/* A file that nobody can write to, in a directory where no file can be made, is read as it stands: without the log that
 * is usually beside it, so there must be none. */
static bool append_immutable_name(const char *path, struct buffer *name)
{
    struct stat status;
    buffer_append_format(name, "%s-wal", path);
    if (name->failed || (stat(buffer_string(name), &status) == 0 && status.st_size > 0))
        return false;
    buffer_clear(name);
    buffer_append_string(name, "file:");
    for (const char *at = path; *at; at++)
        if (strchr("%?#", *at))
            buffer_append_format(name, "%%%02x", (unsigned)*at);
        else
            buffer_append_byte(name, *at);
    return buffer_append_string(name, "?immutable=1");
}

static void disconnect(struct archive *archive)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(archive->statements[i]);
        archive->statements[i] = NULL;
    }
    sqlite3_close(archive->handle);
    archive->handle = NULL;
}

/* Opens and reads something, because opening alone looks at nothing. */
static int try_to_connect(struct archive *archive, const char *name, int flags)
{
    int status = sqlite3_open_v2(name, &archive->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (status == SQLITE_OK)
        status = restrain(archive->handle);
    if (status == SQLITE_OK)
        status = sqlite3_exec(archive->handle, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
    return status;
}

static bool connect(struct archive *archive, struct error *error)
{
    int status = try_to_connect(archive, archive->path, SQLITE_OPEN_READWRITE);
    struct buffer name = buffer_create(PATH_CEILING);
    bool is_there = access(archive->path, R_OK) == 0;
    if (is_there && ((status & 0xff) == SQLITE_CANTOPEN || (status & 0xff) == SQLITE_READONLY) &&
        append_immutable_name(archive->path, &name)) {
        disconnect(archive);
        status = try_to_connect(archive, buffer_string(&name), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
    buffer_release(&name);
    archive->is_read_only = archive->handle && sqlite3_db_readonly(archive->handle, "main") != 0;
    return status == SQLITE_OK || archive_failed(archive, status, error);
}

/* What holds for every connection; and what differs: marks are kept through a power cut, because the user gave them;
 * what sync writes is fetched again. The cache is the largest part of what the reader takes. Who writes much lets the
 * log grow to the length that it may keep, so that a page that changes again and again goes into the file once. */
static const char *const settings[] = {
    [ARCHIVE_READ] = "PRAGMA query_only = ON;",
    [ARCHIVE_MARK] = "PRAGMA synchronous = FULL;",
    [ARCHIVE_WRITE] = ("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA secure_delete = OFF;"
                       "PRAGMA wal_autocheckpoint = 4096;"),
};
static const char common_settings[] = "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                                      "PRAGMA journal_size_limit = 16777216;";
/* Before the first table. */
static const char birth_settings[] = "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;";

static bool configure(struct archive *archive, const char *pragmas, struct error *error)
{
    int status = sqlite3_exec(archive->handle, pragmas, NULL, NULL, NULL);
    return status == SQLITE_OK || archive_failed(archive, status, error);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* A copy of the path, for free(). SQLite means something else by a name that begins with a colon, such as
 * ":memory:". */
static char *copy_path(const char *path)
{
    size_t size = strlen(path) + sizeof "./";
    char *copy = malloc(size);
    if (copy)
        (void)snprintf(copy, size, "%s%s", *path == ':' ? "./" : "", path);
    return copy;
}

static struct archive *create(const char *path, enum archive_access access, struct error *error)
{
    struct archive *archive = calloc(1, sizeof *archive);
    char *own = copy_path(path);
    if (!archive || !own) {
        free(archive);
        free(own);
        error_out_of_memory(error, path);
        return NULL;
    }
    archive->path = own;
    archive->access = access;
    archive->lock = -1;
    archive->unindexed = array_create(sizeof(int64_t), UNINDEXED_MAX);
    return archive;
}

/* For nobody but the user; SQLite gives the files beside it the same mode. */
static bool make_file(const char *path, struct error *error)
{
    if (!path_make_parents(path, error))
        return false;
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno != EROFS && errno != EACCES)
        return error_set(error, "%s: cannot be made: %s", path, strerror(errno));
    if (descriptor >= 0)
        close(descriptor);
    return true;
}

static bool migrate_as_writer(const char *path, unsigned patience, struct schema schema, struct error *error)
{
    struct archive *writer = archive_open_with(path, ARCHIVE_WRITE, patience, schema, error);
    archive_close(writer);
    return writer != NULL;
}

static bool open_here(struct archive *archive, unsigned patience, struct schema schema, struct error *error)
{
    size_t version;
    bool writes = archive->access == ARCHIVE_WRITE;
    if (writes) {
        if (!make_file(archive->path, error))
            return false;
        archive->lock = archive_lock_take(archive->path, patience, error);
        if (archive->lock < 0)
            return false;
    }
    if (!connect(archive, error) || !migration_version(archive, schema, &version, error))
        return false;
    if (writes && archive->is_read_only)
        return archive_failed(archive, SQLITE_READONLY, error);
    if (version < schema.version && !writes) {
        /* Another connection migrates, under the writer's lock. */
        disconnect(archive);
        return migrate_as_writer(archive->path, patience, schema, error) && connect(archive, error) &&
               configure(archive, common_settings, error) && configure(archive, settings[archive->access], error);
    }
    if (version == 0 && !configure(archive, birth_settings, error))
        return false;
    return configure(archive, common_settings, error) && configure(archive, settings[archive->access], error) &&
           migration_run(archive, schema, version, error);
}

struct archive *archive_open_with(const char *path, enum archive_access access, unsigned patience, struct schema schema,
                                  struct error *error)
{
    struct archive *archive = create(path, access, error);
    if (archive && !open_here(archive, patience, schema, error)) {
        archive_close(archive);
        return NULL;
    }
    return archive;
}

struct archive *archive_open(const char *path, enum archive_access access, unsigned patience, struct error *error)
{
    return archive_open_with(path, access, patience, schema_current(), error);
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    disconnect(archive);
    if (archive->lock >= 0)
        close(archive->lock);
    array_release(&archive->unindexed);
    content_compressor_destroy(archive->compressor);
    free(archive->path);
    free(archive);
}

bool archive_is_read_only(const struct archive *archive)
{
    return archive->is_read_only;
}

int64_t archive_version(struct archive *archive)
{
    struct statement statement = statement_begin(archive, STATEMENT_DATA_VERSION);
    return statement_value(&statement, 0);
}

/* --- transactions ------------------------------------------------------------------------------------------------- */

/* A part has failed, or SQLite has taken everything back by itself, as it does when the disk fails: nothing may go on
 * as if what came before were there. */
static bool is_lost(const struct archive *archive)
{
    return archive->has_failed || sqlite3_get_autocommit(archive->handle);
}

static bool tell_lost(const struct archive *archive, struct error *error)
{
    return error_set(error, "%s: what was being written has been taken back", archive->path);
}

bool change_begin(struct archive *archive, struct error *error)
{
    if (archive->is_read_only)
        return archive_failed(archive, SQLITE_READONLY, error);
    if (archive->depth && is_lost(archive))
        return tell_lost(archive, error);
    if (!archive->depth && !statement_run_with(archive, STATEMENT_BEGIN, 0, 0, error))
        return false;
    archive->depth++;
    return true;
}

static void take_back(struct archive *archive)
{
    struct error ignored;
    if (!sqlite3_get_autocommit(archive->handle))
        statement_run_with(archive, STATEMENT_ROLL_BACK, 0, 0, &ignored);
    archive->unindexed.count = 0;
    archive->unindexed.failed = archive->has_failed = false;
}

bool change_end(struct archive *archive, bool done, struct error *error)
{
    if (done && is_lost(archive))
        done = tell_lost(archive, error);
    archive->has_failed = !done;
    if (--archive->depth)
        return done;
    done = done && index_write(archive, error) && statement_run_with(archive, STATEMENT_COMMIT, 0, 0, error);
    if (!done)
        take_back(archive);
    return done;
}

bool archive_begin(struct archive *archive, struct error *error)
{
    return change_begin(archive, error);
}

bool archive_commit(struct archive *archive, struct error *error)
{
    return change_end(archive, true, error);
}

void archive_roll_back(struct archive *archive)
{
    struct error ignored;
    if (archive->depth)
        (void)change_end(archive, false, &ignored);
}
