/* ask: a question in the last line. Never in here: what it is asked for. */
#ifndef WHOSAID_UI_ASK_H
#define WHOSAID_UI_ASK_H

#include <stdbool.h>

#include "ui/prompt.h"

/* Lets the user type behind `sign`, or change what stands in the prompt. True when they accepted it with Enter; false when they
 * gave it up. */
bool ask_text(struct ui *ui, const char *sign, struct prompt *prompt);

/* Puts `text` into the prompt, as much of it as there is room for. */
void ask_begin_with(struct prompt *prompt, const char *text);

/* True when the user answers with y. */
bool ask_yes(struct ui *ui, const char *question);

#endif
