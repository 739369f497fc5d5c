/* The model of attribution: what is in the file is what is weighed, and its probabilities become confidences. */
#include "annotate_bench.h"

#include "annotate/attribution_model.h"
#include "base/buffer.h"
#include "config/embedded.h"

/* The file from its second line on: the first is a comment. */
static const char *lines_of_the_file(void)
{
    const struct embedded_file *file = embedded_find("lang/en/attribution.model");
    assert_non_null(file);
    assert_int_equal(file->bytes[0], '#');
    return strchr(file->bytes, '\n') + 1;
}

static void writes_what_it_read(void **state)
{
    (void)state;
    struct error error;
    struct attribution_model *model = attribution_model_create(&error);
    assert_non_null(model);
    struct buffer text = buffer_create((size_t)1 << 24);
    attribution_model_write(model, &text);
    assert_string_equal(buffer_string(&text), lines_of_the_file());
    buffer_release(&text);
    attribution_model_destroy(model);
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
        cmocka_unit_test(writes_what_it_read),
        cmocka_unit_test(adds_the_weights_of_what_holds),
        cmocka_unit_test(grows_surer_with_the_probability),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
