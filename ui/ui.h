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

/* What the screen works with; all of it stays the caller's. */
struct ui_setup {
    struct session *session;
    struct errands *errands; /* what the user has fetched */
    const struct settings *settings;
    const struct keymap *keymap;
    const struct theme
        *theme; /* without colours, or with NO_COLOR in the environment, the built-in mono one stands in */
    /* Asked when a feed was subscribed to while files are read: the session over the archive to go on with. NULL and a
     * sentence when that cannot be read; NULL and an empty one: the files stay. */
    struct session *(*subscribed)(void *context, struct error *error);
    void *context;
};

/* Takes the terminal on standard input and output, lets the user read until they quit, and gives the terminal back as
 * it was. Returns 0 when the user quit; 128 and the signal's number when SIGHUP, SIGINT or SIGTERM ended it; 1 and a
 * sentence when the terminal cannot be used or memory is short. */
int ui_run(const struct ui_setup *setup, struct error *error);

#endif
