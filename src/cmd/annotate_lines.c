/* annotate lines: each line becomes an article, the article an object, and nothing of it stays for the next line. */
#include "cmd/annotate_lines.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/annotate.h"
#include "annotate/evidence.h"
#include "app/article_json.h"
#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clean.h"
#include "base/error.h"
#include "base/input.h"
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

/* The object for one parsed line, without its id. */
static json_t *answer(const struct answering *answering, const json_t *line, struct error *error)
{
    const json_t *text = json_object_get(line, "text"), *html = json_object_get(line, "html");
    if (json_is_string(text))
        return annotated_text(answering, text, line, error);
    if (json_is_string(html))
        return annotated_html(answering, html, line, error);
    error_set(error, "the line needs a string \"text\" or \"html\"");
    return NULL;
}

static bool id_is_allowed(const json_t *id)
{
    return !id || json_is_string(id) || json_is_number(id);
}

/* The object to print: the id and, behind it, the members of `object`; without an object the error. NULL when memory is
 * short. */
static json_t *line_to_print(json_t *id, json_t *object, const struct error *error)
{
    json_t *line = json_object();
    int failed = 0;
    if (id || !object)
        failed = json_object_set(line, "id", id ? id : json_null());
    if (object)
        failed |= json_object_update(line, object);
    else
        failed |= json_object_set_new(line, "error", json_string(error->message));
    if (!failed)
        return line;
    json_decref(line);
    return NULL;
}

/* Prints the line, all of it or, when memory is short, a shorter one in its place: the next one keeps its number. */
static bool print_line(FILE *out, json_t *id, json_t *object, const struct error *error)
{
    json_t *line = line_to_print(id, object, error);
    char *text = line ? json_dumps(line, ARTICLE_JSON_FORMAT) : NULL;
    (void)fputs(text ? text : "{\"id\":null,\"error\":\"memory is short\"}", out);
    (void)putc('\n', out);
    bool whole = text != NULL;
    free(text);
    json_decref(line);
    return whole;
}

/* One line in, one line out. False when it is an error's. */
static bool annotate_line(const struct answering *answering, const struct buffer *bytes, enum input_line kind,
                          FILE *out)
{
    struct error error = {0};
    json_error_t reason;
    json_t *line = NULL, *object = NULL;
    if (kind == INPUT_TOO_LONG)
        error_set(&error, "the line is longer than %zu MiB, the most that is read", ANNOTATE_LINE_MAX >> 20);
    else if (!(line = json_loadb(buffer_string(bytes), bytes->length, JSON_ALLOW_NUL, &reason)))
        error_set(&error, "the line is no JSON: %s", reason.text);
    else if (!json_is_object(line))
        error_set(&error, "the line is no JSON object");
    json_t *id = json_object_get(line, "id");
    if (!id_is_allowed(id)) {
        error_set(&error, "the id is neither a string nor a number");
        id = NULL;
    }
    if (!*error.message)
        object = answer(answering, line, &error);
    bool well = object != NULL;
    bool written = print_line(out, id, object, &error);
    json_decref(object);
    json_decref(line);
    return well && written;
}

static bool is_blank(const struct buffer *line)
{
    const char *bytes = buffer_string(line);
    return strspn(bytes, " \t\r") == line->length;
}

enum exit_status annotate_lines(const struct annotator *annotator, bool explain, FILE *in, FILE *out)
{
    const struct answering answering = {annotator, explain};
    struct buffer line = buffer_create(ANNOTATE_LINE_MAX);
    enum exit_status status = STATUS_WELL;
    for (;;) {
        enum input_line kind = input_read_line(in, &line);
        if (kind == INPUT_FAILED) {
            struct error error;
            error_set(&error, "standard input: cannot be read: %s", strerror(errno));
            command_complain(&error);
            status = STATUS_FAILED;
        }
        if (kind == INPUT_END || kind == INPUT_FAILED || ferror(out))
            break;
        if (kind == INPUT_LINE && is_blank(&line))
            continue;
        if (!annotate_line(&answering, &line, kind, out))
            status = STATUS_FAILED;
    }
    buffer_release(&line);
    return status;
}
