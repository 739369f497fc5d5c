/* folded folders: lines in a buffer. */
#include "app/folded_folders.h"

#include <string.h>

#include "app/feed_folders.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/folder_path.h"
#include "store/archive_articles.h"

static const char note[] = "library.folded";

void folded_folders_read(struct archive *archive, struct buffer *lines)
{
    struct arena *arena = arena_create(FOLDED_FOLDERS_SIZE_MAX);
    const char *kept = arena ? archive_note_read(archive, note, arena) : NULL;
    buffer_clear(lines);
    if (kept)
        (void)buffer_append_string(lines, kept);
    arena_destroy(arena);
}

bool folded_folders_write(struct archive *archive, const struct buffer *lines)
{
    struct error ignored;
    return archive_note_write(archive, note, buffer_string(lines), &ignored);
}

/* The next path into `path`; NULL behind the last one. */
static const char *next_line(const char *lines, struct buffer *path)
{
    size_t length = strcspn(lines, "\n");
    buffer_clear(path);
    if (!*lines)
        return NULL;
    (void)buffer_append(path, lines, length);
    return lines + length + (lines[length] == '\n');
}

bool folded_folders_have(const char *lines, const char *path)
{
    size_t length = strlen(path);
    for (const char *at = lines; *at;) {
        size_t end = strcspn(at, "\n");
        if (end == length && strncmp(at, path, length) == 0)
            return true;
        at += end + (at[end] == '\n');
    }
    return false;
}

bool folded_folders_toggle(struct buffer *lines, const char *path)
{
    struct buffer kept = buffer_create(FOLDED_FOLDERS_SIZE_MAX), line = buffer_create(FOLDED_FOLDERS_SIZE_MAX);
    for (const char *rest = buffer_string(lines); (rest = next_line(rest, &line));)
        if (strcmp(buffer_string(&line), path) != 0)
            (void)buffer_append_format(&kept, "%s\n", buffer_string(&line));
    if (!folded_folders_have(buffer_string(lines), path))
        (void)buffer_append_format(&kept, "%s\n", path);
    bool whole = !kept.failed && !line.failed;
    buffer_release(&line);
    buffer_release(whole ? lines : &kept);
    if (whole)
        *lines = kept;
    return whole;
}

/* Appends where a folder is now that was at `path`; nothing when it is no more. */
static void append_moved(struct buffer *moved, const char *path, const char *from, const char *to)
{
    size_t depth = folder_path_depth(from), end = folder_path_end(path, depth);
    const char *within = path + end + (path[end] == '/');
    if (!feed_folders_is_within(path, from)) {
        (void)buffer_append_string(moved, path);
    } else if (to) {
        (void)buffer_append_format(moved, "%s%s%s", to, *within ? "/" : "", within);
    } else if (*within) {
        (void)buffer_append(moved, path, depth > 1 ? folder_path_end(path, depth - 1) + 1 : 0);
        (void)buffer_append_string(moved, within);
    }
}

void folded_folders_move(struct archive *archive, const char *from, const char *to)
{
    struct buffer lines = buffer_create(FOLDED_FOLDERS_SIZE_MAX), kept = buffer_create(FOLDED_FOLDERS_SIZE_MAX),
                  line = buffer_create(FOLDED_FOLDERS_SIZE_MAX), moved = buffer_create(FOLDED_FOLDERS_SIZE_MAX);
    folded_folders_read(archive, &lines);
    for (const char *rest = buffer_string(&lines); (rest = next_line(rest, &line)); buffer_clear(&moved)) {
        append_moved(&moved, buffer_string(&line), from, to);
        if (moved.length && !folded_folders_have(buffer_string(&kept), buffer_string(&moved)))
            (void)buffer_append_format(&kept, "%s\n", buffer_string(&moved));
    }
    if (!kept.failed && !line.failed && !moved.failed && lines.length)
        (void)folded_folders_write(archive, &kept);
    buffer_release(&lines);
    buffer_release(&kept);
    buffer_release(&line);
    buffer_release(&moved);
}
