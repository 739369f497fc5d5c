/* prompt: a line that is typed at the bottom of the screen. Never in here: what it is typed for. */
#ifndef WHOSAID_UI_PROMPT_H
#define WHOSAID_UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/state.h"

struct prompt {
    char text[TYPED_SIZE]; /* clean UTF-8 */
    size_t length;
};

/* Takes a key that types or deletes: a character; Backspace; C-w, the last word; C-u, everything. True when it was one.
 * */
bool prompt_take(struct prompt *prompt, uint32_t key);

/* Draws sign, text and, at the right edge, a note in the last line; returns the column for the cursor. */
int prompt_draw(const struct prompt *prompt, struct ui *ui, const char *sign, const char *note);

/* True for the keys that give a prompt up: Escape, C-g, and ^C as an event. */
bool prompt_is_given_up(const struct event *event);

#endif
