/* table: cells are cleaned when they come in, measured and printed when all are there. */
#include "cmd/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "cmd/wrap.h"

/* GAP separates columns, of which each but the last counts for at most COLUMN_MOST. Where they leave fewer than
 * REST_LEAST to the last one, it goes to lines of its own, REST_INDENT in. */
enum { GAP = 2, COLUMN_MOST = 36, REST_LEAST = 24, REST_INDENT = 4, COLUMNS_MAX = 16 };
#define CELLS_MAX ((size_t)1 << 22)
#define CELL_SIZE_MAX ((size_t)1 << 24)

struct table table_create(const struct column *columns, struct arena *arena)
{
    struct table table = {.columns = columns, .arena = arena, .cells = array_create(sizeof(const char *), CELLS_MAX)};
    while (columns[table.column_count].name)
        table.column_count++;
    return table;
}

void table_release(struct table *table)
{
    array_release(&table->cells);
}

void table_add(struct table *table, const char *text, size_t length)
{
    struct buffer clean = buffer_create(CELL_SIZE_MAX);
    const char **cell = array_push(&table->cells);
    clean_for_terminal(text, length, &clean);
    for (size_t i = 0; i < clean.length; i++)
        if (clean.bytes[i] == '\n' || clean.bytes[i] == '\t')
            clean.bytes[i] = ' ';
    if (cell)
        *cell = arena_copy(table->arena, buffer_string(&clean), clean.length);
    if (clean.failed || (cell && !*cell))
        table->cells.failed = true;
    buffer_release(&clean);
}

void table_add_string(struct table *table, const char *text)
{
    table_add(table, text ? text : "", text ? strlen(text) : 0);
}

void table_add_buffer(struct table *table, const struct buffer *text)
{
    table_add(table, buffer_string(text), text->length);
    table->cells.failed = table->cells.failed || text->failed;
}

void table_add_format(struct table *table, const char *format, ...)
{
    char text[64];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    table_add_string(table, text);
}

static const char *cell_at(const struct table *table, size_t row, size_t column)
{
    const char *const *cells = table->cells.items;
    return cells[row * table->column_count + column];
}

static size_t row_count(const struct table *table)
{
    return table->column_count ? table->cells.count / table->column_count : 0;
}

static size_t widest(const struct table *table, size_t column)
{
    size_t most = 0;
    for (size_t row = 0; row < row_count(table); row++) {
        const char *cell = cell_at(table, row, column);
        size_t columns = text_columns(cell, strlen(cell));
        most = columns > most ? columns : most;
    }
    return most;
}

static void append_blanks(struct buffer *out, size_t count)
{
    buffer_append_format(out, "%*s", (int)count, "");
}

/* Takes off the blanks at the end. */
static void trim_blanks(struct buffer *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->length--;
}

/* Appends one cell of `width` columns; one that is too wide pushes what follows to the right. */
static void append_cell(struct buffer *out, const char *cell, enum column_kind kind, size_t width)
{
    size_t columns = text_columns(cell, strlen(cell));
    size_t blanks = columns < width ? width - columns : 0;
    if (kind == COLUMN_RIGHT)
        append_blanks(out, blanks);
    buffer_append_string(out, cell);
    if (kind != COLUMN_RIGHT)
        append_blanks(out, blanks);
    append_blanks(out, GAP);
}

static void append_rest(struct buffer *out, const char *cell, size_t used, size_t width)
{
    size_t length = strlen(cell), indent = used;
    if (length && width && width < used + REST_LEAST) {
        indent = REST_INDENT;
        trim_blanks(out);
        buffer_append_format(out, "\n%*s", REST_INDENT, "");
    }
    wrap_text(out, cell, length, width, indent);
}

static void append_row(struct buffer *out, const struct table *table, size_t row, const size_t *widths, size_t width)
{
    size_t used = 0;
    for (size_t column = 0; column < table->column_count; column++) {
        enum column_kind kind = table->columns[column].kind;
        const char *cell = cell_at(table, row, column);
        if (kind == COLUMN_REST) {
            append_rest(out, cell, used, width);
        } else if (kind != COLUMN_HIDDEN) {
            append_cell(out, cell, kind, widths[column]);
            used += widths[column] + GAP;
        }
    }
    trim_blanks(out);
    buffer_append_byte(out, '\n');
}

bool table_print_aligned(const struct table *table, size_t width)
{
    size_t widths[COLUMNS_MAX] = {0};
    if (table->cells.failed)
        return false;
    for (size_t column = 0; column < table->column_count && column < COLUMNS_MAX; column++) {
        size_t columns = widest(table, column);
        widths[column] = columns < COLUMN_MOST ? columns : COLUMN_MOST;
    }
    bool whole = true;
    for (size_t row = 0; row < row_count(table) && whole; row++) {
        struct buffer line = buffer_create(4 * CELL_SIZE_MAX);
        append_row(&line, table, row, widths, width);
        whole = !line.failed;
        (void)fputs(buffer_string(&line), stdout);
        buffer_release(&line);
    }
    return whole;
}

bool table_print_tabs(const struct table *table)
{
    if (table->cells.failed)
        return false;
    for (size_t row = 0; row < row_count(table); row++)
        for (size_t column = 0; column < table->column_count; column++) {
            (void)fputs(cell_at(table, row, column), stdout);
            (void)putchar(column + 1 < table->column_count ? '\t' : '\n');
        }
    return true;
}
