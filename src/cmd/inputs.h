/* inputs: what the commands that read articles have in common: the options that say how to read, the walk over the
 * articles of all operands, their printing as JSON. Never in here: what else is printed of an article. */
#ifndef WHOSAID_CMD_INPUTS_H
#define WHOSAID_CMD_INPUTS_H

#include "cmd/command.h"
#include "cmd/options.h"

struct article;
struct document_source;
struct evidence_list;

/* The values of --format and --url; and what a command wants whatever its options say. */
struct input_values {
    const char *format, *url;
    bool wants_article; /* see struct document_source */
};

/* Their rows, for the table of a command whose values hold `struct input_values` as `member`. */
#define INPUT_OPTION_FORMAT(values, member)                                   \
    {                                                                         \
        "format", 0, OPTION_VALUE, offsetof(values, member.format), "FORMAT", \
            "what the input is: auto (by its bytes), text, html or feed"      \
    }
#define INPUT_OPTION_URL(values, member)                              \
    {                                                                 \
        "url", 0, OPTION_VALUE, offsetof(values, member.url), "BASE", \
            "what relative links in the input are relative to"        \
    }

/* What the values say of the input. STATUS_USAGE, the user told, when there is no such format. */
enum exit_status inputs_source(const struct invocation *invocation, const struct input_values *values,
                               struct document_source *known);

/* The row of --explain, for a table whose values have a bool of that name. */
#define INPUT_OPTION_EXPLAIN(values)                                \
    {                                                               \
        "explain", 0, OPTION_FLAG, offsetof(values, explain), NULL, \
            "tell of each quotation who was considered and why"     \
    }

/* How much is found out about each article. */
enum input_depth { INPUT_READ, INPUT_ANNOTATED, INPUT_EXPLAINED };

/* One article of one operand, with its evidence where it is explained, else NULL. False ends the walk. */
typedef bool input_visitor(void *context, const char *path, struct article *article,
                           const struct evidence_list *evidence);

/* Opens the operands one after another ("-", or no operand at all, is standard input) and hands out their articles,
 * as deep as `depth`. What cannot be opened or annotated is told and passed over, and makes the answer
 * STATUS_FAILED; a wrong value, or no operand and a terminal as standard input, is STATUS_USAGE. */
enum exit_status inputs_visit(const struct invocation *invocation, const struct input_values *values,
                              char *const *operands, enum input_depth depth, input_visitor *visit, void *context);

/* Prints the article, and its evidence unless that is NULL, as one line of JSON with those parts (enum
 * article_json_parts). False when memory is short or
 * standard output refuses, which command_finish tells. */
bool inputs_print_json(const struct article *article, const struct evidence_list *evidence, unsigned parts);

#endif
