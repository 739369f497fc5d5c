/* sync: fetches the feeds that are due and stores what is new. The fetching and the writing are this process's; whatever
 * came from outside is read by workers (ingest.h), whose faults are one feed's. Never in here: HTTP, SQL, screens.
 *
 * The lines of `whosaid sync --progress`, on standard output, for a program that shows how it goes. Words are separated
 * by single blanks, numbers are decimal, a sentence goes on to the end of its line:
 *
 *     progress DONE/FEEDS new ARTICLES bytes BYTES
 *     feed NUMBER new ARTICLES changed ARTICLES      done; NUMBER is the feed's in the archive
 *     feed NUMBER same                               done; nothing that was not known
 *     feed NUMBER failed SENTENCE                    done; tried again later
 *     error SENTENCE                                 what concerns no single feed
 *     end new ARTICLES failed FEEDS                  the last line; without it the program was ended
 *
 * A reader passes over lines whose first word it does not know. */
#ifndef WHOSAID_APP_SYNC_H
#define WHOSAID_APP_SYNC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#endif
