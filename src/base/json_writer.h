/* json writer: JSON goes out as it comes, without being held in memory: for what is too much for jansson's values.
 * Never in here: what the JSON says. */
#ifndef WHOSAID_BASE_JSON_WRITER_H
#define WHOSAID_BASE_JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_WRITER_ROOM = 16 * 1024 };

struct json_writer {
    FILE *out;
    size_t used;
    bool needs_comma;
    char room[JSON_WRITER_ROOM];
};

/* A writer onto a stream, which stays the caller's. An error of the stream is the stream's to tell (ferror). */
void json_writer_begin(struct json_writer *writer, FILE *out);

/* Ends the text with a newline and hands everything to the stream. */
void json_writer_end(struct json_writer *writer);

/* `{` or `[`, as the value of a member where `name` is not NULL; and their ends. The caller keeps them balanced. */
void json_writer_open(struct json_writer *writer, const char *name, char bracket);
void json_writer_close(struct json_writer *writer, char bracket);

/* Each a member with that name, or, where it is NULL, an element. Strings are valid UTF-8, escaped after RFC 8259, 7; a
 * NULL string is left out with its name. */
void json_writer_string(struct json_writer *writer, const char *name, const char *string);
void json_writer_integer(struct json_writer *writer, const char *name, int64_t number);

/* A newline before the next element or member, for the reader's eye. */
void json_writer_newline(struct json_writer *writer);

#endif
