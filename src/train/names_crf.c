/* names_crf: forward and backward over a window, a step for every weight that took part. */
#include "train/names_crf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Gradients below this change nothing that a byte could hold. */
static const float least_gradient = 0.002F;

/* The sums over one window. All of a row are divided by its scale, so that they stay within a float. */
struct chart {
    double emissions[NAME_WINDOW_MAX][LABELS]; /* exponentials of scores */
    double forward[NAME_WINDOW_MAX][LABELS], backward[NAME_WINDOW_MAX][LABELS];
    uint64_t visit; /* a number for each visit of a window, which decides about the features that are dropped */
    double steps[LABELS][LABELS]; /* exponentials of transitions; 0 where a label may not follow */
};

struct crf *crf_create(size_t feature_count)
{
    struct crf *crf = calloc(1, sizeof *crf);
    if (!crf)
        return NULL;
    crf->feature_count = feature_count;
    crf->rows = calloc(feature_count + 1, sizeof *crf->rows);
    crf->row_squares = calloc(feature_count + 1, sizeof *crf->row_squares);
    if (crf->rows && crf->row_squares)
        return crf;
    crf_destroy(crf);
    return NULL;
}

void crf_destroy(struct crf *crf)
{
    if (!crf)
        return;
    free(crf->rows);
    free(crf->row_squares);
    free(crf);
}

void crf_scores(const struct crf *crf, const struct crf_lessons *lessons, size_t row, float scores[ROW_SIZE])
{
    memset(scores, 0, sizeof(float[ROW_SIZE]));
    for (size_t i = lessons->starts[row]; i < lessons->starts[row + 1]; i++) {
        const float *weights = crf->rows[lessons->features[i]];
        for (size_t j = 0; j < ROW_SIZE; j++)
            scores[j] += weights[j];
    }
}

/* --- probabilities --- */

/* True when item `item` takes no part in this visit (Srivastava et al. 2014): no feature shall rest on another one's being
 * there. */
static bool is_dropped(const struct chart *chart, size_t item, const struct crf_course *course)
{
    uint64_t hash = name_feature_pair(chart->visit, item);
    return (double)(hash >> 40) < course->dropout * (double)(1 << 24);
}

/* The scores of a row without what is dropped. */
static void visit_scores(const struct crf *crf, const struct crf_lessons *lessons, const struct chart *chart,
                         size_t row, const struct crf_course *course, float scores[ROW_SIZE])
{
    memset(scores, 0, sizeof(float[ROW_SIZE]));
    for (size_t i = lessons->starts[row]; i < lessons->starts[row + 1]; i++) {
        const float *weights = crf->rows[lessons->features[i]];
        if (is_dropped(chart, i, course))
            continue;
        for (size_t j = 0; j < ROW_SIZE; j++)
            scores[j] += weights[j];
    }
    for (size_t j = 0; j < ROW_SIZE; j++)
        scores[j] /= 1 - (float)course->dropout;
}

static void fill_emissions(const struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
                           struct chart *chart, const struct crf_course *course)
{
    for (size_t at = 0; at < window->count; at++) {
        float scores[ROW_SIZE], most = 0;
        visit_scores(crf, lessons, chart, window->first + at, course, scores);
        for (size_t j = 0; j < ROW_SIZE; j++)
            most = fmaxf(most, scores[j]);
        chart->emissions[at][LABEL_OUTSIDE] = exp((double)-most);
        for (size_t j = 0; j < ROW_SIZE; j++)
            chart->emissions[at][j + 1] = exp((double)(scores[j] - most));
    }
}

static void scale(double values[LABELS])
{
    double sum = 1e-300;
    for (size_t i = 0; i < LABELS; i++)
        sum += values[i];
    for (size_t i = 0; i < LABELS; i++)
        values[i] /= sum;
}

static void run_forward(const struct crf_window *window, struct chart *chart)
{
    for (size_t at = 0; at < window->count; at++) {
        for (size_t to = 0; to < LABELS; to++) {
            double sum = at ? 0 : chart->steps[LABEL_OUTSIDE][to];
            for (size_t from = 0; at && from < LABELS; from++)
                sum += chart->forward[at - 1][from] * chart->steps[from][to];
            chart->forward[at][to] = sum * chart->emissions[at][to];
        }
        scale(chart->forward[at]);
    }
}

static void run_backward(const struct crf_window *window, struct chart *chart)
{
    for (size_t at = window->count; at-- > 0;) {
        bool last = at + 1 == window->count;
        for (size_t from = 0; from < LABELS; from++) {
            double sum = last ? chart->steps[from][LABEL_OUTSIDE] : 0;
            for (size_t to = 0; !last && to < LABELS; to++)
                sum += chart->steps[from][to] * chart->emissions[at + 1][to] * chart->backward[at + 1][to];
            chart->backward[at][from] = sum;
        }
        scale(chart->backward[at]);
    }
}

/* --- steps --- */

static void step(float *weight, float *square, float gradient, const struct crf_course *course)
{
    gradient -= (float)course->decay * *weight;
    *square += gradient * gradient;
    *weight += (float)course->rate * gradient / sqrtf(*square + 1e-6F);
}

static void step_row(struct crf *crf, const struct crf_lessons *lessons, const struct chart *chart, size_t row,
                     const float gradient[ROW_SIZE], const struct crf_course *course)
{
    float most = 0;
    for (size_t j = 0; j < ROW_SIZE; j++)
        most = fmaxf(most, fabsf(gradient[j]));
    if (most < least_gradient)
        return;
    for (size_t i = lessons->starts[row]; i < lessons->starts[row + 1]; i++) {
        if (is_dropped(chart, i, course))
            continue;
        float *weights = crf->rows[lessons->features[i]], *squares = crf->row_squares[lessons->features[i]];
        for (size_t j = 0; j < ROW_SIZE; j++)
            step(&weights[j], &squares[j], gradient[j], course);
    }
}

static void step_rows(struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
                      const struct chart *chart, const struct crf_course *course)
{
    for (size_t at = 0; at < window->count; at++) {
        double products[LABELS];
        for (size_t j = 0; j < LABELS; j++)
            products[j] = chart->forward[at][j] * chart->backward[at][j];
        scale(products);
        float gradient[ROW_SIZE];
        for (size_t j = 0; j < ROW_SIZE; j++)
            gradient[j] = (float)(window->weight * ((lessons->labels[window->first + at] == j + 1) - products[j + 1]));
        step_row(crf, lessons, chart, window->first + at, gradient, course);
    }
}

/* One step for all transitions of the window, those from and to what stands outside of it included. */
static void step_transitions(struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
                             const struct chart *chart, const struct crf_course *course)
{
    float gradient[LABELS][LABELS] = {{0}};
    for (size_t at = 0; at <= window->count; at++) {
        const uint8_t *labels = lessons->labels + window->first;
        double products[LABELS][LABELS], sum = 1e-300;
        for (size_t from = 0; from < LABELS; from++)
            for (size_t to = 0; to < LABELS; to++) {
                double before = at ? chart->forward[at - 1][from] : from == LABEL_OUTSIDE;
                double behind =
                    at < window->count ? chart->emissions[at][to] * chart->backward[at][to] : to == LABEL_OUTSIDE;
                products[from][to] = before * chart->steps[from][to] * behind;
                sum += products[from][to];
            }
        for (size_t from = 0; from < LABELS; from++)
            for (size_t to = 0; to < LABELS; to++)
                gradient[from][to] -= (float)(window->weight * products[from][to] / sum);
        gradient[at ? labels[at - 1] : LABEL_OUTSIDE][at < window->count ? labels[at] : LABEL_OUTSIDE] +=
            (float)window->weight;
    }
    for (size_t from = 0; from < LABELS; from++)
        for (size_t to = 0; to < LABELS; to++)
            if (label_may_precede((unsigned)from, (unsigned)to)) {
                step(&crf->transitions[from][to], &crf->transition_squares[from][to], gradient[from][to], course);
            }
}

static void learn(struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
                  struct chart *chart, const struct crf_course *course)
{
    for (size_t from = 0; from < LABELS; from++)
        for (size_t to = 0; to < LABELS; to++)
            chart->steps[from][to] =
                label_may_precede((unsigned)from, (unsigned)to) ? exp((double)crf->transitions[from][to]) : 0;
    chart->visit++;
    fill_emissions(crf, lessons, window, chart, course);
    run_forward(window, chart);
    run_backward(window, chart);
    step_rows(crf, lessons, window, chart, course);
    step_transitions(crf, lessons, window, chart, course);
}

/* Marsaglia's xorshift, always from the same seed. */
static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        size_t other = (size_t)(*state % i), kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

bool crf_train(struct crf *crf, const struct crf_lessons *lessons, const struct crf_course *course)
{
    struct chart *chart = malloc(sizeof *chart);
    if (chart)
        chart->visit = 0;
    size_t *order = calloc(lessons->window_count + 1, sizeof *order);
    uint64_t state = 88172645463325252u;
    bool ready = chart && order;
    for (size_t i = 0; ready && i < lessons->window_count; i++)
        order[i] = i;
    for (size_t epoch = 0; ready && epoch < course->epochs; epoch++) {
        shuffle(order, lessons->window_count, &state);
        for (size_t i = 0; i < lessons->window_count; i++) {
            const struct crf_window *window = &lessons->windows[order[i]];
            if (window->weight > 0 && window->document % course->folds != course->fold)
                learn(crf, lessons, window, chart, course);
        }
    }
    free(chart);
    free(order);
    return ready;
}

/* --- the best labels --- */

void crf_label(const struct crf *crf, const struct crf_lessons *lessons, const struct crf_window *window,
               uint8_t *labels)
{
    uint8_t from[NAME_WINDOW_MAX + 1][LABELS];
    float sums[LABELS], next[LABELS];
    for (size_t i = 0; i < LABELS; i++)
        sums[i] = i == LABEL_OUTSIDE ? 0 : -INFINITY;
    for (size_t at = 0; at <= window->count; at++) {
        float scores[ROW_SIZE] = {0};
        if (at < window->count)
            crf_scores(crf, lessons, window->first + at, scores);
        for (unsigned to = 0; to < LABELS; to++) {
            next[to] = -INFINITY;
            from[at][to] = LABEL_OUTSIDE;
            for (unsigned label = 0; label < LABELS; label++) {
                float sum = sums[label] + crf->transitions[label][to];
                if (label_may_precede(label, to) && sum > next[to]) {
                    next[to] = sum;
                    from[at][to] = (uint8_t)label;
                }
            }
            next[to] += to == LABEL_OUTSIDE ? 0 : scores[to - 1];
        }
        memcpy(sums, next, sizeof sums);
    }
    uint8_t best = LABEL_OUTSIDE;
    for (size_t at = window->count; at > 0; at--)
        labels[at - 1] = best = from[at][best];
}
