/* help: the keys of a screen, from the action table and the keymap that is really in use. Never in here: what they do.
 * */
#ifndef WHOSAID_UI_HELP_H
#define WHOSAID_UI_HELP_H

struct ui;

/* Shows the keys of the session's screen until the user has seen enough. */
void help_run(struct ui *ui);

#endif
