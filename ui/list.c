/* list: rows with a title at the left and what else is known at the right. */
#include "ui/list.h"

#include <string.h>

#include "app/filter.h"
#include "app/shelf.h"
#include "base/buffer.h"
#include "ui/list_rows.h"
#include "ui/state.h"

enum {
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

size_t list_scrolled(size_t top, size_t cursor, size_t count, size_t rows)
{
    size_t last = count > rows ? count - rows : 0;
    if (cursor < top)
        top = cursor;
    else if (cursor >= top + rows)
        top = cursor - rows + 1;
    return top < last ? top : last;
}

/* The title's style; under the cursor the row is one bar from edge to edge, in which another colour would be a
 * patch. */
static struct style style_of(const struct ui *ui, const struct list_row *row, bool has_cursor)
{
    struct style style = screen_style(&ui->screen, ROLE_TEXT), unread = screen_style(&ui->screen, ROLE_UNREAD);
    if (has_cursor) {
        style = style_over(style, screen_style(&ui->screen, ROLE_CURSOR));
        style.attributes |= row->is_unread ? unread.attributes : 0;
        return style;
    }
    if (row->is_faint)
        style = style_over(style, screen_style(&ui->screen, ROLE_FAINT));
    return row->is_unread ? style_over(style, unread) : style;
}

static void draw_row(struct ui *ui, size_t index, int line, int end)
{
    bool beside = ui->session->context == CONTEXT_READER, has_cursor = index == list_cursor(ui);
    struct style text = screen_style(&ui->screen, ROLE_TEXT);
    struct pen pen = {line, 0, end};
    if (index < list_count(ui)) {
        struct list_row row = list_row_create();
        list_row_describe(ui, context_of(ui), index, beside || end < NOTE_FROM ? LIST_ROW_SHORT : LIST_ROW_WHOLE, &row);
        struct style style = style_of(ui, &row, has_cursor), bar = text;
        if (has_cursor)
            bar = style_over(text, screen_style(&ui->screen, ROLE_CURSOR));
        struct style note = has_cursor ? bar : style_over(text, screen_style(&ui->screen, ROLE_FAINT));
        int width = screen_width(&ui->screen, buffer_string(&row.note), row.note.length);
        screen_put_string(&ui->screen, &pen, bar, row.sign);
        screen_pad(&ui->screen, &pen, bar, row.indent);
        screen_put_clipped(&ui->screen, &pen, style, buffer_string(&row.title), row.title.length,
                           end - row.indent - 1 - (width ? width + NOTE_GAP : 0));
        screen_pad(&ui->screen, &pen, bar, end - 1 - width);
        screen_put(&ui->screen, &pen, note, buffer_string(&row.note), row.note.length);
        text = bar;
        list_row_release(&row);
    }
    screen_pad(&ui->screen, &pen, text, end);
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

size_t list_find(const struct ui *ui, const char *sought, bool forward, size_t most)
{
    size_t count = list_count(ui), row = list_cursor(ui);
    for (size_t i = 0; i < count && i < most; i++) {
        struct list_row candidate = list_row_create();
        row = (row + (forward ? 1 : count - 1)) % count;
        list_row_describe(ui, context_of(ui), row, LIST_ROW_SHORT, &candidate);
        bool found = filter_finds(sought, buffer_string(&candidate.title));
        list_row_release(&candidate);
        if (found)
            return row;
    }
    return ARTICLE_NONE;
}
