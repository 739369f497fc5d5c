/* setup: settings and keys as the user wants them: the defaults, then the files in the configuration directory, then
 * the command line. Never in here: what they do. */
#ifndef WHOSAID_CMD_SETUP_H
#define WHOSAID_CMD_SETUP_H

#include "cmd/command.h"
#include "cmd/options.h"
#include "config/keys.h"
#include "config/settings.h"

/* The values of --config and -o. */
struct setup_values {
    const char *file;
    struct option_list settings;
};

/* Their rows, for the table of a command whose values hold `struct setup_values` as `member`. */
#define SETUP_OPTION_CONFIG(values, member)                               \
    {                                                                     \
        "config", 0, OPTION_VALUE, offsetof(values, member.file), "FILE", \
            "read settings from FILE, not from whosaid.ini"               \
    }
#define SETUP_OPTION_SET(values, member)                                         \
    {                                                                            \
        NULL, 'o', OPTION_LIST, offsetof(values, member.settings), "NAME=VALUE", \
            "set one setting; whosaid.ini(5) has them"                           \
    }

struct setup {
    struct settings settings;
    struct keymap *keymap;
};

/* Reads all of it. What a file has wrong is told, noted in `told` and passed over: a reader that does not start for a
 * typing error helps nobody. STATUS_USAGE when the command line is wrong, STATUS_FAILED when memory is short; the user
 * has been told. Release the setup in any case. */
enum exit_status setup_create(struct setup *setup, const struct invocation *invocation,
                              const struct setup_values *values, struct told *told);
void setup_release(struct setup *setup);

#endif
