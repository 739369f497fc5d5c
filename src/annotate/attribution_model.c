/* attribution model: reading the table and applying the weights. */
#include "annotate/attribution_model.h"

#include <math.h>
#include <stdlib.h>

#include "annotate/attribution_table.h"
#include "annotate/attribution_text.h"
#include "base/error.h"
#include "config/embedded.h"

static const char model_file[] = "lang/en/attribution.table";

struct attribution_model *attribution_model_create(struct error *error)
{
    const struct embedded_file *file = embedded_find(model_file);
    if (!file || (size_t)(file->end - file->bytes) != sizeof(struct attribution_table)) {
        error_set(error, "%s is not in the program", model_file);
        return NULL;
    }
    struct attribution_model *model = malloc(sizeof *model);
    if (!model) {
        error_out_of_memory(error, "reading the model of attribution");
        return NULL;
    }
    const struct attribution_table *table = (const struct attribution_table *)(const void *)file->bytes;
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        model->weights[i] = (float)attribution_table_weight(table, i) / ATTRIBUTION_SCALE;
    double *const numbers[ATTRIBUTION_CALIBRATION] = {&model->slope, &model->intercept, &model->least};
    for (size_t i = 0; i < ATTRIBUTION_CALIBRATION; i++)
        *numbers[i] = attribution_table_calibration(table, i);
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
