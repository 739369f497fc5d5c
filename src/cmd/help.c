/* whosaid help: how the program, or one command, is called. */
#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/options.h"

static const struct option_row options[] = {{0}};

static void print_overview(const struct invocation *invocation)
{
    enum { SENTENCE_COLUMN = 13 };
    command_print_usage(&command_read);
    printf("\nCommands:\n");
    for (const struct command *const *command = invocation->commands; *command; command++)
        if (*(*command)->name)
            command_print_entry((*command)->name, (*command)->sentence, SENTENCE_COLUMN);
    printf("\n");
    command_print_text(
        "'whosaid help COMMAND' tells more of one. A file that is named like a command opens as ./NAME.");
    command_print_text("In the reader, ? shows the keys. Manual pages: whosaid(1), whosaid.ini(5), whosaid-keys(7).");
}

static enum exit_status print_one(const struct invocation *invocation, const char *name)
{
    for (const struct command *const *command = invocation->commands; *command; command++) {
        if (strcmp((*command)->name, name) != 0)
            continue;
        command_print_usage(*command);
        return STATUS_WELL;
    }
    const struct command *near = command_nearest(invocation, name);
    if (near)
        return command_misused(invocation, "there is no command %s; did you mean %s?", name, near->name);
    return command_misused(invocation, "there is no command %s", name);
}

static enum exit_status run(const struct invocation *invocation)
{
    char *const *names = options_parse(invocation, NULL);
    if (!names)
        return STATUS_USAGE;
    if (!*names) {
        print_overview(invocation);
        return STATUS_WELL;
    }
    if (names[1])
        return command_misused(invocation, "help is for one command at a time");
    return print_one(invocation, *names);
}

const struct command command_help = {
    "help", "[COMMAND]", "Tells how to call whosaid, or one of its commands.", options, run,
};
