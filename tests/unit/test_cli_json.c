/* annotate as other programs see it: one object a line, whose numbers are places in the text. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/unit/files.h"
#include "tests/unit/program.h"

/* The article of these tests. */
static const char article[] = "Council votes for the bridge\n\n"
                              "The caf\xc3\xa9 owners waited outside.\n\n"
                              "\"We will build the bridge,\" Maria Lopez said.\n";

/* What slicing a text by code points gives, as Python does it. */
static void slice(const char *text, json_int_t start, json_int_t end, char *out, size_t size)
{
    json_int_t index = -1;
    size_t length = 0;
    for (; *text && index < end; text++) {
        index += ((unsigned char)*text & 0xc0) != 0x80;
        if (index >= start && index < end && length + 1 < size)
            out[length++] = *text;
    }
    out[length] = '\0';
}

static json_int_t number(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    assert_true(json_is_integer(value));
    return json_integer_value(value);
}

static const char *string(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    assert_non_null(value);
    return value;
}

static void check_stretch(const char *text, const json_t *object, const char *expected)
{
    char words[256];
    slice(text, number(object, "start"), number(object, "end"), words, sizeof words);
    assert_string_equal(words, expected);
}

static void check_annotations(const json_t *object, const char *text)
{
    const json_t *quotes = json_object_get(object, "quotes"), *entities = json_object_get(object, "entities");
    assert_int_equal(json_array_size(quotes), 1);
    const json_t *quote = json_array_get(quotes, 0), *speaker = json_object_get(quote, "speaker");
    check_stretch(text, quote, "\"We will build the bridge,\"");
    assert_string_equal(string(quote, "type"), "direct");
    assert_string_equal(string(speaker, "name"), "Maria Lopez");
    check_stretch(text, speaker, "Maria Lopez");
    check_stretch(text, json_object_get(quote, "cue"), "said");
    const json_t *entity = json_array_get(entities, (size_t)number(speaker, "entity"));
    assert_int_equal(number(entity, "id"), number(speaker, "entity"));
    assert_string_equal(string(entity, "name"), "Maria Lopez");
}

static void test_annotate_a_file(void **state)
{
    static const char *const arguments[] = {"annotate", "a.txt", NULL};
    struct outcome outcome = run(*state, arguments, "");
    assert_int_equal(outcome.status, 0);
    assert_string_equal(outcome.errors, "");
    assert_ptr_equal(strchr(outcome.output, '\n'), outcome.output + strlen(outcome.output) - 1); /* one line */
    json_error_t error;
    json_t *object = json_loads(outcome.output, 0, &error);
    assert_non_null(object);
    const char *text = string(object, "text");
    const json_t *blocks = json_object_get(object, "blocks");
    assert_int_equal(json_array_size(blocks), 3);
    assert_string_equal(string(json_array_get(blocks, 0), "type"), "heading");
    check_stretch(text, json_array_get(blocks, 1), "The caf\xc3\xa9 owners waited outside.");
    check_annotations(object, text);
    json_decref(object);
    outcome_release(&outcome);
}

/* Drops what --explain adds. */
static void forget_evidence(json_t *object)
{
    json_t *quotes = json_object_get(object, "quotes"), *quote;
    size_t index;
    assert_true(json_array_size(quotes) > 0);
    json_array_foreach(quotes, index, quote)
    {
        json_t *candidates = json_object_get(json_object_get(quote, "evidence"), "candidates");
        assert_true(json_array_size(candidates) > 1);
        assert_int_equal(json_object_del(quote, "evidence"), 0);
    }
}

/* --explain adds the evidence to each quotation and changes nothing else. */
static void test_explaining_adds_evidence(void **state)
{
    static const struct {
        const char *arguments[4], *explained[4], *input;
    } cases[] = {
        {{"annotate", "a.txt"}, {"annotate", "--explain", "a.txt"}, ""},
        {{"quotes", "--json", "a.txt"}, {"quotes", "--json", "--explain", "a.txt"}, ""},
        {{"annotate", "--jsonl"},
         {"annotate", "--jsonl", "--explain"},
         "{\"id\":1,\"text\":\"Maria Lopez said: \\\"We will build it.\\\"\"}\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *plain_arguments[5] = {NULL}, *explained_arguments[5] = {NULL};
        for (size_t j = 0; j < 4; j++) {
            plain_arguments[j] = cases[i].arguments[j];
            explained_arguments[j] = cases[i].explained[j];
        }
        struct outcome plain = run(*state, plain_arguments, cases[i].input);
        struct outcome explained = run(*state, explained_arguments, cases[i].input);
        json_t *expected = json_loads(plain.output, 0, NULL), *found = json_loads(explained.output, 0, NULL);
        forget_evidence(found);
        assert_true(json_equal(found, expected));
        json_decref(found);
        json_decref(expected);
        outcome_release(&explained);
        outcome_release(&plain);
    }
}

/* The lines of output, parsed. */
static json_t *parse_lines(const char *output)
{
    json_t *lines = json_array();
    for (const char *line = output; *line;) {
        const char *end = strchr(line, '\n');
        json_error_t error;
        assert_non_null(end);
        json_t *object = json_loadb(line, (size_t)(end - line), JSON_ALLOW_NUL, &error);
        assert_non_null(object);
        assert_int_equal(json_array_append_new(lines, object), 0);
        line = end + 1;
    }
    return lines;
}

struct line_case {
    const char *what, *in;
    const char *id;    /* as JSON; NULL: the line has none */
    const char *error; /* a part of it; NULL when the line is annotated */
};

static const struct line_case line_cases[] = {
    {"an id that is a string", "{\"id\":\"a\",\"text\":\"Words.\"}", "\"a\"", NULL},
    {"an id that is a number", "{\"id\":7,\"text\":\"Words.\"}", "7", NULL},
    {"an id that is a fraction", "{\"id\":12345.25,\"text\":\"Words.\"}", "12345.25", NULL},
    {"an id with characters beyond ASCII", "{\"id\":\"\\u00e9\",\"text\":\"Words.\"}", "\"\xc3\xa9\"", NULL},
    {"no id", "{\"text\":\"Words.\"}", NULL, NULL},
    {"an empty text", "{\"id\":1,\"text\":\"\"}", "1", NULL},
    {"a text with a NUL", "{\"id\":2,\"text\":\"a\\u0000b \\\"c d\\\"\"}", "2", NULL},
    {"a page", "{\"id\":3,\"html\":\"<p>Words of a page.\",\"url\":\"https://example.org/\"}", "3", NULL},
    {"no JSON", "{\"id\":4,", "null", "no JSON: "},
    {"half a surrogate pair", "{\"id\":5,\"text\":\"\\ud800\"}", "null", "no JSON: "},
    {"bytes that are no UTF-8", "{\"id\":6,\"text\":\"\xff\"}", "null", "no JSON: "},
    {"no object", "[1]", "null", "no JSON object"},
    {"neither text nor page", "{\"id\":8}", "8", "needs a string \"text\" or \"html\""},
    {"a text that is no string", "{\"id\":9,\"text\":1}", "9", "needs a string"},
    {"an id that is a list", "{\"id\":[1],\"text\":\"Words.\"}", "null", "neither a string nor a number"},
    {"the last one", "{\"id\":\"z\",\"text\":\"Words.\"}", "\"z\"", NULL},
};
enum { LINE_CASES = sizeof line_cases / sizeof *line_cases };

static void check_line(const struct line_case *row, const json_t *line)
{
    char *id = json_dumps(json_object_get(line, "id"), JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    const char *error = json_string_value(json_object_get(line, "error"));
    if (!id != !row->id || (id && strcmp(id, row->id) != 0))
        fail_msg("%s: the id is %s", row->what, id ? id : "missing");
    if (!error != !row->error || (error && !strstr(error, row->error)))
        fail_msg("%s: %s", row->what, error ? error : "was annotated");
    if (!error && !json_is_array(json_object_get(line, "quotes")))
        fail_msg("%s: there are no quotes", row->what);
    free(id);
}

static void test_lines_keep_order_and_ids(void **state)
{
    static const char *const arguments[] = {"annotate", "--jsonl", NULL};
    char input[4096] = "";
    for (size_t i = 0; i < LINE_CASES; i++) {
        size_t length = strlen(input);
        /* An empty line is no line, CR LF is a newline, and the last one may lack its. */
        const char *end = i % 3 == 0 ? "\n" : i % 3 == 1 ? "\r\n" : "\n\n";
        (void)snprintf(input + length, sizeof input - length, "%s%s", line_cases[i].in, i + 1 < LINE_CASES ? end : "");
    }
    struct outcome outcome = run(*state, arguments, input);
    assert_int_equal(outcome.status, 1);
    assert_string_equal(outcome.errors, "");
    json_t *lines = parse_lines(outcome.output);
    assert_int_equal(json_array_size(lines), LINE_CASES);
    for (size_t i = 0; i < LINE_CASES; i++)
        check_line(&line_cases[i], json_array_get(lines, i));
    json_decref(lines);
    outcome_release(&outcome);
}

static void test_lines_index_the_text_that_came(void **state)
{
    static const char *const arguments[] = {"annotate", "--jsonl", NULL};
    /* Decomposed letters, a control character, doubled blanks and CR LF would all go or change in an article that is
     * read from a file; and four bytes of UTF-8 are one code point. */
    static const char text[] =
        "Cafe\xcc\x81  \x01 \xf0\x9f\x8c\x89\r\n\r\n  \"We will build the bridge,\" Maria Lopez said.  \r\n";
    json_t *line = json_pack("{s:s,s:s,s:s,s:s}", "id", "a", "text", text, "title", "A\ttitle\x1b", "published",
                             "2022-01-26T21:15:00.5+01:00");
    char *input = json_dumps(line, JSON_ENSURE_ASCII);
    struct outcome outcome = run(*state, arguments, input);
    assert_int_equal(outcome.status, 0);
    json_t *lines = parse_lines(outcome.output);
    const json_t *object = json_array_get(lines, 0);
    assert_null(json_object_get(object, "text"));
    assert_string_equal(string(object, "title"), "A title");
    assert_string_equal(string(object, "published"), "2022-01-26T20:15:00Z");
    const json_t *blocks = json_object_get(object, "blocks");
    assert_int_equal(json_array_size(blocks), 2);
    check_stretch(text, json_array_get(blocks, 1), "\"We will build the bridge,\" Maria Lopez said.");
    check_annotations(object, text);
    json_decref(lines);
    json_decref(line);
    free(input);
    outcome_release(&outcome);
}

static int write_files(void **state)
{
    struct place *place = *state;
    folder_create(place->folder);
    file_write(place->folder, "a.txt", article, strlen(article), NULL);
    return 0;
}

static int remove_files(void **state)
{
    const struct place *place = *state;
    folder_remove(place->folder);
    return 0;
}

int main(int count, char **arguments)
{
    (void)count;
    struct place place;
    if (!program_find(arguments[0], &place))
        return 1;
    struct CMUnitTest tests[] = {
        cmocka_unit_test(test_annotate_a_file),
        cmocka_unit_test(test_explaining_adds_evidence),
        cmocka_unit_test(test_lines_keep_order_and_ids),
        cmocka_unit_test(test_lines_index_the_text_that_came),
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        tests[i].setup_func = write_files;
        tests[i].teardown_func = remove_files;
        tests[i].initial_state = &place;
    }
    return cmocka_run_group_tests_name("JSON of commands", tests, NULL, NULL);
}
