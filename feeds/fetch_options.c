/* fetch options: the settings of [network], in the units in which they are used. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"
#include "config/settings.h"
#include "feeds/feed.h"
#include "feeds/fetch.h"

enum {
    PATH_LENGTH_MAX = 4096,
    SECOND = 1000,
    HEADER_BYTES = 256 * 1024 /* some servers send tens of kilobytes of policies with each answer of a chain */
};

/* A file's name as settings have it: from the root, from home with "~/", or beside whosaid.ini. */
static bool append_path(const char *name, struct buffer *path)
{
    return *name == '/' || *name == '~' ? path_of_user(name, path) : path_in_configuration(name, path);
}

/* The path of a file that can be read; of "" NULL. libcurl would pass over a missing file of cookies without a word. */
static bool read_path(const char *setting, const char *name, struct arena *arena, const char **path,
                      struct error *error)
{
    *path = NULL;
    if (!*name)
        return true;
    struct buffer buffer = buffer_create(PATH_LENGTH_MAX);
    bool is_found = append_path(name, &buffer) && access(buffer.bytes, R_OK) == 0;
    if (is_found)
        *path = arena_copy_string(arena, buffer.bytes);
    else
        error_set(error, "%s, which the setting %s names, cannot be read: %s",
                  *buffer_string(&buffer) ? buffer.bytes : name, setting, strerror(errno));
    buffer_release(&buffer);
    return is_found && (*path || error_out_of_memory(error, "the settings"));
}

bool fetch_options_read(const struct settings *settings, struct arena *arena, struct fetch_options *options,
                        struct error *error)
{
    *options = (struct fetch_options){
        .at_once = settings->parallel,
        .per_host = settings->per_host,
        .connect_time = (int64_t)settings->connect_timeout * SECOND,
        .stalled_time = (int64_t)settings->stall_timeout * SECOND,
        .total_time = (int64_t)settings->timeout * SECOND,
        .body_bytes = (size_t)settings->size_limit * 1024 * 1024,
        .header_bytes = HEADER_BYTES,
        .redirects = settings->redirects,
        .user_agent = arena_copy_string(arena, settings->user_agent),
        .proxy = arena_copy_string(arena, settings->proxy),
    };
    const struct {
        const char *setting, *name;
        const char **path;
    } files[] = {
        {"cookies", settings->cookies, &options->cookie_file},
        {"netrc", settings->netrc, &options->netrc_file},
        {"client-certificate", settings->client_certificate, &options->certificate},
        {"client-key", settings->client_key, &options->key},
        {"authorities", settings->authorities, &options->authorities},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!read_path(files[i].setting, files[i].name, arena, files[i].path, error))
            return false;
    return (options->user_agent && options->proxy) || error_out_of_memory(error, "the settings");
}

struct feed_limits fetch_feed_limits(const struct fetch_options *options)
{
    struct feed_limits limits = feed_limits_of_fetched;
    limits.decoded_bytes = options->body_bytes;
    return limits;
}
