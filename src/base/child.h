/* child: starting another program: an argument vector, never a shell, and nothing of ours left open in it. Never in
 * here: which program. */
#ifndef WHOSAID_BASE_CHILD_H
#define WHOSAID_BASE_CHILD_H

#include <stdbool.h>

struct error;

/* Starts `arguments[0]` (looked up in PATH) with the NULL-terminated arguments, in a session of its own, its standard
 * input, output and errors at /dev/null, and does not wait for it: it is nobody's zombie, and it outlives us. False and
 * a sentence when it cannot be started at all. */
bool child_start(const char *const arguments[], struct error *error);

/* True for an address that may be handed to a program: http or https in any case, no blank, no control, no byte outside
 * of ASCII (RFC 3986 has none). */
bool child_may_open(const char *url);

#endif
