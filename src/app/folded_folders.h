/* folded folders: which folders of the library are shown without what is in them; kept in the archive as a note, a line
 * for each path. Never in here: rows. */
#ifndef WHOSAID_APP_FOLDED_FOLDERS_H
#define WHOSAID_APP_FOLDED_FOLDERS_H

#include <stdbool.h>

struct archive;
struct buffer;

enum { FOLDED_FOLDERS_SIZE_MAX = 1024 * 1024 };

/* Puts the paths that the archive has in the place of `lines`; nothing where it has none or cannot be read. */
void folded_folders_read(struct archive *archive, struct buffer *lines);

/* Keeps the paths. False where nothing can be written: what is folded is no loss. */
bool folded_folders_write(struct archive *archive, const struct buffer *lines);

/* Whether the path is among them, byte for byte. */
bool folded_folders_have(const char *lines, const char *path);

/* Takes the path out, or puts it in. False, the lines as they were, when memory is short. */
bool folded_folders_toggle(struct buffer *lines, const char *path);

/* What was folded at or within the folder `from` is folded where it is now: within `to`, or, where that is NULL, one
 * folder further out. `from` is compared without case and accents, as folders are. The archive's note is written
 * anew. */
void folded_folders_move(struct archive *archive, const char *from, const char *to);

#endif
