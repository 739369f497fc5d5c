/* json lines: `--jsonl`, one JSON object a line in, one a line out, order kept, in constant memory. Never in here:
 * what a line asks. */
#ifndef WHOSAID_CMD_JSON_LINES_H
#define WHOSAID_CMD_JSON_LINES_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

#include "cmd/command.h"

/* A longer line is refused, not read into memory: no article is longer than a document may be (feeds/document.h),
 * and JSON escapes make the most of it about twice as long. */
#define JSON_LINE_MAX ((size_t)128 * 1024 * 1024)

/* A new reference to the object that answers the line, without its id; NULL and a sentence when it cannot be
 * answered. */
typedef json_t *json_line_answer(void *context, const json_t *line, struct error *error);

/* Answers the lines of `in` on `out`, in order, one line for each that is not blank. A line that fails prints
 * {"id": …, "error": "…"}, and the status is STATUS_FAILED at the end. */
enum exit_status json_lines_answer(FILE *in, FILE *out, json_line_answer *answer, void *context);

#endif
