/* article read: an article whole, rows of lists, what is to be annotated anew. */
#include <string.h>

#include "article/article.h"
#include "article/article_pack.h"
#include "article/article_promises.h"
#include "base/arena.h"
#include "base/clean.h"
#include "base/error.h"
#include "store/archive_articles.h"
#include "store/article_keys.h"
#include "store/article_rows.h"
#include "store/connection.h"
#include "store/content.h"

/* As much as an article that was read from a file may take. */
enum { ARTICLE_CEILING = 256 * 1024 * 1024, ATTACHMENTS_MAX = 1 << 16 };

/* --- an article --------------------------------------------------------------------------------------------------- */

static void read_strings(const struct statement *statement, struct article *article)
{
    struct arena *arena = article->arena;
    article->title = statement_column_text(statement, 0, arena);
    article->byline = statement_column_text(statement, 1, arena);
    article->site = statement_column_text(statement, 2, arena);
    article->url = statement_column_text(statement, 3, arena);
    article->language = statement_column_text(statement, 4, arena);
    article->has_published = !statement_column_is_null(statement, 5);
    article->published = statement_column(statement, 5);
    article->id = statement_column_text(statement, 8, arena);
}

static bool read_text(const struct statement *statement, struct article *article)
{
    size_t size;
    const char *text = statement_column_bytes(statement, 6, &article->length);
    article->text = arena_copy(article->arena, text, article->length);
    if (!article->text)
        article->text = "";
    const char *structure = statement_column_bytes(statement, 7, &size);
    return article_unpack_structure(article, structure, size);
}

static bool fill_in(struct archive *archive, int64_t id, struct article *article, struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_READ);
    statement_integer(&statement, id);
    bool found = statement_next(&statement), sound = false;
    if (found) {
        read_strings(&statement, article);
        sound = read_text(&statement, article);
    }
    if (!statement_end(&statement, error) || !found)
        return false;
    if (arena_failed(article->arena))
        return error_out_of_memory(error, "reading an article");
    if (sound && !article_rows_read_annotations(archive, id, article, error))
        return false;
    if (!sound || !article_is_sound(article))
        return error_set(error, "%s: article %lld is damaged; `whosaid reindex` may bring it back", archive->path,
                         (long long)id);
    return true;
}

struct article *archive_article_read(struct archive *archive, int64_t id, struct error *error)
{
    *error = (struct error){0};
    struct article *article = article_create(ARTICLE_CEILING);
    if (!article) {
        error_out_of_memory(error, "reading an article");
        return NULL;
    }
    if (fill_in(archive, id, article, error))
        return article;
    article_destroy(article);
    return NULL;
}

int64_t archive_article_by_link(struct archive *archive, const char *link)
{
    int64_t key = article_link_key(link), found = ARCHIVE_NONE;
    struct error ignored;
    if (key == ARTICLE_KEY_NONE)
        return ARCHIVE_NONE;
    struct statement statement = statement_begin(archive, STATEMENT_ARTICLE_BY_LINK);
    statement_integer(&statement, key);
    while (statement_next(&statement))
        found = statement_column(&statement, 0);
    return statement_end(&statement, &ignored) ? found : ARCHIVE_NONE;
}

/* --- the entry, as it came ---------------------------------------------------------------------------------------- */

static bool read_entry(struct archive *archive, int64_t id, struct arena *arena, struct archived_entry *entry,
                       struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_ENTRY_READ);
    statement_integer(&statement, id);
    bool found = statement_next(&statement);
    if (found) {
        entry->link = statement_column_line(&statement, 0, arena);
        entry->comments = statement_column_line(&statement, 1, arena);
        entry->published = statement_column(&statement, 2);
        entry->modified = statement_column(&statement, 3);
        entry->seen = statement_column(&statement, 4);
        entry->is_full_text = statement_column(&statement, 5) != 0;
        entry->annotator = (unsigned)statement_column(&statement, 6);
        entry->feed = statement_column(&statement, 7);
        entry->guid = statement_column_text(&statement, 8, arena);
        entry->hash = (uint64_t)statement_column(&statement, 9);
    }
    return statement_end(&statement, error) && found;
}

static bool read_attachments(struct archive *archive, int64_t id, struct arena *arena, struct archived_entry *entry,
                             struct error *error)
{
    struct array attachments = array_create(sizeof(struct archived_attachment), ATTACHMENTS_MAX);
    struct statement statement = statement_begin(archive, STATEMENT_ATTACHMENTS_READ);
    statement_integer(&statement, id);
    struct archived_attachment *item;
    while (statement_next(&statement) && (item = array_push(&attachments)) != NULL) {
        item->url = statement_column_line(&statement, 0, arena);
        item->type = statement_column_line(&statement, 1, arena);
        item->title = statement_column_line(&statement, 2, arena);
        item->size = statement_column(&statement, 3);
        item->duration = statement_column(&statement, 4);
    }
    entry->attachments = array_keep(&attachments, arena);
    entry->attachment_count = entry->attachments ? attachments.count : 0;
    array_release(&attachments);
    return statement_end(&statement, error);
}

static bool read_content(struct archive *archive, int64_t id, struct arena *arena, struct archived_entry *entry,
                         struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_CONTENT_READ);
    statement_integer(&statement, id);
    bool found = statement_next(&statement);
    if (found) {
        size_t size;
        int64_t length = statement_column(&statement, 1);
        const char *bytes = statement_column_bytes(&statement, 0, &size);
        entry->content_length = length < 0 ? 0 : (size_t)length;
        entry->content = content_expand(bytes, size, entry->content_length, arena);
        entry->content_is_html = statement_column(&statement, 2) != 0;
    }
    if (!statement_end(&statement, error))
        return false;
    if (found && !entry->content && !arena_failed(arena))
        return error_set(error, "%s: what the feed gave of article %lld is damaged", archive->path, (long long)id);
    return true;
}

bool archive_content_read(struct archive *archive, int64_t id, struct arena *arena, struct archived_entry *entry,
                          struct error *error)
{
    *error = (struct error){0};
    *entry = (struct archived_entry){0};
    return read_entry(archive, id, arena, entry, error) && read_attachments(archive, id, arena, entry, error) &&
           read_content(archive, id, arena, entry, error) &&
           (!arena_failed(arena) || error_out_of_memory(error, "reading an article"));
}

bool archive_outdated_read(struct archive *archive, unsigned annotator, int64_t after, size_t limit, struct array *ids,
                           struct error *error)
{
    struct statement statement = statement_begin(archive, STATEMENT_OUTDATED);
    statement_integer(&statement, annotator);
    statement_integer(&statement, after);
    statement_integer(&statement, (int64_t)limit);
    while (statement_next(&statement)) {
        int64_t *id = array_push(ids);
        if (!id)
            break;
        *id = statement_column(&statement, 0);
    }
    return statement_end(&statement, error) && (!ids->failed || error_out_of_memory(error, "reading the archive"));
}

/* --- rows of lists ------------------------------------------------------------------------------------------------ */

/* An article without a title is called by its first line. */
static const char *title_of(const struct statement *statement, struct arena *arena)
{
    const char *title = statement_column_text(statement, 0, arena);
    if (title)
        title = arena_copy(arena, title, strcspn(title, "\n"));
    return title && *title && clean_is_safe(title, strlen(title)) ? title : "untitled";
}

static void read_row(const struct statement *statement, struct arena *arena, int64_t id, struct archived_row *row)
{
    row->id = id;
    row->title = title_of(statement, arena);
    row->byline = statement_column_line(statement, 1, arena);
    row->source = statement_column_line(statement, 2, arena);
    row->link = statement_column_line(statement, 3, arena);
    row->published = statement_column(statement, 4);
    row->word_count = statement_column(statement, 5);
    row->quotation_count = statement_column(statement, 6);
    row->source_count = (size_t)statement_column(statement, 7);
    row->unread = statement_column(statement, 8) != 0;
    row->starred = statement_column(statement, 9) != 0;
    row->changed = statement_column(statement, 10) != 0;
    row->has_full_text = statement_column(statement, 11) != 0;
    row->feed = statement_column(statement, 12);
}

bool archive_rows_read(struct archive *archive, const int64_t *ids, size_t count, struct arena *arena,
                       struct archived_row *rows, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct statement statement = statement_begin(archive, STATEMENT_ROW_READ);
        statement_integer(&statement, ids[i]);
        rows[i] = (struct archived_row){.id = ARCHIVE_NONE, .title = ""};
        if (statement_next(&statement))
            read_row(&statement, arena, ids[i], &rows[i]);
        if (!statement_end(&statement, error))
            return false;
    }
    return !arena_failed(arena) || error_out_of_memory(error, "reading a list");
}
