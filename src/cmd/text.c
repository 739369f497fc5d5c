/* whosaid text: what an article says, without markup. */
#include <stdio.h>

#include "app/article_json.h"
#include "cmd/inputs.h"
#include "cmd/plain.h"

enum { WIDTH_LEAST = 10, WIDTH_MOST = 10000 };

struct values {
    struct input_values input;
    bool json;
    const char *width;
};

static const struct option_row options[] = {
    INPUT_OPTION_FORMAT(struct values, input),
    INPUT_OPTION_URL(struct values, input),
    {"json", 0, OPTION_FLAG, offsetof(struct values, json), NULL, "print one JSON object an article, with its blocks"},
    {"width", 0, OPTION_VALUE, offsetof(struct values, width), "N", "break lines so that they take at most N columns"},
    {0},
};

struct run {
    bool json, again;
    size_t width;
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
    return plain_print(article, run->width);
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    int width = values.width ? option_number(values.width, WIDTH_LEAST, WIDTH_MOST) : 0;
    if (width < 0)
        return command_misused(invocation, "--width is a number from %d to %d", WIDTH_LEAST, WIDTH_MOST);
    struct run run = {.json = values.json, .width = (size_t)width};
    return inputs_visit(invocation, &values.input, operands, INPUT_READ, print_article, &run);
}

const struct command command_text = {
    "text", "[FILE…]", "Prints articles as plain text.", options, run,
};
