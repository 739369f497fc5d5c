/* migration: an archive of an older whosaid becomes one of this. Never in here: opening, locking. */
#ifndef WHOSAID_STORE_MIGRATION_H
#define WHOSAID_STORE_MIGRATION_H

#include <stdbool.h>
#include <stddef.h>

#include "store/archive.h"

struct error;

/* PRAGMA application_id: four letters of our name, for file(1) and for us. */
enum { MIGRATION_APPLICATION = 0x77686f73 };

/* One step: the SQL that makes a schema of version `i + 1` of one of version `i`, `i` being its place in the list. */
struct migration {
    const char *sql; /* NUL-terminated; one transaction */
};

struct schema {
    const struct migration *migrations;
    size_t version; /* how many there are */
};

/* That of this program. */
struct schema schema_current(void);

/* archive_open with a schema of the caller's, for tests. */
struct archive *archive_open_with(const char *path, enum archive_access access, unsigned patience, struct schema schema,
                                  struct error *error);

/* The version of the opened file; 0 for a new one. False and a sentence when it is none of ours, or too new. */
bool migration_version(struct archive *archive, struct schema schema, size_t *version, struct error *error);

/* Brings the archive from `version` to the schema's: a copy to PATH.backup-VERSION (not of a new file), then step by
 * step. What fails leaves the archive as the last whole step left it. */
bool migration_run(struct archive *archive, struct schema schema, size_t version, struct error *error);

#endif
