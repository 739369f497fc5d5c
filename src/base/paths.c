/* paths: the environment decides, as the XDG Base Directory Specification wants it. */
#include "base/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"

enum { PATH_CEILING = 64 * 1024 };

/* The user's home, NULL when nobody says where it is. */
static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    return home && *home == '/' ? home : NULL;
}

/* `variable` names the base directory; it is `below` the home directory where that is unset or no absolute path. */
static bool append_in_base(const char *variable, const char *below, const char *name, struct buffer *path)
{
    const char *base = getenv(variable);
    if (base && *base == '/')
        below = "";
    else
        base = home_directory();
    return base && buffer_append_format(path, "%s%s/whosaid%s%s", base, below, *name ? "/" : "", name);
}

bool path_in_configuration(const char *name, struct buffer *path)
{
    return append_in_base("XDG_CONFIG_HOME", "/.config", name, path);
}

bool path_in_data(const char *name, struct buffer *path)
{
    return append_in_base("XDG_DATA_HOME", "/.local/share", name, path);
}

bool path_of_user(const char *written, struct buffer *path)
{
    if (strncmp(written, "~/", 2) != 0)
        return buffer_append_string(path, written);
    const char *home = home_directory();
    return home && buffer_append_format(path, "%s%s", home, written + 1);
}

bool path_make_parents(const char *path, struct error *error)
{
    struct buffer parent = buffer_create(PATH_CEILING);
    const char *slash = *path ? strchr(path + 1, '/') : NULL;
    bool made = true;
    for (; slash && made; slash = strchr(slash + 1, '/')) {
        buffer_clear(&parent);
        if (!buffer_append(&parent, path, (size_t)(slash - path)))
            made = error_out_of_memory(error, "making a directory");
        else if (mkdir(buffer_string(&parent), 0700) != 0 && errno != EEXIST)
            made = error_set(error, "%s: the directory cannot be made: %s", buffer_string(&parent), strerror(errno));
    }
    buffer_release(&parent);
    return made;
}

const char *path_last_part(const char *path)
{
    const char *last = path;
    for (const char *rest = path; *rest; rest++)
        if (rest[0] != '/' && rest > path && rest[-1] == '/')
            last = rest;
    return last;
}
