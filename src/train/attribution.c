/* train-attribution: `train-attribution EXAMPLES < CORPUS > MODEL` reads attributed quotations, ours from the file and the
 * corpus on standard input, and writes the model of attribution on standard output, its cross-validated scores on standard
 * error. The same input gives the same bytes. Never in here: what a candidate or a feature is. */
#include <stdlib.h>
#include <string.h>

#include "annotate/attribution_text.h"
#include "base/buffer.h"
#include "train/examples.h"
#include "train/scores.h"

enum { EPOCHS = 8, FOLDS = 5, EXAMPLES_MAX = 1 << 20, MODEL_BYTES_MAX = 1 << 24 };

/* What is learnt from. */
struct material {
    struct array own;    /* of struct example: for constructions that the corpus lacks; never measured */
    struct array corpus; /* likewise */
    size_t *order;       /* in which the corpus is gone through */
};

static bool pass_over(struct lesson *lesson, struct example *example)
{
    lesson->example = example;
    struct attribution_observer observer = {lesson_observe, lesson};
    return attribution_rehearse(&example->analysis, lesson->model, &observer);
}

/* Always the same order (Marsaglia's xorshift with a fixed seed), so that the same corpus gives the same bytes. */
static void shuffle(size_t *order, size_t count)
{
    uint64_t state = 88172645463325252u;
    for (size_t i = count; i > 1; i--) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        size_t other = (size_t)(state % i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

/* One round over our own examples and all articles but those of the fold. */
static bool learn_once(struct material *material, size_t fold, struct lesson *lesson)
{
    struct example *own = material->own.items, *corpus = material->corpus.items;
    bool done = true;
    for (size_t i = 0; done && i < material->own.count; i++)
        done = pass_over(lesson, &own[i]);
    for (size_t i = 0; done && i < material->corpus.count; i++)
        if (i % FOLDS != fold)
            done = pass_over(lesson, &corpus[material->order[i]]);
    return done;
}

/* Trains on all articles but those of the fold (FOLDS: on all) and then watches the fold. */
static bool train(struct material *material, size_t fold, struct lesson *lesson)
{
    struct example *corpus = material->corpus.items;
    double *squares = calloc(FEATURE_COUNT, sizeof *squares);
    bool done = squares != NULL;
    memset(lesson->model->weights, 0, sizeof lesson->model->weights);
    lesson->squares = squares;
    for (size_t epoch = 0; done && epoch < EPOCHS; epoch++)
        done = learn_once(material, fold, lesson);
    lesson->squares = NULL;
    for (size_t i = fold; done && fold < FOLDS && i < material->corpus.count; i += FOLDS)
        done = pass_over(lesson, &corpus[material->order[i]]);
    free(squares);
    return done;
}

static bool train_all(struct material *material, struct attribution_model *model, struct error *error)
{
    struct array outcomes = array_create(sizeof(struct outcome), 1 << 22);
    struct lesson lesson = {.model = model, .outcomes = &outcomes};
    material->order = calloc(material->corpus.count + 1, sizeof *material->order);
    bool done = material->order != NULL;
    for (size_t i = 0; done && i < material->corpus.count; i++)
        material->order[i] = i;
    if (done)
        shuffle(material->order, material->corpus.count);
    for (size_t fold = 0; done && fold < FOLDS; fold++)
        done = train(material, fold, &lesson);
    done = done && !outcomes.failed;
    if (done) {
        scores_calibrate(model, &outcomes);
        scores_print(model, &outcomes, stderr);
        done = train(material, FOLDS, &lesson);
    }
    free(material->order);
    array_release(&outcomes);
    return done || error_out_of_memory(error, "training");
}

static bool write_model(const struct attribution_model *model, struct error *error)
{
    struct buffer text = buffer_create(MODEL_BYTES_MAX);
    buffer_append_string(
        &text,
        "# Made by `make train-attribution`; attribution.md tells from what. Family, value, weight in twentieths.\n");
    attribution_text_write(model, &text);
    bool written = !text.failed && fwrite(text.bytes, 1, text.length, stdout) == text.length && fflush(stdout) == 0;
    buffer_release(&text);
    return written || error_set(error, "the model cannot be written");
}

static bool run(const char *examples, const struct lexicon *lexicon, struct attribution_model *model,
                struct error *error)
{
    struct material material = {.own = array_create(sizeof(struct example), EXAMPLES_MAX),
                                .corpus = array_create(sizeof(struct example), EXAMPLES_MAX)};
    bool done = examples_read(examples, lexicon, &material.own, error) &&
                corpus_read(stdin, lexicon, &material.corpus, error) && train_all(&material, model, error) &&
                write_model(model, error);
    corpus_release(&material.own);
    corpus_release(&material.corpus);
    return done;
}

int main(int count, char **arguments)
{
    struct error error = {0};
    if (count != 2) {
        (void)fprintf(stderr, "usage: train-attribution EXAMPLES < CORPUS > MODEL\n");
        return EXIT_FAILURE;
    }
    const struct lexicon *lexicon = lexicon_built_in();
    struct attribution_model *model = calloc(1, sizeof *model);
    if (!model)
        error_out_of_memory(&error, "training");
    bool done = model && run(arguments[1], lexicon, model, &error);
    if (!done)
        (void)fprintf(stderr, "train-attribution: %s\n", error.message);
    free(model);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
