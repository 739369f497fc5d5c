/* loading: functions of libraries that are looked for when they are first needed: no start pays for what it does not
 * use, and whoever never shows a picture needs no library for it. Never in here: what the functions do. */
#ifndef WHOSAID_BASE_LOADING_H
#define WHOSAID_BASE_LOADING_H

#include <stdbool.h>
#include <stddef.h>

struct error;

struct loaded_function {
    const char *name;
    size_t offset; /* of its pointer in the table; for a variable, of the pointer to it */
};

struct loaded_library {
    const char *file;    /* as the system's loader knows it, with the number of its interface */
    const char *package; /* Debian's name, for who has to install it */
    const struct loaded_function *functions;
    size_t count;
};

/* Finds the functions, in the library or in those that it rests on, and fills `table` with their addresses. The library
 * stays until the program ends. False and a sentence when it is not installed, or is another one than the program was
 * built for. */
bool loading_fill(const struct loaded_library *library, void *table, struct error *error);

#endif
