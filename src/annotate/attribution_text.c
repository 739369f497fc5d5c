/* attribution text: a line a feature. */
#include "annotate/attribution_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/attribution_model.h"
#include "base/buffer.h"
#include "base/error.h"

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

/* Reads a blank and a whole number of a few digits and moves behind them. */
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
    model->weights[families[family].first + (size_t)value] = (float)weight / ATTRIBUTION_SCALE;
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

bool attribution_text_read(struct attribution_model *model, const char *text, struct error *error)
{
    size_t number = 1, family = 0;
    for (const char *line = text; *line; number++) {
        const char *newline = strchr(line, '\n');
        if (!newline || !read_line(model, line, &family))
            return error_set(error, "line %zu is none of a model", number);
        line = newline + 1;
    }
    return true;
}

void attribution_text_write(const struct attribution_model *model, struct buffer *buffer)
{
    buffer_append_format(buffer, "calibration %.3f %.3f %.2f\n", model->slope, model->intercept, model->least);
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        for (size_t at = families[i].first; at <= families[i].last; at++) {
            long weight = lround((double)model->weights[at] * ATTRIBUTION_SCALE);
            if (weight)
                buffer_append_format(buffer, "%s %zu %ld\n", families[i].name, at - families[i].first, weight);
        }
}
