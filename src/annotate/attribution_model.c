/* attribution model: reading, writing and applying the weights. */
#include "annotate/attribution_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "config/embedded.h"

/* What a weight of 1 is in the file. */
enum { SCALE = 20 };

static const struct {
    const char *name;
    size_t first, last;
} families[] = {
#define FEATURE(identifier, values, scale, words) {#identifier, FEATURE_##identifier, FEATURE_##identifier##_LAST},
#include "annotate/attribution_features.def"
#undef FEATURE
#define FEATURE(identifier, values) {#identifier, FEATURE_##identifier, FEATURE_##identifier##_LAST},
#include "annotate/attribution_cues.def"
#undef FEATURE
};

enum { FAMILY_COUNT = sizeof families / sizeof *families };

static const char model_file[] = "lang/en/attribution.model";

/* Where a line begins with `name` and a blank, what stands behind; else NULL. */
static const char *skip_name(const char *line, const char *name)
{
    size_t length = strlen(name);
    return strncmp(line, name, length) == 0 && line[length] == ' ' ? line + length : NULL;
}

/* Three numbers that are no weights. */
static bool read_calibration(struct attribution_model *model, const char *text)
{
    double *const numbers[] = {&model->slope, &model->intercept, &model->least};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char *end;
        *numbers[i] = strtod(text, &end);
        if (end == text)
            return false;
        text = end;
    }
    return *text == '\n';
}

/* Reads a blank and a whole number of a few digits and moves behind them. The file has tens of thousands of them and is
 * read at every start: strtol, which has to ask the locale, would take a fifth of the time to the first screen. */
static bool read_number(const char **text, long *number)
{
    enum { MOST = 1000000 };
    const char *at = *text;
    if (*at++ != ' ')
        return false;
    bool negative = *at == '-';
    const char *digits = at += negative;
    for (*number = 0; *at >= '0' && *at <= '9' && *number < MOST; at++)
        *number = *number * 10 + (*at - '0');
    *number = negative ? -*number : *number;
    *text = at;
    return at > digits;
}

/* A value of the family and its weight. */
static bool read_weight(struct attribution_model *model, size_t family, const char *text)
{
    long value, weight;
    size_t room = families[family].last - families[family].first;
    if (!read_number(&text, &value) || !read_number(&text, &weight) || *text != '\n' || value < 0 ||
        (size_t)value > room)
        return false;
    model->weights[families[family].first + (size_t)value] = (float)weight / SCALE;
    return true;
}

/* `family` is that of the line before, where the search begins: families stand together. */
static bool read_line(struct attribution_model *model, const char *line, size_t *family)
{
    if (*line == '#')
        return true;
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        size_t at = (*family + i) % FAMILY_COUNT;
        const char *text = skip_name(line, families[at].name);
        if (!text)
            continue;
        *family = at;
        return read_weight(model, at, text);
    }
    const char *calibration = skip_name(line, "calibration");
    return calibration && read_calibration(model, calibration);
}

struct attribution_model *attribution_model_create(struct error *error)
{
    const struct embedded_file *file = embedded_find(model_file);
    struct attribution_model *model = calloc(1, sizeof *model);
    if (!model) {
        error_out_of_memory(error, "reading the model of attribution");
        return NULL;
    }
    if (!file) {
        error_set(error, "%s is not in the program", model_file);
        free(model);
        return NULL;
    }
    size_t number = 1, family = 0;
    for (const char *line = file->bytes; line < file->end; number++) {
        const char *newline = strchr(line, '\n');
        if (!newline || !read_line(model, line, &family)) {
            error_set(error, "%s: line %zu is none of a model", model_file, number);
            free(model);
            return NULL;
        }
        line = newline + 1;
    }
    return model;
}

void attribution_model_destroy(struct attribution_model *model)
{
    free(model);
}

double attribution_model_score(const struct attribution_model *model, const struct features *features)
{
    float sum = 0;
    for (size_t i = 0; i < features->count; i++)
        sum += model->weights[features->items[i]];
    return (double)sum;
}

double attribution_model_confidence(const struct attribution_model *model, double probability)
{
    static const double least = 1e-6, most = 0.99; /* nobody is that sure */
    double clipped = fmin(fmax(probability, least), 1 - least);
    double odds = log(clipped / (1 - clipped));
    return fmin(1 / (1 + exp(-(model->slope * odds + model->intercept))), most);
}

void attribution_model_write(const struct attribution_model *model, struct buffer *buffer)
{
    buffer_append_format(buffer, "calibration %.3f %.3f %.2f\n", model->slope, model->intercept, model->least);
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        for (size_t at = families[i].first; at <= families[i].last; at++) {
            long weight = lround((double)model->weights[at] * SCALE);
            if (weight)
                buffer_append_format(buffer, "%s %zu %ld\n", families[i].name, at - families[i].first, weight);
        }
}
