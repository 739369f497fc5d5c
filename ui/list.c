/* list: rows with a title at the left and what else is known at the right. */
#include "ui/list.h"

#include <string.h>
#include <time.h>

#include "app/filter.h"
#include "app/shelf.h"
#include "base/buffer.h"
#include "config/settings.h"
#include "ui/state.h"

enum {
    TITLE_BYTES_MAX = 64 * 1024,
    NOTE_BYTES_MAX = 256,
    NOTE_FROM = 50, /* columns from which on a row has room for more than its title */
    NOTE_GAP = 2
};

static enum context context_of(const struct ui *ui)
{
    return ui->session->context == CONTEXT_READER ? session_list_context(ui->session) : ui->session->context;
}

size_t list_cursor(const struct ui *ui)
{
    return context_of(ui) == CONTEXT_LIBRARY ? ui->session->source : ui->session->article;
}

size_t list_count(const struct ui *ui)
{
    return context_of(ui) == CONTEXT_LIBRARY ? shelf_row_count(ui->session->shelf)
                                             : shelf_entry_count(ui->session->shelf);
}

static void append_date(const struct ui *ui, int64_t moment, struct buffer *note)
{
    char date[NOTE_BYTES_MAX];
    struct tm local;
    time_t published = (time_t)moment;
    if (localtime_r(&published, &local) && strftime(date, sizeof date, ui->settings->date_format, &local))
        (void)buffer_append_string(note, date);
}

/* What is to be drawn of a row. */
struct list_row {
    struct buffer title, note;
};

static struct list_row list_row_create(void)
{
    return (struct list_row){.title = buffer_create(TITLE_BYTES_MAX), .note = buffer_create(NOTE_BYTES_MAX)};
}

static void list_row_release(struct list_row *row)
{
    buffer_release(&row->title);
    buffer_release(&row->note);
}

static void describe_library_row(const struct ui *ui, size_t index, struct list_row *row)
{
    struct shelf_row found = shelf_row(ui->session->shelf, index);
    (void)buffer_append_string(&row->title, found.title);
    if (found.articles > 1)
        (void)buffer_append_format(&row->note, "%zu articles", found.articles);
    else if (found.first && found.first->has_published)
        append_date(ui, found.first->published, &row->note);
}

static void describe_article(const struct ui *ui, size_t index, struct list_row *row)
{
    struct shelf_entry entry = shelf_entry(ui->session->shelf, index);
    (void)buffer_append(&row->title, entry.title, entry.title_length);
    if (entry.has_published)
        append_date(ui, entry.published, &row->note);
}

static void describe(const struct ui *ui, size_t index, struct list_row *row)
{
    if (context_of(ui) == CONTEXT_LIBRARY)
        describe_library_row(ui, index, row);
    else
        describe_article(ui, index, row);
}

size_t list_scrolled(size_t top, size_t cursor, size_t count, size_t rows)
{
    size_t last = count > rows ? count - rows : 0;
    if (cursor < top)
        top = cursor;
    else if (cursor >= top + rows)
        top = cursor - rows + 1;
    return top < last ? top : last;
}

static void draw_row(struct ui *ui, size_t row, int line, int end)
{
    bool beside = ui->session->context == CONTEXT_READER;
    struct style style = screen_style(&ui->screen, ROLE_TEXT), faint = screen_style(&ui->screen, ROLE_FAINT);
    struct pen pen = {line, 0, end};
    if (row < list_count(ui)) {
        struct list_row shown = list_row_create();
        describe(ui, row, &shown);
        /* The cursor is one bar from edge to edge: reversed, the note's colour would be a patch of its own. */
        if (row == list_cursor(ui))
            style = faint = style_over(style, screen_style(&ui->screen, ROLE_CURSOR));
        if (beside || end < NOTE_FROM)
            buffer_clear(&shown.note);
        int width = screen_width(&ui->screen, buffer_string(&shown.note), shown.note.length);
        screen_pad(&ui->screen, &pen, style, 1);
        screen_put_clipped(&ui->screen, &pen, style, buffer_string(&shown.title), shown.title.length,
                           end - 2 - (width ? width + NOTE_GAP : 0));
        screen_pad(&ui->screen, &pen, style, end - 1 - width);
        screen_put(&ui->screen, &pen, style_over(style, faint), buffer_string(&shown.note), shown.note.length);
        list_row_release(&shown);
    }
    screen_pad(&ui->screen, &pen, style, end);
}

void list_draw(struct ui *ui, int end)
{
    size_t *top = &ui->list_tops[context_of(ui)], rows = (size_t)ui->frame.body_rows;
    *top = list_scrolled(*top, list_cursor(ui), list_count(ui), rows);
    for (size_t i = 0; i < rows; i++) {
        int line = ui->frame.body_top + (int)i;
        draw_row(ui, *top + i, line, end);
        struct pen gap = {line, end, ui->frame.reader_left};
        screen_pad(&ui->screen, &gap, screen_style(&ui->screen, ROLE_TEXT), gap.end);
    }
}

size_t list_row_at(const struct ui *ui, int row)
{
    int line = row - ui->frame.body_top;
    if (line < 0 || line >= ui->frame.body_rows)
        return ARTICLE_NONE;
    size_t found = ui->list_tops[context_of(ui)] + (size_t)line;
    return found < list_count(ui) ? found : ARTICLE_NONE;
}

int list_cursor_line(const struct ui *ui)
{
    return ui->frame.body_top + (int)(list_cursor(ui) - ui->list_tops[context_of(ui)]);
}

size_t list_find(const struct ui *ui, const char *sought, bool forward)
{
    size_t count = list_count(ui), row = list_cursor(ui);
    for (size_t i = 0; i < count; i++) {
        struct list_row candidate = list_row_create();
        row = (row + (forward ? 1 : count - 1)) % count;
        describe(ui, row, &candidate);
        bool found = filter_finds(sought, buffer_string(&candidate.title));
        list_row_release(&candidate);
        if (found)
            return row;
    }
    return ARTICLE_NONE;
}
