/* name_decoder: finds the best labels of each window. Never in here: what a feature means. */
#include <string.h>

#include "annotate/name_model.h"

/* Far below any sum, and far from the end of an int. */
enum { NEVER = -(1 << 29) };

/* The best sums of the labels so far, and where the best way to each of them came from. */
struct search {
    int sums[LABELS];
    uint8_t from[NAME_WINDOW_MAX + 1][LABELS];
};

/* A label that goes on with a name comes from one of two, the name's first unit or a middle one; every other from one that
 * leaves no name open. */
static unsigned best_before(const struct name_model *model, const struct search *search, unsigned to)
{
    static const uint8_t closed[] = {
        LABEL_OUTSIDE,
        1 + ENTITY_PERSON * NAME_PLACES + NAME_LAST,
        1 + ENTITY_PERSON * NAME_PLACES + NAME_ONLY,
        1 + ENTITY_ORGANIZATION * NAME_PLACES + NAME_LAST,
        1 + ENTITY_ORGANIZATION * NAME_PLACES + NAME_ONLY,
        1 + ENTITY_PLACE * NAME_PLACES + NAME_LAST,
        1 + ENTITY_PLACE * NAME_PLACES + NAME_ONLY,
        1 + ENTITY_OTHER * NAME_PLACES + NAME_LAST,
        1 + ENTITY_OTHER * NAME_PLACES + NAME_ONLY,
    };
    if (label_goes_on(to)) {
        unsigned first = label_of(label_type(to), NAME_FIRST), middle = label_of(label_type(to), NAME_MIDDLE);
        bool begins = search->sums[first] + model->transitions[first][to] >=
                      search->sums[middle] + model->transitions[middle][to];
        return begins ? first : middle;
    }
    unsigned best = closed[0];
    int most = search->sums[best] + model->transitions[best][to];
    for (size_t i = 1; i < sizeof closed; i++) {
        int sum = search->sums[closed[i]] + model->transitions[closed[i]][to];
        if (sum > most) {
            most = sum;
            best = closed[i];
        }
    }
    return best;
}

/* Goes on to the unit number `at` with these scores; NULL: to what stands behind the window. */
static void advance(const struct name_model *model, struct search *search, size_t at, const int *scores)
{
    int next[LABELS];
    for (unsigned to = 0; to < LABELS; to++) {
        unsigned before = best_before(model, search, to);
        search->from[at][to] = (uint8_t)before;
        next[to] = search->sums[before] + model->transitions[before][to];
        next[to] += scores && to != LABEL_OUTSIDE ? scores[to - 1] : 0;
    }
    memcpy(search->sums, next, sizeof next);
}

void name_decode(const struct name_model *model, const int scores[][ROW_SIZE], size_t count, uint8_t *labels)
{
    struct search search;
    for (size_t i = 0; i < LABELS; i++)
        search.sums[i] = i == LABEL_OUTSIDE ? 0 : NEVER;
    for (size_t at = 0; at < count; at++)
        advance(model, &search, at, scores[at]);
    advance(model, &search, count, NULL);
    unsigned best = LABEL_OUTSIDE;
    for (size_t at = count; at > 0; at--)
        labels[at - 1] = (uint8_t)(best = search.from[at][best]);
}

void name_label(const struct name_model *model, const struct analysis *analysis, const struct name_units *units,
                uint8_t *labels)
{
    const struct name_window *windows = units->windows.items;
    memset(labels, LABEL_OUTSIDE, units->units.count);
    for (size_t i = 0; i < units->windows.count; i++) {
        int scores[NAME_WINDOW_MAX][ROW_SIZE];
        struct name_features features;
        size_t count = windows[i].end - windows[i].first;
        /* The sets that the model learns from have no tables; the rules need no sentence around a name. */
        if (name_units_items(units)[windows[i].first].tabled) {
            for (size_t at = windows[i].first; at < windows[i].end; at++)
                labels[at] = name_units_items(units)[at].rule;
            continue;
        }
        for (size_t at = 0; at < count; at++) {
            memset(scores[at], 0, sizeof scores[at]);
            name_features_collect(analysis, units, windows[i].first + at, &features);
            name_model_score(model, &features, scores[at]);
        }
        name_decode(model, (const int(*)[ROW_SIZE])scores, count, labels + windows[i].first);
    }
}
