/* options: a command's options as a table, from which parsing and help are made. Never in here: what an option does. */
#ifndef WHOSAID_CMD_OPTIONS_H
#define WHOSAID_CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/command.h"

/* What an option leaves at its place in the command's struct of values. */
enum option_kind {
    OPTION_FLAG,  /* bool: it was given */
    OPTION_VALUE, /* const char *: its argument, the last one when given twice */
    OPTION_LIST   /* struct option_list: its arguments in order */
};

enum { OPTIONS_MAX = 15, OPTION_LIST_MAX = 64 };

struct option_list {
    const char *values[OPTION_LIST_MAX];
    size_t count;
};

struct option_row {
    const char *name; /* "width" for --width; NULL when there is only a letter */
    char letter;      /* 'o' for -o, or 0 */
    enum option_kind kind;
    size_t offset;        /* of its place in the struct of values */
    const char *argument; /* what its argument is called in the help; NULL for a flag */
    const char *sentence;
};

/* True for a row of a table, false for the empty one behind its last. */
static inline bool option_row_is_there(const struct option_row *row)
{
    return row->name || row->letter;
}

/* Parses the invocation's options by its command's table into `values`, a struct that the table's offsets fit. Options
 * and operands may be mixed, long options may be shortened, `--` ends the options (getopt_long(3)). Returns the
 * operands, NULL behind the last; NULL, the user told, when there is no such option or its argument is missing or too
 * much. Once in a program's life: getopt keeps its place in variables of its own. */
char *const *options_parse(const struct invocation *invocation, void *values);

/* The number in `text`, from `least` to `most`; -1 when it is none. */
int option_number(const char *text, int least, int most);

#endif
