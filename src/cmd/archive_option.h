/* archive option: which archive a command works on, and opening it: --archive, else the setting `archive`, else
 * archive.db in the user's data directory. Never in here: what a command does with it. */
#ifndef WHOSAID_CMD_ARCHIVE_OPTION_H
#define WHOSAID_CMD_ARCHIVE_OPTION_H

#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/setup.h"
#include "store/archive.h"

/* The values of --archive, --config and -o. */
struct archive_values {
    struct setup_values setup;
    const char *file;
};

/* Their rows, for the table of a command whose values hold `struct archive_values` as `member`. */
#define ARCHIVE_OPTIONS(values, member)                                                          \
    {"archive", 0, OPTION_VALUE, offsetof(values, member.file), "FILE", "use the archive FILE"}, \
        SETUP_OPTION_CONFIG(values, member.setup), SETUP_OPTION_SET(values, member.setup)

/* Appends the path of the archive. False and a sentence when there is no directory to keep one in. */
bool archive_option_path(const struct archive_values *values, const struct settings *settings, struct buffer *path,
                         struct error *error);

/* What a command does to the archive. One that begins it makes it, and its directory, where there is none; all others
 * are told then how to begin one. */
enum archive_use { ARCHIVE_USE_READ, ARCHIVE_USE_MARK, ARCHIVE_USE_CHANGE, ARCHIVE_USE_BEGIN };

/* Opens the archive. NULL, the user told, when there is none or it cannot be opened. The caller closes it. */
struct archive *archive_option_open(const struct archive_values *values, const struct settings *settings,
                                    enum archive_use use);

/* What a command does with the archive while it is open. */
typedef enum exit_status archive_work(struct archive *archive, const struct settings *settings, void *context);

/* Reads the settings, opens the archive, works, closes it. Returns what the work returns; STATUS_USAGE or
 * STATUS_FAILED, the user told, when it does not come to that. */
enum exit_status archive_option_work(const struct invocation *invocation, const struct archive_values *values,
                                     enum archive_use use, archive_work *work, void *context);

#endif
