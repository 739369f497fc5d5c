/* scores: counted as the evaluation of quotations counts, save that a stretch is taken for found. */
#include "train/scores.h"

#include <math.h>

/* --- calibrating --- */

static double log_odds(double probability)
{
    double clipped = fmin(fmax(probability, 1e-6), 1 - 1e-6);
    return log(clipped / (1 - clipped));
}

/* Platt (1999): a logistic from the log-odds to whether the answer was right; Newton's method. */
static void fit_logistic(struct attribution_model *model, const struct array *outcomes)
{
    enum { STEPS = 25 };
    static const double improbable = 0.2; /* is never told, and must not bend the curve */
    const struct outcome *items = outcomes->items;
    double slope = 1, intercept = 0;
    for (size_t step = 0; step < STEPS; step++) {
        double gradient[2] = {0, 0}, aa = 1e-9, ab = 0, bb = 1e-9;
        for (size_t i = 0; i < outcomes->count; i++) {
            if (!items[i].answered || items[i].probability < improbable)
                continue;
            double odds = log_odds(items[i].probability);
            double says = 1 / (1 + exp(-(slope * odds + intercept))), weight = says * (1 - says);
            gradient[0] += (items[i].right - says) * odds;
            gradient[1] += items[i].right - says;
            aa += weight * odds * odds;
            ab += weight * odds;
            bb += weight;
        }
        double determinant = aa * bb - ab * ab;
        slope += (bb * gradient[0] - ab * gradient[1]) / determinant;
        intercept += (aa * gradient[1] - ab * gradient[0]) / determinant;
    }
    model->slope = slope;
    model->intercept = intercept;
}

/* --- counting --- */

/* Of some quotations; those that the corpus attributes to nobody in particular count for the cue alone. */
struct tally {
    size_t gold, found, answered, right; /* attributed ones */
    size_t named;                        /* those in which somebody is named, attributed or not */
    size_t cues, right_cues;
};

static bool is_told(const struct attribution_model *model, const struct outcome *outcome)
{
    return outcome->answered && !outcome->is_name &&
           attribution_model_confidence(model, outcome->probability) >= model->least;
}

static void add(struct tally *tally, const struct attribution_model *model, const struct outcome *outcome)
{
    bool told = is_told(model, outcome);
    if (outcome->attributed && outcome->has_cue) {
        tally->cues++;
        tally->right_cues += outcome->cue_right && (told || !outcome->scare);
    }
    if (outcome->attributed && outcome->source == SOURCE_NONE)
        return;
    tally->named += told;
    if (!outcome->attributed)
        return;
    tally->gold++;
    tally->found += outcome->found;
    tally->answered += told;
    tally->right += told && outcome->right;
}

static double ratio(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

static double f1_of(const struct tally *tally)
{
    return ratio(2 * tally->right, tally->gold + tally->named);
}

void scores_calibrate(struct attribution_model *model, const struct array *outcomes)
{
    enum { LOWEST = 30, HIGHEST = 60, CHOICES = HIGHEST - LOWEST + 1 };
    static const double loss_most = 0.001;
    const struct outcome *items = outcomes->items;
    double f1[CHOICES], best = 0;
    fit_logistic(model, outcomes);
    for (size_t choice = 0; choice < CHOICES; choice++) {
        struct tally tally = {0};
        model->least = (double)(LOWEST + choice) / 100;
        for (size_t i = 0; i < outcomes->count; i++)
            add(&tally, model, &items[i]);
        f1[choice] = f1_of(&tally);
        best = fmax(best, f1[choice]);
    }
    size_t lowest = 0;
    while (f1[lowest] < best - loss_most)
        lowest++;
    model->least = (double)(LOWEST + lowest) / 100;
}

/* --- printing --- */

struct group {
    const char *name;
    bool only_long;
    enum outcome_source source; /* SOURCE_NONE: of every kind */
};

static const struct group groups[] = {
    {"all", false, SOURCE_NONE},
    {"a name speaks", false, SOURCE_NAME},
    {"a description", false, SOURCE_DESCRIPTION},
    {"a pronoun", false, SOURCE_PRONOUN},
    {"5 words and more", true, SOURCE_NONE},
    {"  a name speaks", true, SOURCE_NAME},
    {"  a description", true, SOURCE_DESCRIPTION},
    {"  a pronoun", true, SOURCE_PRONOUN},
};

static void print_group(const struct attribution_model *model, const struct array *outcomes, const struct group *group,
                        FILE *out)
{
    const struct outcome *items = outcomes->items;
    struct tally tally = {0};
    for (size_t i = 0; i < outcomes->count; i++)
        if ((!group->only_long || items[i].is_long) &&
            (group->source == SOURCE_NONE || group->source == items[i].source))
            add(&tally, model, &items[i]);
    (void)fprintf(out, "%-18s %6zu %9.4f %9.4f %9.4f %9.4f", group->name, tally.gold, ratio(tally.found, tally.gold),
                  ratio(tally.right, tally.gold), ratio(tally.right, tally.answered),
                  ratio(tally.answered, tally.gold));
    /* Whom a quotation that nobody speaks would have as a speaker is of no kind. */
    if (group->source == SOURCE_NONE)
        (void)fprintf(out, " %9.4f", f1_of(&tally));
    else
        (void)fprintf(out, " %9s", "");
    (void)fprintf(out, " %9.4f\n", ratio(tally.right_cues, tally.cues));
}

static void print_calibration(const struct attribution_model *model, const struct array *outcomes, FILE *out)
{
    static const double edges[] = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01};
    enum { BINS = sizeof edges / sizeof *edges - 1 };
    struct {
        double confidence;
        size_t count, right;
    } bins[BINS] = {{0}};
    const struct outcome *items = outcomes->items;
    size_t count = 0;
    for (size_t i = 0; i < outcomes->count; i++) {
        if (!is_told(model, &items[i]) || (items[i].attributed && items[i].source == SOURCE_NONE))
            continue;
        double confidence = attribution_model_confidence(model, items[i].probability);
        size_t bin = 0;
        while (confidence >= edges[bin + 1])
            bin++;
        bins[bin].confidence += confidence;
        bins[bin].count++;
        bins[bin].right += items[i].right;
        count++;
    }
    double error = 0;
    (void)fprintf(out, "\nconfidence    answers      said     right\n");
    for (size_t i = 0; i < BINS; i++) {
        if (!bins[i].count)
            continue;
        double said = bins[i].confidence / (double)bins[i].count, right = ratio(bins[i].right, bins[i].count);
        error += fabs(said - right) * (double)bins[i].count / (double)count;
        (void)fprintf(out, "%.2f to %.2f %9zu %9.4f %9.4f\n", edges[i], fmin(edges[i + 1], 1), bins[i].count, said,
                      right);
    }
    (void)fprintf(out, "calibration error %.4f; nobody is named below %.2f\n", error, model->least);
}

void scores_print(const struct attribution_model *model, const struct array *outcomes, FILE *out)
{
    (void)fprintf(out, "cross-validated            n     found  accuracy precision  coverage        F1       cue\n");
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        print_group(model, outcomes, &groups[i], out);
    print_calibration(model, outcomes, out);
}
