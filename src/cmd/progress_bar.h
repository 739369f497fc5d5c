/* progress bar: one line of a terminal on standard error that tells how far something is. Where that is no terminal
 * there is none. Never in here: what is done. */
#ifndef WHOSAID_CMD_PROGRESS_BAR_H
#define WHOSAID_CMD_PROGRESS_BAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress_bar {
    bool is_wanted;   /* there is a terminal, and it was not asked to be silent */
    int64_t drawn_at; /* milliseconds of the clock; 0: it does not stand there */
    size_t columns;   /* that it takes */
};

struct progress_bar progress_bar_create(bool is_quiet);

/* Draws `text` behind a bar of `done` in `total` parts, at most ten times a second; the bar gets what room the text
 * leaves, and the text is cut where the terminal ends. ASCII only, no colour, nothing but a carriage return moves the
 * cursor. */
void progress_bar_draw(struct progress_bar *bar, size_t done, size_t total, const char *text);

/* Takes it away, so that a line can be printed; the next call draws it below. */
void progress_bar_clear(struct progress_bar *bar);

/* Appends a number of bytes as people read it, "4.5 MB", to `text` of `size` bytes, cut there. */
void progress_append_bytes(char *text, size_t size, int64_t bytes);

#endif
