/* ingest: a worker's work: bytes from outside in, entries for the archive out. It knows neither the archive nor the
 * network: whatever a hostile feed makes of it, it has one socket, and the other end checks what comes
 * (ingest_messages.h). Never in here: processes, which feed it was. */
#ifndef WHOSAID_APP_INGEST_H
#define WHOSAID_APP_INGEST_H

#include <stdint.h>

struct feed_item;

/* What a worker may take for one job: seconds of computing, open files (its own four, and those of libraries and
 * character sets), bytes of address space (several times the largest article's). */
enum { INGEST_SECONDS = 60, INGEST_FILES = 16 };
#define INGEST_MEMORY ((uint64_t)4 * 1024 * 1024 * 1024)

/* A child_work: reads jobs from the socket and answers each with its entries and one INGEST_DONE or INGEST_FAILED,
 * until the socket is closed. Of a feed's items those come that have a title or content; of several with one name and
 * address the first. `context` is not used. Returns 0 at the end, 1 when the socket failed or what came was no job. */
int ingest_work(int descriptor, void *context);

/* Of all that the feed says of an item, the same on every machine: when it is another one, the item has changed. */
uint64_t ingest_item_hash(const struct feed_item *item);

#endif
