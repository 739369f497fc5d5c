/* archive check: from the file's pages up to what articles promise; each finding is told, and the next thing looked
 * at. */
#include <stdio.h>
#include <string.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/error.h"
#include "store/archive.h"
#include "store/archive_articles.h"
#include "store/connection.h"

enum { SQL_SIZE = 256, TEXT_SIZE_MAX = 256 * 1024 * 1024 };

struct checking {
    struct archive *archive;
    archive_finding *tell;
    void *context;
    bool is_well;
};

/* What a damaged file, or one from elsewhere, has in the place of a name may be anything. */
static void tell(struct checking *checking, const char *before, const char *what, const char *behind)
{
    struct error sentence;
    error_set(&sentence, "%s%s%s", before, what, behind);
    checking->is_well = false;
    checking->tell(checking->context, sentence.message);
}

/* A look at the whole file: each row that it gives is something wrong, a sentence with that row's first column in
 * it. */
struct look {
    const char *before, *behind;
    const char *sql;
};

static const struct look looks[] = {
    {"The file: ", ".", "SELECT integrity_check FROM pragma_integrity_check(100) WHERE integrity_check <> 'ok'"},
    {"A row of the table ", " belongs to nothing.", "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check"},
    {"Article ", " has no text.", "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM texts)"},
    {"Article ", " has no marks.", "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM marks)"},
    {"Quotations are left of article ", ", which is gone.",
     "SELECT DISTINCT id >> 16 FROM quotations WHERE id >> 16 NOT IN (SELECT id FROM articles)"},
    {"The count of sources of article ", " is wrong.",
     "SELECT id FROM articles WHERE sources <> (SELECT count(*) FROM entries WHERE article = articles.id)"},
    {"The counts of articles of the feed ", " are wrong.",
     "SELECT f.id FROM feeds AS f LEFT JOIN (SELECT feed, count(*) AS articles, sum(unread) AS unread FROM entries "
     "JOIN marks USING (article) GROUP BY feed) AS c ON c.feed = f.id "
     "WHERE f.articles <> coalesce(c.articles, 0) OR f.unread <> coalesce(c.unread, 0)"},
    {"The counts of all articles are wrong: ", " are there.",
     "SELECT c.articles FROM totals AS t, (SELECT count(*) AS articles, coalesce(sum(unread), 0) AS unread, "
     "coalesce(sum(starred), 0) AS starred FROM marks) AS c "
     "WHERE t.articles <> c.articles OR t.unread <> c.unread OR t.starred <> c.starred"},
};

static void look(struct checking *checking, const struct look *look)
{
    struct error error;
    struct statement statement = statement_prepare(checking->archive, look->sql);
    while (statement_next(&statement)) {
        const char *what = (const char *)sqlite3_column_text(statement.handle, 0);
        tell(checking, look->before, what ? what : "?", look->behind);
    }
    if (!statement_finish(&statement, &error))
        tell(checking, "", error.message, "");
}

/* What FTS5 thinks of an index beside the texts. It is asked by an insertion that inserts nothing, so that what is open
 * for reading has to be opened for writing meanwhile. */
static void look_at_index(struct checking *checking, const char *name)
{
    char sql[SQL_SIZE];
    (void)snprintf(sql, sizeof sql, "INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)", name, name);
    int status = sqlite3_exec(checking->archive->handle, sql, NULL, NULL, NULL);
    if ((status & 0xff) == SQLITE_CORRUPT)
        tell(checking, "", "The index does not fit the texts.", "");
    else if (status != SQLITE_OK && (status & 0xff) != SQLITE_READONLY)
        tell(checking, "", sqlite3_errmsg(checking->archive->handle), "");
}

static void look_at_article(struct checking *checking, int64_t id)
{
    struct error error;
    struct article *article = archive_article_read(checking->archive, id, &error);
    if (!article && *error.message)
        tell(checking, "", error.message, "");
    article_destroy(article);
    struct arena *arena = arena_create(TEXT_SIZE_MAX);
    struct archived_entry entry;
    if (arena && !archive_content_read(checking->archive, id, arena, &entry, &error) && *error.message)
        tell(checking, "", error.message, "");
    arena_destroy(arena);
}

static void look_at_articles(struct checking *checking)
{
    struct error error;
    struct statement statement = statement_prepare(checking->archive, "SELECT id FROM articles");
    while (statement_next(&statement))
        look_at_article(checking, statement_column(&statement, 0));
    if (!statement_finish(&statement, &error))
        tell(checking, "", error.message, "");
}

bool archive_check(struct archive *archive, archive_finding *tell_finding, void *context, struct error *error)
{
    struct checking checking = {archive, tell_finding, context, true};
    *error = (struct error){0};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        look(&checking, &looks[i]);
    look_at_articles(&checking);
    bool reads_only = archive->access == ARCHIVE_READ;
    if (reads_only)
        (void)sqlite3_exec(archive->handle, "PRAGMA query_only = OFF", NULL, NULL, NULL);
    look_at_index(&checking, "article_index");
    look_at_index(&checking, "quotation_index");
    if (reads_only)
        (void)sqlite3_exec(archive->handle, "PRAGMA query_only = ON", NULL, NULL, NULL);
    return checking.is_well;
}
