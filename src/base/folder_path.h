/* folder path: folders within each other as one string, "Politics/Europe", the outermost first; a slash or a backslash
 * in a folder's name stands behind a backslash. Never in here: what is in a folder. */
#ifndef WHOSAID_BASE_FOLDER_PATH_H
#define WHOSAID_BASE_FOLDER_PATH_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* Appends the folder of that name, inside of what the path has so far. As buffer_append. */
bool folder_path_append(struct buffer *path, const char *name);

/* Writes the first folder's name over what stands in `name`, and returns the path of what lies in it; NULL for an empty
 * path, where there is none. Empty names ("a//b", "/a") are passed over. Short memory shows in `name->failed`. */
const char *folder_path_next(const char *path, struct buffer *name);

/* How many names the path has, at least one; and where its first `names` names end, in bytes: at a slash, or at its own
 * end. */
size_t folder_path_depth(const char *path);
size_t folder_path_end(const char *path, size_t names);

#endif
