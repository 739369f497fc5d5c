/* options: getopt_long behind the command's table. */
#include "cmd/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"

/* What getopt_long returns for the long option of row 0; letters are below. */
enum { FIRST_LONG = 256 };

/* The table as getopt_long wants it. */
struct getopt_tables {
    struct option names[OPTIONS_MAX + 1];
    char letters[2 * OPTIONS_MAX + 2];
};

static struct getopt_tables getopt_tables(const struct option_row *rows)
{
    struct getopt_tables tables = {.letters = ":"}; /* the colon makes a missing argument known from a wrong option */
    struct option *name = tables.names;
    char *letter = tables.letters + 1;
    for (int i = 0; i < OPTIONS_MAX && option_row_is_there(&rows[i]); i++) {
        int argument = rows[i].argument ? required_argument : no_argument;
        if (rows[i].name)
            *name++ = (struct option){rows[i].name, argument, NULL, FIRST_LONG + i};
        if (rows[i].letter)
            *letter++ = rows[i].letter;
        if (rows[i].letter && rows[i].argument)
            *letter++ = ':';
    }
    return tables;
}

static void complain_unknown(const struct invocation *invocation, const char *typed)
{
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (const struct option_row *row = invocation->command->options; option_row_is_there(row); row++)
        if (row->name)
            names[count++] = row->name;
    char name[64];
    (void)snprintf(name, sizeof name, "%s", typed + strspn(typed, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *near = nearest_name(name, names, count);
    if (near)
        command_misused(invocation, "there is no option %s; did you mean --%s?", typed, near);
    else
        command_misused(invocation, "there is no option %s", typed);
}

static void complain(const struct invocation *invocation, int answer)
{
    const char *typed = invocation->arguments[optind - 1];
    if (answer == ':')
        command_misused(invocation, "option %s needs an argument", typed);
    else if (optopt >= FIRST_LONG)
        command_misused(invocation, "option %s takes no argument", typed);
    else if (optopt)
        command_misused(invocation, "there is no option -%c", optopt);
    else
        complain_unknown(invocation, typed);
}

static const struct option_row *find_row(const struct option_row *rows, int answer)
{
    if (answer >= FIRST_LONG)
        return &rows[answer - FIRST_LONG];
    while (rows->letter != answer)
        rows++;
    return rows;
}

static bool store(const struct option_row *row, void *values)
{
    void *place = (char *)values + row->offset;
    struct option_list *list = place;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)place = true;
        break;
    case OPTION_VALUE:
        *(const char **)place = optarg;
        break;
    case OPTION_LIST:
        if (list->count == OPTION_LIST_MAX)
            return false;
        list->values[list->count++] = optarg;
        break;
    }
    return true;
}

char *const *options_parse(const struct invocation *invocation, void *values)
{
    const struct option_row *rows = invocation->command->options;
    const struct getopt_tables tables = getopt_tables(rows);
    opterr = 0;
    for (;;) {
        int answer = getopt_long(invocation->count, invocation->arguments, tables.letters, tables.names, NULL);
        if (answer == -1)
            return invocation->arguments + optind;
        if (answer == '?' || answer == ':') {
            complain(invocation, answer);
            return NULL;
        }
        if (!store(find_row(rows, answer), values)) {
            command_misused(invocation, "an option is given more than %d times", OPTION_LIST_MAX);
            return NULL;
        }
    }
}

int option_number(const char *text, int least, int most)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    bool whole = end != text && *end == '\0' && errno == 0;
    return whole && number >= least && number <= most ? (int)number : -1;
}
