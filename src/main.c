/* main: the table of commands. The first argument names one; anything else is something to read. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cmd/command.h"

static const struct command *const commands[] = {
    &command_read,
    &command_annotate,
    NULL,
};

/* Standard output, when it is no terminal: a line of JSON is often larger than the usual 4 KiB. */
enum { OUTPUT_SIZE = 256 * 1024 };

static const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

int main(int count, char **arguments)
{
    setlocale(LC_ALL, "");
    const char *first = count > 1 ? arguments[1] : "";
    const struct command *named = *first ? find_command(first) : NULL;
    struct invocation invocation = {
        .command = named ? named : &command_read,
        .commands = commands,
        .count = named ? count - 1 : count,
        .arguments = named ? arguments + 1 : arguments,
    };
    return (int)command_finish(invocation.command->run(&invocation));
}
