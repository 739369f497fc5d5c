/* folder actions: what the keys that change feeds do to a folder of the library. Never in here: feeds, which row is
 * meant. */
#ifndef WHOSAID_UI_FOLDER_ACTIONS_H
#define WHOSAID_UI_FOLDER_ACTIONS_H

struct shelf_row;
struct ui;

/* Each asks, and has our own program do it: a folder is taken away from around its feeds, gets another name, or goes
 * into another folder. The row lives until the list is read anew, which no question does. */
void folder_actions_remove(struct ui *ui, const struct shelf_row *folder);
void folder_actions_rename(struct ui *ui, const struct shelf_row *folder);
void folder_actions_move(struct ui *ui, const struct shelf_row *folder);

#endif
