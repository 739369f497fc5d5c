/* annotate lines: each line becomes an article, the article an object, and nothing of it stays for the next line. */
#include "cmd/annotate_lines.h"

#include <jansson.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "app/article_json.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "cmd/json_lines.h"
#include "feeds/date.h"
#include "feeds/document.h"

/* How each line is answered. */
struct answering {
    const struct annotator *annotator;
    bool explain;
};

/* The text of a string member; NULL when it is absent. */
static const char *member_string(const json_t *line, const char *name)
{
    return json_string_value(json_object_get(line, name));
}

/* Replaces title and time by those that came with the line. A time that is none is passed over, as one more thing that
 * is not known of the article. */
static bool take_known(struct article *article, const json_t *line)
{
    const char *title = member_string(line, "title"), *published = member_string(line, "published");
    if (title) {
        struct buffer clean = buffer_create(DOCUMENT_ARTICLE_MAX);
        bool done = clean_text(title, strlen(title), CLEAN_LINE, &clean);
        article->title = done ? arena_copy(article->arena, buffer_string(&clean), clean.length) : NULL;
        buffer_release(&clean);
        if (!article->title)
            return false;
    }
    if (published && date_parse(published, strlen(published), &article->published))
        article->has_published = true;
    return true;
}

/* The annotated article as an object, in the order of its parts; NULL and a sentence when something failed. */
static json_t *annotated(const struct answering *answering, struct article *article, const json_t *line, unsigned parts,
                         struct error *error)
{
    struct evidence_list evidence = {.count = 0};
    json_t *object = NULL;
    bool found = annotate(answering->annotator, article, error) &&
                 (!answering->explain || evidence_find(answering->annotator, article, &evidence, error));
    if (found && take_known(article, line))
        object = article_to_json(article, answering->explain ? &evidence : NULL, parts);
    evidence_release(&evidence);
    if (found && !object)
        error_out_of_memory(error, "annotating");
    return object;
}

static json_t *annotated_text(const struct answering *answering, const json_t *text, const json_t *line,
                              struct error *error)
{
    struct article *article = document_from_lines(json_string_value(text), json_string_length(text));
    if (!article) {
        error_out_of_memory(error, "annotating");
        return NULL;
    }
    unsigned parts = ARTICLE_JSON_BLOCKS | ARTICLE_JSON_QUOTES | ARTICLE_JSON_ENTITIES;
    article->url = arena_copy_string(article->arena, member_string(line, "url"));
    json_t *object = annotated(answering, article, line, parts, error);
    article_destroy(article);
    return object;
}

static json_t *annotated_html(const struct answering *answering, const json_t *html, const json_t *line,
                              struct error *error)
{
    struct document document;
    /* jansson gave UTF-8, whatever the page's own meta says. */
    struct document_source source = {.format = DOCUMENT_HTML, .url = member_string(line, "url"), .charset = "UTF-8"};
    json_t *object = NULL;
    if (document_read(json_string_value(html), json_string_length(html), &source, &document, error)) {
        struct article *const *articles = document.articles.items;
        unsigned parts = ARTICLE_JSON_TEXT | ARTICLE_JSON_BLOCKS | ARTICLE_JSON_QUOTES | ARTICLE_JSON_ENTITIES;
        if (document.articles.count)
            object = annotated(answering, articles[0], line, parts, error);
        else
            error_set(error, "there is no text in it");
    }
    document_release(&document);
    return object;
}

static json_t *answer(void *context, const json_t *line, struct error *error)
{
    const struct answering *answering = context;
    const json_t *text = json_object_get(line, "text"), *html = json_object_get(line, "html");
    if (json_is_string(text))
        return annotated_text(answering, text, line, error);
    if (json_is_string(html))
        return annotated_html(answering, html, line, error);
    error_set(error, "the line needs a string \"text\" or \"html\"");
    return NULL;
}

enum exit_status annotate_lines(const struct annotator *annotator, bool explain, FILE *in, FILE *out)
{
    struct answering answering = {annotator, explain};
    return json_lines_answer(in, out, answer, &answering);
}
