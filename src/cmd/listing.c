/* listing: one table an article. */
#include "cmd/listing.h"

#include <stdio.h>
#include <string.h>

#include "app/article_json.h"
#include "article/article.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "cmd/table.h"
#include "cmd/wrap.h"

/* One run. */
struct run {
    const struct listing *listing;
    const struct listing_values *values;
    size_t article_count; /* printed so far */
};

/* Whose rows follow: as tail(1) does between files. */
static void print_heading(const struct article *article, const char *path, size_t before)
{
    const char *title = article->title ? article->title : path;
    struct buffer clean = buffer_create(strlen(title) * 3 + 1);
    clean_for_terminal(title, strlen(title), &clean);
    printf("%s==> %s <==\n", before ? "\n" : "", buffer_string(&clean));
    buffer_release(&clean);
}

static bool print_rows(const struct run *run, const struct article *article, const char *path)
{
    struct table table = table_create(run->listing->columns, article->arena);
    run->listing->add_rows(&table, article, path);
    bool printed = run->values->tabs ? table_print_tabs(&table) : table_print_aligned(&table, terminal_width());
    table_release(&table);
    return printed;
}

static bool list_article(void *context, const char *path, struct article *article, const struct evidence_list *evidence)
{
    struct run *run = context;
    if (run->values->json)
        return inputs_print_json(article, evidence, run->listing->json_parts);
    if (!run->values->tabs)
        print_heading(article, path, run->article_count++);
    bool printed =
        evidence ? run->listing->print_explained(article, evidence, terminal_width()) : print_rows(run, article, path);
    if (printed)
        return ferror(stdout) == 0;
    (void)command_fail_for_memory("printing");
    return false;
}

enum exit_status listing_run(const struct listing *listing, const struct invocation *invocation)
{
    struct listing_values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (values.json && values.tabs)
        return command_misused(invocation, "--json and --tsv are two ways to print: choose one");
    if (values.explain && values.tabs)
        return command_misused(invocation, "--explain prints lines of text or, with --json, objects; no --tsv");
    struct run run = {.listing = listing, .values = &values};
    return inputs_visit(invocation, &values.input, operands, values.explain ? INPUT_EXPLAINED : INPUT_ANNOTATED,
                        list_article, &run);
}
