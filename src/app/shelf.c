/* shelf: hands on to the kind. */
#include "app/shelf.h"

size_t shelf_row_count(const struct shelf *shelf)
{
    return shelf->type->row_count(shelf);
}

struct shelf_row shelf_row(const struct shelf *shelf, size_t row)
{
    return shelf->type->row(shelf, row);
}

bool shelf_enter(struct shelf *shelf, size_t row, struct error *error)
{
    return shelf->type->enter(shelf, row, error);
}

struct shelf_row shelf_list(const struct shelf *shelf)
{
    return shelf->type->list(shelf);
}

size_t shelf_entry_count(const struct shelf *shelf)
{
    return shelf->type->entry_count(shelf);
}

struct shelf_entry shelf_entry(struct shelf *shelf, size_t entry)
{
    return shelf->type->entry(shelf, entry);
}

struct article *shelf_open(struct shelf *shelf, size_t entry, struct error *error)
{
    return shelf->type->open(shelf, entry, error);
}

void shelf_close(struct shelf *shelf, struct article *article)
{
    if (shelf->type->close)
        shelf->type->close(shelf, article);
}

bool shelf_keeps_articles(const struct shelf *shelf)
{
    return !shelf->type->close;
}
