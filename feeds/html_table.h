/* html table: which tables hold data, and in which row and column each cell stands. Never in here: the text of
 * cells. */
#ifndef WHOSAID_FEEDS_HTML_TABLE_H
#define WHOSAID_FEEDS_HTML_TABLE_H

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"

struct builder;

/* A table of data that is being read; nothing is open in a zeroed one. */
struct html_table {
    bool is_open, in_caption;
    bool has_row;                        /* one began */
    bool in_cell;                        /* a span is open for it */
    bool is_made;                        /* the open cell is none of the page's: text stood between the cells */
    bool after_cell;                     /* the row has one already */
    uint32_t row, column;                /* where the next cell may stand */
    uint32_t taken[ARTICLE_COLUMNS_MAX]; /* of each column: cells that came reach into the rows before this one */
};

/* Pages and newsletters are laid out in tables, too: those of data have rows of several cells, and in their cells short
 * text. */
bool html_table_holds_data(xmlNode *table);

void html_table_begin(struct html_table *table);
void html_table_end(struct html_table *table, struct builder *builder);

/* The next row of the table, or its caption. */
void html_table_row(struct html_table *table, struct builder *builder);
void html_table_caption(struct html_table *table, struct builder *builder);

/* The next cell. Its end, if it is still open then. */
void html_table_cell(struct html_table *table, struct builder *builder, const xmlNode *cell);
void html_table_end_cell(struct html_table *table, struct builder *builder);

/* Before text: where it stands in no cell it gets one of its own. Before a span opens or closes: such a cell ends. */
void html_table_text(struct html_table *table, struct builder *builder);
void html_table_span(struct html_table *table, struct builder *builder);

#endif
