/* picture: what stands on an emulated screen, written so that people can read and compare it:
 *
 *     == opened: 40x3, cursor hidden
 *     |{1:Harbour board votes}                     |
 *     |                                        |
 *     |{2:“We have waited,”} she said.            |
 *     == attributes
 *     1 bold
 *     2 underline, foreground 75
 *
 * A stretch that is not plain stands in {NUMBER:…}; numbers run on over all pictures of a file and are told at its end.
 * Braces and backslashes that stand on the screen have a backslash before them. The emulator (libvterm 0.1) knows no
 * faint, so faint text is plain here. Never in here: how the screen came to be. */
#ifndef WHOSAID_TESTS_SCREEN_PICTURE_H
#define WHOSAID_TESTS_SCREEN_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct terminal;

enum { PICTURE_STYLES_MAX = 64, PICTURE_STYLE_SIZE = 96 };

/* The attributes met so far; {0} starts one. */
struct picture_legend {
    char styles[PICTURE_STYLES_MAX][PICTURE_STYLE_SIZE];
    size_t count;
};

/* Appends the screen with a headline. False when `out` is full, memory is short, or there are too many styles. */
bool picture_draw(const struct terminal *terminal, const char *label, struct picture_legend *legend,
                  struct buffer *out);

/* Appends the characters on the screen, a line for each row, without styles. False when `out` is full or memory is
 * short. */
bool picture_rows(const struct terminal *terminal, struct buffer *out);

/* Appends what the numbers mean. False as above. */
bool picture_explain(const struct picture_legend *legend, struct buffer *out);

#endif
