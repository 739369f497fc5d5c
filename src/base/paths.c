/* paths: the environment decides, as the XDG Base Directory Specification wants it. */
#include "base/paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

bool path_in_configuration(const char *name, struct buffer *path)
{
    const char *base = getenv("XDG_CONFIG_HOME");
    const char *below = "";
    if (!base || *base != '/') {
        base = getenv("HOME");
        below = "/.config";
    }
    if (!base || *base != '/')
        return false;
    return buffer_append_format(path, "%s%s/whosaid%s%s", base, below, *name ? "/" : "", name);
}

const char *path_last_part(const char *path)
{
    const char *last = path;
    for (const char *rest = path; *rest; rest++)
        if (rest[0] != '/' && rest > path && rest[-1] == '/')
            last = rest;
    return last;
}
