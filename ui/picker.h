/* picker: choosing one of many by typing a part of it. Never in here: what there is to choose from (app/picks.h). */
#ifndef WHOSAID_UI_PICKER_H
#define WHOSAID_UI_PICKER_H

#include "article/jump_list.h"

struct ui;

/* Shows what there is of that kind in the open article and jumps to what the user picks. Typing filters, arrows, C-n,
 * C-p, Tab and the page keys move, Enter picks; Escape leaves all as it was. */
void picker_run(struct ui *ui, enum jump_kind kind);

#endif
