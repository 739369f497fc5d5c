/* ui: what the user sees: the screens, the loop that reads keys and shows what they did. The only room that knows
 * curses. Never in here: what an action means for the session (app/session.h), what an article is. */
#ifndef WHOSAID_UI_UI_H
#define WHOSAID_UI_UI_H

struct errands;
struct error;
struct keymap;
struct session;
struct settings;
struct theme;

/* Takes the terminal on standard input and output, lets the user read until they quit, and gives the terminal back as
 * it was. Without colours, or with NO_COLOR in the environment, the built-in mono theme stands in for `theme`. Returns
 * 0 when the user quit; 128 and the signal's number when SIGHUP, SIGINT or SIGTERM ended it; 1 and a sentence when the
 * terminal cannot be used or memory is short. What the user has fetched runs as `errands`. Everything passed stays the caller's. */
int ui_run(struct session *session, struct errands *errands, const struct settings *settings,
           const struct keymap *keymap, const struct theme *theme, struct error *error);

#endif
