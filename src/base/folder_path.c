/* folder path: escaping, and its undoing. */
#include "base/folder_path.h"

#include "base/buffer.h"

bool folder_path_append(struct buffer *path, const char *name)
{
    if (path->length)
        buffer_append_byte(path, '/');
    for (; *name; name++) {
        if (*name == '/' || *name == '\\')
            buffer_append_byte(path, '\\');
        buffer_append_byte(path, *name);
    }
    return !path->failed;
}

const char *folder_path_next(const char *path, struct buffer *name)
{
    buffer_clear(name);
    while (*path == '/')
        path++;
    if (!*path)
        return NULL;
    for (; *path && *path != '/'; path++) {
        if (*path == '\\' && path[1])
            path++;
        buffer_append_byte(name, *path);
    }
    while (*path == '/')
        path++;
    return path;
}
