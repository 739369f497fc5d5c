/* html table: one walk over a table to judge it; rows and columns as HTML's table model has them (HTML Living Standard,
 * 4.9.12). */
#include "feeds/html_table.h"

#include <string.h>
#include <strings.h>

#include "feeds/builder.h"
#include "feeds/html_elements.h"
#include "feeds/html_marker.h"
#include "feeds/html_tree.h"

enum {
    ROW_SPAN_MAX = 65534, /* as browsers have it */
    CELL_TEXT_MAX = 600   /* bytes in the average cell: two columns of prose are a layout */
};

/* --- which tables hold data --------------------------------------------------------------------------------------- */

/* What is in a table. */
struct contents {
    size_t rows; /* of more than one cell */
    size_t cells, blocks, text;
    size_t cells_in_row;
    bool has_headers, has_parts; /* parts: headings, lists and other things that need the width of a page */
    bool has_table;
};

static void count_element(struct contents *contents, const xmlNode *node)
{
    switch (html_element_find((const char *)node->name)->role) {
    case HTML_TABLE:
        contents->has_table = true;
        break;
    case HTML_ROW:
        contents->cells_in_row = 0;
        break;
    case HTML_CELL:
        contents->cells++;
        contents->rows += ++contents->cells_in_row == 2;
        contents->has_headers = contents->has_headers || html_tree_is(node, "th");
        break;
    case HTML_BLOCK:
        contents->blocks++;
        break;
    case HTML_HEADING:
    case HTML_LIST:
    case HTML_QUOTE:
    case HTML_CODE:
    case HTML_FIGURE:
    case HTML_MEDIA:
        contents->has_parts = true;
        break;
    default:
        break;
    }
}

/* True when the page itself says that the table is there for the looks (WAI-ARIA 1.2, 5.4). */
static bool is_presentation(const xmlNode *table)
{
    const char *role = html_tree_attribute(table, "role");
    return role && (strcasecmp(role, "presentation") == 0 || strcasecmp(role, "none") == 0);
}

bool html_table_holds_data(xmlNode *table)
{
    struct contents contents = {0};
    if (is_presentation(table))
        return false;
    for (xmlNode *node = table->children; node && !contents.has_table; node = html_tree_next(node, table)) {
        if (node->type == XML_ELEMENT_NODE)
            count_element(&contents, node);
        else if (node->type == XML_TEXT_NODE)
            contents.text += strlen((const char *)node->content);
    }
    if (contents.has_table || contents.rows < 2 || contents.text / contents.cells > CELL_TEXT_MAX)
        return false;
    /* Some editors put a paragraph into each cell. */
    return contents.has_headers || (!contents.has_parts && contents.blocks <= contents.cells);
}

/* --- rows and columns --------------------------------------------------------------------------------------------- */

void html_table_begin(struct html_table *table)
{
    *table = (struct html_table){.is_open = true};
}

void html_table_end(struct html_table *table, struct builder *builder)
{
    html_table_end_cell(table, builder);
    table->is_open = false;
}

static void end_line(struct html_table *table, struct builder *builder)
{
    html_table_end_cell(table, builder);
    builder_newline(builder);
    table->column = 0;
    table->after_cell = false;
}

void html_table_row(struct html_table *table, struct builder *builder)
{
    end_line(table, builder);
    table->row += table->has_row;
    table->has_row = true;
    table->in_caption = false;
}

void html_table_caption(struct html_table *table, struct builder *builder)
{
    end_line(table, builder);
    table->in_caption = true;
}

/* How many rows or columns the cell takes, `most` at most. */
static uint32_t span(const xmlNode *cell, const char *name, uint32_t most)
{
    int number = cell ? html_marker_number(html_tree_attribute(cell, name), 1) : 1;
    return number < 1 ? 1 : (uint32_t)number < most ? (uint32_t)number : most;
}

static bool is_heading(const xmlNode *cell)
{
    const xmlNode *part = cell->parent ? cell->parent->parent : NULL;
    return html_tree_is(cell, "th") || (part && html_tree_is(part, "thead"));
}

/* `node` is NULL for a cell that is none of the page's. The bar stands also beside an empty cell, so that what follows
 * stays in its column. */
static void open_cell(struct html_table *table, struct builder *builder, const xmlNode *node)
{
    html_table_end_cell(table, builder);
    if (!table->has_row || table->in_caption)
        html_table_row(table, builder);
    if (table->after_cell)
        builder_bar(builder);
    builder_blank(builder);
    while (table->column < ARTICLE_COLUMNS_MAX - 1 && table->taken[table->column] > table->row)
        table->column++;
    struct cell cell = {.row = table->row,
                        .column = table->column,
                        .rows = span(node, "rowspan", ROW_SPAN_MAX),
                        .columns = span(node, "colspan", ARTICLE_COLUMNS_MAX - table->column),
                        .is_heading = node && is_heading(node)};
    for (uint32_t i = 0; i < cell.columns; i++)
        table->taken[cell.column + i] = cell.row + cell.rows;
    builder_open_cell(builder, cell);
    table->in_cell = table->after_cell = true;
    table->is_made = !node;
}

void html_table_cell(struct html_table *table, struct builder *builder, const xmlNode *cell)
{
    open_cell(table, builder, cell);
}

void html_table_end_cell(struct html_table *table, struct builder *builder)
{
    if (table->in_cell)
        builder_close_span(builder);
    table->in_cell = table->is_made = false;
}

void html_table_span(struct html_table *table, struct builder *builder)
{
    if (table->is_made)
        html_table_end_cell(table, builder);
}

void html_table_text(struct html_table *table, struct builder *builder)
{
    if (!table->in_cell && !table->in_caption)
        open_cell(table, builder, NULL);
}
