/* whosaid annotate: articles as JSON objects, for other programs. */
#include <stdio.h>

#include "annotate/annotate.h"
#include "app/article_json.h"
#include "base/error.h"
#include "cmd/annotate_lines.h"
#include "cmd/inputs.h"

struct values {
    struct input_values input;
    bool lines, explain;
};

static const struct option_row options[] = {
    INPUT_OPTION_FORMAT(struct values, input),
    INPUT_OPTION_URL(struct values, input),
    INPUT_OPTION_EXPLAIN(struct values),
    {"jsonl", 0, OPTION_FLAG, offsetof(struct values, lines), NULL, "read one JSON object a line, print one a line"},
    {0},
};

static bool print_article(void *context, const char *path, struct article *article,
                          const struct evidence_list *evidence)
{
    (void)context;
    (void)path;
    return inputs_print_json(article, evidence,
                             ARTICLE_JSON_TEXT | ARTICLE_JSON_BLOCKS | ARTICLE_JSON_QUOTES | ARTICLE_JSON_ENTITIES);
}

static enum exit_status annotate_standard_input(bool explain)
{
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    enum exit_status status = STATUS_FAILED;
    if (annotator)
        status = annotate_lines(annotator, explain, stdin, stdout);
    else
        command_complain(&error);
    annotator_destroy(annotator);
    return status;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {0};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (!values.lines)
        return inputs_visit(invocation, &values.input, operands, values.explain ? INPUT_EXPLAINED : INPUT_ANNOTATED,
                            print_article, NULL);
    if (*operands || values.input.format || values.input.url)
        return command_misused(invocation, "--jsonl reads standard input and takes no FILE, --format or --url");
    return annotate_standard_input(values.explain);
}

const struct command command_annotate = {
    "annotate", "[FILE…]", "Prints articles with their quotations, speakers and entities as JSON.", options, run,
};
