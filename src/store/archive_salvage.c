/* archive salvage: row by row out of each table; where a page cannot be read, on behind it; then what does not fit
 * together is made to fit, and what is derived is left to be made anew. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "article/article.h"
#include "article/article_pack.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/connection.h"
#include "store/migration.h"
#include "store/salvage_schema.h"

/* SQLite's file format, 1.3: two numbers, the most significant byte first. */
enum { HEADER_SIZE = 100, VERSION_AT = 60, APPLICATION_AT = 68 };

enum { SENTENCE_SIZE = 512, SQL_SIZE = 2048, GAPS_MAX = 100000, STRUCTURE_MAX = 64, PATH_CEILING = 64 * 1024 };

struct salvage_table {
    const char *name, *columns, *key;
};

static const struct salvage_table tables[] = {
#define SALVAGE_TABLE(name, columns, key) {name, columns, key},
#include "store/salvage_tables.def"
#undef SALVAGE_TABLE
};

struct salvage {
    sqlite3 *from;
    struct archive *to;
    archive_finding *tell;
    void *context;
    int64_t rows;         /* that were saved */
    bool unread_is_known; /* by the index: what is not in it has been read */
};

static void tell_gap(const struct salvage *salvage, const struct salvage_table *table, int64_t from, int64_t to)
{
    char sentence[SENTENCE_SIZE];
    if (to == INT64_MAX && from <= 0)
        (void)snprintf(sentence, sizeof sentence, "The table %s cannot be read.", table->name);
    else if (to == INT64_MAX)
        (void)snprintf(sentence, sizeof sentence, "The table %s cannot be read from number %lld on.", table->name,
                       (long long)from);
    else
        (void)snprintf(sentence, sizeof sentence, "The table %s cannot be read from number %lld to %lld.", table->name,
                       (long long)from, (long long)to - 1);
    salvage->tell(salvage->context, sentence);
}

/* --- one table ---------------------------------------------------------------------------------------------------- */

struct copying {
    const struct salvage_table *table;
    sqlite3_stmt *read, *write;
    int columns;
};

static bool copy_row(struct salvage *salvage, const struct copying *copying)
{
    for (int i = 0; i < copying->columns; i++)
        if (sqlite3_bind_value(copying->write, i + 1, sqlite3_column_value(copying->read, i)) != SQLITE_OK)
            return false;
    bool done = sqlite3_step(copying->write) == SQLITE_DONE;
    salvage->rows += done ? sqlite3_changes(salvage->to->handle) : 0;
    sqlite3_reset(copying->write);
    sqlite3_clear_bindings(copying->write);
    return done;
}

/* Copies from number `first` on until the end, which gives true, or until something cannot be read; `*last` is then the
 * last number that was. */
static bool copy_from(struct salvage *salvage, const struct copying *copying, int64_t first, int64_t *last)
{
    int status;
    sqlite3_bind_int64(copying->read, 1, first);
    while ((status = sqlite3_step(copying->read)) == SQLITE_ROW) {
        *last = sqlite3_column_int64(copying->read, copying->columns);
        if (!copy_row(salvage, copying))
            tell_gap(salvage, copying->table, *last, *last + 1); /* a value of another type than the column's */
    }
    sqlite3_reset(copying->read);
    return status == SQLITE_DONE;
}

static bool can_read_from(const struct copying *copying, int64_t first)
{
    sqlite3_bind_int64(copying->read, 1, first);
    int status = sqlite3_step(copying->read);
    sqlite3_reset(copying->read);
    return status == SQLITE_ROW || status == SQLITE_DONE;
}

/* The first number behind `last` from which one can read on: by doubled steps beyond it, then by halves back. */
static int64_t find_readable(const struct copying *copying, int64_t last)
{
    int64_t step = 1;
    while (step < INT64_MAX / 4 && last < INT64_MAX / 4 && !can_read_from(copying, last + step))
        step *= 2;
    if (step >= INT64_MAX / 4 || last >= INT64_MAX / 4)
        return INT64_MAX;
    int64_t damaged = step / 2, readable = step;
    while (readable - damaged > 1) {
        int64_t middle = damaged + (readable - damaged) / 2;
        if (can_read_from(copying, last + middle))
            readable = middle;
        else
            damaged = middle;
    }
    return last + readable;
}

static void copy_around_gaps(struct salvage *salvage, const struct copying *copying)
{
    int64_t first = -1, last = -1;
    for (size_t gaps = 0; gaps < GAPS_MAX && !copy_from(salvage, copying, first, &last); gaps++) {
        /* The rest of what has the number `last` may be lost, too. */
        first = find_readable(copying, last < first ? first : last);
        tell_gap(salvage, copying->table, last, first);
        if (first == INT64_MAX)
            return;
        last = first;
    }
}

static bool prepare(struct salvage *salvage, struct copying *copying)
{
    char sql[SQL_SIZE];
    const struct salvage_table *table = copying->table;
    bool has_key = *table->key != '\0';
    (void)snprintf(sql, sizeof sql, "SELECT %s%s%s FROM %s%s%s%s%s", table->columns, has_key ? ", " : ", 0", table->key,
                   table->name, has_key ? " WHERE " : "", table->key, has_key ? " >= ? ORDER BY " : "", table->key);
    if (sqlite3_prepare_v2(salvage->from, sql, -1, &copying->read, NULL) != SQLITE_OK)
        return false;
    copying->columns = sqlite3_column_count(copying->read) - 1;
    struct buffer insertion = buffer_create(SQL_SIZE);
    /* REPLACE: what the schema puts into a new archive (the feed of what is saved) gives way. */
    buffer_append_format(&insertion, "INSERT OR REPLACE INTO %s (%s) VALUES (?", table->name, table->columns);
    for (int i = 1; i < copying->columns; i++)
        buffer_append_string(&insertion, ", ?");
    buffer_append_byte(&insertion, ')');
    bool done = !insertion.failed && sqlite3_prepare_v2(salvage->to->handle, buffer_string(&insertion), -1,
                                                        &copying->write, NULL) == SQLITE_OK;
    buffer_release(&insertion);
    return done;
}

static bool copy_rows(struct salvage *salvage, const struct copying *copying)
{
    int64_t last;
    if (!*copying->table->key)
        return copy_from(salvage, copying, 0, &last);
    copy_around_gaps(salvage, copying);
    return true;
}

static void copy_table(struct salvage *salvage, const struct salvage_table *table)
{
    struct copying copying = {.table = table};
    if (!prepare(salvage, &copying) || !copy_rows(salvage, &copying))
        tell_gap(salvage, table, 0, INT64_MAX);
    sqlite3_finalize(copying.read);
    sqlite3_finalize(copying.write);
}

/* Stars and what is unread stand a second time in indices of their own: first what those say, then the table itself
 * over it. */
static bool copy_marks(struct salvage *salvage, const char *from, const char *to)
{
    sqlite3_stmt *read = NULL, *write = NULL;
    int status = sqlite3_prepare_v2(salvage->from, from, -1, &read, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_prepare_v2(salvage->to->handle, to, -1, &write, NULL);
    while (status == SQLITE_OK && (status = sqlite3_step(read)) == SQLITE_ROW) {
        sqlite3_bind_int64(write, 1, sqlite3_column_int64(read, 0));
        status = sqlite3_step(write) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
        sqlite3_reset(write);
    }
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return status == SQLITE_DONE;
}

static void copy_marks_of_indices(struct salvage *salvage)
{
    (void)copy_marks(salvage, "SELECT article FROM marks INDEXED BY marks_starred WHERE starred",
                     "INSERT OR REPLACE INTO marks (article, unread, starred) VALUES (?, 0, 1)");
    salvage->unread_is_known =
        copy_marks(salvage, "SELECT article FROM marks INDEXED BY marks_unread WHERE unread",
                   "INSERT INTO marks (article) VALUES (?) ON CONFLICT (article) DO UPDATE SET unread = 1");
}

/* --- making it fit ------------------------------------------------------------------------------------------------ */

/* An article of which only a part is left is an article still. What lost its text gets another hash, so that the feed's
 * next listing brings it back, under its marks. */
static const char *const repairs[] = {
    "INSERT INTO feeds (id, url, own_title, paused) SELECT DISTINCT feed, 'lost:' || feed, "
    "'Feed ' || feed || ', whose address is lost', 1 FROM entries WHERE feed NOT IN (SELECT id FROM feeds)",
    "INSERT INTO articles (id, first_seen, word_count, quotation_count, is_full_text, annotator) "
    "SELECT article, article / 16, 0, 0, 0, 0 FROM (SELECT article FROM marks UNION SELECT article FROM texts UNION "
    "SELECT article FROM contents UNION SELECT article FROM article_tags UNION SELECT article FROM clippings UNION "
    "SELECT article FROM corrections UNION SELECT article FROM entries WHERE article IS NOT NULL) "
    "WHERE article NOT IN (SELECT id FROM articles)",
    "UPDATE entries SET hash = 0 WHERE article NOT IN (SELECT article FROM texts)",
    "UPDATE articles SET annotator = 0 WHERE id NOT IN (SELECT article FROM texts)",
    "INSERT INTO texts (article, text, structure) SELECT id, '', ? FROM articles "
    "WHERE id NOT IN (SELECT article FROM texts)",
    "DELETE FROM feed_folders WHERE feed NOT IN (SELECT id FROM feeds)",
    "DELETE FROM feed_tags WHERE feed NOT IN (SELECT id FROM feeds)",
    "DELETE FROM entities WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM mentions WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM attachments WHERE article NOT IN (SELECT id FROM articles)",
    "DELETE FROM quotations WHERE id >> 16 NOT IN (SELECT id FROM articles)",
};

static const char *const recounts[] = {
    "UPDATE articles SET sources = (SELECT count(*) FROM entries WHERE article = articles.id)",
    "UPDATE feeds SET articles = (SELECT count(*) FROM entries WHERE feed = feeds.id AND article IS NOT NULL), "
    "unread = (SELECT coalesce(sum(unread), 0) FROM entries JOIN marks USING (article) WHERE feed = feeds.id)",
    "UPDATE totals SET articles = (SELECT count(*) FROM marks), "
    "unread = (SELECT coalesce(sum(unread), 0) FROM marks), starred = (SELECT coalesce(sum(starred), 0) FROM marks)",
    "INSERT INTO article_index (article_index) VALUES ('rebuild')",
    "INSERT INTO quotation_index (quotation_index) VALUES ('rebuild')",
};

/* Runs each; `structure` is that of an article without blocks, for the one that asks for it. */
static bool run_all(struct salvage *salvage, const char *const *texts, size_t count, const struct buffer *structure,
                    struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct statement statement = statement_prepare(salvage->to, texts[i]);
        if (sqlite3_bind_parameter_count(statement.handle) > 0)
            statement_bytes(&statement, structure->bytes, structure->length);
        while (statement_next(&statement))
            continue;
        if (!statement_finish(&statement, error))
            return false;
    }
    return true;
}

static bool is_readable(struct salvage *salvage, int64_t id, struct error *error)
{
    struct article *article = archive_article_read(salvage->to, id, error);
    article_destroy(article);
    return article != NULL;
}

/* First without its annotations; if that does not help, without its text, which the feed or the kept content has. */
static bool mend_article(struct salvage *salvage, int64_t id, const struct buffer *structure, struct error *error)
{
    char sentence[SENTENCE_SIZE];
    int64_t first = first_quotation_of(id);
    if (is_readable(salvage, id, error))
        return true;
    if (!statement_run_with(salvage->to, STATEMENT_ENTITIES_CLEAR, id, 0, error) ||
        !statement_run_with(salvage->to, STATEMENT_MENTIONS_CLEAR, id, 0, error) ||
        !statement_run_with(salvage->to, STATEMENT_QUOTATIONS_CLEAR, first, first + QUOTATIONS_MAX - 1, error) ||
        !statement_run_with(salvage->to, STATEMENT_SALVAGE_FORGET, id, 0, error))
        return false;
    bool has_text = is_readable(salvage, id, error);
    if (!has_text) {
        struct statement statement = statement_begin(salvage->to, STATEMENT_TEXT_SET);
        statement_integer(&statement, id);
        statement_text(&statement, "");
        statement_bytes(&statement, structure->bytes, structure->length);
        if (!statement_run(&statement, error) ||
            !statement_run_with(salvage->to, STATEMENT_SALVAGE_ASK_AGAIN, id, 0, error))
            return false;
    }
    (void)snprintf(sentence, sizeof sentence, "Article %lld has lost its %s.", (long long)id,
                   has_text ? "annotations" : "text");
    salvage->tell(salvage->context, sentence);
    return true;
}

static bool mend_articles(struct salvage *salvage, const struct buffer *structure, struct error *error)
{
    struct statement statement = statement_prepare(salvage->to, "SELECT id FROM articles ORDER BY id");
    bool done = true;
    while (done && statement_next(&statement))
        done = mend_article(salvage, statement_column(&statement, 0), structure, error);
    struct error ignored;
    return statement_finish(&statement, done ? error : &ignored) && done;
}

static bool make_fit(struct salvage *salvage, struct error *error)
{
    struct article nothing = {.text = ""};
    struct buffer structure = buffer_create(STRUCTURE_MAX);
    bool done = article_pack_structure(&nothing, &structure) || error_out_of_memory(error, "salvaging");
    done = done && run_all(salvage, repairs, sizeof repairs / sizeof *repairs, &structure, error) &&
           statement_run_with(salvage->to, STATEMENT_SALVAGE_MARKS, !salvage->unread_is_known, 0, error) &&
           mend_articles(salvage, &structure, error) &&
           run_all(salvage, recounts, sizeof recounts / sizeof *recounts, &structure, error);
    buffer_release(&structure);
    return done;
}

/* --- the call ----------------------------------------------------------------------------------------------------- */

/* Rows come in as they are: counters are counted afterwards, and what belongs to nothing is found then. */
static bool fill(struct salvage *salvage, struct error *error)
{
    sqlite3 *handle = salvage->to->handle;
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    (void)sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    if (!change_begin(salvage->to, error))
        return false;
    copy_marks_of_indices(salvage);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        copy_table(salvage, &tables[i]);
    bool done = salvage->rows > 1 || error_set(error, "nothing could be saved");
    done = done && make_fit(salvage, error);
    return change_end(salvage->to, done, error);
}

static bool open_damaged(const char *path, sqlite3 **handle, struct error *error)
{
    int status = sqlite3_open_v2(path, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    if (status == SQLITE_OK) {
        (void)sqlite3_db_config(*handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        (void)sqlite3_db_config(*handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        (void)sqlite3_exec(*handle, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
        return true;
    }
    return error_set(error, "%s: cannot be opened: %s", path, sqlite3_errstr(status));
}

/* How many tables, views, triggers a file says that it has; -1 when it cannot be read. */
static int count_schema(sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;
    int count = -1;
    if (sqlite3_prepare_v2(handle, "SELECT count(*) FROM sqlite_schema", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* Where the schema itself is damaged, out of a copy with that of the new archive. */
static bool fill_from(const char *from, const char *copy, struct salvage *salvage, struct error *error)
{
    if (!open_damaged(from, &salvage->from, error))
        return false;
    if (count_schema(salvage->from) == count_schema(salvage->to->handle))
        return fill(salvage, error);
    sqlite3_close(salvage->from);
    salvage->from = NULL;
    salvage->tell(salvage->context,
                  "What says where everything is cannot be read; that of a new archive takes its place.");
    return salvage_schema_copy(salvage->to, from, copy, error) && open_damaged(copy, &salvage->from, error) &&
           fill(salvage, error);
}

/* A file of SQLite's, with those beside it. */
static void remove_file(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct buffer name = buffer_create(PATH_CEILING);
        if (buffer_append_format(&name, "%s%s", path, endings[i]))
            (void)unlink(buffer_string(&name));
        buffer_release(&name);
    }
}

static bool salvage_into_new(const char *from, const char *to, struct salvage *salvage, struct error *error)
{
    struct buffer copy = buffer_create(PATH_CEILING);
    if (!buffer_append_format(&copy, "%s.mended", to)) {
        buffer_release(&copy);
        return error_out_of_memory(error, "salvaging");
    }
    salvage->to = archive_open(to, ARCHIVE_WRITE, 0, error);
    bool done = salvage->to && fill_from(from, buffer_string(&copy), salvage, error);
    sqlite3_close(salvage->from);
    archive_close(salvage->to);
    remove_file(buffer_string(&copy));
    buffer_release(&copy);
    return done;
}

static uint32_t number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The bytes that there are of it; the rest stays as it is. */
static bool read_header(const char *path, unsigned char header[HEADER_SIZE], struct error *error)
{
    struct stat status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool is_other = descriptor >= 0 && fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode);
    bool is_read = descriptor >= 0 && !is_other && read(descriptor, header, HEADER_SIZE) >= 0;
    if (is_other)
        error_set(error, "%s: this is no file", path);
    else if (!is_read)
        error_set(error, "%s: cannot be read: %s", path, strerror(errno));
    if (descriptor >= 0)
        (void)close(descriptor);
    return is_read;
}

/* True where a log stands beside it: what was written last, be it the very first page, may be there alone. */
static bool has_log(const char *path)
{
    struct stat status;
    struct buffer name = buffer_create(PATH_CEILING);
    buffer_append_format(&name, "%s-wal", path);
    bool has = !name.failed && stat(buffer_string(&name), &status) == 0 && status.st_size > 0;
    buffer_release(&name);
    return has;
}

bool archive_is_salvageable(const char *path, struct error *error)
{
    static const char magic[] = "SQLite format 3";
    unsigned char header[HEADER_SIZE] = {0};
    if (!read_header(path, header, error))
        return false;
    if (memcmp(header, magic, sizeof magic) != 0)
        return true; /* that is what may be damaged */
    if (number_at(header + APPLICATION_AT) != MIGRATION_APPLICATION)
        return has_log(path) || error_set(error, "%s: this is a database, but no archive of whosaid", path);
    return number_at(header + VERSION_AT) <= schema_current().version ||
           error_set(error, "%s: a newer whosaid made this archive; that one can save what is in it", path);
}

bool archive_salvage(const char *from, const char *to, archive_finding *tell, void *context, struct error *error)
{
    struct salvage salvage = {.tell = tell, .context = context};
    if (!archive_is_salvageable(from, error))
        return false;
    int descriptor = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return error_set(error, "%s: cannot be made: %s", to, strerror(errno));
    close(descriptor);
    if (salvage_into_new(from, to, &salvage, error))
        return true;
    remove_file(to);
    return false;
}
