/* table: rows of cells, aligned for people or separated by tabs for cut and awk. Never in here: what the cells tell. */
#ifndef WHOSAID_CMD_TABLE_H
#define WHOSAID_CMD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"

struct arena;
struct buffer;

enum column_kind {
    COLUMN_LEFT,  /* aligned left */
    COLUMN_RIGHT, /* numbers */
    COLUMN_REST,  /* the last one that people see: takes the rest of the line and is wrapped there */
    COLUMN_HIDDEN /* only for programs */
};

struct column {
    const char *name;
    enum column_kind kind;
};

/* Rows without their printing. */
struct table {
    const struct column *columns; /* ends with one without a name */
    size_t column_count;
    struct arena *arena;
    struct array cells; /* of const char *, row by row */
};

/* An empty table whose cells live in the arena; the columns must outlive it. Give it back with table_release. */
struct table table_create(const struct column *columns, struct arena *arena);
void table_release(struct table *table);

/* Adds the next cell, cleaned for a terminal, with newlines and tabs as blanks. */
void table_add(struct table *table, const char *text, size_t length);
void table_add_string(struct table *table, const char *text);          /* NULL is an empty cell */
void table_add_buffer(struct table *table, const struct buffer *text); /* one that has failed makes the table fail */
void table_add_format(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Print the rows on standard output. False when memory was short, now or while cells were added. */
bool table_print_aligned(const struct table *table, size_t width);
bool table_print_tabs(const struct table *table);

#endif
