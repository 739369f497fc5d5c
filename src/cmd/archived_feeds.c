/* archived feeds: a thousand of them take a few hundred kilobytes, so that all are read whenever one is asked for. */
#include "cmd/archived_feeds.h"

#include <stdio.h>

#include "app/feed_names.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "cmd/command.h"
#include "feeds/url.h"
#include "store/archive_feeds.h"

#define FEEDS_MEMORY_MAX ((size_t)256 * 1024 * 1024)
enum { FEEDS_MAX = 1000000 };

bool archived_feeds_read(struct archived_feeds *all, struct archive *archive)
{
    struct error error = {.message = ""};
    *all = (struct archived_feeds){
        .arena = arena_create(FEEDS_MEMORY_MAX),
        .feeds = array_create(sizeof(struct archived_feed), FEEDS_MAX),
    };
    bool read = all->arena ? archive_feeds_read(archive, all->arena, &all->feeds, &error)
                           : error_out_of_memory(&error, "reading the feeds");
    if (!read)
        command_complain(&error);
    return read;
}

void archived_feeds_release(struct archived_feeds *all)
{
    array_release(&all->feeds);
    arena_destroy(all->arena);
    all->arena = NULL;
}

struct archived_feed *archived_feeds_find(const struct archived_feeds *all, const char *typed)
{
    struct error error;
    struct archived_feed *feeds = all->feeds.items;
    const struct archived_feed *found = feed_names_find(feeds, all->feeds.count, typed, &error);
    if (!found)
        command_complain(&error);
    return found ? &feeds[found - feeds] : NULL;
}

void archived_feeds_append_name(struct buffer *words, const struct archived_feed *feed)
{
    const char *name = feed_name(feed), *address = url_behind_password(feed->url);
    buffer_append_string(words, name);
    if (name != address)
        buffer_append_format(words, " (%s)", address);
}

void archived_feeds_say(const struct buffer *words)
{
    struct buffer clean = buffer_create(3 * words->length + 1);
    clean_for_terminal(buffer_string(words), words->length, &clean);
    for (size_t i = 0; i < clean.length; i++)
        if (clean.bytes[i] == '\n' || clean.bytes[i] == '\t')
            clean.bytes[i] = ' ';
    (void)puts(buffer_string(&clean));
    buffer_release(&clean);
}
