/* press: a server on the loopback that prints editions of feeds. What it printed can be told from an article alone, so
 * that whoever finds one in an archive can say whether it is whole. Never in here: archives. */
#ifndef WHOSAID_TESTS_CRASH_PRESS_H
#define WHOSAID_TESTS_CRASH_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A feed has so many items, the numbers from the edition's own on; each edition brings one more, drops the oldest, and
 * corrects those that have stood for another PRESS_CORRECTED editions. */
enum { PRESS_ITEMS = 12, PRESS_CORRECTED = 3 };

struct press {
    pid_t process;
    unsigned port;
    volatile unsigned *edition; /* the one that is printed now, counted from 1; shared with the process */
};

/* Starts printing: http://127.0.0.1:PORT/FEED, FEED a number. False when the system refuses. */
bool press_start(struct press *press);
void press_stop(struct press *press);

/* What an article's text says of itself. */
struct printed {
    unsigned feed, item, state; /* state: how often it was corrected */
};

/* Reads it from a text, which must be, to the last letter, one that the press prints; `quotations` becomes how many the
 * text has. */
bool press_recognizes(const char *text, struct printed *printed, size_t *quotations);

/* The state of an item in an edition that has it: one from `edition` to `edition` + PRESS_ITEMS - 1. */
unsigned press_state(unsigned item, unsigned edition);

#endif
