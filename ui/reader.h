/* reader: the article on the screen: its rows, the names in the margin, what is highlighted, and where the screen
 * stands in it. Never in here: what an action does to the session. */
#ifndef WHOSAID_UI_READER_H
#define WHOSAID_UI_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/frame.h"
#include "ui/layout.h"
#include "ui/voices.h"

struct evidence;
struct jump_list;
struct screen;
struct session;

struct reader {
    const struct article *article; /* the one laid out; NULL: none yet */
    unsigned long serial;          /* of its reading */
    struct frame frame;
    struct layout layout;
    struct voices voices;
    size_t top;        /* first row on the screen */
    int table_columns; /* that tables may take */
    int shift;         /* columns of wide tables that are out of sight at the left, where they have as many to spare */
    int unsure_below;
    bool number_links;
    size_t voice_styles;             /* in how many styles voices can be told apart */
    const struct jump_list *preview; /* matches to show in the place of the active list's stops; NULL: none */
    const struct evidence
        *evidence; /* of the current quotation, whose speaker is lit up, sure or not; NULL: not shown */
};

void reader_release(struct reader *reader);

/* Gives back what belongs to the article; the next reader_prepare may be told of another session. */
void reader_forget(struct reader *reader);

/* Lays the session's open article out for the frame where that is not done already, and finds the top row. False when
 * memory was short: what could be laid out stands. */
bool reader_prepare(struct reader *reader, struct session *session, const struct frame *frame, enum glyph_set set);

/* Moves the top by `rows`, as far as there is text; true when it moved. */
bool reader_scroll(struct reader *reader, struct session *session, long long rows);

/* Moves wide tables by `columns` to the left (negative: to the right), as far as those on the screen go; true when one
 * moved. */
bool reader_shift(struct reader *reader, int columns);

/* How many columns of the table that the row is of are out of sight at the left. */
int reader_table_shift(const struct reader *reader, const struct layout_row *row);

/* Moves the top to the row that holds byte `top`, unless that is ARTICLE_NONE, and then so that the bytes can be seen:
 * not at all where they can be already; else a third from the top. */
void reader_show(struct reader *reader, struct session *session, struct range bytes, size_t top);

void reader_draw(const struct reader *reader, struct screen *screen, const struct session *session);

/* True when all of these bytes can be seen at once. */
bool reader_has_room(const struct reader *reader, struct range bytes);

/* The bytes in the rows on the screen. */
struct range reader_seen(const struct reader *reader);

/* How far the last row on the screen is, in per cent; -1 when all of the article can be seen. */
int reader_percentage(const struct reader *reader);

/* The byte at that cell of the screen; ARTICLE_NONE where there is none. */
size_t reader_byte_at(const struct reader *reader, int row, int column);

/* Finds the cell of a byte; false when it is not on the screen. */
bool reader_cell_of(const struct reader *reader, size_t byte, int *row, int *column);

#endif
