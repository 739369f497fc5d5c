/* feed actions: subscribing, fetching, renaming from the screen: a question in the last line, then our own program does
 * it. Never in here: reading and marking articles. */
#ifndef WHOSAID_UI_FEED_ACTIONS_H
#define WHOSAID_UI_FEED_ACTIONS_H

#include <stddef.h>

struct ui;

/* Rows of the table of actions (ui/actions.c); none of them has a use for a count. */
void feed_actions_add(struct ui *ui, size_t count);
void feed_actions_remove(struct ui *ui, size_t count);
void feed_actions_rename(struct ui *ui, size_t count);
void feed_actions_move(struct ui *ui, size_t count);
void feed_actions_tag(struct ui *ui, size_t count);
void feed_actions_find(struct ui *ui, size_t count);
void feed_actions_reload(struct ui *ui, size_t count);
void feed_actions_reload_all(struct ui *ui, size_t count);
void feed_actions_full_text(struct ui *ui, size_t count);

#endif
