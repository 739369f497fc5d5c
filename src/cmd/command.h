/* command: one word behind `whosaid` and what it does. Each command is a file here with one `struct command`; main.c
 * has the table of them. Never in here: what a command does with its input. */
#ifndef WHOSAID_CMD_COMMAND_H
#define WHOSAID_CMD_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct option_row;
struct invocation;

/* What the shell is told. A contract: scripts depend on it. A reader that a signal ended answers STATUS_SIGNAL and the
 * signal's number, as the shell itself does. */
enum exit_status { STATUS_WELL = 0, STATUS_FAILED = 1, STATUS_USAGE = 2, STATUS_SIGNAL = 128, STATUS_MOST = 255 };

struct command {
    const char *name;
    const char *operands; /* what follows the options, as the manual writes it: "[FILE…]" */
    const char *sentence;
    const struct option_row *options; /* a table that ends with an empty row */
    enum exit_status (*run)(const struct invocation *invocation);
};

/* One call from the shell. */
struct invocation {
    const struct command *command;
    const struct command *const *commands; /* all there are, NULL behind the last */
    int count;
    char **arguments; /* `count` of them, the command's own name first, NULL behind the last */
};

extern const struct command command_add, command_annotate, command_check, command_config, command_edit,
    command_entities, command_export, command_extract, command_feed, command_feeds, command_help, command_import,
    command_picture, command_quotes, command_read, command_reindex, command_remove, command_save, command_search,
    command_sync, command_text;

/* Tells the user, on standard error, what failed. */
void command_complain(const struct error *error);

/* The same, and what the shell is told of it: STATUS_FAILED. The second is for a refused allocation
 * (error_out_of_memory). */
enum exit_status command_fail(const struct error *error);
enum exit_status command_fail_for_memory(const char *doing);

/* What was told before there was a screen, which then covers it. */
struct told {
    struct error first;
    size_t count;
};

/* Tells, and counts in the struct told that `told` points to: as a settings_warning and a library_warning. */
void command_note(void *told, const char *sentence);

/* As command_complain, for input that is not all there is: as a settings_warning and a library_warning. */
void command_warn(void *context, const char *sentence);

/* Tells what was wrong with the call and where help is. Returns STATUS_USAGE. */
enum exit_status command_misused(const struct invocation *invocation, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Writes out what standard output still holds. A failure (a full disk) is told and makes STATUS_WELL STATUS_FAILED; a
 * reader that went away (`| head`) is no failure worth a word. */
enum exit_status command_finish(enum exit_status status);

/* The command that somebody meant who typed `name`; NULL when none is near. */
const struct command *command_nearest(const struct invocation *invocation, const char *name);

/* Prints, on standard output, a text, or a word and, from `column` on, what it means; on a terminal in lines that it
 * can hold. Where it is too narrow for two columns the meaning stands below its word. Of what memory is too short for
 * less is printed. */
void command_print_text(const char *text);
void command_print_entry(const char *word, const char *sentence, size_t column);

/* Prints in the same way how the command is called and its options. */
void command_print_usage(const struct command *command);

#endif
