/* extract pages: pages are parsed anew for each look, so that only numbers are kept of them. */
#include "train/extract_pages.h"

#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"
#include "feeds/builder.h"
#include "feeds/encoding.h"
#include "feeds/extract_declared.h"
#include "feeds/html.h"
#include "feeds/html_tree.h"
#include "feeds/page_facts.h"

/* A run counts by its words, but a word of a short run for more: there are few of them in any article. Sets behind
 * the first count half: a program, not people, says what is right. All chosen by `train-extract --measure`. */
static const float by_words = 0.6f, by_set[] = {1, 0.5f};

enum { PAGES_MAX = 10000, LESSONS_MAX = 1000 * 1000, LINE_MAX_LENGTH = 16 * 1024 * 1024 };

static size_t count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; *at; at += strcspn(at, " \n\t")) {
        at += strspn(at, " \n\t");
        words += *at != '\0';
    }
    return words;
}

static unsigned hash_of(const char *name)
{
    unsigned hash = 2166136261u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    return hash ^ hash >> 15;
}

static void add_page(struct extract_school *school, const char *directory, size_t set, const char *line)
{
    json_t *record = json_loads(line, 0, NULL);
    const char *file = json_string_value(json_object_get(record, "file"));
    const char *text = json_string_value(json_object_get(record, "text"));
    const char *site = json_string_value(json_object_get(record, "site"));
    struct extract_page *page = file && text ? array_push(&school->pages) : NULL;
    struct buffer path = buffer_create(4096);
    if (page && buffer_append_format(&path, "%s/%s", directory, file))
        *page = (struct extract_page){.file = strdup(buffer_string(&path)),
                                      .text = strdup(text),
                                      .words = count_words(text),
                                      .set = set,
                                      .fold_hash = hash_of(site && *site ? site : file)};
    buffer_release(&path);
    json_decref(record);
}

bool extract_school_open(struct extract_school *school, const char *directory, size_t set)
{
    struct buffer path = buffer_create(4096), line = buffer_create(LINE_MAX_LENGTH);
    (void)buffer_append_format(&path, "%s/truth.jsonl", directory);
    FILE *in = fopen(buffer_string(&path), "r");
    if (!in)
        perror(buffer_string(&path));
    while (in && input_read_line(in, &line) == INPUT_LINE)
        add_page(school, directory, set, buffer_string(&line));
    buffer_release(&path);
    buffer_release(&line);
    return in && fclose(in) == 0;
}

static void add_lessons(struct extract_school *school, size_t index, const struct extract_view *view,
                        const struct declared_text *truth)
{
    const struct extract_page *page = &((struct extract_page *)school->pages.items)[index];
    const struct outline_run *runs = outline_runs(view->outline);
    for (size_t i = 0; i < view->outline->runs.count; i++) {
        struct extract_lesson *lesson = array_push(&school->lessons);
        if (!lesson)
            return;
        lesson->page = index;
        lesson->words = runs[i].text.words;
        lesson->truth = declared_text_holds(truth, &runs[i]);
        lesson->weight = powf((float)runs[i].text.words / (float)(page->words + 1), by_words) * by_set[page->set > 0];
        extract_features_write(view, i, lesson->features);
    }
}

static void teach_outline(struct extract_school *school, size_t index, const struct outline *outline,
                          const struct page_facts *facts, const struct extract_weights *weights)
{
    const struct extract_page *page = &((struct extract_page *)school->pages.items)[index];
    struct declared_text *truth = declared_text_create(page->text, strlen(page->text));
    struct declared_text *declared =
        facts->declared ? declared_text_create(facts->declared, strlen(facts->declared)) : NULL;
    struct extract_view view;
    bool done = extract_view_create(&view, outline, facts->headline, declared);
    float *once = calloc(outline->runs.count + 1, sizeof *once), features[FEATURE_COUNT];
    for (size_t i = 0; weights && once && done && i < outline->runs.count; i++) {
        extract_features_write(&view, i, features);
        once[i] = extract_thought(extract_sum(weights->first, features));
    }
    if (truth && once && done && (!weights || extract_view_look_again(&view, once)))
        add_lessons(school, index, &view, truth);
    extract_view_release(&view);
    declared_text_destroy(declared);
    declared_text_destroy(truth);
    free(once);
}

static bool teach_page(struct extract_school *school, size_t index, const struct extract_weights *weights)
{
    const struct extract_page *page = &((struct extract_page *)school->pages.items)[index];
    struct buffer bytes = buffer_create(HTML_SIZE_MAX), text = buffer_create(HTML_SIZE_MAX);
    struct builder builder = builder_create();
    struct error error;
    int descriptor = open(page->file, O_RDONLY);
    xmlDoc *tree = NULL;
    bool done = descriptor >= 0 && input_read_whole(descriptor, &bytes, &error) &&
                encoding_to_utf8(bytes.bytes, bytes.length, NULL, &text) &&
                html_tree_parse(text.bytes, text.length, &tree);
    struct outline outline = {.boxes = array_create(1, 0), .runs = array_create(1, 0)};
    if (tree) {
        struct page_facts facts;
        xmlNode *root = html_tree_root(tree);
        page_facts_read(&facts, &builder, root, NULL);
        if (outline_make(&outline, root, false))
            teach_outline(school, index, &outline, &facts, weights);
    }
    if (descriptor >= 0)
        (void)close(descriptor);
    outline_release(&outline);
    if (tree)
        html_tree_free(tree);
    builder_release(&builder);
    buffer_release(&bytes);
    buffer_release(&text);
    return done;
}

bool extract_school_teach(struct extract_school *school, const struct extract_weights *weights, unsigned folds)
{
    const struct extract_page *pages = school->pages.items;
    array_release(&school->lessons);
    school->lessons = array_create(sizeof(struct extract_lesson), LESSONS_MAX);
    for (size_t i = 0; i < school->pages.count; i++)
        if (!teach_page(school, i, weights ? &weights[pages[i].fold_hash % folds] : NULL))
            (void)fprintf(stderr, "%s: not read\n", pages[i].file);
    return !school->lessons.failed;
}

void extract_school_release(struct extract_school *school)
{
    struct extract_page *pages = school->pages.items;
    for (size_t i = 0; i < school->pages.count; i++) {
        free(pages[i].file);
        free(pages[i].text);
    }
    array_release(&school->pages);
    array_release(&school->lessons);
}
