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
    LIST_GAP = 2
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

struct frame frame_make(int rows, int columns, int text_width, bool list_beside)
{
    struct frame frame = {.rows = rows, .columns = columns};
    frame.has_gap = frame.has_rule = rows >= ROOMY_ROWS;
    frame.has_header = rows >= 3;
    frame.has_status = rows >= 2;
    frame.body_top = frame.has_header + frame.has_gap;
    frame.body_rows = rows - frame.body_top - frame.has_rule - frame.has_status;
    if (list_beside)
        frame.list_columns = clamp(columns * 3 / 10, LIST_LEAST, LIST_MOST);
    frame.reader_left = list_beside ? frame.list_columns + LIST_GAP : 0;
    frame.reader_columns = columns - frame.reader_left;
    place_text(&frame, text_width);
    return frame;
}
