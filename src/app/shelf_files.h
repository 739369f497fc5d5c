/* shelf of files: what was named on the command line, all of it in memory. Never in here: opening files (library.h). */
#ifndef WHOSAID_APP_SHELF_FILES_H
#define WHOSAID_APP_SHELF_FILES_H

#include "app/shelf.h"

struct library;

struct shelf_files {
    struct shelf shelf;
    const struct library *library;
    size_t source; /* whose articles are the list */
};

/* A shelf over the library, which has to outlive it; there is nothing to give back. */
struct shelf_files shelf_files_create(const struct library *library);

#endif
