/* state: what the parts of the screen share while the program runs, and the few things that any of them may ask the
 * loop for. Never in here: anything that a part can keep to itself. */
#ifndef WHOSAID_UI_STATE_H
#define WHOSAID_UI_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/errands.h"
#include "app/session.h"
#include "ui/frame.h"
#include "ui/history.h"
#include "ui/input.h"
#include "ui/reader.h"
#include "ui/screen.h"

struct keymap;
struct settings;
struct ui_setup;

/* Longest text that is typed into the screen's prompts, in bytes: an address may be long. */
enum { TYPED_SIZE = 2048 };

struct ui {
    const struct ui_setup *setup;
    struct session *session; /* the setup's, or one that it gave since */
    const struct settings *settings;
    const struct keymap *keymap;
    struct errands *errands;
    struct errand_end ended; /* an errand that has ended and is still to be told of */
    bool has_ended;
    const struct child *awaited; /* what is waited for in place of the errands, or NULL: its reader takes EVENT_WORK */
    int64_t refreshed;           /* when the lists were read last, in milliseconds of some clock */
    struct screen screen;
    struct input input;
    struct frame frame;
    struct reader reader;
    size_t list_tops[CONTEXT_COUNT]; /* first rows on the screen of library and articles */
    char sought[TYPED_SIZE];         /* what was searched last */
    struct history histories[HISTORY_COUNT];
    size_t count;    /* typed before a key; 0: none */
    bool telling;    /* the session's notice stands in the last line until the next key */
    bool explaining; /* the evidence of the current quotation stands with the text */
    bool done;
    int end_signal; /* what ended it, or 0 */
};

/* Draws all of the screen but sends nothing. */
void ui_draw(struct ui *ui);

/* Sends what was drawn (unless keys were typed ahead: then only what they lead to is), with the cursor shown at `row`,
 * `column` (hidden where `row` is negative), and waits for an event. Suspending, going on and another size are seen to
 * and come out as EVENT_RESIZE: draw anew. EVENT_END has set `done`: leave. */
struct event ui_wait(struct ui *ui, int row, int column);

/* Shows what a call of the session changed. */
void ui_show(struct ui *ui, unsigned changes);

/* Puts a sentence into the last line until the next key. */
void ui_tell(struct ui *ui, const char *sentence);

#endif
