/* sync settings: how the settings have addresses fetched and articles kept. Never in here: doing it. */
#ifndef WHOSAID_CMD_SYNC_SETTINGS_H
#define WHOSAID_CMD_SYNC_SETTINGS_H

#include <stdbool.h>

#include "app/sync.h"
#include "feeds/fetch.h"

struct arena;
struct error;
struct settings;

struct sync_settings {
    struct arena *arena; /* of what `fetch` names */
    struct fetch_options fetch;
    struct sync_options options; /* `fetch` of these is the above: the struct must not be moved */
};

/* All that the settings and the clock say. False and a sentence when a file that a setting names cannot be read, or
 * memory is short; release it in either case. */
bool sync_settings_read(struct sync_settings *sync, const struct settings *settings, struct error *error);
void sync_settings_release(struct sync_settings *sync);

#endif
