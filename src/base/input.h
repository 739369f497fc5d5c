/* input: bytes from a file, a descriptor or a stream, whole or line by line, never more than a ceiling. Never in here:
 * what the bytes mean. */
#ifndef WHOSAID_BASE_INPUT_H
#define WHOSAID_BASE_INPUT_H

#include <stdbool.h>
#include <stdio.h>

struct buffer;
struct error;

/* Appends everything up to the end of the input. False and a sentence (without a name) when reading fails, memory is
 * short, or there is more than the buffer's ceiling allows. */
bool input_read_whole(int descriptor, struct buffer *buffer, struct error *error);

/* The same of the file of that name, or of standard input, which is called "-". */
bool input_read_file(const char *name, struct buffer *buffer, struct error *error);

/* What such a name is called in sentences: the name, or "standard input". */
const char *input_name(const char *name);

enum input_line {
    INPUT_LINE,     /* `line` holds the line, without its newline */
    INPUT_TOO_LONG, /* it was longer than the ceiling of `line`, or memory was short; it was read past */
    INPUT_END,      /* there are no more lines */
    INPUT_FAILED    /* reading failed; errno tells why */
};

/* Reads the next line into `line`, in place of what was there. A last line without a newline is a line. */
enum input_line input_read_line(FILE *stream, struct buffer *line);

#endif
