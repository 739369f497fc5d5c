/* archive lock: one process at a time may fill the archive. Never in here: SQLite, whose own locks last for a
 * transaction and tell nobody's name. */
#ifndef WHOSAID_STORE_ARCHIVE_LOCK_H
#define WHOSAID_STORE_ARCHIVE_LOCK_H

#include <stdbool.h>

struct error;

/* Takes the lock of the archive at `path`, the file PATH.lock, and waits for it for `patience` seconds at most. The
 * kernel lets go of it when the process ends, however that comes about. The descriptor, to be closed, or -1 and a
 * sentence that says who holds it. */
int archive_lock_take(const char *path, unsigned patience, struct error *error);

#endif
