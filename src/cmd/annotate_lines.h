/* annotate lines: `whosaid annotate --jsonl`, one JSON object a line in, one a line out, in constant memory. Never in
 * here: files, options. */
#ifndef WHOSAID_CMD_ANNOTATE_LINES_H
#define WHOSAID_CMD_ANNOTATE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "cmd/command.h"

struct annotator;

/* A longer line is refused, not read into memory: no article is longer than a document may be (feeds/document.h), and JSON
 * escapes make the most of it about twice as long. */
#define ANNOTATE_LINE_MAX ((size_t)128 * 1024 * 1024)

/* Annotates the lines of `in` and prints them, with the evidence when they are to be explained, on `out`, in order, one line for each that is not blank. A line that fails
 * prints {"id": …, "error": "…"}, and the status is STATUS_FAILED at the end. */
enum exit_status annotate_lines(const struct annotator *annotator, bool explain, FILE *in, FILE *out);

#endif
