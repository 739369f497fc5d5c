/* clipboard: copying by OSC 52, the sequence with which a terminal, also one at the far end of SSH, takes text into the
 * clipboard of the machine that it runs on. Never in here: what is copied. */
#ifndef WHOSAID_UI_CLIPBOARD_H
#define WHOSAID_UI_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

struct error;

/* Writes the text, through the cleaning gate and in base64 (RFC 4648), to the terminal on standard output; what was
 * drawn must be flushed. Terminals that do not know the sequence pass over it. False and a sentence when it is too
 * long, or memory is short. */
bool clipboard_copy(const char *text, size_t length, struct error *error);

#endif
