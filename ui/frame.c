/* frame: arithmetic of the screen. */
#include "ui/frame.h"

enum {
    ROOMY_ROWS = 12, /* from here on there are rows to spare for a gap and a rule */
    NAMES_FROM = 60, /* columns from which on names stand in the margin */
    NAMES_LEAST = 12,
    NAMES_MOST = 24,
    NAMES_GAP = 2, /* between name and text */
    EDGE = 2,      /* between the text and the right edge */
    LIST_LEAST = 30,
    LIST_MOST = 48,
    LIST_GAP = 2,
    PANEL_LEAST = 46,
    PANEL_MOST = 64,
    PANEL_ROWS_MOST = 24,
    PANEL_GAP = 3
};

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* The text and its margin in the middle of the reader, the margin at least as wide as a name needs. */
static void place_text(struct frame *frame, int text_width)
{
    int columns = frame->reader_columns;
    if (columns < NAMES_FROM) {
        frame->text_columns = clamp(columns - (columns >= 20 ? 2 : 0), 1, text_width);
        frame->text_left = frame->reader_left + (columns - frame->text_columns) / 2;
        return;
    }
    int margin = clamp(columns / 5, NAMES_LEAST, NAMES_MOST);
    frame->text_columns = clamp(columns - margin - EDGE, 1, text_width);
    int left = (columns - frame->text_columns) / 2;
    if (left < margin)
        left = margin;
    frame->text_left = frame->reader_left + left;
    frame->names_columns = margin - NAMES_GAP;
    frame->names_left = frame->text_left - margin;
}

/* The list at the left, or the panel at the right, takes its columns from the reader. */
static void divide_columns(struct frame *frame, enum frame_company company)
{
    int columns = frame->columns;
    if (company == FRAME_LIST) {
        frame->list_columns = clamp(columns * 3 / 10, LIST_LEAST, LIST_MOST);
        frame->reader_left = frame->list_columns + LIST_GAP;
    }
    frame->reader_columns = columns - frame->reader_left;
    if (company == FRAME_PANEL_BESIDE) {
        frame->panel_columns = clamp(columns * 2 / 5, PANEL_LEAST, PANEL_MOST);
        frame->panel_left = columns - frame->panel_columns;
        frame->panel_top = frame->body_top;
        frame->panel_rows = frame->body_rows;
        frame->reader_columns = frame->panel_left - PANEL_GAP;
    }
}

/* The panel at the bottom takes the greater part: the text beside a quotation is short, its evidence is not. */
static void divide_rows(struct frame *frame)
{
    int text = frame->body_rows * 2 / 5;
    if (frame->body_rows < 2)
        return;
    frame->panel_rows = clamp(frame->body_rows - text, 1, PANEL_ROWS_MOST);
    if (frame->panel_rows == frame->body_rows)
        frame->panel_rows--;
    frame->body_rows -= frame->panel_rows;
    frame->panel_top = frame->body_top + frame->body_rows;
    frame->panel_columns = frame->columns;
}

struct frame frame_make(int rows, int columns, int text_width, enum frame_company company)
{
    struct frame frame = {.rows = rows, .columns = columns};
    frame.has_gap = frame.has_rule = rows >= ROOMY_ROWS;
    frame.has_header = rows >= 3;
    frame.has_status = rows >= 2;
    frame.body_top = frame.has_header + frame.has_gap;
    frame.body_rows = rows - frame.body_top - frame.has_rule - frame.has_status;
    divide_columns(&frame, company);
    if (company == FRAME_PANEL_BELOW)
        divide_rows(&frame);
    place_text(&frame, text_width);
    return frame;
}
