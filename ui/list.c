/* list: rows with a title at the left and what else is known at the right. */
#include "ui/list.h"

#include <string.h>
#include <time.h>

#include "app/filter.h"
#include "app/library.h"
#include "base/buffer.h"
#include "config/settings.h"
#include "ui/state.h"

enum {
    TITLE_BYTES_MAX = 64 * 1024,
    FIRST_WORDS_COLUMNS = 200, /* how much of its text stands for an article without a title */
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
    return context_of(ui) == CONTEXT_LIBRARY ? ui->session->library->sources.count
                                             : session_article_count(ui->session, ui->session->source);
}

/* Appends the title; of an article without one, as the short notes of some feeds are, its first words. */
static void append_title(const struct ui *ui, size_t row, struct buffer *title)
{
    if (context_of(ui) == CONTEXT_LIBRARY) {
        (void)buffer_append_string(title, session_source(ui->session, row)->title);
        return;
    }
    const struct article *article = session_article(ui->session, ui->session->source, row);
    if (article->title) {
        (void)buffer_append_string(title, article->title);
    } else if (article->block_count) {
        struct range block = article->blocks[0].range;
        const char *text = article->text + block.start;
        int width;
        size_t fits = glyphs_fit(text, block.end - block.start, FIRST_WORDS_COLUMNS, ui->screen.set, &width);
        (void)buffer_append(title, text, fits);
    } else {
        (void)buffer_append_string(title, "untitled");
    }
}

static void append_note(const struct ui *ui, size_t row, struct buffer *note)
{
    bool library = context_of(ui) == CONTEXT_LIBRARY;
    size_t source = library ? row : ui->session->source, articles = session_article_count(ui->session, source);
    if (library && articles > 1) {
        (void)buffer_append_format(note, "%zu articles", articles);
        return;
    }
    const struct article *article = session_article(ui->session, source, library ? 0 : row);
    char date[NOTE_BYTES_MAX];
    struct tm local;
    time_t published = article ? (time_t)article->published : 0;
    if (article && article->has_published && localtime_r(&published, &local) &&
        strftime(date, sizeof date, ui->settings->date_format, &local))
        (void)buffer_append_string(note, date);
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
        struct buffer title = buffer_create(TITLE_BYTES_MAX), note = buffer_create(NOTE_BYTES_MAX);
        append_title(ui, row, &title);
        /* The cursor is one bar from edge to edge: reversed, the note's colour would be a patch of its own. */
        if (row == list_cursor(ui))
            style = faint = style_over(style, screen_style(&ui->screen, ROLE_CURSOR));
        if (!beside && end >= NOTE_FROM)
            append_note(ui, row, &note);
        int width = screen_width(&ui->screen, buffer_string(&note), note.length);
        screen_pad(&ui->screen, &pen, style, 1);
        screen_put_clipped(&ui->screen, &pen, style, buffer_string(&title), title.length,
                           end - 2 - (width ? width + NOTE_GAP : 0));
        screen_pad(&ui->screen, &pen, style, end - 1 - width);
        screen_put(&ui->screen, &pen, style_over(style, faint), buffer_string(&note), note.length);
        buffer_release(&title);
        buffer_release(&note);
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
        struct buffer title = buffer_create(TITLE_BYTES_MAX);
        row = (row + (forward ? 1 : count - 1)) % count;
        append_title(ui, row, &title);
        bool found = filter_finds(sought, buffer_string(&title));
        buffer_release(&title);
        if (found)
            return row;
    }
    return ARTICLE_NONE;
}
