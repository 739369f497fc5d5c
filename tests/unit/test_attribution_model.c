/* The model of attribution: what is in the file is what is weighed, and its probabilities become confidences. */
#include "annotate_bench.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "annotate/attribution_model.h"
#include "annotate/attribution_text.h"
#include "base/buffer.h"
#include "base/input.h"

enum { TEXT_MAX = 1 << 24 };

/* The weights as text, of which the table in the program was made; its first line is a comment. */
static void read_file(struct buffer *text)
{
    struct error error;
    int descriptor = open("config/lang/en/attribution.model", O_RDONLY);
    assert_true(descriptor >= 0 && input_read_whole(descriptor, text, &error));
    close(descriptor);
    assert_int_equal(text->bytes[0], '#');
}

static void the_program_has_what_the_file_says(void **state)
{
    (void)state;
    struct error error;
    struct attribution_model *model = attribution_model_create(&error);
    assert_non_null(model);
    struct buffer text = buffer_create(TEXT_MAX), file = buffer_create(TEXT_MAX);
    attribution_text_write(model, &text);
    read_file(&file);
    assert_string_equal(buffer_string(&text), strchr(buffer_string(&file), '\n') + 1);
    buffer_release(&text);
    buffer_release(&file);
    attribution_model_destroy(model);
}

struct text_case {
    const char *what, *text, *sentence; /* an empty sentence: it is read */
};

static const struct text_case text_cases[] = {
    {"weights, calibration and comments", "# made by hand\ncalibration 0.5 -1 0.25\nRANK 1 -10\n", ""},
    {"nothing", "", ""},
    {"a feature that is no more", "RANK 0 4\nSHOESIZE 1 3\n", "line 2 is none of a model"},
    {"a value beyond the feature's last", "RANK 60000 4\n", "line 1 is none of a model"},
    {"a weight that is no number", "RANK 0 four\n", "line 1 is none of a model"},
    {"a line that is cut off", "RANK 0 4\nRANK 1 4", "line 2 is none of a model"},
};

static void reads_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
        struct error error = {""};
        struct attribution_model *model = calloc(1, sizeof *model);
        assert_non_null(model);
        bool read = attribution_text_read(model, text_cases[i].text, &error);
        if (read != !*text_cases[i].sentence || strcmp(error.message, text_cases[i].sentence) != 0)
            fail_msg("%s: %s", text_cases[i].what, error.message);
        if (i == 0)
            assert_true(model->slope == 0.5 && model->intercept == -1 && model->least == 0.25 &&
                        model->weights[FEATURE_RANK + 1] == -0.5f && model->weights[FEATURE_RANK] == 0);
        free(model);
    }
}

static void adds_the_weights_of_what_holds(void **state)
{
    (void)state;
    struct error error;
    struct attribution_model *model = attribution_model_create(&error);
    assert_non_null(model);
    model->weights[FEATURE_RANK] = 0.5f;
    model->weights[FEATURE_NOUN_LAST] = -2;
    struct features features = {.items = {FEATURE_RANK, FEATURE_NOUN_LAST, FEATURE_RANK}, .count = 3};
    assert_true(attribution_model_score(model, &features) == -1);
    attribution_model_destroy(model);
}

static void grows_surer_with_the_probability(void **state)
{
    (void)state;
    static const double probabilities[] = {0, 0.01, 0.2, 0.5, 0.8, 0.99, 1};
    struct error error;
    struct attribution_model *model = attribution_model_create(&error);
    assert_non_null(model);
    double before = 0;
    for (size_t i = 0; i < sizeof probabilities / sizeof *probabilities; i++) {
        double confidence = attribution_model_confidence(model, probabilities[i]);
        assert_true(confidence > 0 && confidence < 1 && confidence >= before);
        before = confidence;
    }
    model->slope = 1;
    model->intercept = 0;
    assert_true(attribution_model_confidence(model, 0.5) == 0.5);
    attribution_model_destroy(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_program_has_what_the_file_says),
        cmocka_unit_test(reads_text),
        cmocka_unit_test(adds_the_weights_of_what_holds),
        cmocka_unit_test(grows_surer_with_the_probability),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
