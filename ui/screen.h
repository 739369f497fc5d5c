/* screen: the terminal as a grid of cells with styles: taking it, writing on it, giving it back. Never in here: what is
 * written where. */
#ifndef WHOSAID_UI_SCREEN_H
#define WHOSAID_UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "config/theme.h"
#include "ui/glyphs.h"

struct error;
struct settings;

struct screen {
    struct theme theme; /* in use: the mono theme where there are no colours */
    enum glyph_set set;
    bool colours, many_colours; /* any, 256 */
    struct array pairs;         /* of struct colour_pair: those that curses was told of, from number 1 on */
    int rows, columns;          /* at least 1 */
    bool open;
};

/* Where the next text goes: a row, a column, and the column before which it ends. Outside of the screen nothing is
 * written. */
struct pen {
    int row, column, end;
};

/* Takes the terminal on standard input and output. False and a sentence, the terminal as it was, when it cannot be
 * used. Close it in either case. */
bool screen_open(struct screen *screen, const struct settings *settings, const struct theme *theme,
                 struct error *error);
void screen_close(struct screen *screen);

/* Asks the terminal for its size; the next flush draws everything anew. */
void screen_resize(struct screen *screen);

/* The next flush draws everything anew, whatever the terminal shows. */
void screen_redraw(struct screen *screen);

/* Gives the terminal back for a while, and takes it again. */
void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

/* Sends what has changed; the cursor stands at `row`, `column` and is shown, or, where `row` is negative, hidden and
 * wherever it is cheapest. */
void screen_flush(struct screen *screen, int row, int column);

/* Sends nothing: keeps what was drawn for the next flush. */
void screen_keep(struct screen *screen);

/* Sends bytes past curses, which takes the screen to be as it was. What was drawn must be flushed. False when the
 * terminal takes none. */
bool screen_send(const char *bytes, size_t length);

/* How many pixels a cell has; where the terminal does not tell, rather too few than too many. */
void screen_cell_size(int *width, int *height);

/* The style of a role in the theme; `over` laid over `base`: its colours where it has any, and both attributes. */
struct style screen_style(const struct screen *screen, enum role role);
struct style style_over(struct style base, struct style over);

/* How many of the theme's first styles for speakers can be told apart here: with eight colours some of them are the
 * same. */
size_t screen_voice_styles(const struct screen *screen);

/* Writes as much of clean UTF-8 as fits before the pen's end and moves the pen behind it. */
void screen_put(struct screen *screen, struct pen *pen, struct style style, const char *text, size_t length);
void screen_put_string(struct screen *screen, struct pen *pen, struct style style, const char *text);

/* Writes the text in at most `columns`, an ellipsis at its end when it is cut. */
void screen_put_clipped(struct screen *screen, struct pen *pen, struct style style, const char *text, size_t length,
                        int columns);

/* Fills with blanks up to column `until` (at most the pen's end). */
void screen_pad(struct screen *screen, struct pen *pen, struct style style, int until);

/* Columns that the text takes. */
int screen_width(const struct screen *screen, const char *text, size_t length);

#endif
