/* archive option: the path by three rules, the sentence for a beginner. */
#include "cmd/archive_option.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"

enum { PATH_CEILING = 64 * 1024 };

bool archive_option_path(const struct archive_values *values, const struct settings *settings, struct buffer *path,
                         struct error *error)
{
    bool appended = values->file         ? buffer_append_string(path, values->file)
                    : *settings->archive ? path_of_user(settings->archive, path)
                                         : path_in_data("archive.db", path);
    return appended || error_set(error, "there is no home directory to keep the archive in: name one with --archive");
}

/* A first command that begins nothing finds nothing; what SQLite says of that helps nobody. */
static bool prepare(const char *path, enum archive_use use, struct error *error)
{
    if (use == ARCHIVE_USE_BEGIN)
        return path_make_parents(path, error);
    return access(path, F_OK) == 0 ||
           error_set(error, "%s: there is no archive yet; 'whosaid add ADDRESS' begins one", path);
}

struct archive *archive_option_open(const struct archive_values *values, const struct settings *settings,
                                    enum archive_use use)
{
    static const enum archive_access accesses[] = {
        [ARCHIVE_USE_READ] = ARCHIVE_READ,
        [ARCHIVE_USE_MARK] = ARCHIVE_MARK,
        [ARCHIVE_USE_CHANGE] = ARCHIVE_WRITE,
        [ARCHIVE_USE_BEGIN] = ARCHIVE_WRITE,
    };
    struct error error;
    struct archive *archive = NULL;
    struct buffer path = buffer_create(PATH_CEILING);
    if (archive_option_path(values, settings, &path, &error) && prepare(buffer_string(&path), use, &error))
        archive = archive_open(buffer_string(&path), accesses[use], (unsigned)settings->patience, &error);
    if (!archive)
        command_complain(&error);
    buffer_release(&path);
    return archive;
}

static enum exit_status work_on(const struct archive_values *values, const struct settings *settings,
                                enum archive_use use, archive_work *work, void *context)
{
    struct archive *archive = archive_option_open(values, settings, use);
    enum exit_status status = archive ? work(archive, settings, context) : STATUS_FAILED;
    archive_close(archive);
    return status;
}

enum exit_status archive_option_work(const struct invocation *invocation, const struct archive_values *values,
                                     enum archive_use use, archive_work *work, void *context)
{
    struct setup setup;
    struct told told = {.count = 0};
    enum exit_status status = setup_create(&setup, invocation, &values->setup, &told);
    if (status == STATUS_WELL)
        status = work_on(values, &setup.settings, use, work, context);
    setup_release(&setup);
    return status;
}
