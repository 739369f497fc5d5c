/* prompt: a line that is typed at the bottom of the screen. Never in here: what it is typed for. */
#ifndef WHOSAID_UI_PROMPT_H
#define WHOSAID_UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/state.h"

struct prompt {
    char text[TYPED_SIZE]; /* clean UTF-8 */
    size_t length, cursor; /* in bytes */
};

/* Takes a key that types, deletes or moves the cursor, as readline(3) has them: a character; Backspace, Delete and C-d;
 * C-w, the word before the cursor; C-u and C-k, all before and behind it; Left and C-b, Right and C-f, Home and C-a,
 * End and C-e. True when the text has changed. */
bool prompt_take(struct prompt *prompt, uint32_t key);

/* Puts `text` into the prompt, as much of it as there is room for, the cursor behind it. */
void prompt_set(struct prompt *prompt, const char *text);

/* Draws sign, text and, at the right edge, a note in the last line; returns the column for the cursor. */
int prompt_draw(const struct prompt *prompt, struct ui *ui, const char *sign, const char *note);

/* True for the keys that give a prompt up: Escape, C-g, and ^C as an event. */
bool prompt_is_given_up(const struct event *event);

#endif
