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

size_t folder_path_depth(const char *path)
{
    size_t depth = 1;
    for (; *path; path++) {
        if (*path == '/')
            depth++;
        if (*path == '\\' && path[1])
            path++;
    }
    return depth;
}

size_t folder_path_end(const char *path, size_t names)
{
    size_t at = 0;
    for (; path[at]; at++) {
        if (path[at] == '/' && --names == 0)
            break;
        if (path[at] == '\\' && path[at + 1])
            at++;
    }
    return at;
}
