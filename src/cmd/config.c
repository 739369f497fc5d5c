/* whosaid config: the settings and keys in force, as files that can be kept. */
#include <stdio.h>

#include "base/error.h"
#include "cmd/setup.h"

struct values {
    struct setup_values setup;
    bool keys, defaults;
};

static const struct option_row options[] = {
    {"keys", 0, OPTION_FLAG, offsetof(struct values, keys), NULL, "print the keys, as keys.ini has them"},
    {"default", 0, OPTION_FLAG, offsetof(struct values, defaults), NULL,
     "print the defaults, whatever the user's files say"},
    SETUP_OPTION_CONFIG(struct values, setup),
    SETUP_OPTION_SET(struct values, setup),
    {0},
};

/* The setup that is to be printed. */
static enum exit_status choose_setup(struct setup *setup, const struct invocation *invocation,
                                     const struct values *values)
{
    struct told told = {.count = 0};
    if (!values->defaults)
        return setup_create(setup, invocation, &values->setup, &told);
    *setup = (struct setup){.settings = settings_default(), .keymap = keymap_create()};
    if (setup->keymap)
        return STATUS_WELL;
    return command_fail_for_memory("reading the keys");
}

static enum exit_status print(const struct invocation *invocation, const struct setup *setup,
                              const struct values *values, char *const *names)
{
    if (values->keys) {
        keymap_print(setup->keymap, stdout);
        return STATUS_WELL;
    }
    if (!*names)
        settings_print(&setup->settings, stdout);
    for (; *names; names++) {
        struct error error;
        if (!settings_print_one(&setup->settings, *names, stdout, &error))
            return command_misused(invocation, "%s", error.message);
    }
    return STATUS_WELL;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *names = options_parse(invocation, &values);
    if (!names)
        return STATUS_USAGE;
    if (values.keys && *names)
        return command_misused(invocation, "--keys prints all keys and takes no NAME");
    struct setup setup;
    enum exit_status status = choose_setup(&setup, invocation, &values);
    if (status == STATUS_WELL)
        status = print(invocation, &setup, &values, names);
    setup_release(&setup);
    return status;
}

const struct command command_config = {
    "config", "[NAME…]", "Prints the settings, each with its sentence, range and default.", options, run,
};
