/* inputs: opens one operand at a time, so that many files need no more memory than the largest. */
#include "cmd/inputs.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "app/article_json.h"
#include "app/library.h"
#include "article/article.h"
#include "base/error.h"
#include "cmd/print_json.h"

static bool parse_format(const char *name, enum document_format *format)
{
    static const char *const names[] = {
        [DOCUMENT_AUTO] = "auto", [DOCUMENT_TEXT] = "text", [DOCUMENT_HTML] = "html", [DOCUMENT_FEED] = "feed"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) != 0)
            continue;
        *format = (enum document_format)i;
        return true;
    }
    return false;
}

enum exit_status inputs_source(const struct invocation *invocation, const struct input_values *values,
                               struct document_source *known)
{
    *known =
        (struct document_source){.format = DOCUMENT_AUTO, .url = values->url, .wants_article = values->wants_article};
    if (values->format && !parse_format(values->format, &known->format))
        return command_misused(invocation, "--format is auto, text, html or feed, not %s", values->format);
    return STATUS_WELL;
}

/* One walk over the operands. */
struct walk {
    const struct document_source *known;
    const struct annotator *annotator;
    enum input_depth depth;
    input_visitor *visit;
    void *context;
    enum exit_status status;
};

static void note_failure(void *context, const char *sentence)
{
    struct walk *walk = context;
    walk->status = STATUS_FAILED;
    command_warn(NULL, sentence);
}

/* False ends the walk; what the article lacks is told. */
static bool visit_article(struct walk *walk, const char *path, struct article *article)
{
    struct evidence_list evidence = {.count = 0};
    struct error error;
    bool explained = walk->depth == INPUT_EXPLAINED, on = true;
    bool ready = walk->depth == INPUT_READ || annotate(walk->annotator, article, &error);
    ready = ready && (!explained || evidence_find(walk->annotator, article, &evidence, &error));
    if (ready) {
        on = walk->visit(walk->context, path, article, explained ? &evidence : NULL);
    } else {
        error_prefix(&error, "%s: ", path);
        note_failure(walk, error.message);
    }
    evidence_release(&evidence);
    if (!on)
        walk->status = STATUS_FAILED;
    return on;
}

static bool visit_articles(struct walk *walk, const struct source *source)
{
    struct article *const *articles = source->articles.items;
    for (size_t i = 0; i < source->articles.count; i++)
        if (!visit_article(walk, source->path, articles[i]))
            return false;
    return true;
}

static bool visit_operand(struct walk *walk, const char *path)
{
    struct library library = library_create();
    struct error error;
    bool on = true;
    if (library_open(&library, path, walk->known, note_failure, walk, &error))
        on = visit_articles(walk, library.sources.items);
    else
        note_failure(walk, error.message);
    library_release(&library);
    return on;
}

static enum exit_status visit_operands(struct walk *walk, char *const *operands)
{
    if (!*operands)
        visit_operand(walk, "-");
    while (*operands && visit_operand(walk, *operands))
        operands++;
    return walk->status;
}

enum exit_status inputs_visit(const struct invocation *invocation, const struct input_values *values,
                              char *const *operands, enum input_depth depth, input_visitor *visit, void *context)
{
    struct document_source known;
    enum exit_status status = inputs_source(invocation, values, &known);
    if (status != STATUS_WELL)
        return status;
    if (!*operands && isatty(STDIN_FILENO))
        return command_misused(invocation, "there is nothing to read: name a FILE, or pipe one in");
    struct walk walk = {.known = &known, .depth = depth, .visit = visit, .context = context};
    if (depth == INPUT_READ)
        return visit_operands(&walk, operands);
    struct error error;
    struct annotator *annotator = annotator_create(&error);
    walk.annotator = annotator;
    if (annotator)
        visit_operands(&walk, operands);
    else
        note_failure(&walk, error.message);
    annotator_destroy(annotator);
    return walk.status;
}

bool inputs_print_json(const struct article *article, const struct evidence_list *evidence, unsigned parts)
{
    return print_json(article_to_json(article, evidence, parts)) == STATUS_WELL && !ferror(stdout);
}
