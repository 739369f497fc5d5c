/* compile-attribution: `compile-attribution < MODEL > TABLE` reads the weights of attribution as text and writes the
 * table that is built into the program, so that starting need not parse them. Weights that were made for other features
 * make a table of zeros and a warning, since the trainer, which makes them anew, is built of the same parts; a unit
 * test notices. Runs on the machine that builds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "annotate/attribution_model.h"
#include "annotate/attribution_table.h"
#include "annotate/attribution_text.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/input.h"

enum { MODEL_BYTES_MAX = 1 << 24 };

static void write_number(unsigned char *bytes, size_t count, long number)
{
    for (size_t i = 0; i < count; i++)
        bytes[i] = (unsigned char)((unsigned long)number >> (8 * i) & 0xff);
}

static bool fill_table(const struct attribution_model *model, struct attribution_table *table, struct error *error)
{
    const double numbers[ATTRIBUTION_CALIBRATION] = {model->slope, model->intercept, model->least};
    for (size_t i = 0; i < ATTRIBUTION_CALIBRATION; i++)
        write_number(table->calibration[i], sizeof table->calibration[i], lround(numbers[i] * 1000));
    for (size_t i = 0; i < FEATURE_COUNT; i++) {
        long weight = lround((double)model->weights[i] * ATTRIBUTION_SCALE);
        if (weight < INT16_MIN || weight > INT16_MAX)
            return error_set(error, "a weight of %ld twentieths does not fit the table", weight);
        write_number(table->weights[i], sizeof table->weights[i], weight);
    }
    return true;
}

static bool compile(struct attribution_model *model, struct attribution_table *table, struct error *error)
{
    struct error reason = {""};
    struct buffer text = buffer_create(MODEL_BYTES_MAX);
    bool done = input_read_whole(STDIN_FILENO, &text, error);
    if (done && attribution_text_read(model, buffer_string(&text), &reason))
        done = fill_table(model, table, error);
    else if (done)
        (void)fprintf(stderr, "warning: attribution.model: %s; `make train-attribution` makes it anew\n",
                      reason.message);
    buffer_release(&text);
    return done;
}

int main(void)
{
    struct error error = {""};
    struct attribution_model *model = calloc(1, sizeof *model);
    struct attribution_table *table = calloc(1, sizeof *table);
    bool done = model && table ? compile(model, table, &error) : error_out_of_memory(&error, "compiling the model");
    if (done && (fwrite(table, sizeof *table, 1, stdout) != 1 || fflush(stdout) != 0))
        done = error_set(&error, "the table cannot be written");
    free(table);
    free(model);
    if (!done)
        (void)fprintf(stderr, "compile-attribution: %s\n", error.message);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}
