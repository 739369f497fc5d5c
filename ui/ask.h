/* ask: a question in the last line. Never in here: what it is asked for. */
#ifndef WHOSAID_UI_ASK_H
#define WHOSAID_UI_ASK_H

#include <stdbool.h>

#include "ui/prompt.h"

/* Lets the user type behind `sign`, or change what stands in the prompt; the arrows up and down bring back what was
 * typed into prompts of this kind before. True when they accepted it with Enter; false when they gave it up. */
bool ask_text(struct ui *ui, enum history_kind kind, const char *sign, struct prompt *prompt);

/* True when the user answers with y. What is least important in the question stands at its end: it is cut to the
 * screen. */
bool ask_yes(struct ui *ui, const char *question);

#endif
