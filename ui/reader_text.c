/* reader text: a style for each byte, laid on layer by layer, then written stretch by stretch. */
#include "ui/reader_text.h"

#include <string.h>

#include "annotate/evidence.h"
#include "app/session.h"
#include "ui/layout_table.h"
#include "ui/reader.h"
#include "ui/reader_rows.h"
#include "ui/row_marks.h"
#include "ui/screen.h"

/* No row that is drawn has more bytes: a screen of a thousand columns with clusters of a few dozen bytes each. What
 * lies behind is drawn plain. */
enum { STYLED_BYTES_MAX = 4096 };

/* One row while it is painted. */
struct canvas {
    const struct reader *reader;
    const struct screen *screen;
    const struct article *article;
    struct range row;
    struct range block;                    /* what holds the row: no layer reaches in from further away */
    struct style styles[STYLED_BYTES_MAX]; /* of each byte of the row */
};

static void lay(struct canvas *canvas, struct range range, struct style style)
{
    size_t start = range.start > canvas->row.start ? range.start : canvas->row.start;
    size_t end = range.end < canvas->row.end ? range.end : canvas->row.end;
    for (size_t at = start; at < end && at - canvas->row.start < STYLED_BYTES_MAX; at++)
        canvas->styles[at - canvas->row.start] = style_over(canvas->styles[at - canvas->row.start], style);
}

static void lay_role(struct canvas *canvas, struct range range, enum role role)
{
    lay(canvas, range, screen_style(canvas->screen, role));
}

static struct style block_style(const struct screen *screen, enum block_type type)
{
    static const enum role roles[] = {
        [BLOCK_HEADING] = ROLE_HEADING, [BLOCK_PARAGRAPH] = ROLE_TEXT,    [BLOCK_ITEM] = ROLE_TEXT,
        [BLOCK_QUOTE] = ROLE_QUOTE,     [BLOCK_CODE] = ROLE_CODE,         [BLOCK_TABLE] = ROLE_TEXT,
        [BLOCK_FIGURE] = ROLE_FAINT,    [BLOCK_BOILERPLATE] = ROLE_FAINT,
    };
    struct style text = screen_style(screen, ROLE_TEXT);
    return roles[type] == ROLE_TEXT ? text : style_over(text, screen_style(screen, roles[type]));
}

/* The first of `count` items of `size` bytes, ordered by the range that each begins with, that does not start before
 * byte `byte`. */
static size_t first_from(const void *items, size_t count, size_t size, size_t byte)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (((const struct range *)((const char *)items + middle * size))->start < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void lay_markup(struct canvas *canvas)
{
    static const enum role roles[] = {
        [EMPHASIS_STRONG] = ROLE_STRONG,   [EMPHASIS_EMPHASIZED] = ROLE_EMPHASIZED, [EMPHASIS_CODE] = ROLE_CODE,
        [EMPHASIS_DELETED] = ROLE_DELETED, [EMPHASIS_INSERTED] = ROLE_INSERTED,     [EMPHASIS_SUPERSCRIPT] = ROLE_TEXT,
        [EMPHASIS_SUBSCRIPT] = ROLE_TEXT,  [EMPHASIS_MARKED] = ROLE_MARKED};
    const struct article *article = canvas->article;
    size_t start = canvas->block.start, end = canvas->row.end;
    const struct emphasis *emphases = article->emphases;
    for (size_t i = first_from(emphases, article->emphasis_count, sizeof *emphases, start);
         i < article->emphasis_count && emphases[i].range.start < end; i++)
        lay_role(canvas, emphases[i].range, roles[emphases[i].type]);
    const struct link *links = article->links;
    for (size_t i = first_from(links, article->link_count, sizeof *links, start);
         i < article->link_count && links[i].range.start < end; i++)
        lay_role(canvas, links[i].range, ROLE_LINK);
}

static void lay_quotations(struct canvas *canvas)
{
    const struct article *article = canvas->article;
    for (size_t i = first_from(article->quotations, article->quotation_count, sizeof *article->quotations,
                               canvas->block.start);
         i < article->quotation_count && article->quotations[i].range.start < canvas->row.end; i++) {
        const struct quotation *quotation = &article->quotations[i];
        if (quotation->type != QUOTATION_SCARE)
            lay(canvas, quotation->range,
                reader_voice_style(canvas->reader, canvas->screen, quotation->speaker_entity));
    }
}

/* The stops of the active list (or of a search being typed), the current one above all, and why its speaker is theirs.
 * */
static void lay_stops(struct canvas *canvas, const struct session *session)
{
    const struct evidence *evidence = canvas->reader->evidence;
    const struct jump_list *list = canvas->reader->preview ? canvas->reader->preview : &session->reading->list;
    bool quotations = list->kind == JUMP_QUOTATIONS || list->kind == JUMP_SPEAKER;
    const struct jump_stop *stops = jump_list_stops(list);
    /* One that starts before the row may reach into it; those that are no quotations are never nested. */
    size_t first = first_from(stops, list->stops.count, sizeof *stops, canvas->row.start);
    for (size_t i = first ? first - 1 : 0;
         !quotations && i < list->stops.count && stops[i].range.start < canvas->row.end; i++)
        lay_role(canvas, stops[i].range, ROLE_STOP);
    if (evidence && evidence->chosen != ARTICLE_NONE) {
        lay_role(canvas, evidence->candidates[evidence->chosen].cue, ROLE_EVIDENCE);
        lay_role(canvas, evidence->candidates[evidence->chosen].speaker, ROLE_EVIDENCE);
    }
    if (list->current >= list->stops.count)
        return;
    if (quotations) {
        const struct quotation *quotation = &canvas->article->quotations[stops[list->current].index];
        lay_role(canvas, quotation->cue, ROLE_EVIDENCE);
        lay_role(canvas, quotation->speaker, ROLE_EVIDENCE);
    }
    lay_role(canvas, stops[list->current].range, ROLE_CURRENT);
}

static bool same_style(const struct style *one, const struct style *other)
{
    return one->foreground == other->foreground && one->background == other->background &&
           one->foreground_basic == other->foreground_basic && one->background_basic == other->background_basic &&
           one->attributes == other->attributes;
}

static const struct style *style_at(const struct canvas *canvas, size_t byte)
{
    size_t at = byte - canvas->row.start;
    return &canvas->styles[at < STYLED_BYTES_MAX ? at : STYLED_BYTES_MAX - 1];
}

static void paint(struct canvas *canvas, const struct session *session, const struct layout_row *row,
                  struct range range, bool is_strong)
{
    const struct block *block = &canvas->article->blocks[row->block];
    canvas->row = range;
    canvas->block = block->range;
    struct style style = block_style(canvas->screen, block->type);
    if (is_strong)
        style = style_over(style, screen_style(canvas->screen, ROLE_STRONG));
    for (size_t i = 0; i < STYLED_BYTES_MAX && i < range.end - range.start; i++)
        canvas->styles[i] = style;
    lay_markup(canvas);
    lay_quotations(canvas);
    lay_stops(canvas, session);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Columns that can be seen of what is wider than the screen: `least` to before `most`. */
struct window {
    int least, most;
};

/* Writes the painted text, whose first column is `column`, one call for each stretch in one style. */
static void write_text(const struct canvas *canvas, struct screen *screen, struct pen *pen, int column,
                       struct window window)
{
    struct layout_cursor cursor = {.at = canvas->row.start, .end = canvas->row.end};
    struct layout_shown shown, stretch = {0};
    while (layout_show(&canvas->reader->layout, &cursor, &shown)) {
        bool is_seen = column >= window.least && column + shown.width <= window.most;
        column += shown.width;
        if (!is_seen)
            continue;
        bool joins = stretch.length && stretch.text + stretch.length == shown.text &&
                     same_style(style_at(canvas, stretch.byte), style_at(canvas, shown.byte));
        if (!joins && stretch.length)
            screen_put(screen, pen, *style_at(canvas, stretch.byte), stretch.text, stretch.length);
        if (joins)
            stretch.length += shown.length;
        else
            stretch = shown;
    }
    if (stretch.length)
        screen_put(screen, pen, *style_at(canvas, stretch.byte), stretch.text, stretch.length);
}

/* The part of the table that can be seen; a column at either edge is kept for the sign that there is more. */
static struct window table_window(const struct reader *reader, const struct layout_row *row,
                                  const struct layout_table *table)
{
    int room = reader->layout.table_width - row->indent, shift = reader_table_shift(reader, row);
    struct window window = {shift, shift + room};
    if (window.most < table->width)
        window.most--;
    if (shift)
        window.least++;
    return window;
}

/* Where a table's column stands on the screen while the window is shown. */
static int place(const struct reader *reader, const struct layout_row *row, int column)
{
    return reader->frame.text_left + row->indent + column - reader_table_shift(reader, row);
}

static void write_bar(const struct reader *reader, struct screen *screen, const struct layout_row *row, int column,
                      struct window window, struct pen *pen)
{
    if (column < window.least || column >= window.most)
        return;
    screen_pad(screen, pen, screen_style(screen, ROLE_TEXT), place(reader, row, column));
    screen_put_string(screen, pen, screen_style(screen, ROLE_FAINT), row_glyphs_screen.cell_bar);
}

static void write_cells(struct canvas *canvas, struct screen *screen, const struct session *session,
                        const struct layout_row *row, struct pen *pen)
{
    const struct reader *reader = canvas->reader;
    const struct layout *layout = &reader->layout;
    const struct layout_table *table = layout_table(layout, row->block);
    const struct layout_column *columns = layout_columns(layout, table);
    const struct layout_piece *pieces = layout_pieces(layout, row);
    struct window window = table_window(reader, row, table);
    struct style text = screen_style(screen, ROLE_TEXT), faint = screen_style(screen, ROLE_FAINT);
    size_t next = 0;
    int cell_end = 0;
    if (window.least && reader_table_shift(reader, row))
        screen_put_string(screen, pen, faint, "<");
    for (uint32_t i = 0; i < table->column_count; i++) {
        int end = i + 1 < table->column_count ? columns[i + 1].column : table->width;
        if (i && cell_end < columns[i].column)
            write_bar(reader, screen, row, columns[i].column - LAYOUT_BAR_WIDTH + 1, window, pen);
        for (; next < row->piece_count && pieces[next].column < end; next++) {
            const struct layout_piece *piece = &pieces[next];
            int column = piece->column > window.least ? piece->column : window.least;
            if (column < window.most && column < piece->column + piece->width)
                screen_pad(screen, pen, text, place(reader, row, column));
            paint(canvas, session, row, piece->range, piece->is_heading);
            write_text(canvas, screen, pen, piece->column, window);
            cell_end = piece->end;
        }
    }
    if (window.most < table->width) {
        screen_pad(screen, pen, text, place(reader, row, window.most));
        screen_put_string(screen, pen, faint, ">");
    }
}

static void write_rule(const struct reader *reader, struct screen *screen, size_t index, struct pen *pen)
{
    const struct layout_row *row = layout_row(&reader->layout, index);
    int shift = row->kind == LAYOUT_TABLE_RULE ? reader_table_shift(reader, row) : 0;
    const char *character;
    for (int column = 0; column < reader->layout.table_width - row->indent; column++) {
        if (!(character = row_marks_rule(&reader->layout, index, column + shift, &row_glyphs_screen)))
            return;
        screen_put_string(screen, pen, screen_style(screen, ROLE_FAINT), character);
    }
}

void reader_write_row(const struct reader *reader, struct screen *screen, const struct session *session, size_t index,
                      struct pen *pen)
{
    const struct layout_row *row = layout_row(&reader->layout, index);
    struct canvas canvas = {.reader = reader, .screen = screen, .article = reader->article};
    switch ((enum layout_kind)row->kind) {
    case LAYOUT_TEXT:
        paint(&canvas, session, row, row->range, false);
        write_text(&canvas, screen, pen, 0, (struct window){0, LAYOUT_UNBROKEN});
        break;
    case LAYOUT_CELLS:
        write_cells(&canvas, screen, session, row, pen);
        break;
    case LAYOUT_RULE:
    case LAYOUT_TABLE_RULE:
        write_rule(reader, screen, index, pen);
        break;
    case LAYOUT_GAP:
        break;
    }
}
