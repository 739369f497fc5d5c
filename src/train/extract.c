/* train-extract: reads web pages whose articles are known and writes extract_weights.def on standard output.
 * `train-extract --measure DIR…` writes none: it tells how well articles are found by weights that did not see their
 * pages. The same pages give the same bytes. Never in here: what a run or a feature is. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "feeds/xml_guard.h"
#include "train/extract_pages.h"

enum { FOLDS = 4, STEPS = 800, PAGES_MAX = 10000, LESSONS_MAX = 1000 * 1000 };

/* Chosen by --measure. */
static const float learning_rate = 0.05f, decay = 0.0001f;

static const char *const feature_names[] = {
#define FEATURE(name, sentence) #name,
#define FEATURE_FIRST_END
#include "feeds/extract_features.def"
#undef FEATURE
#undef FEATURE_FIRST_END
};

/* A fold that no page is in: all pages teach. */
enum { NO_FOLD = FOLDS };

static unsigned fold_of(const struct extract_school *school, const struct extract_lesson *lesson)
{
    const struct extract_page *pages = school->pages.items;
    return pages[lesson->page].fold_hash % FOLDS;
}

/* The gradient of the weighed log loss over all lessons outside of the fold. */
static void find_gradient(const struct extract_school *school, unsigned fold, const float weights[FEATURE_COUNT],
                          double gradient[FEATURE_COUNT])
{
    const struct extract_lesson *lessons = school->lessons.items;
    memset(gradient, 0, FEATURE_COUNT * sizeof *gradient);
    for (size_t i = 0; i < school->lessons.count; i++) {
        if (fold_of(school, &lessons[i]) == fold)
            continue;
        float sum = extract_sum(weights, lessons[i].features);
        float miss = (1 / (1 + expf(-sum)) - lessons[i].truth) * lessons[i].weight;
        for (size_t j = 0; j < FEATURE_COUNT; j++)
            gradient[j] += (double)(miss * lessons[i].features[j]);
    }
    for (size_t j = 0; j < FEATURE_COUNT; j++)
        gradient[j] = gradient[j] / (double)school->pages.count + (double)(decay * weights[j]);
}

/* Adam (Kingma and Ba 2015) over all lessons at once, with steps that become smaller. */
static void learn(const struct extract_school *school, unsigned fold, float weights[FEATURE_COUNT])
{
    double gradient[FEATURE_COUNT], mean[FEATURE_COUNT] = {0}, square[FEATURE_COUNT] = {0};
    memset(weights, 0, FEATURE_COUNT * sizeof *weights);
    for (int step = 1; step <= STEPS; step++) {
        double rate = (double)learning_rate * (1 - (step - 1.0) / STEPS);
        find_gradient(school, fold, weights, gradient);
        for (size_t j = 0; j < FEATURE_COUNT; j++) {
            mean[j] = 0.9 * mean[j] + 0.1 * gradient[j];
            square[j] = 0.999 * square[j] + 0.001 * gradient[j] * gradient[j];
            double first = mean[j] / (1 - pow(0.9, step)), second = square[j] / (1 - pow(0.999, step));
            weights[j] -= (float)(rate * first / (sqrt(second) + 1e-8));
        }
    }
}

/* --- measuring ---------------------------------------------------------------------------------------------------- */

struct page_score {
    double taken, right, all;
};

/* Adds up what the weights take of each page, which they did not see. */
static bool score_pages(const struct extract_school *school, const struct extract_weights *weights, bool second,
                        struct page_score *scores)
{
    const struct extract_lesson *lessons = school->lessons.items;
    memset(scores, 0, school->pages.count * sizeof *scores);
    for (size_t i = 0; i < school->lessons.count; i++) {
        const struct extract_weights *own = &weights[fold_of(school, &lessons[i])];
        double words = (double)lessons[i].words;
        bool is_taken = extract_sum(second ? own->second : own->first, lessons[i].features) > 0;
        struct page_score *score = &scores[lessons[i].page];
        score->taken += is_taken ? words : 0;
        score->right += is_taken && lessons[i].truth > 0 ? words : 0;
        score->all += lessons[i].truth > 0 ? words : 0;
    }
    return true;
}

static void print_scores(const struct extract_school *school, const struct page_score *scores, size_t set,
                         const char *look)
{
    const struct extract_page *pages = school->pages.items;
    double precision = 0, recall = 0, count = 0;
    for (size_t i = 0; i < school->pages.count; i++) {
        if (pages[i].set != set || scores[i].all <= 0)
            continue;
        precision += scores[i].taken > 0 ? scores[i].right / scores[i].taken : 0;
        recall += scores[i].right / scores[i].all;
        count++;
    }
    precision /= count;
    recall /= count;
    printf("set %zu, %s look: precision %.4f, recall %.4f, F1 %.4f\n", set + 1, look, precision, recall,
           2 * precision * recall / (precision + recall));
}

static void measure(const struct extract_school *school, const struct extract_weights *weights, bool second,
                    size_t sets)
{
    struct page_score *scores = calloc(school->pages.count, sizeof *scores);
    if (scores && score_pages(school, weights, second, scores))
        for (size_t set = 0; set < sets; set++)
            print_scores(school, scores, set, second ? "second" : "first");
    free(scores);
}

static bool measure_folds(struct extract_school *school, size_t sets)
{
    struct extract_weights weights[FOLDS];
    for (unsigned fold = 0; fold < FOLDS; fold++)
        learn(school, fold, weights[fold].first);
    measure(school, weights, false, sets);
    if (!extract_school_teach(school, weights, FOLDS))
        return false;
    for (unsigned fold = 0; fold < FOLDS; fold++)
        learn(school, fold, weights[fold].second);
    measure(school, weights, true, sets);
    return true;
}

/* The second look learns behind first looks that had not seen the page, as it will be when whosaid runs. */
static bool write_weights(struct extract_school *school)
{
    struct extract_weights weights = {.first = {0}}, unseen[FOLDS];
    learn(school, NO_FOLD, weights.first);
    for (unsigned fold = 0; fold < FOLDS; fold++)
        learn(school, fold, unseen[fold].first);
    if (!extract_school_teach(school, unseen, FOLDS))
        return false;
    learn(school, NO_FOLD, weights.second);
    puts("/* WEIGHT(feature, in the first look, in the second): made by `make train-extract`, never by hand. */");
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        printf("WEIGHT(%s, %.3ff, %.3ff)\n", feature_names[i], (double)weights.first[i], (double)weights.second[i]);
    return true;
}

int main(int count, char **arguments)
{
    bool measures = count > 1 && strcmp(arguments[1], "--measure") == 0;
    struct extract_school school = {.pages = array_create(sizeof(struct extract_page), PAGES_MAX),
                                    .lessons = array_create(sizeof(struct extract_lesson), LESSONS_MAX)};
    struct error error;
    bool done = xml_guard_set(&error);
    if (!done)
        (void)fprintf(stderr, "%s\n", error.message);
    size_t sets = 0;
    for (int i = measures ? 2 : 1; done && i < count; i++)
        done = extract_school_open(&school, arguments[i], sets++);
    done = done && extract_school_teach(&school, NULL, 1) &&
           (measures ? measure_folds(&school, sets) : write_weights(&school));
    extract_school_release(&school);
    return done ? 0 : 1;
}
