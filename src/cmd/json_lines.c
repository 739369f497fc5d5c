/* json lines: one object is parsed, answered and printed before the next line is read, so that memory stays as it
 * is. */
#include "cmd/json_lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/article_json.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"

struct answering {
    json_line_answer *answer;
    void *context;
};

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
static bool answer_line(const struct answering *answering, const struct buffer *bytes, enum input_line kind, FILE *out)
{
    struct error error = {0};
    json_error_t reason;
    json_t *line = NULL, *object = NULL;
    if (kind == INPUT_TOO_LONG)
        error_set(&error, "the line is longer than %zu MiB, the most that is read", JSON_LINE_MAX >> 20);
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
        object = answering->answer(answering->context, line, &error);
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

enum exit_status json_lines_answer(FILE *in, FILE *out, json_line_answer *answer, void *context)
{
    const struct answering answering = {answer, context};
    struct buffer line = buffer_create(JSON_LINE_MAX);
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
        if (!answer_line(&answering, &line, kind, out))
            status = STATUS_FAILED;
    }
    buffer_release(&line);
    return status;
}
