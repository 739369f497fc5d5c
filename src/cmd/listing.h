/* listing: the frame of the commands that show one part of each article: aligned columns for people, --tsv and --json
 * for programs. Never in here: which part. */
#ifndef WHOSAID_CMD_LISTING_H
#define WHOSAID_CMD_LISTING_H

#include "cmd/command.h"
#include "cmd/inputs.h"

struct article;
struct column;
struct evidence_list;
struct table;

struct listing_values {
    struct input_values input;
    bool json, tabs;
    bool explain; /* only of a command whose table has the option */
};

/* The options of every listing, for its table of options. */
#define LISTING_OPTIONS                                                                                            \
    INPUT_OPTION_FORMAT(struct listing_values, input), INPUT_OPTION_URL(struct listing_values, input),             \
        {"json", 0, OPTION_FLAG, offsetof(struct listing_values, json), NULL, "print one JSON object an article"}, \
    {                                                                                                              \
        "tsv", 0, OPTION_FLAG, offsetof(struct listing_values, tabs), NULL,                                        \
            "print one line a row, columns separated by tabs"                                                      \
    }

/* What one command lists. */
struct listing {
    const struct column *columns;
    unsigned json_parts; /* enum article_json_parts */
    void (*add_rows)(struct table *table, const struct article *article, const char *path);
    /* With --explain, in the place of the rows; false when memory is short. NULL: the command has no such option. */
    bool (*print_explained)(const struct article *article, const struct evidence_list *list, size_t width);
};

/* Runs the command: every article of every operand is annotated and listed. */
enum exit_status listing_run(const struct listing *listing, const struct invocation *invocation);

#endif
