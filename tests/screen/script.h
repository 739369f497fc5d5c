/* script: runs one NAME.keys file: what to start, which keys to press, what to look at. tests/screen/README.md has the
 * words of the language. Never in here: ptys, cells. */
#ifndef WHOSAID_TESTS_SCREEN_SCRIPT_H
#define WHOSAID_TESTS_SCREEN_SCRIPT_H

#include <stdbool.h>

struct buffer;
struct error;

struct script_options {
    const char *program;   /* absolute path of what `run` starts */
    const char *directory; /* where it starts, and what its files are named from */
    const char *home;      /* absolute path of its home; made anew for every script */
};

/* Runs the script at `path` and appends the pictures that it takes to `pictures`. False and a sentence with file and
 * line at the first thing that is not as the script demands. The caller must be a process made for this
 * (terminal_start). */
bool script_run(const char *path, const struct script_options *options, struct buffer *pictures, struct error *error);

#endif
