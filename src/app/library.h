/* library: what was opened — files, folders, standard input — and the articles in it. Never in here: screens, what the
 * user does with them. */
#ifndef WHOSAID_APP_LIBRARY_H
#define WHOSAID_APP_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/array.h"
#include "feeds/document.h"

struct error;

/* One row of the library: a file with its article or feed entries, or a folder with those of all its files. */
struct source {
    char *path;             /* as the user gave it; "-" for standard input */
    char *title;            /* the feed's title, the only article's, or the path's last part; never NULL, clean */
    struct array articles;  /* of struct article *, owned by the documents below */
    struct array documents; /* of struct document */
    size_t room;            /* bytes that more articles may take */
};

struct library {
    struct array sources; /* of struct source */
    size_t room;          /* bytes that the articles of further sources may take; annotating takes its own */
};

/* What the articles of all sources may take together, in bytes: many times what anybody reads in a day. The document
 * that goes beyond it is the last one. */
#define LIBRARY_SIZE_MAX ((size_t)1024 * 1024 * 1024)

/* More files in a folder, or sources, than anybody looks through in a list: the rest is told of and passed over. */
enum { LIBRARY_FILES_MAX = 10000 };

struct library library_create(void);
void library_release(struct library *library);

/* Told for every file of a folder that could not be read: a whole, printable sentence. */
typedef void library_warning(void *context, const char *sentence);

/* Opens a file, a folder (its files by name, dot files and sub-folders passed over) or "-" (standard input to its end)
 * and adds it as the last source. `known` is what is known beside the bytes. The files of a folder for which there is
 * no room any more are told of once and passed over. False and a sentence with the path when it cannot be read, there
 * is no room for it or, a folder, has no readable article in it; nothing is added then. */
bool library_open(struct library *library, const char *path, const struct document_source *known, library_warning *warn,
                  void *context, struct error *error);

/* Adds `length` bytes that are at hand, such as the sample article, as library_open adds a file; `path` is what they
 * are called. False and a sentence as there. */
bool library_add(struct library *library, const char *path, const char *bytes, size_t length,
                 const struct document_source *known, struct error *error);

#endif
