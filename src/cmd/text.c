/* whosaid text: what an article says, without markup. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/article_json.h"
#include "cmd/inputs.h"
#include "cmd/plain.h"
#include "cmd/setup.h"
#include "cmd/wrap.h"

enum { WIDTH_LEAST = 10, WIDTH_MOST = 10000 };

struct values {
    struct input_values input;
    struct setup_values setup;
    bool json, quotes, links;
    const char *width, *hyperlinks;
};

static const struct option_row options[] = {
    INPUT_OPTION_FORMAT(struct values, input),
    INPUT_OPTION_URL(struct values, input),
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object an article, with its blocks"},
    {"width", 0, OPTION_VALUE, offsetof(struct values, width), "N",
     "break lines so that they take at most N columns, 0 for none broken"},
    {"quotes", 0, OPTION_FLAG, offsetof(struct values, quotes), NULL, "tell behind each quotation who says it"},
    {"links", 0, OPTION_FLAG, offsetof(struct values, links), NULL,
     "number the links, list their addresses at the end"},
    {"hyperlinks", 0, OPTION_VALUE, offsetof(struct values, hyperlinks), "WHEN",
     "make links that a terminal can open: auto, yes or no"},
    SETUP_OPTION_CONFIG(struct values, setup),
    SETUP_OPTION_SET(struct values, setup),
    {0},
};

struct run {
    bool json, again;
    struct plain_style style;
};

static bool print_article(void *context, const char *path, struct article *article,
                          const struct evidence_list *evidence)
{
    struct run *run = context;
    (void)path;
    (void)evidence;
    if (run->json)
        return inputs_print_json(article, NULL, ARTICLE_JSON_TEXT | ARTICLE_JSON_BLOCKS);
    plain_separate(run->again);
    run->again = true;
    return plain_print(article, &run->style);
}

/* Terminals that do not know a sequence leave it out, but for the oldest. */
static bool knows_hyperlinks(void)
{
    static const char *const old[] = {"dumb", "linux", "vt100", "vt102", "vt220", "ansi", "cons25"};
    const char *terminal = getenv("TERM");
    for (size_t i = 0; terminal && i < sizeof old / sizeof *old; i++)
        if (strcmp(terminal, old[i]) == 0)
            return false;
    return terminal && isatty(STDOUT_FILENO);
}

/* As wide as the terminal, but no wider than the reader's text. */
static enum exit_status find_width(const struct invocation *invocation, const struct setup_values *values,
                                   struct plain_style *style)
{
    struct setup setup;
    struct told told = {0};
    size_t columns = terminal_width();
    if (!columns)
        return STATUS_WELL;
    enum exit_status status = setup_create(&setup, invocation, values, &told);
    if (status == STATUS_WELL) {
        size_t most = (size_t)setup.settings.text_width;
        style->width = columns < most ? columns : most;
        style->links = style->links || setup.settings.number_links;
    }
    setup_release(&setup);
    return status;
}

/* What the options say of the output. */
static enum exit_status read_style(const struct invocation *invocation, const struct values *values,
                                   struct plain_style *style)
{
    static const char *const whens[] = {"auto", "yes", "no"};
    size_t when = 0;
    while (values->hyperlinks && when < 3 && strcmp(values->hyperlinks, whens[when]) != 0)
        when++;
    if (when == 3)
        return command_misused(invocation, "--hyperlinks is auto, yes or no");
    *style = (struct plain_style){.hyperlinks = when == 1 || (when == 0 && knows_hyperlinks()),
                                  .links = values->links,
                                  .speakers = values->quotes};
    if (!values->width)
        return find_width(invocation, &values->setup, style);
    int width = strcmp(values->width, "0") == 0 ? 0 : option_number(values->width, WIDTH_LEAST, WIDTH_MOST);
    if (width < 0)
        return command_misused(invocation, "--width is 0, or a number from %d to %d", WIDTH_LEAST, WIDTH_MOST);
    style->width = (size_t)width;
    return STATUS_WELL;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    struct run run = {.json = values.json};
    enum exit_status status = read_style(invocation, &values, &run.style);
    if (status != STATUS_WELL)
        return status;
    return inputs_visit(invocation, &values.input, operands, values.quotes ? INPUT_ANNOTATED : INPUT_READ,
                        print_article, &run);
}

const struct command command_text = {
    "text", "[FILE…]", "Prints articles as plain text.", options, run,
};
