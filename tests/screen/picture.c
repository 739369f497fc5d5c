/* picture: cells of libvterm to text. A blank shows its background, its underline and its reversal, nothing else; in
 * which colour it would have been written is curses' business, so it belongs to the stretch around it. */
#include "picture.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "terminal.h"

/* "" is plain text. */
static void style_describe(const VTermScreenCell *cell, char style[PICTURE_STYLE_SIZE])
{
    const struct {
        const char *name;
        bool set;
    } attributes[] = {{"bold", cell->attrs.bold},           {"italic", cell->attrs.italic},
                      {"underline", cell->attrs.underline}, {"blink", cell->attrs.blink},
                      {"reverse", cell->attrs.reverse},     {"strike", cell->attrs.strike}};
    size_t length = 0;
    style[0] = '\0';
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (attributes[i].set)
            length += (size_t)snprintf(style + length, PICTURE_STYLE_SIZE - length, ", %s", attributes[i].name);

    const struct {
        const char *name;
        VTermColor colour;
        bool set;
    } colours[] = {{"foreground", cell->fg, !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)},
                   {"background", cell->bg, !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg)}};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        const VTermColor *colour = &colours[i].colour;
        if (colours[i].set && VTERM_COLOR_IS_INDEXED(colour))
            length += (size_t)snprintf(style + length, PICTURE_STYLE_SIZE - length, ", %s %d", colours[i].name,
                                       colour->indexed.idx);
        else if (colours[i].set)
            length += (size_t)snprintf(style + length, PICTURE_STYLE_SIZE - length, ", %s #%02x%02x%02x",
                                       colours[i].name, colour->rgb.red, colour->rgb.green, colour->rgb.blue);
    }
    if (length > 0)
        memmove(style, style + 2, length - 1);
}

/* The number of the style, from 1; 0 for plain text. With the last one the legend counts as full. */
static size_t style_number(struct picture_legend *legend, const char *style)
{
    if (!style[0])
        return 0;
    for (size_t i = 0; i < legend->count; i++)
        if (strcmp(legend->styles[i], style) == 0)
            return i + 1;
    if (legend->count == PICTURE_STYLES_MAX)
        return legend->count;
    memcpy(legend->styles[legend->count], style, PICTURE_STYLE_SIZE);
    return ++legend->count;
}

static bool is_invisible(const VTermScreenCell *cell)
{
    bool blank = cell->chars[0] == 0 || cell->chars[0] == ' ';
    return blank && !cell->attrs.reverse && !cell->attrs.underline && !cell->attrs.strike &&
           VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
}

static void append_blanks(struct buffer *out, size_t count)
{
    for (; count > 0; count--)
        buffer_append_byte(out, ' ');
}

static void append_cell(struct buffer *out, const VTermScreenCell *cell)
{
    if (cell->chars[0] == 0)
        buffer_append_byte(out, ' ');
    if (cell->chars[0] == '{' || cell->chars[0] == '}' || cell->chars[0] == '\\')
        buffer_append_byte(out, '\\');
    for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
        buffer_append_character(out, cell->chars[i]);
}

/* One row being written: the open stretch, and blanks of which it is not known yet whether they lie inside it. */
struct row {
    size_t style, blanks;
};

static void row_add(struct row *row, const VTermScreenCell *cell, struct picture_legend *legend, struct buffer *out)
{
    if (is_invisible(cell)) {
        row->blanks++;
        return;
    }
    char description[PICTURE_STYLE_SIZE];
    style_describe(cell, description);
    size_t style = style_number(legend, description);
    if (row->style != style && row->style > 0)
        buffer_append_byte(out, '}');
    append_blanks(out, row->blanks);
    if (row->style != style && style > 0)
        buffer_append_format(out, "{%zu:", style);
    *row = (struct row){.style = style};
    append_cell(out, cell);
}

static void row_end(const struct row *row, struct buffer *out)
{
    if (row->style > 0)
        buffer_append_byte(out, '}');
    append_blanks(out, row->blanks);
}

static void append_headline(const struct terminal *terminal, const char *label, int rows, int columns,
                            struct buffer *out)
{
    VTermPos cursor;
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->emulator), &cursor);
    buffer_append_format(out, "== %s: %dx%d, cursor ", label, columns, rows);
    if (terminal_cursor_is_visible(terminal))
        buffer_append_format(out, "in row %d, column %d\n", cursor.row + 1, cursor.col + 1);
    else
        buffer_append_string(out, "hidden\n");
}

bool picture_draw(const struct terminal *terminal, const char *label, struct picture_legend *legend, struct buffer *out)
{
    int rows, columns;
    vterm_get_size(terminal->emulator, &rows, &columns);
    append_headline(terminal, label, rows, columns, out);
    for (VTermPos position = {0}; position.row < rows; position.row++) {
        struct row row = {0};
        buffer_append_byte(out, '|');
        for (position.col = 0; position.col < columns;) {
            VTermScreenCell cell;
            vterm_screen_get_cell(terminal->screen, position, &cell);
            row_add(&row, &cell, legend, out);
            position.col += cell.width > 0 ? cell.width : 1;
        }
        row_end(&row, out);
        buffer_append_string(out, "|\n");
    }
    return !out->failed && legend->count < PICTURE_STYLES_MAX;
}

bool picture_rows(const struct terminal *terminal, struct buffer *out)
{
    int rows, columns;
    vterm_get_size(terminal->emulator, &rows, &columns);
    for (VTermPos position = {0}; position.row < rows; position.row++) {
        for (position.col = 0; position.col < columns;) {
            VTermScreenCell cell;
            vterm_screen_get_cell(terminal->screen, position, &cell);
            if (cell.chars[0] == 0)
                buffer_append_byte(out, ' ');
            for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
                buffer_append_character(out, cell.chars[i]);
            position.col += cell.width > 0 ? cell.width : 1;
        }
        buffer_append_byte(out, '\n');
    }
    return !out->failed;
}

bool picture_explain(const struct picture_legend *legend, struct buffer *out)
{
    buffer_append_string(out, "== attributes\n");
    for (size_t i = 0; i < legend->count; i++)
        buffer_append_format(out, "%zu %s\n", i + 1, legend->styles[i]);
    return !out->failed;
}
