/* paths: where the user's own files are (XDG Base Directory Specification). Never in here: what is in them. */
#ifndef WHOSAID_BASE_PATHS_H
#define WHOSAID_BASE_PATHS_H

#include <stdbool.h>

struct buffer;
struct error;

/* Appends the path of `name` in whosaid's configuration directory: $XDG_CONFIG_HOME/whosaid, or ~/.config/whosaid where
 * that is unset, empty or relative; "" is the directory itself. False, nothing appended, when there is no home
 * directory either, or the buffer refuses (`failed`). */
bool path_in_configuration(const char *name, struct buffer *path);

/* The same for what whosaid keeps: $XDG_DATA_HOME/whosaid, or ~/.local/share/whosaid. */
bool path_in_data(const char *name, struct buffer *path);

/* Appends the path that a user wrote in a file, where no shell stands for it: "~/" at its beginning is the home
 * directory. False as path_in_configuration. */
bool path_of_user(const char *written, struct buffer *path);

/* Makes the directories above `path` that are not there, for nobody but the user (mode 0700), as the specification
 * wants it. False and a sentence with the directory when that fails. */
bool path_make_parents(const char *path, struct error *error);

/* The part of a path behind its last slash, slashes at the end passed over: of "a/b.html" "b.html". The path itself
 * when there is no such part. Points into `path`; a slash may follow it. */
const char *path_last_part(const char *path);

#endif
