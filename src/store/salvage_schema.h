/* salvage schema: an archive whose first pages are damaged, which say where everything else is, gets those of a new
 * one. Never in here: what is saved from it. No other room includes this. */
#ifndef WHOSAID_STORE_SALVAGE_SCHEMA_H
#define WHOSAID_STORE_SALVAGE_SCHEMA_H

#include <stdbool.h>

struct archive;
struct error;

/* Copies the file at `damaged` to `copy`, and puts the pages of the schema of the new archive into their places: every
 * archive of a version begins with the same ones. False and a sentence when that cannot be done. */
bool salvage_schema_copy(struct archive *new_archive, const char *damaged, const char *copy, struct error *error);

#endif
