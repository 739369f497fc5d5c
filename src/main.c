/* main: the table of commands. The first argument names one; anything else is something to read. */
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "cmd/command.h"

static const struct command *const commands[] = {
    /* articles on the screen */
    &command_read,
    /* feeds */
    &command_add,
    &command_remove,
    &command_feeds,
    &command_edit,
    &command_import,
    &command_export,
    /* the archive */
    &command_sync,
    &command_search,
    &command_save,
    &command_reindex,
    &command_check,
    /* articles in pipelines */
    &command_quotes,
    &command_entities,
    &command_text,
    &command_annotate,
    &command_extract,
    &command_feed,
    &command_picture,
    /* the program */
    &command_config,
    &command_help,
    NULL,
};

static const struct command *find_command(const char *name)
{
    for (const struct command *const *command = commands; *command; command++)
        if (strcmp((*command)->name, name) == 0)
            return *command;
    return NULL;
}

/* True when --help or -h stands among the options. */
static bool asks_for_help(char *const *arguments)
{
    for (; *arguments && strcmp(*arguments, "--") != 0; arguments++)
        if (strcmp(*arguments, "--help") == 0 || strcmp(*arguments, "-h") == 0)
            return true;
    return false;
}

/* Runs the command; the first of its arguments is its name. */
static enum exit_status run(const struct command *command, int count, char **arguments)
{
    struct invocation invocation = {command, commands, count, arguments};
    char *for_help[] = {"help", *command->name ? arguments[0] : NULL, NULL};
    if (asks_for_help(arguments + 1))
        invocation = (struct invocation){&command_help, commands, *command->name ? 2 : 1, for_help};
    return invocation.command->run(&invocation);
}

/* The user's locale says how dates and the terminal's characters are written, and nothing else: each other part of it
 * would have to be read at every start, and a decimal comma would not be understood in our own files. What a letter is,
 * it must not say: in a Turkish one "I" is not the capital of "i", and no <TITLE>, ISO-8859-1 or FRI would be
 * recognized. */
static void take_locale(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_TIME, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

/* Where a standard descriptor is closed, the next file or socket would get its number, and what is printed would go
 * into an archive's lock or to a server. Something that cannot be used holds its place: using it fails as if it were
 * closed. */
static void hold_standard_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int count, char **arguments)
{
    static char *none[] = {"whosaid", NULL}; /* POSIX lets a program be started without even its name */
    hold_standard_descriptors();
    (void)signal(SIGCHLD, SIG_DFL); /* exec hands it on ignored, and then nobody learns how a child has ended */
    take_locale();
    const struct command *named = count > 1 && *arguments[1] ? find_command(arguments[1]) : NULL;
    enum exit_status status;
    if (count < 1)
        status = run(&command_read, 1, none);
    else if (named)
        status = run(named, count - 1, arguments + 1);
    else
        status = run(&command_read, count, arguments);
    return (int)command_finish(status);
}
