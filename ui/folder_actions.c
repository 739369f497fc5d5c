/* folder actions: a folder is its path; another name is another end of it, another place another start. */
#include "ui/folder_actions.h"

#include "app/shelf_archive.h"
#include "base/buffer.h"
#include "base/folder_path.h"
#include "ui/ask.h"
#include "ui/state.h"
#include "ui/work.h"

enum { PATH_SIZE_MAX = 16 * 1024 };

static void begin(struct ui *ui, const char *command, const struct shelf_row *folder, const char *change)
{
    struct buffer option = buffer_create(PATH_SIZE_MAX);
    if (buffer_append_format(&option, "--folder=%s", folder->path))
        work_begin(ui, ERRAND_EDIT, (const char *const[]){command, buffer_string(&option), "--", change, NULL}, 0);
    buffer_release(&option);
}

static void begin_path(struct ui *ui, const struct shelf_row *folder, const struct buffer *path)
{
    struct buffer change = buffer_create(PATH_SIZE_MAX);
    if (!path->failed && buffer_append_format(&change, "path=%s", buffer_string(path))) {
        shelf_archive_expect_move(ui->session->archive, folder->path, buffer_string(path));
        begin(ui, "edit", folder, buffer_string(&change));
    }
    buffer_release(&change);
}

/* Where in its path the folder's own name begins. */
static size_t name_start(const struct shelf_row *folder)
{
    size_t depth = folder_path_depth(folder->path);
    return depth > 1 ? folder_path_end(folder->path, depth - 1) + 1 : 0;
}

/* Appends the path of the folder that this one is in; nothing where there is none. */
static void append_parent(const struct shelf_row *folder, struct buffer *path)
{
    size_t start = name_start(folder);
    (void)buffer_append(path, folder->path, start ? start - 1 : 0);
}

void folder_actions_remove(struct ui *ui, const struct shelf_row *folder)
{
    struct buffer question = buffer_create(PATH_SIZE_MAX);
    (void)buffer_append_format(&question, "Take the folder away, its feeds stay: %s?", folder->title);
    if (ask_yes(ui, buffer_string(&question)))
        begin(ui, "remove", folder, NULL);
    buffer_release(&question);
}

void folder_actions_rename(struct ui *ui, const struct shelf_row *folder)
{
    struct prompt name;
    struct buffer path = buffer_create(PATH_SIZE_MAX);
    prompt_set(&name, folder->title);
    if (ask_text(ui, HISTORY_NAMES, "Name of the folder: ", &name) && name.length) {
        append_parent(folder, &path);
        (void)folder_path_append(&path, name.text);
        begin_path(ui, folder, &path);
    }
    buffer_release(&path);
}

void folder_actions_move(struct ui *ui, const struct shelf_row *folder)
{
    struct prompt typed;
    struct buffer path = buffer_create(PATH_SIZE_MAX);
    append_parent(folder, &path);
    prompt_set(&typed, buffer_string(&path));
    buffer_clear(&path);
    if (ask_text(ui, HISTORY_FOLDERS, "Folder that it goes into (none: the top): ", &typed)) {
        (void)buffer_append_format(&path, "%s%s%s", typed.text, typed.length ? "/" : "",
                                   folder->path + name_start(folder));
        begin_path(ui, folder, &path);
    }
    buffer_release(&path);
}
