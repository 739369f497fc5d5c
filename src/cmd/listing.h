/* listing: the frame of the commands that show one part of each article: aligned columns for people, --tsv and --json for
 * programs. Never in here: which part. */
#ifndef WHOSAID_CMD_LISTING_H
#define WHOSAID_CMD_LISTING_H

#include "cmd/command.h"
#include "cmd/inputs.h"

struct article;
struct column;
struct table;

struct listing_values {
    struct input_values input;
    bool json, tabs;
};

/* The option table of every listing. */
extern const struct option_row listing_options[];

/* What one command lists. */
struct listing {
    const struct column *columns;
    unsigned json_parts; /* enum article_json_parts */
    void (*add_rows)(struct table *table, const struct article *article, const char *path);
};

/* Runs the command: every article of every operand is annotated and listed. */
enum exit_status listing_run(const struct listing *listing, const struct invocation *invocation);

#endif
