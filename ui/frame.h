/* frame: how the screen is divided: the line at the top, the list, the text, the line at the bottom. Never in here:
 * curses, what is shown in the parts. */
#ifndef WHOSAID_UI_FRAME_H
#define WHOSAID_UI_FRAME_H

#include <stdbool.h>

struct frame {
    int rows, columns;
    bool has_header, has_gap, has_rule, has_status; /* on a small screen the text comes first */
    int body_top, body_rows;                        /* what lies between, at least one row */
    int list_columns;                               /* of the list beside the reader; 0 when there is none */
    int reader_left, reader_columns;                /* the reader's part of the body */
    int names_left, names_columns;                  /* the margin for speakers' names, 0 columns when there is none */
    int text_left, text_columns;                    /* where the article's text stands */
};

/* Divides a screen of `rows` by `columns`. `text_width` is the greatest width of the text, `list_beside` whether a list
 * stands beside the reader. */
struct frame frame_make(int rows, int columns, int text_width, bool list_beside);

#endif
