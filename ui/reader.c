/* reader: where the top is, and the drawing of a row as layers of styles over its bytes. */
#include "ui/reader.h"

#include <stdlib.h>
#include <string.h>

#include "app/session.h"
#include "ui/reader_rows.h"
#include "ui/screen.h"

/* Columns between a table and the right edge. */
enum { TABLE_EDGE = 2 };

void reader_release(struct reader *reader)
{
    if (reader->article) {
        layout_release(&reader->layout);
        voices_release(&reader->voices);
    }
    reader->article = NULL;
}

void reader_forget(struct reader *reader)
{
    reader_release(reader);
    reader->serial = 0;
    reader->evidence = NULL;
}

static size_t body_rows(const struct reader *reader)
{
    return (size_t)reader->frame.body_rows;
}

static size_t last_top(const struct reader *reader)
{
    return reader->layout.rows.count > body_rows(reader) ? reader->layout.rows.count - body_rows(reader) : 0;
}

/* Columns from the text's left edge to the screen's right one, less a margin: a table may take them. */
static int table_columns(const struct frame *frame)
{
    return frame->reader_left + frame->reader_columns - frame->text_left - TABLE_EDGE;
}

static bool is_laid_out(const struct reader *reader, const struct session *session, const struct frame *frame)
{
    return reader->serial == session->reading->serial && reader->layout.width == frame->text_columns &&
           (reader->table_columns == table_columns(frame) || !reader->layout.tables.count);
}

static bool lay_out(struct reader *reader, const struct session *session, const struct frame *frame, enum glyph_set set)
{
    const struct article *article = session->reading->article;
    reader_release(reader);
    bool whole = layout_make(&reader->layout, article, frame->text_columns, table_columns(frame), set,
                             reader->number_links ? SIGNS_LINKS : 0);
    whole = voices_make(&reader->voices, article, &reader->layout, reader->voice_styles) && whole;
    reader->article = article;
    reader->serial = session->reading->serial;
    reader->table_columns = table_columns(frame);
    reader->shift = 0;
    reader->top = SIZE_MAX;
    return whole;
}

bool reader_prepare(struct reader *reader, struct session *session, const struct frame *frame, enum glyph_set set)
{
    bool whole = is_laid_out(reader, session, frame) || lay_out(reader, session, frame, set);
    reader->frame = *frame;
    /* The byte that the user left at the top stays the anchor, whatever row it is in now; several rows without text may
     * begin with it. */
    if (reader->top >= reader->layout.rows.count ||
        layout_row(&reader->layout, reader->top)->range.start != session->reading->top)
        reader->top = layout_row_at(&reader->layout, session->reading->top);
    if (reader->top > last_top(reader))
        reader->top = last_top(reader);
    return whole;
}

static void set_top(struct reader *reader, struct session *session, size_t row)
{
    reader->top = row < last_top(reader) ? row : last_top(reader);
    if (reader->layout.rows.count)
        session_scroll(session, layout_row(&reader->layout, reader->top)->range.start);
}

bool reader_scroll(struct reader *reader, struct session *session, long long rows)
{
    size_t before = reader->top;
    if (rows < 0)
        set_top(reader, session, (size_t)-rows < before ? before - (size_t)-rows : 0);
    else
        set_top(reader, session, (size_t)rows < last_top(reader) - before ? before + (size_t)rows : last_top(reader));
    return reader->top != before;
}

/* --- wide tables -------------------------------------------------------------------------------------------------- */

/* Columns by which the row's table is wider than its room; 0 for a row of no table. */
static int excess(const struct reader *reader, const struct layout_row *row)
{
    bool is_table = row->kind == LAYOUT_CELLS || row->kind == LAYOUT_TABLE_RULE;
    const struct layout_table *table = is_table ? layout_table(&reader->layout, row->block) : NULL;
    int room = reader->layout.table_width - row->indent;
    return table && table->width > room ? table->width - room : 0;
}

int reader_table_shift(const struct reader *reader, const struct layout_row *row)
{
    int most = excess(reader, row);
    return reader->shift < most ? reader->shift : most;
}

bool reader_shift(struct reader *reader, int columns)
{
    int most = 0, before = reader->shift;
    for (size_t i = reader->top; i < reader->layout.rows.count && i < reader->top + body_rows(reader); i++) {
        int more = excess(reader, layout_row(&reader->layout, i));
        most = more > most ? more : most;
    }
    if (!most)
        return false;
    int from = before < most ? before : most;
    reader->shift = columns > most - from ? most : from + columns < 0 ? 0 : from + columns;
    return reader->shift != from;
}

/* Brings a byte of a wide table into sight. */
static void shift_to(struct reader *reader, size_t byte)
{
    size_t index = layout_row_at(&reader->layout, byte);
    const struct layout_row *row = layout_row(&reader->layout, index);
    int most = excess(reader, row), shift = reader_table_shift(reader, row);
    int column = layout_column_at(&reader->layout, index, byte) - row->indent,
        room = reader->layout.table_width - row->indent;
    if (!most || (column > shift && column < shift + room - 1))
        return;
    int left = column - room / 3;
    reader->shift = left < 0 ? 0 : left < most ? left : most;
}

/* --- places ------------------------------------------------------------------------------------------------------- */

void reader_show(struct reader *reader, struct session *session, struct range bytes, size_t top)
{
    if (top != ARTICLE_NONE)
        set_top(reader, session, layout_row_at(&reader->layout, top));
    if (reader->layout.rows.count)
        shift_to(reader, bytes.start);
    size_t first = layout_row_at(&reader->layout, bytes.start);
    size_t last = layout_row_at(&reader->layout, bytes.end > bytes.start ? bytes.end - 1 : bytes.start);
    if (first >= reader->top && last < reader->top + body_rows(reader))
        return;
    size_t above = last - first >= body_rows(reader) ? 0 : body_rows(reader) / 3;
    /* A long quotation may begin higher, so that its end is seen as well. */
    if (last - first + above >= body_rows(reader) && above)
        above = body_rows(reader) - 1 - (last - first);
    set_top(reader, session, first > above ? first - above : 0);
}

bool reader_has_room(const struct reader *reader, struct range bytes)
{
    return layout_row_at(&reader->layout, bytes.end) - layout_row_at(&reader->layout, bytes.start) < body_rows(reader);
}

struct range reader_seen(const struct reader *reader)
{
    size_t count = reader->layout.rows.count, last = reader->top + body_rows(reader);
    if (!count)
        return (struct range){0, 0};
    return (struct range){layout_row(&reader->layout, reader->top)->range.start,
                          layout_row(&reader->layout, (last < count ? last : count) - 1)->range.end};
}

int reader_percentage(const struct reader *reader)
{
    size_t last = reader->top + body_rows(reader), count = reader->layout.rows.count;
    if (count <= body_rows(reader))
        return -1;
    return (int)(last * 100 / count);
}

size_t reader_byte_at(const struct reader *reader, int row, int column)
{
    int line = row - reader->frame.body_top;
    if (line < 0 || line >= reader->frame.body_rows || reader->top + (size_t)line >= reader->layout.rows.count)
        return ARTICLE_NONE;
    size_t index = reader->top + (size_t)line;
    return layout_byte_at(&reader->layout, index,
                          column - reader->frame.text_left +
                              reader_table_shift(reader, layout_row(&reader->layout, index)));
}

bool reader_cell_of(const struct reader *reader, size_t byte, int *row, int *column)
{
    size_t found = layout_row_at(&reader->layout, byte);
    if (!reader->layout.rows.count || found < reader->top || found >= reader->top + body_rows(reader))
        return false;
    *row = reader->frame.body_top + (int)(found - reader->top);
    *column = reader->frame.text_left + layout_column_at(&reader->layout, found, byte) -
              reader_table_shift(reader, layout_row(&reader->layout, found));
    return *column >= reader->frame.text_left;
}

void reader_draw(const struct reader *reader, struct screen *screen, const struct session *session)
{
    for (int line = 0; line < reader->frame.body_rows; line++)
        reader_draw_row(reader, screen, session, reader->top + (size_t)line, reader->frame.body_top + line);
}
