/* list rows: of files as ever; of the archive with counts, signs and weight. */
#include "ui/list_rows.h"

#include <string.h>
#include <time.h>

#include "app/feed_health.h"
#include "app/shelf_archive.h"
#include "article/article.h"
#include "base/clock.h"
#include "config/settings.h"
#include "ui/state.h"

enum {
    TITLE_BYTES_MAX = 64 * 1024,
    NOTE_BYTES_MAX = 256,
    DATE_SIZE = 256,
    SOURCE_COLUMNS = 24, /* of a feed's name beside the date */
    FILE_INDENT = 1,
    ARCHIVE_INDENT = 3, /* behind the sign */
    DEPTH_INDENT = 2,
    DEPTH_MOST = 8 /* folders deeper than that stand below each other */
};

struct list_row list_row_create(void)
{
    return (struct list_row){.sign = "",
                             .indent = FILE_INDENT,
                             .title = buffer_create(TITLE_BYTES_MAX),
                             .note = buffer_create(NOTE_BYTES_MAX)};
}

void list_row_release(struct list_row *row)
{
    buffer_release(&row->title);
    buffer_release(&row->note);
}

static void append_date(const struct ui *ui, int64_t moment, struct buffer *note)
{
    char date[DATE_SIZE];
    struct tm local;
    time_t published = (time_t)moment;
    if (localtime_r(&published, &local) && strftime(date, sizeof date, ui->settings->date_format, &local))
        (void)buffer_append_string(note, date);
}

static void describe_file(const struct ui *ui, const struct shelf_row *found, struct list_row *row)
{
    if (found->articles > 1)
        (void)buffer_append_format(&row->note, "%zu articles", found->articles);
    else if (found->first && found->first->has_published)
        append_date(ui, found->first->published, &row->note);
}

/* What is unread of how many; where there is little room, or nothing to choose from, one number. */
static void append_counts(const struct shelf_row *found, enum list_row_size size, struct buffer *note)
{
    if (found->type == SHELF_UNREAD || (size == LIST_ROW_SHORT && found->unread))
        (void)buffer_append_format(note, "%zu", found->unread);
    else if (found->unread)
        (void)buffer_append_format(note, "%zu/%zu", found->unread, found->articles);
    else if (found->articles && size == LIST_ROW_WHOLE)
        (void)buffer_append_format(note, "%zu", found->articles);
}

static void describe_library_row(const struct ui *ui, size_t index, enum list_row_size size, struct list_row *row)
{
    struct shelf_row found = shelf_row(ui->session->shelf, index);
    if (found.type == SHELF_FOLDER)
        (void)buffer_append_string(&row->title, found.is_folded ? "+ " : "- ");
    (void)buffer_append_string(&row->title, found.title);
    if (found.type == SHELF_FILE) {
        if (size == LIST_ROW_WHOLE)
            describe_file(ui, &found, row);
        return;
    }
    size_t depth = found.depth < DEPTH_MOST ? found.depth : DEPTH_MOST;
    append_counts(&found, size, &row->note);
    row->sign = found.is_failing ? " !" : "";
    row->indent = ARCHIVE_INDENT + (int)depth * DEPTH_INDENT;
    row->is_unread = found.unread > 0;
    row->is_faint = found.is_dormant;
}

static void describe_article(const struct ui *ui, size_t index, enum list_row_size size, struct list_row *row)
{
    struct shelf_entry entry = shelf_entry(ui->session->shelf, index);
    (void)buffer_append(&row->title, entry.title, entry.title_length);
    if (entry.source && size == LIST_ROW_WHOLE) {
        int width;
        size_t fits = glyphs_fit(entry.source, strlen(entry.source), SOURCE_COLUMNS, ui->screen.set, &width);
        (void)buffer_append(&row->note, entry.source, fits);
        (void)buffer_append_string(&row->note, fits < strlen(entry.source) ? "…  " : "  ");
    }
    if (entry.has_published && size == LIST_ROW_WHOLE)
        append_date(ui, entry.published, &row->note);
    if (!ui->session->archive)
        return;
    row->sign = entry.is_starred ? " *" : "";
    row->indent = ARCHIVE_INDENT;
    row->is_unread = entry.is_unread;
    row->is_faint = entry.is_gone;
}

void list_row_describe(const struct ui *ui, enum context list, size_t index, enum list_row_size size,
                       struct list_row *row)
{
    if (list == CONTEXT_LIBRARY)
        describe_library_row(ui, index, size, row);
    else
        describe_article(ui, index, size, row);
}

/* --- the row under the cursor ------------------------------------------------------------------------------------- */

static void append_tags(const struct ui *ui, int64_t article, const char *separator, struct buffer *status)
{
    struct error error;
    struct buffer tags = buffer_create(TITLE_BYTES_MAX);
    if (ui->session->archive && marks_tags(&ui->session->marks, article, &tags, &error) && tags.length)
        (void)buffer_append_format(status, "%stagged %s", separator, buffer_string(&tags));
    buffer_release(&tags);
}

static void append_about_article(const struct ui *ui, struct buffer *status)
{
    struct shelf_entry entry = shelf_entry(ui->session->shelf, ui->session->article);
    const char *separator = "";
    if (entry.byline) {
        (void)buffer_append_string(status, entry.byline);
        separator = " · ";
    }
    if (entry.quotations) {
        (void)buffer_append_format(status, "%s%zu %s", separator, entry.quotations,
                                   entry.quotations == 1 ? "quotation" : "quotations");
        separator = " · ";
    }
    if (entry.has_changed) {
        (void)buffer_append_format(status, "%schanged since it was read", separator);
        separator = " · ";
    }
    append_tags(ui, entry.key, separator, status);
}

void list_row_append_status(const struct ui *ui, struct buffer *status)
{
    const struct session *session = ui->session;
    if (!session->archive || session->context == CONTEXT_READER)
        return;
    if (session->context == CONTEXT_ARTICLES) {
        if (session->article < shelf_entry_count(session->shelf))
            append_about_article(ui, status);
        else
            (void)buffer_append_string(status, "There is no article here.");
        return;
    }
    struct shelf_row row = shelf_row(session->shelf, session->source);
    const struct archived_feed *feed = session_feed(session);
    if (feed)
        feed_health_tell(feed, clock_now(), status);
    else if (row.type == SHELF_SEARCH)
        (void)buffer_append_string(status, row.path);
}
