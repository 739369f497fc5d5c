/* actions: what each action of config/actions.def does on the screen. Never in here: keys. */
#ifndef WHOSAID_UI_ACTIONS_H
#define WHOSAID_UI_ACTIONS_H

#include <stddef.h>

#include "config/keys.h"

struct ui;

/* Does the action; `count` is the one that was typed, 0 for none. */
void ui_act(struct ui *ui, enum action action, size_t count);

/* Moves list or text by so many rows, as the wheel does. */
void ui_scroll(struct ui *ui, long long rows);

#endif
