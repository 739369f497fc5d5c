/* layout lines: a stretch of text broken into lines of a width, one after another. Never in here: rows, blocks. */
#ifndef WHOSAID_UI_LAYOUT_LINES_H
#define WHOSAID_UI_LAYOUT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"

struct layout;

/* What is still to be broken. */
struct layout_lines {
    const struct layout *layout;
    const char
        *breaks; /* for each byte from `base` on whether a line may begin there; NULL where only newlines count */
    size_t base;
    size_t at, end;
    bool is_cut, is_done;
};

struct layout_line {
    struct range range; /* without blanks at its end */
    bool continues;     /* it begins where the one before was full, at no newline */
};

/* The next line; false behind the last one. There is always one, which may be empty. */
bool layout_lines_next(struct layout_lines *lines, int width, struct layout_line *line);

/* Columns of the widest stretch that cannot be broken, and of the whole if it is not. */
struct layout_widths {
    int least, most;
};

struct layout_widths layout_lines_measure(struct layout_lines lines);

#endif
