/* drawing: pixels become what a terminal shows: sixel or kitty graphics where it has them, else characters in colours.
 * The only user of libchafa. Never in here: files, the network, curses. */
#ifndef WHOSAID_PICTURE_DRAWING_H
#define WHOSAID_PICTURE_DRAWING_H

#include <stdbool.h>

struct buffer;
struct error;
struct picture;

enum drawing_way { DRAWING_AUTO, DRAWING_SIXEL, DRAWING_KITTY, DRAWING_SYMBOLS };

/* "auto", "sixel", "kitty", "symbols"; anything else is DRAWING_AUTO. */
enum drawing_way drawing_way_named(const char *name);

/* Where a picture is to stand: so many cells of so many pixels each, all at least 1. `left` and `top` count from 0; a
 * negative `left`: where the cursor stands. */
struct drawing_room {
    int columns, rows, left, top;
    int cell_width, cell_height;
};

struct drawer;

/* What draws for the terminal that the environment describes; nothing is asked of the terminal itself, which might be
 * slow to answer, or never. `ascii`: no other characters. NULL and a sentence when libchafa is not installed or memory
 * is short. The caller owns it. */
struct drawer *drawer_create(enum drawing_way way, bool ascii, struct error *error);
void drawer_destroy(struct drawer *drawer);

/* Appends what shows the picture in the room, in the middle: as graphics never larger than it is, in characters as
 * large as fits. The cursor is back where it was; a picture that was drawn where the cursor stood is followed by a
 * newline. False and a sentence when memory is short. */
bool drawer_draw(const struct drawer *drawer, const struct picture *picture, const struct drawing_room *room,
                 struct buffer *out, struct error *error);

#endif
