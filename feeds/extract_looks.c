/* extract looks: features are made when they are weighed, so that a long page needs two numbers a run. */
#include "feeds/extract_looks.h"

#include <math.h>
#include <stdlib.h>

#include "feeds/extract_lines.h"

const struct extract_weights extract_weights = {
    .first =
        {
#define WEIGHT(name, once, again) [FEATURE_##name] = once,
#include "feeds/extract_weights.def"
#undef WEIGHT
        },
    .second =
        {
#define WEIGHT(name, once, again) [FEATURE_##name] = again,
#include "feeds/extract_weights.def"
#undef WEIGHT
        },
};

float extract_thought(float sum)
{
    return tanhf(sum / 2);
}

float extract_sum(const float weights[FEATURE_COUNT], const float features[FEATURE_COUNT])
{
    float sum = 0;
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        sum += weights[i] * features[i];
    return sum;
}

static void look(const struct extract_view *view, const float weights[FEATURE_COUNT], float *sums)
{
    float features[FEATURE_COUNT];
    for (size_t i = 0; i < view->outline->runs.count; i++) {
        extract_features_write(view, i, features);
        sums[i] = extract_sum(weights, features);
    }
}

/* Paragraphs that a template treats alike belong together: where most of a family was taken, its other paragraphs
 * need less to be. */
static bool vote_of_kin(const struct extract_view *view, float *odds)
{
    enum { PARAGRAPH_WORDS_LEAST = 12 };
    static const float bonus = 1.5f;
    const struct outline_run *runs = outline_runs(view->outline);
    size_t count = view->outline->runs.count;
    size_t *taken = calloc(count + 1, sizeof *taken);
    for (size_t i = 0; taken && i < count; i++)
        if (odds[i] > 0)
            taken[view->kin[i]] += runs[i].text.words - runs[i].text.linked_words;
    for (size_t i = 0; taken && i < count; i++) {
        const struct text_count *text = &runs[i].text;
        bool is_paragraph = text->words >= PARAGRAPH_WORDS_LEAST && text->linked_words * 2 <= text->words &&
                            !(view->lines[i] & LINE_ASKS) && !runs[i].ends_cut;
        if (is_paragraph && taken[view->kin[i]] * 10 >= view->kin_words[view->kin[i]] * 6)
            odds[i] += bonus;
    }
    free(taken);
    return taken != NULL;
}

bool extract_look(const struct outline *outline, const char *title, const struct declared_text *declared,
                  const struct extract_weights *weights, float *odds)
{
    size_t count = outline->runs.count;
    float *once = calloc(count + 1, sizeof *once);
    if (!once)
        return false;
    struct extract_view view;
    bool done = extract_view_create(&view, outline, title, declared);
    if (done)
        look(&view, weights->first, once);
    for (size_t i = 0; i < count; i++)
        once[i] = extract_thought(once[i]);
    done = done && extract_view_look_again(&view, once);
    if (done)
        look(&view, weights->second, odds);
    done = done && vote_of_kin(&view, odds);
    extract_view_release(&view);
    free(once);
    return done;
}
