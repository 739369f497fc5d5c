/* train-names: reads articles with names marked by hand on standard input and writes the model of names on standard output.
 * `train-names --measure [GROUP…]` writes none: it tells how well names are found by weights that did not see them, without
 * the named groups of features. The same corpus gives the same bytes. Never in here: what a unit or a feature is. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "train/names_file.h"
#include "train/names_school.h"

/* Chosen by --measure. */
static const double learning_rate = 0.12, decay = 0.0003, dropout = 0.75;
enum {
    EXAMPLES_MAX = 1 << 20,
    SEEN_LEAST = 3, /* times that a feature must stand in the corpus */
    FOLDS = 4,
    EPOCHS = 10
};

static struct crf_lessons lessons_of(const struct school *school)
{
    return (struct crf_lessons){
        .windows = school->windows,
        .window_count = school->window_count,
        .starts = school->starts,
        .features = school->features,
        .labels = school->labels,
    };
}

/* Weights learnt from all articles but those of the fold; FOLDS: from all. NULL when memory is short. */
static struct crf *learn(const struct school *school, size_t fold)
{
    const struct crf_course course = {EPOCHS, learning_rate, decay, dropout, fold, FOLDS};
    struct crf_lessons lessons = lessons_of(school);
    struct crf *crf = crf_create(school->dictionary.numbered);
    if (crf && crf_train(crf, &lessons, &course))
        return crf;
    crf_destroy(crf);
    return NULL;
}

/* --- telling --- */

struct tally {
    size_t right, answered, gold;
};

static bool is_core(unsigned label)
{
    return label_type(label) != ENTITY_OTHER;
}

static bool begins(unsigned label)
{
    return label != LABEL_OUTSIDE && !label_goes_on(label);
}

/* Persons, organizations and places of a window, in labels of the same length. */
static void tally_window(const uint8_t *gold, const uint8_t *answers, size_t count, struct tally *tally)
{
    for (size_t i = 0; i < count; i++) {
        bool is_gold = begins(gold[i]) && is_core(gold[i]), answered = begins(answers[i]) && is_core(answers[i]);
        tally->gold += is_gold;
        tally->answered += answered;
        size_t end = i;
        while (is_gold && answered && gold[end] == answers[end] && label_is_open(gold[end]) && end + 1 < count)
            end++;
        tally->right += is_gold && answered && gold[end] == answers[end];
    }
}

static void tell(const struct school *school, const uint8_t *answers)
{
    for (size_t set = 0; name_sets[set].prefix[0]; set++) {
        struct tally tally = {0};
        for (size_t i = 0; i < school->window_count; i++) {
            const struct crf_window *window = &school->windows[i];
            const struct name_example *example = &school->examples[window->example];
            if (example->set == set && !example->is_copy)
                tally_window(school->labels + window->first, answers + window->first, window->count, &tally);
        }
        if (tally.gold)
            (void)fprintf(stderr, "%s cross-validated: precision %.4f recall %.4f F1 %.4f\n", name_sets[set].prefix,
                          (double)tally.right / (double)tally.answered, (double)tally.right / (double)tally.gold,
                          2.0 * (double)tally.right / (double)(tally.answered + tally.gold));
    }
}

/* Each article labelled by weights that did not see it. */
static bool measure(const struct school *school)
{
    uint8_t *answers = calloc(school->row_count + 1, 1);
    struct crf_lessons lessons = lessons_of(school);
    bool done = answers != NULL;
    for (size_t fold = 0; done && fold < FOLDS; fold++) {
        struct crf *crf = learn(school, fold);
        done = crf != NULL;
        for (size_t i = 0; done && i < lessons.window_count; i++)
            if (lessons.windows[i].document % FOLDS == fold)
                crf_label(crf, &lessons, &lessons.windows[i], answers + lessons.windows[i].first);
        crf_destroy(crf);
    }
    if (done)
        tell(school, answers);
    free(answers);
    return done;
}

static void tell_coverage(const struct array *examples)
{
    const struct name_example *items = examples->items;
    for (size_t set = 0; name_sets[set].prefix[0]; set++) {
        size_t articles = 0, gold = 0, found = 0;
        for (size_t i = 0; i < examples->count; i++) {
            articles += items[i].set == set;
            gold += items[i].set == set ? items[i].gold : 0;
            found += items[i].set == set ? items[i].found : 0;
        }
        if (articles)
            (void)fprintf(stderr, "%s %zu articles, %zu names, %zu of them in the windows\n", name_sets[set].prefix,
                          articles, gold, found);
    }
}

static bool make(const struct school *school, struct error *error)
{
    struct crf *crf = learn(school, FOLDS);
    bool made =
        crf ? names_file_write(crf, &school->dictionary, stdout, error) : error_out_of_memory(error, "training");
    crf_destroy(crf);
    return made;
}

static bool run(bool measures, uint64_t without, struct error *error)
{
    struct array examples = array_create(sizeof(struct name_example), EXAMPLES_MAX);
    struct school school = {.examples = NULL};
    bool done = names_corpus_read(stdin, lexicon_built_in(), &examples, error);
    if (done) {
        tell_coverage(&examples);
        done = school_open(&school, &examples, SEEN_LEAST, without) || error_out_of_memory(error, "training");
    }
    if (done)
        done = measures ? measure(&school) || error_out_of_memory(error, "measuring") : make(&school, error);
    school_close(&school);
    names_corpus_release(&examples);
    return done;
}

int main(int count, char **arguments)
{
    struct error error = {0};
    bool measures = count > 1 && strcmp(arguments[1], "--measure") == 0;
    uint64_t without = 0;
    for (int i = 2; i < count; i++)
        without |= school_group(arguments[i]);
    if (run(measures, without, &error))
        return EXIT_SUCCESS;
    (void)fprintf(stderr, "train-names: %s\n", error.message);
    return EXIT_FAILURE;
}
