/* input: what happens to the program from outside: keys, the mouse, signals, one event at a time. Never in here: what
 * an event does. */
#ifndef WHOSAID_UI_INPUT_H
#define WHOSAID_UI_INPUT_H

#include <stdbool.h>
#include <stdint.h>

enum event_type {
    EVENT_KEY,    /* `key` */
    EVENT_CLICK,  /* at `row`, `column` */
    EVENT_WHEEL,  /* at `row`, `column`; `lines` down, or up when negative */
    EVENT_RESIZE, /* the terminal has another size */
    EVENT_STOP,   /* SIGTSTP: the user wants the shell */
    EVENT_GO_ON,  /* SIGCONT: stopped from outside and continued; the terminal may show anything */
    EVENT_WORK,   /* the descriptor of work can be read */
    EVENT_CANCEL, /* SIGINT, which ^C sends: whatever goes on is not wanted */
    EVENT_END     /* SIGHUP, SIGTERM, or the terminal is gone: `number` is the signal */
};

struct event {
    enum event_type type;
    uint32_t key; /* a character or one of enum key_code */
    int row, column, lines, number;
};

struct input {
    int idle; /* descriptor that gets a byte whenever nothing is left to do; -1: none */
    int work; /* descriptor of what goes on beside the keys; -1: nothing does */
};

/* Reads the number of the idle descriptor from WHOSAID_IDLE_FD in the environment, and takes the mouse where asked to.
 * The screen must be open. */
struct input input_open(bool mouse);

/* True when keys were typed ahead, or a signal came: what is drawn now would not stand. */
bool input_is_ahead(void);

/* Waits for the next event. Before the program sleeps, one byte goes to the idle descriptor: everything that was put in
 * is done and drawn, work included, so that a test need not guess when to look. */
struct event input_wait(struct input *input);

#endif
