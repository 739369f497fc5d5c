/* whosaid extract: the articles of web pages, as JSON objects. */
#include <stdio.h>

#include "app/article_json.h"
#include "app/extract_json.h"
#include "article/article.h"
#include "base/error.h"
#include "cmd/inputs.h"
#include "cmd/json_lines.h"
#include "cmd/print_json.h"
#include "feeds/document.h"

struct values {
    struct input_values input;
    bool lines;
};

static const struct option_row options[] = {
    INPUT_OPTION_URL(struct values, input),
    {"jsonl", 0, OPTION_FLAG, offsetof(struct values, lines), NULL, "read one JSON object a line, print one a line"},
    {0},
};

static bool print_article(void *context, const char *path, struct article *article,
                          const struct evidence_list *evidence)
{
    (void)context;
    (void)path;
    (void)evidence;
    return print_json(extract_to_json(article)) == STATUS_WELL && !ferror(stdout);
}

static json_t *answer(void *context, const json_t *line, struct error *error)
{
    const json_t *html = json_object_get(line, "html");
    /* jansson gave UTF-8, whatever the page's own meta says. */
    struct document_source source = {.format = DOCUMENT_HTML,
                                     .url = json_string_value(json_object_get(line, "url")),
                                     .charset = "UTF-8",
                                     .wants_article = true};
    struct document document;
    json_t *object = NULL;
    (void)context;
    if (!json_is_string(html)) {
        error_set(error, "the line needs a string \"html\"");
        return NULL;
    }
    if (document_read(json_string_value(html), json_string_length(html), &source, &document, error)) {
        object = extract_to_json(((struct article **)document.articles.items)[0]);
        if (!object)
            error_out_of_memory(error, "extracting");
    }
    document_release(&document);
    return object;
}

static enum exit_status run(const struct invocation *invocation)
{
    struct values values = {.input = {.format = "html", .wants_article = true}};
    char *const *operands = options_parse(invocation, &values);
    if (!operands)
        return STATUS_USAGE;
    if (values.lines && (*operands || values.input.url))
        return command_misused(invocation, "--jsonl reads standard input, and lines have addresses of their own");
    if (values.lines)
        return json_lines_answer(stdin, stdout, answer, NULL);
    return inputs_visit(invocation, &values.input, operands, INPUT_READ, print_article, NULL);
}

const struct command command_extract = {
    "extract", "[FILE…]", "Prints the articles of web pages as JSON objects.", options, run,
};
