/* ini: the only door to iniparser. Settings, keys and themes all come through it. Never in here: what a name means. */
#ifndef WHOSAID_CONFIG_INI_H
#define WHOSAID_CONFIG_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "config/settings.h"

struct error;

/* What a person writes fits many times, and so does a pipe, through which the bytes reach iniparser (ini.c). */
enum { INI_SIZE_MAX = 32 * 1024 };

/* One `name = value` of a section, section and name in lower case, the value without its quotation marks; "" is the
 * section before the first header. All three are gone after the call. */
typedef void ini_entry(void *context, const char *section, const char *name, const char *value);

/* Who is told what while a file is read. */
struct ini_reader {
    ini_entry *entry;
    void *context; /* of `entry` */
    settings_warning *warn;
    void *warn_context;
};

/* Hands every entry of the file to the reader, in the file's order, a name that is given twice once, with its last
 * value. A value that a comment sign cuts short without a blank before it (`#ff00ff`, an address with a fragment) is
 * warned of. A missing file has no entries. False and a sentence with path and line, no entry handed out, when the file
 * cannot be read, is larger than INI_SIZE_MAX, or has a line that is neither a [section] nor `name = value`. */
bool ini_read_file(const char *path, const struct ini_reader *reader, struct error *error);

/* The same for bytes that are at hand; `name` is what they are called in sentences. */
bool ini_read_bytes(const char *name, const char *bytes, size_t length, const struct ini_reader *reader,
                    struct error *error);

/* Tells the reader's `warn` a sentence, made printable. */
void ini_warn(const struct ini_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
