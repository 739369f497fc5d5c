/* sync settings: minutes become seconds. */
#include "cmd/sync_settings.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "config/settings.h"

enum { ARENA_MAX = 1024 * 1024 };

bool sync_settings_read(struct sync_settings *sync, const struct settings *settings, struct error *error)
{
    *sync = (struct sync_settings){.arena = arena_create(ARENA_MAX)};
    sync->options = (struct sync_options){
        .now = clock_now(),
        .fetch = &sync->fetch,
        .interval = (int64_t)settings->interval * 60,
        .full_text = settings->full_text,
        .pages_most = (size_t)settings->full_text_pages,
        .keep_articles = settings->keep_articles,
        .keep_days = settings->keep_days,
        .keep_unread = settings->keep_unread,
    };
    if (!sync->arena)
        return error_out_of_memory(error, "reading the settings");
    return fetch_options_read(settings, sync->arena, &sync->fetch, error);
}

void sync_settings_release(struct sync_settings *sync)
{
    arena_destroy(sync->arena);
}
