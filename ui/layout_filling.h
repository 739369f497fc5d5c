/* layout filling: what the layout's files share while one block becomes rows. Never in here: what others call
 * (layout.h). */
#ifndef WHOSAID_UI_LAYOUT_FILLING_H
#define WHOSAID_UI_LAYOUT_FILLING_H

#include <stddef.h>
#include <stdint.h>

#include "ui/layout.h"
#include "ui/layout_lines.h"

struct layout_filling {
    struct layout *layout;
    const struct block *block;
    const char *breaks; /* of the block, as layout_lines has them */
    uint32_t index;     /* of the block */
    int indent;
};

/* A new row of the block with its indent, zeroed else; NULL when there is no room for it. */
struct layout_row *layout_add_row(const struct layout_filling *filling, enum layout_kind kind, struct range range);

/* The lines of a stretch of the block. */
struct layout_lines layout_lines_of(const struct layout_filling *filling, struct range range);

/* Fills a stretch of the block into rows as text. */
void layout_fill_text(const struct layout_filling *filling, struct range range);

#endif
