/* annotate lines: `whosaid annotate --jsonl`, one JSON object a line in, one a line out, in constant memory. Never in
 * here: files, options. */
#ifndef WHOSAID_CMD_ANNOTATE_LINES_H
#define WHOSAID_CMD_ANNOTATE_LINES_H

#include <stdbool.h>
#include <stdio.h>

#include "cmd/command.h"

struct annotator;

/* Annotates the lines of `in` and prints them, with the evidence when they are to be explained, on `out` as
 * json_lines.h does. */
enum exit_status annotate_lines(const struct annotator *annotator, bool explain, FILE *in, FILE *out);

#endif
