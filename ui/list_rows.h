/* list rows: what a row of the library or of the articles says. Never in here: drawing it. */
#ifndef WHOSAID_UI_LIST_ROWS_H
#define WHOSAID_UI_LIST_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "config/keys.h"

struct ui;

/* How much room there is. */
enum list_row_size { LIST_ROW_SHORT, LIST_ROW_WHOLE };

struct list_row {
    const char *sign; /* in front, where the archive is read: starred, failing */
    int indent;       /* column of the title */
    struct buffer title, note;
    bool is_unread, is_faint;
};

/* Give it back with list_row_release. */
struct list_row list_row_create(void);
void list_row_release(struct list_row *row);

/* Fills in an empty row with what is known of row `index` of the library or of the articles. */
void list_row_describe(const struct ui *ui, enum context list, size_t index, enum list_row_size size,
                       struct list_row *row);

/* Appends what else is known of the row under the cursor: a feed's health; an article's writer and quotations. */
void list_row_append_status(const struct ui *ui, struct buffer *status);

#endif
