/* frame: how the screen is divided: the line at the top, the list, the text, the line at the bottom. Never in here:
 * curses, what is shown in the parts. */
#ifndef WHOSAID_UI_FRAME_H
#define WHOSAID_UI_FRAME_H

#include <stdbool.h>

/* What stands on the screen with the text. */
enum frame_company { FRAME_TEXT_ALONE, FRAME_LIST, FRAME_PANEL_BESIDE, FRAME_PANEL_BELOW };

/* With fewer columns a panel beside the text would leave it too few. */
enum { FRAME_PANEL_BESIDE_LEAST = 100 };

struct frame {
    int rows, columns;
    bool has_header, has_gap, has_rule, has_status; /* on a small screen the text comes first */
    int body_top, body_rows;                        /* what lies between, at least one row */
    int list_columns;                               /* of the list beside the reader; 0 when there is none */
    int reader_left, reader_columns;                /* the reader's part of the body */
    int names_left, names_columns;                  /* the margin for speakers' names, 0 columns when there is none */
    int text_left, text_columns;                    /* where the article's text stands */
    int panel_top, panel_rows; /* of the panel beside or below the text; 0 rows when there is none */
    int panel_left, panel_columns;
};

/* Divides a screen of `rows` by `columns`. `text_width` is the greatest width of the text. A panel below finds no room
 * where the body has one row. */
struct frame frame_make(int rows, int columns, int text_width, enum frame_company company);

#endif
