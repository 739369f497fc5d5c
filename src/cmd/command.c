/* command: what all commands tell the user in the same way. */
#include "cmd/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "cmd/options.h"
#include "cmd/wrap.h"

/* Of one text or entry of what helps. */
enum { HELP_BYTES_MAX = 64 * 1024 };

void command_complain(const struct error *error)
{
    command_warn(NULL, error->message);
}

void command_warn(void *context, const char *sentence)
{
    (void)context;
    (void)fflush(stdout);
    (void)fprintf(stderr, "whosaid: %s\n", sentence);
}

enum exit_status command_fail(const struct error *error)
{
    command_complain(error);
    return STATUS_FAILED;
}

enum exit_status command_fail_for_memory(const char *doing)
{
    struct error error;
    error_out_of_memory(&error, doing);
    return command_fail(&error);
}

void command_note(void *told, const char *sentence)
{
    struct told *all = told;
    if (!all->count++)
        (void)error_set(&all->first, "%s", sentence);
    command_warn(NULL, sentence);
}

enum exit_status command_misused(const struct invocation *invocation, const char *format, ...)
{
    char sentence[ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    struct error error;
    error_set(&error, "%s", sentence);
    command_complain(&error);
    const char *name = invocation->command->name;
    (void)fprintf(stderr, "'whosaid help%s%s' tells how to call it.\n", *name ? " " : "", name);
    return STATUS_USAGE;
}

enum exit_status command_finish(enum exit_status status)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (!failed)
        return status;
    if (errno != EPIPE) {
        struct error error;
        error_set(&error, "standard output: cannot be written: %s",
                  errno ? strerror(errno) : "an earlier write failed");
        command_complain(&error);
    }
    return status == STATUS_WELL ? STATUS_FAILED : status;
}

const struct command *command_nearest(const struct invocation *invocation, const char *name)
{
    enum { MOST = 32 };
    const char *names[MOST] = {NULL};
    size_t count = 0;
    for (; count < MOST && invocation->commands[count]; count++)
        names[count] = invocation->commands[count]->name;
    const char *near = nearest_name(name, names, count);
    for (size_t i = 0; near && *near && i < count; i++)
        if (names[i] == near)
            return invocation->commands[i];
    return NULL;
}

static void print_line(struct buffer *line)
{
    (void)buffer_append_byte(line, '\n');
    (void)fputs(buffer_string(line), stdout);
    buffer_release(line);
}

void command_print_text(const char *text)
{
    struct buffer lines = buffer_create(HELP_BYTES_MAX);
    wrap_text(&lines, text, strlen(text), terminal_width(), 0);
    print_line(&lines);
}

void command_print_entry(const char *word, const char *sentence, size_t column)
{
    enum { INDENT = 2, GAP = 2, SENTENCE_LEAST = 24, SENTENCE_INDENT = 6 };
    struct buffer lines = buffer_create(HELP_BYTES_MAX);
    size_t width = terminal_width(), used = INDENT + text_columns(word, strlen(word));
    (void)buffer_append_format(&lines, "%*s%s", INDENT, "", word);
    if (width && width < column + SENTENCE_LEAST) {
        column = SENTENCE_INDENT;
        (void)buffer_append_format(&lines, "\n%*s", SENTENCE_INDENT, "");
    } else {
        size_t blanks = used + GAP <= column ? column - used : GAP;
        (void)buffer_append_format(&lines, "%*s", (int)blanks, "");
    }
    wrap_text(&lines, sentence, strlen(sentence), width, column);
    print_line(&lines);
}

/* The option as the user writes it: "-o, --option=NAME=VALUE". */
static void append_option(struct buffer *word, const struct option_row *row)
{
    if (row->letter)
        (void)buffer_append_format(word, "-%c%s", row->letter, row->name ? ", " : "");
    if (row->name)
        (void)buffer_append_format(word, "--%s", row->name);
    if (row->argument)
        (void)buffer_append_format(word, "%s%s", row->name ? "=" : " ", row->argument);
}

void command_print_usage(const struct command *command)
{
    enum { SENTENCE_COLUMN = 26 };
    const struct option_row *row = command->options;
    bool has_options = option_row_is_there(row);
    const char *const words[] = {command->name, has_options ? "[OPTION…]" : "", command->operands};
    struct buffer word = buffer_create(HELP_BYTES_MAX);
    (void)buffer_append_string(&word, "whosaid");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        (void)buffer_append_format(&word, "%s%s", *words[i] ? " " : "", words[i]);
    command_print_text(buffer_string(&word));
    printf("\n");
    command_print_text(command->sentence);
    if (has_options)
        printf("\nOptions:\n");
    for (; option_row_is_there(row); row++) {
        buffer_clear(&word);
        append_option(&word, row);
        command_print_entry(buffer_string(&word), row->sentence, SENTENCE_COLUMN);
    }
    buffer_release(&word);
}
