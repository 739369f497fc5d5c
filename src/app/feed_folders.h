/* feed folders: which feeds stand in a folder, as the library shows it; its name and its end. Never in here: rows. */
#ifndef WHOSAID_APP_FEED_FOLDERS_H
#define WHOSAID_APP_FEED_FOLDERS_H

#include <stdbool.h>
#include <stddef.h>

struct archive;
struct archived_feed;
struct error;

/* Whether the path is that of the folder, or of one within it. Neither case nor accents count. False, too, when memory
 * is short. */
bool feed_folders_is_within(const char *path, const char *folder);

/* Whether the feed stands in the folder of that path (base/folder_path.h), or in one within it; compared in the
 * same way. */
bool feed_folders_have(const struct archived_feed *feed, const char *folder);

/* How many of `count` feeds do. */
size_t feed_folders_count(const struct archived_feed *feeds, size_t count, const char *folder);

/* Moves all that is in the folder `from` to the path `to`, as it is typed; where that is NULL, to where the folder
 * itself stands, so that the folder is no more; what is folded stays so. False and a sentence when none of `count`
 * feeds stands in `from`, when `to` has no name, or as archive_folder_rename. */
bool feed_folders_move(struct archive *archive, const struct archived_feed *feeds, size_t count, const char *from,
                       const char *to, struct error *error);

#endif
