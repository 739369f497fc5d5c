/* layout table: columns get their widths as browsers share them out (CSS 2.1, 17.5.2.2); cells are broken into lines,
 * which stand side by side. */
#include "ui/layout_table.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "ui/layout_filling.h"

enum {
    WORD_MAX = 24,     /* columns: a longer word, as an address, may be cut rather than make its column as wide */
    CELL_MAX = 1 << 20 /* columns: what is wider is taken as so wide, so that sums of them are numbers */
};

/* A column of cells while its width is sought. */
struct measure {
    int least, most;
    bool is_numeric, has_number;
};

/* A table while it is laid out. */
struct table {
    const struct layout_filling *filling;
    const struct cell *cells;
    size_t count;
    uint32_t column_count;
    struct layout_column *columns; /* the layout's; valid while no other is pushed */
    struct measure measures[ARTICLE_COLUMNS_MAX];
};

/* --- is it one ---------------------------------------------------------------------------------------------------- */

/* Between the cells stand bars, blanks and newlines: what else stands there would not be shown. */
static bool is_empty_between(const char *text, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if (!strchr(" |\n", text[at]))
            return false;
    return true;
}

/* True when the cell is right behind the one before (NULL for the first) or a row or more below. */
static bool follows(const struct cell *cell, const struct cell *before)
{
    if (!before)
        return true;
    if (cell->row != before->row)
        return cell->row > before->row;
    return cell->column > before->column && cell->column - before->column >= before->columns;
}

/* Where the rows begin; what stands before them is the caption. */
static size_t first_line(const struct table *table)
{
    size_t start = table->cells->range.start, least = table->filling->block->range.start;
    const char *text = table->filling->layout->article->text;
    while (start > least && text[start - 1] != '\n')
        start--;
    return start;
}

static bool is_table(const struct table *table)
{
    const struct range block = table->filling->block->range;
    const char *text = table->filling->layout->article->text;
    size_t at = block.start;
    for (size_t i = 0; i < table->count; i++) {
        const struct cell *cell = &table->cells[i];
        bool is_inside =
            cell->range.start >= at && cell->range.start <= cell->range.end && cell->range.end <= block.end;
        if (!is_inside || !follows(cell, i ? cell - 1 : NULL) || cell->columns < 1 ||
            cell->column >= ARTICLE_COLUMNS_MAX || cell->columns > ARTICLE_COLUMNS_MAX - cell->column ||
            !is_empty_between(text, i ? at : first_line(table), cell->range.start))
            return false;
        at = cell->range.end;
    }
    return table->count && is_empty_between(text, at, block.end);
}

/* --- widths ------------------------------------------------------------------------------------------------------- */

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

static int at_least(int value, int least)
{
    return value > least ? value : least;
}

/* "1,090", "12%", "-0.5": numbers stand under each other at the right. */
static bool is_numeric(const char *text, struct range range, bool *has_digit)
{
    static const char signs[] = " .,:%+-/()$";
    for (size_t at = range.start; at < range.end; at++) {
        if (isdigit((unsigned char)text[at]))
            *has_digit = true;
        else if (!strchr(signs, text[at]))
            return false;
    }
    return true;
}

static void widen(struct measure *measures, uint32_t count, int least, int most)
{
    int gaps = (int)(count - 1) * LAYOUT_BAR_WIDTH, number = (int)count;
    for (uint32_t i = 0; i < count; i++) {
        least -= measures[i].least;
        most -= measures[i].most;
    }
    for (uint32_t i = 0; i < count; i++) {
        measures[i].least += least > gaps ? (least - gaps + number - 1) / number : 0;
        measures[i].most += most > gaps ? (most - gaps + number - 1) / number : 0;
        if (measures[i].most < measures[i].least)
            measures[i].most = measures[i].least;
    }
}

static void measure_cell(struct table *table, const struct cell *cell)
{
    struct measure *measure = &table->measures[cell->column];
    struct layout_widths widths = layout_lines_measure(layout_lines_of(table->filling, cell->range));
    widen(measure, cell->columns, at_most(widths.least, WORD_MAX), at_most(widths.most, CELL_MAX));
    if (cell->columns == 1 && !cell->is_heading)
        measure->is_numeric =
            measure->is_numeric && is_numeric(table->filling->layout->article->text, cell->range, &measure->has_number);
}

/* Cells over one column first: they say how much a cell over several still needs. */
static void measure(struct table *table)
{
    for (uint32_t i = 0; i < table->column_count; i++)
        table->measures[i] = (struct measure){.least = 1, .most = 1, .is_numeric = true};
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < table->count; i++)
            if ((table->cells[i].columns > 1) == (pass == 1))
                measure_cell(table, &table->cells[i]);
}

/* Finds the widths of the columns and where each begins; returns the width of the table. One that does not fit has to
 * be moved about anyway: its columns need not be as narrow as can be. */
static int share_width(struct table *table, int width)
{
    long long least = 0, most = 0;
    int gaps = (int)(table->column_count - 1) * LAYOUT_BAR_WIDTH, at = 0;
    for (uint32_t i = 0; i < table->column_count; i++) {
        least += table->measures[i].least;
        most += table->measures[i].most;
    }
    long long spare = width - gaps - least;
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct measure *measure = &table->measures[i];
        long long more = measure->most - measure->least;
        if (spare < 0)
            more = at_least(at_most(measure->most, WORD_MAX) - measure->least, 0);
        else if (spare < most - least)
            more = more * spare / (most - least);
        table->columns[i] = (struct layout_column){.column = at, .width = measure->least + (int)more};
        at += table->columns[i].width + LAYOUT_BAR_WIDTH;
    }
    return at - LAYOUT_BAR_WIDTH;
}

static int cell_width(const struct table *table, const struct cell *cell)
{
    const struct layout_column *first = &table->columns[cell->column], *last = first + cell->columns - 1;
    return last->column + last->width - first->column;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool add_piece(const struct table *table, const struct cell *cell, struct range range)
{
    struct layout_piece *piece = array_push(&table->filling->layout->pieces);
    if (!piece)
        return false;
    const struct measure *measure = &table->measures[cell->column];
    int width = layout_text_width(table->filling->layout, range), column = table->columns[cell->column].column;
    int end = column + cell_width(table, cell);
    if (cell->columns == 1 && measure->is_numeric && measure->has_number && end - width > column)
        column = end - width;
    *piece = (struct layout_piece){
        .range = range, .column = column, .width = width, .end = end, .is_heading = cell->is_heading};
    return true;
}

/* The cells of one row, from `cells` on. */
struct group {
    const struct cell *cells;
    size_t count;
    bool is_heading, is_tall; /* all of them are headings; some take several lines */
};

static bool is_tall(const struct table *table, const struct cell *cell)
{
    return layout_lines_measure(layout_lines_of(table->filling, cell->range)).most > cell_width(table, cell);
}

static struct group next_group(const struct table *table, size_t first)
{
    struct group group = {.cells = table->cells + first, .is_heading = true};
    for (; first + group.count < table->count && group.cells[group.count].row == group.cells->row; group.count++) {
        const struct cell *cell = &group.cells[group.count];
        group.is_heading = group.is_heading && cell->is_heading;
        group.is_tall = group.is_tall || is_tall(table, cell);
    }
    return group;
}

/* The byte with which the group's first row begins. */
static size_t anchor(const struct group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (!range_is_empty(group->cells[i].range))
            return group->cells[i].range.start;
    return group->cells->range.start;
}

/* One row: the next line of each cell that has one; false when none has. */
static bool add_cells(const struct table *table, const struct group *group, struct layout_lines *lines, bool is_first)
{
    struct layout *layout = table->filling->layout;
    size_t before = layout->pieces.count;
    bool any = is_first;
    for (size_t i = 0; i < group->count; i++) {
        struct layout_line line;
        if (!layout_lines_next(&lines[i], cell_width(table, &group->cells[i]), &line))
            continue;
        any = true;
        if (!range_is_empty(line.range) && !add_piece(table, &group->cells[i], line.range))
            return false;
    }
    if (!any)
        return false;
    struct range range = {anchor(group), anchor(group)};
    const struct layout_piece *pieces = (const struct layout_piece *)layout->pieces.items + before;
    size_t count = layout->pieces.count - before;
    if (count)
        range = (struct range){pieces[0].range.start, pieces[count - 1].range.end};
    struct layout_row *row = layout_add_row(table->filling, LAYOUT_CELLS, range);
    if (!row)
        return false;
    row->piece = (uint32_t)before;
    row->piece_count = (uint16_t)count;
    row->continues = !is_first;
    return true;
}

static void add_group(const struct table *table, const struct group *group)
{
    struct layout_lines lines[ARTICLE_COLUMNS_MAX];
    for (size_t i = 0; i < group->count; i++)
        lines[i] = layout_lines_of(table->filling, group->cells[i].range);
    for (bool is_first = true; add_cells(table, group, lines, is_first); is_first = false)
        continue;
}

/* A line parts headings from what they are headings of, and a row of several lines from its neighbours: where each is
 * of one line, nothing need part them. */
static void add_rows(const struct table *table)
{
    bool was_heading = false, was_tall = false;
    for (size_t first = 0; first < table->count;) {
        struct group group = next_group(table, first);
        bool is_ruled = was_heading ? !group.is_heading : was_tall || group.is_tall;
        struct range start = {anchor(&group), anchor(&group)};
        if (first && is_ruled)
            (void)layout_add_row(table->filling, LAYOUT_TABLE_RULE, start);
        add_group(table, &group);
        was_heading = group.is_heading;
        was_tall = group.is_tall;
        first += group.count;
    }
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static void fill(struct table *table)
{
    struct layout *layout = table->filling->layout;
    struct layout_table *added = array_push(&layout->tables);
    if (!added)
        return;
    *added = (struct layout_table){
        .block = table->filling->index, .column = (uint32_t)layout->columns.count, .column_count = table->column_count};
    for (uint32_t i = 0; i < table->column_count; i++)
        if (!array_push(&layout->columns))
            return;
    table->columns = (struct layout_column *)layout->columns.items + added->column;
    measure(table);
    added->width = share_width(table, layout->table_width - table->filling->indent);
    struct range caption = {table->filling->block->range.start, first_line(table)};
    if (caption.end > caption.start) {
        caption.end--;
        layout_fill_text(table->filling, caption);
    }
    add_rows(table);
}

bool layout_table_fill(const struct layout_filling *filling, size_t first)
{
    const struct article *article = filling->layout->article;
    struct table table = {.filling = filling, .cells = article->cells + first};
    while (first + table.count < article->cell_count && table.cells[table.count].block == filling->index)
        table.count++;
    if (!is_table(&table))
        return false;
    for (size_t i = 0; i < table.count; i++)
        if (table.cells[i].column + table.cells[i].columns > table.column_count)
            table.column_count = table.cells[i].column + table.cells[i].columns;
    if (filling->layout->columns.count + table.column_count > LAYOUT_COLUMNS_MAX)
        return false;
    fill(&table);
    return true;
}
