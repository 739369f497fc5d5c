/* error: a failure as a value with a sentence. It says what failed, on what, and what to do, and travels up to the one
 * place that prints. Never in here: printing. */
#ifndef WHOSAID_BASE_ERROR_H
#define WHOSAID_BASE_ERROR_H

#include <stdbool.h>

enum { ERROR_MESSAGE_SIZE = 512 };

struct error {
    char message[ERROR_MESSAGE_SIZE]; /* UTF-8, NUL-terminated, no newline; empty: no error */
};

/* Writes the sentence, cut when too long; bytes of what is no character or a control character become '?', and so do
 * those of one that the cut split.
 * Returns false, so that a failing function can end with `return error_set(error, …);`. */
bool error_set(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts where it happened in front ("FILE: line 3: ") of a sentence that stands already. Returns false. */
bool error_prefix(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sentence for a refused allocation, the same everywhere. Returns false. */
bool error_out_of_memory(struct error *error, const char *doing);

#endif
