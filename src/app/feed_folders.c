/* feed folders: paths are compared without case and accents, name by name. */
#include "app/feed_folders.h"

#include <string.h>

#include "app/folded_folders.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "base/folding.h"
#include "store/archive_feeds.h"

enum { PATH_SIZE_MAX = 256 * 1024 };

bool feed_folders_is_within(const char *path, const char *folder)
{
    struct buffer start = buffer_create(PATH_SIZE_MAX), wanted = buffer_create(PATH_SIZE_MAX);
    bool folded = folding_append(path, folder_path_end(path, folder_path_depth(folder)), &start) &&
                  folding_append(folder, strlen(folder), &wanted);
    bool is_same = folded && strcmp(buffer_string(&start), buffer_string(&wanted)) == 0;
    buffer_release(&start);
    buffer_release(&wanted);
    return is_same;
}

bool feed_folders_have(const struct archived_feed *feed, const char *folder)
{
    for (size_t i = 0; i < feed->folder_count; i++)
        if (feed_folders_is_within(feed->folders[i], folder))
            return true;
    return false;
}

size_t feed_folders_count(const struct archived_feed *feeds, size_t count, const char *folder)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += feed_folders_have(&feeds[i], folder);
    return found;
}

/* Appends what was typed as a path of clean names. */
static bool append_path(struct buffer *path, const char *typed)
{
    struct buffer clean = buffer_create(PATH_SIZE_MAX), name = buffer_create(PATH_SIZE_MAX);
    bool whole = clean_text(typed, strlen(typed), CLEAN_LINE, &clean);
    for (const char *rest = buffer_string(&clean); whole && (rest = folder_path_next(rest, &name));)
        whole = folder_path_append(path, buffer_string(&name)) && !name.failed;
    buffer_release(&clean);
    buffer_release(&name);
    return whole;
}

static bool rename_folder(struct archive *archive, const char *from, const char *to, struct error *error)
{
    if (!archive_folder_rename(archive, from, to, error))
        return false;
    folded_folders_move(archive, from, to);
    return true;
}

bool feed_folders_move(struct archive *archive, const struct archived_feed *feeds, size_t count, const char *from,
                       const char *to, struct error *error)
{
    if (!feed_folders_count(feeds, count, from))
        return error_set(error, "there is no folder '%s'", from);
    if (!to)
        return rename_folder(archive, from, NULL, error);
    struct buffer path = buffer_create(PATH_SIZE_MAX);
    bool whole = append_path(&path, to) || error_set(error, "the path of the folder is too long");
    if (whole && !path.length)
        whole = error_set(error, "a folder needs a name; 'whosaid remove --folder=%s' takes it away", from);
    bool moved = whole && rename_folder(archive, from, buffer_string(&path), error);
    buffer_release(&path);
    return moved;
}
