/* work: what our own program does for the reader meanwhile, as the screen tells of it. Never in here: how it is started
 * (app/errands.h). */
#ifndef WHOSAID_UI_WORK_H
#define WHOSAID_UI_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/errands.h"

struct buffer;
struct ui;

/* Begins `whosaid COMMAND ARGUMENT…` (NULL at the end), or tells why not. */
void work_begin(struct ui *ui, enum errand_type type, const char *const arguments[], int64_t article);

/* Tells of what has ended, and shows what it changed. */
void work_finish(struct ui *ui);

/* Whether lists may be read anew now: what is fetched changes them many times a second. */
bool work_lets_refresh(struct ui *ui);

/* Asks what is at work to end; false when nothing is. */
bool work_cancel(struct ui *ui);

/* Appends how far it is: "fetching 12/100  34 new"; nothing when nothing is at work. */
void work_append(const struct ui *ui, struct buffer *line);

#endif
