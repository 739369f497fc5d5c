/* paths: where the user's own files are (XDG Base Directory Specification). Never in here: what is in them. */
#ifndef WHOSAID_BASE_PATHS_H
#define WHOSAID_BASE_PATHS_H

#include <stdbool.h>

struct buffer;

/* Appends the path of `name` in whosaid's configuration directory: $XDG_CONFIG_HOME/whosaid, or ~/.config/whosaid where
 * that is unset, empty or relative; "" is the directory itself. False, nothing appended, when there is no home directory
 * either, or the buffer refuses (`failed`). */
bool path_in_configuration(const char *name, struct buffer *path);

/* The part of a path behind its last slash, slashes at the end passed over: of "a/b.html" "b.html". The path itself when
 * there is no such part. Points into `path`; a slash may follow it. */
const char *path_last_part(const char *path);

#endif
