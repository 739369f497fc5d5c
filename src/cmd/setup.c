/* setup: three sources, the later one over the earlier. */
#include "cmd/setup.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/paths.h"

enum { PATH_CEILING = 64 * 1024 };

/* Reads the user's own file of that name, when there is a directory for it. */
static void read_keys(struct keymap *keymap, struct told *told)
{
    struct error error;
    struct buffer path = buffer_create(PATH_CEILING);
    if (path_in_configuration("keys.ini", &path) &&
        !keymap_read(keymap, buffer_string(&path), command_note, told, &error))
        command_note(told, error.message);
    buffer_release(&path);
}

static void read_settings(struct settings *settings, struct told *told)
{
    struct error error;
    struct buffer path = buffer_create(PATH_CEILING);
    if (path_in_configuration("whosaid.ini", &path) &&
        !settings_read(settings, buffer_string(&path), command_note, told, &error))
        command_note(told, error.message);
    buffer_release(&path);
}

/* Reads the file that --config names: unlike the user's own it has to be there, and to be right. */
static bool read_named_settings(struct settings *settings, const char *path, struct told *told)
{
    struct error error;
    bool done = access(path, R_OK) == 0 ? settings_read(settings, path, command_note, told, &error)
                                        : error_set(&error, "%s: cannot be read: %s", path, strerror(errno));
    if (!done)
        command_complain(&error);
    return done;
}

/* Applies one NAME=VALUE. */
static bool apply(struct settings *settings, const char *assignment, struct error *error)
{
    char name[SETTING_STRING_SIZE] = {0};
    size_t length = strcspn(assignment, "=");
    if (assignment[length] != '=' || length >= sizeof name)
        return error_set(error, "-o is followed by NAME=VALUE, not '%s'", assignment);
    memcpy(name, assignment, length);
    return settings_set(settings, name, assignment + length + 1, error);
}

enum exit_status setup_create(struct setup *setup, const struct invocation *invocation,
                              const struct setup_values *values, struct told *told)
{
    struct error error;
    *setup = (struct setup){.settings = settings_default(), .keymap = keymap_create()};
    if (!setup->keymap)
        return command_fail_for_memory("reading the keys");
    if (!values->file)
        read_settings(&setup->settings, told);
    else if (!read_named_settings(&setup->settings, values->file, told))
        return STATUS_USAGE;
    read_keys(setup->keymap, told);
    for (size_t i = 0; i < values->settings.count; i++)
        if (!apply(&setup->settings, values->settings.values[i], &error))
            return command_misused(invocation, "%s", error.message);
    return STATUS_WELL;
}

void setup_release(struct setup *setup)
{
    keymap_destroy(setup->keymap);
    setup->keymap = NULL;
}
