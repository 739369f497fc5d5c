/* The model of names: files that are none are refused, the best labels are found, and what is told of a unit is
 * told. */
#include "annotate_bench.h"

#include "annotate/name_model.h"
#include "annotate/names.h"
#include "config/embedded.h"

/* --- the file --- */

enum {
    BITS = MODEL_BITS_LEAST,
    PLACES = (1 << BITS) + MODEL_PROBES,
    FILE_SIZE = MODEL_HEADER_SIZE + PLACES * (2 + ROW_SIZE),
    BITS_AT = MODEL_MAGIC_SIZE + 4,
    TRANSITIONS_AT = MODEL_MAGIC_SIZE + 8
};

static void put_16(unsigned char *bytes, unsigned value)
{
    bytes[0] = (unsigned char)(value & 0xff);
    bytes[1] = (unsigned char)(value >> 8 & 0xff);
}

/* A whole model without any weight. */
static void make_file(unsigned char file[FILE_SIZE])
{
    memset(file, 0, FILE_SIZE);
    memcpy(file, name_model_magic, MODEL_MAGIC_SIZE);
    uint32_t fingerprint = name_model_fingerprint();
    put_16(file + MODEL_MAGIC_SIZE, (unsigned)(fingerprint & 0xffff));
    put_16(file + MODEL_MAGIC_SIZE + 2, (unsigned)(fingerprint >> 16));
    put_16(file + BITS_AT, BITS);
}

static void put_transition(unsigned char file[FILE_SIZE], unsigned from, unsigned to, int weight)
{
    put_16(file + TRANSITIONS_AT + 2 * (from * LABELS + to), (unsigned)weight & 0xffff);
}

/* Puts a row `behind` places behind the feature's own. */
static void put_row(unsigned char file[FILE_SIZE], uint64_t feature, size_t behind, unsigned label, int weight)
{
    size_t place = (size_t)(feature & ((1 << BITS) - 1)) + behind;
    put_16(file + MODEL_HEADER_SIZE + 2 * place, name_model_check(feature));
    file[MODEL_HEADER_SIZE + 2 * PLACES + place * ROW_SIZE + label - 1] = (unsigned char)weight;
}

static struct name_model opened(const unsigned char file[FILE_SIZE])
{
    struct name_model model;
    struct error error;
    if (!name_model_open(&model, (const char *)file, FILE_SIZE, &error))
        fail_msg("%s", error.message);
    return model;
}

static const struct {
    const char *what;
    size_t size;          /* of the file that is opened */
    size_t at;            /* of a byte that is changed, */
    unsigned char byte;   /* to this */
    const char *sentence; /* a part of it */
} bad_files[] = {
    {"nothing", 0, 0, 'w', "no model"},
    {"the header is cut off", MODEL_HEADER_SIZE - 1, 0, 'w', "no model"},
    {"another kind of file", FILE_SIZE, 0, 'W', "no model"},
    {"another version", FILE_SIZE, MODEL_MAGIC_SIZE - 2, '9', "no model"},
    {"one byte is missing", FILE_SIZE - 1, 0, 'w', "cut off"},
    {"tables that are too small", FILE_SIZE, BITS_AT, MODEL_BITS_LEAST - 1, "2^3"},
    {"tables that are too large", FILE_SIZE, BITS_AT, MODEL_BITS_MOST + 1, "2^21"},
    {"tables larger than the file", FILE_SIZE, BITS_AT, BITS + 1, "cut off"},
    {"a number of bits that overflows", FILE_SIZE, BITS_AT + 3, 0xff, "2^"},
};

static void refuses_what_is_no_model(void **state)
{
    (void)state;
    static unsigned char file[FILE_SIZE];
    for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
        struct name_model model;
        struct error error = {.message = ""};
        make_file(file);
        file[bad_files[i].at] = bad_files[i].byte;
        if (name_model_open(&model, (const char *)file, bad_files[i].size, &error) ||
            !strstr(error.message, bad_files[i].sentence))
            fail_msg("%s: %s", bad_files[i].what, error.message);
    }
}

static void refuses_a_model_of_other_features(void **state)
{
    (void)state;
    static unsigned char file[FILE_SIZE];
    struct name_model model;
    struct error error;
    make_file(file);
    file[MODEL_MAGIC_SIZE] ^= 1;
    assert_false(name_model_open(&model, (const char *)file, FILE_SIZE, &error));
    assert_non_null(strstr(error.message, "other features"));
}

static void opens_the_one_in_the_program(void **state)
{
    (void)state;
    struct name_model model;
    struct error error;
    assert_true(name_model_open_embedded(&model, &error));
    const struct embedded_file *file = embedded_find("lang/en/names.model");
    assert_non_null(file);
    for (size_t size = 0; size < MODEL_HEADER_SIZE; size++)
        assert_false(name_model_open(&model, file->bytes, size, &error));
}

/* --- weights --- */

static void adds_the_weights_of_what_it_finds(void **state)
{
    (void)state;
    static unsigned char file[FILE_SIZE];
    /* The high 16 bits are the check, the low ones the place. */
    const uint64_t near = 0x1234000000000003, far = 0x4321000000000003, missing = 0x7777000000000003;
    unsigned label = label_of(ENTITY_PLACE, NAME_ONLY);
    make_file(file);
    put_row(file, near, 0, label, 40);
    put_row(file, far, 1, label, -128);
    struct name_model model = opened(file);
    struct name_features features = {.items = {near, far, missing, near}, .count = 4};
    int scores[ROW_SIZE] = {0};
    name_model_score(&model, &features, scores);
    for (unsigned i = 0; i < ROW_SIZE; i++)
        assert_int_equal(scores[i], i == label - 1 ? 40 - 128 + 40 : 0);
}

static void looks_no_further_than_it_may(void **state)
{
    (void)state;
    static unsigned char file[FILE_SIZE];
    make_file(file);
    const uint64_t last = (uint64_t)0xabcd << 48 | ((1 << BITS) - 1);
    for (size_t i = 0; i < MODEL_PROBES; i++) /* every place that it may have is taken by another */
        put_row(file, (uint64_t)(i + 1) << 48 | ((1 << BITS) - 1), i, 1, 100);
    struct name_model model = opened(file);
    struct name_features features = {.items = {last}, .count = 1};
    int scores[ROW_SIZE] = {0};
    name_model_score(&model, &features, scores);
    assert_int_equal(scores[0], 0);
}

/* --- the best labels --- */

/* The scores of one unit: one label's, all others' are 0. */
struct unit_score {
    unsigned label;
    int score;
};

enum {
    P_FIRST = 1 + ENTITY_PERSON * NAME_PLACES + NAME_FIRST,
    P_MIDDLE = 1 + ENTITY_PERSON * NAME_PLACES + NAME_MIDDLE,
    P_LAST = 1 + ENTITY_PERSON * NAME_PLACES + NAME_LAST,
    P_ONLY = 1 + ENTITY_PERSON * NAME_PLACES + NAME_ONLY,
    L_FIRST = 1 + ENTITY_PLACE * NAME_PLACES + NAME_FIRST,
    L_LAST = 1 + ENTITY_PLACE * NAME_PLACES + NAME_LAST,
    L_ONLY = 1 + ENTITY_PLACE * NAME_PLACES + NAME_ONLY,
    UNITS_MAX = 4
};

/* In the tiny model a step from one person of a single unit to the next costs 7, any other one nothing. */
static const struct {
    const char *what;
    size_t count;
    struct unit_score scores[UNITS_MAX];
    uint8_t labels[UNITS_MAX];
} decodings[] = {
    {"what speaks for nothing is outside", 2, {{P_ONLY, 0}, {P_ONLY, -5}}, {0, 0}},
    {"a name of one unit", 1, {{P_ONLY, 3}}, {P_ONLY}},
    {"a name that nothing closes is none", 1, {{P_FIRST, 9}}, {0}},
    {"it is closed where that costs less than leaving it out", 2, {{P_FIRST, 9}, {P_LAST, -3}}, {P_FIRST, P_LAST}},
    {"a middle unit between the two", 3, {{P_FIRST, 2}, {P_MIDDLE, 2}, {P_LAST, 2}}, {P_FIRST, P_MIDDLE, P_LAST}},
    {"kinds do not mix within a name", 2, {{P_FIRST, 4}, {L_LAST, 5}}, {L_FIRST, L_LAST}},
    {"a step that costs more than it brings", 2, {{P_ONLY, 6}, {P_ONLY, 5}}, {P_ONLY, 0}},
    {"and one that does not", 2, {{P_ONLY, 9}, {P_ONLY, 8}}, {P_ONLY, P_ONLY}},
    {"two names side by side", 2, {{P_ONLY, 1}, {L_ONLY, 1}}, {P_ONLY, L_ONLY}},
};

static void finds_the_best_labels(void **state)
{
    (void)state;
    static unsigned char file[FILE_SIZE];
    make_file(file);
    put_transition(file, P_ONLY, P_ONLY, -7);
    struct name_model model = opened(file);
    for (size_t i = 0; i < sizeof decodings / sizeof *decodings; i++) {
        int scores[UNITS_MAX][ROW_SIZE] = {{0}};
        uint8_t labels[UNITS_MAX] = {0};
        for (size_t j = 0; j < decodings[i].count; j++)
            scores[j][decodings[i].scores[j].label - 1] = decodings[i].scores[j].score;
        name_decode(&model, (const int(*)[ROW_SIZE])scores, decodings[i].count, labels);
        if (memcmp(labels, decodings[i].labels, UNITS_MAX) != 0)
            fail_msg("%s: %u %u %u", decodings[i].what, labels[0], labels[1], labels[2]);
    }
}

static void steps_only_where_a_name_may_go_on(void **state)
{
    (void)state;
    assert_true(label_may_precede(LABEL_OUTSIDE, LABEL_OUTSIDE));
    assert_true(label_may_precede(LABEL_OUTSIDE, P_FIRST));
    assert_true(label_may_precede(P_FIRST, P_MIDDLE));
    assert_true(label_may_precede(P_FIRST, P_LAST));
    assert_true(label_may_precede(P_LAST, L_ONLY));
    assert_false(label_may_precede(LABEL_OUTSIDE, P_LAST));
    assert_false(label_may_precede(P_FIRST, LABEL_OUTSIDE));
    assert_false(label_may_precede(P_FIRST, P_ONLY));
    assert_false(label_may_precede(P_FIRST, L_LAST));
    assert_false(label_may_precede(P_ONLY, P_LAST));
}

/* --- units and windows --- */

static const struct {
    const char *what, *text;
    const char *windows; /* separated by '|', their units by blanks */
} windows[] = {
    {"what stands near no capital is in none", "they met there and left", ""},
    {"a word that only begins its sentence is in none", "The harbour is open.", ""},
    {"one name", "they met Mira Okonjo there", "Mira Okonjo"},
    {"small words between large ones", "the Bank of England said so", "Bank of England"},
    {"many words between large ones", "to Oslo by the long road over the hills from Bergen", "Oslo|Bergen"},
    {"a hyphenated word with a capital is several units", "the US-led talks", "US led"},
    {"and one without is not", "a well-known harbour", ""},
    {"a particle before a name", "they met van der Holt there", "van der Holt"},
    {"a number beside a name", "the World Cup 2030 there", "World Cup 2030"},
    {"a number alone", "all 2030 of them", ""},
    {"a letter alone", "it was plan B then", ""},
    {"a letter in a name", "it was Malcolm X then", "Malcolm X"},
    {"an address", "see http://Example.org/A or Ana@Example.org now", ""},
    {"no window goes over the end of a sentence", "It was Oslo. Bergen was not.", "Oslo|Bergen"},
};

static struct name_units units_of(const struct article *article, struct analysis *analysis)
{
    *analysis = bench_analysis(article, lexicon_built_in());
    tokens_find(analysis);
    stretches_find(analysis);
    sentences_find(analysis);
    struct name_units units;
    assert_true(names_units(analysis, &units));
    return units;
}

static void chooses_windows(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct article *article = bench_article(windows[i].text);
        struct analysis analysis;
        struct name_units units = units_of(article, &analysis);
        struct buffer out = buffer_create(BENCH_CEILING);
        const struct name_window *window = units.windows.items;
        for (size_t j = 0; j < units.windows.count; j++)
            for (size_t at = window[j].first; at < window[j].end; at++)
                bench_append(&out, at == window[j].first ? "|" : " ", article, name_units_items(&units)[at].range);
        wrong += bench_differs(windows[i].what, buffer_string(&out), windows[i].windows);
        buffer_release(&out);
        name_units_release(&units);
        bench_analysis_release(&analysis);
        article_destroy(article);
    }
    assert_int_equal(wrong, 0);
}

/* --- features --- */

static bool holds(const struct name_features *features, enum name_feature kind, uint64_t value)
{
    struct name_features one = {.count = 0};
    name_features_add(&one, kind, value);
    for (size_t i = 0; i < features->count; i++)
        if (features->kinds[i] == kind && features->items[i] == one.items[0])
            return true;
    return false;
}

static void tells_what_holds_of_a_unit(void **state)
{
    (void)state;
    struct article *article = bench_article("They met in Oslo, and oslo it was.");
    struct analysis analysis;
    struct name_units units = units_of(article, &analysis);
    const struct name_unit *items = name_units_items(&units);
    enum { MET = 1, IN = 2, OSLO = 3, COMMA = 4, SMALL = 6 };
    struct name_features features;
    name_features_collect(&analysis, &units, OSLO, &features);
    assert_true(features.count < NAME_FEATURES_MAX);
    assert_true(holds(&features, NAME_FEATURE_WORD, items[OSLO].word));
    assert_true(items[OSLO].word == items[SMALL].word); /* case is no part of the word */
    assert_true(holds(&features, NAME_FEATURE_WORD_BEFORE, items[IN].word));
    assert_true(holds(&features, NAME_FEATURE_WORD_BEFORE_2, items[MET].word));
    assert_true(holds(&features, NAME_FEATURE_WORD_BEHIND, items[COMMA].word));
    assert_false(holds(&features, NAME_FEATURE_WORD_BEHIND, items[IN].word));
    assert_true(holds(&features, NAME_FEATURE_LISTED, label_of(ENTITY_PLACE, NAME_ONLY)));
    assert_true(holds(&features, NAME_FEATURE_RULE, items[OSLO].rule));
    /* once large and once small inside sentences */
    assert_int_equal(items[OSLO].writing, WRITINGS + 1);
    name_features_collect(&analysis, &units, 0, &features);
    assert_true(holds(&features, NAME_FEATURE_WORD_BEHIND, items[MET].word));
    assert_false(holds(&features, NAME_FEATURE_WORD_BEFORE, items[MET].word));
    name_units_release(&units);
    bench_analysis_release(&analysis);
    article_destroy(article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_no_model),          cmocka_unit_test(refuses_a_model_of_other_features),
        cmocka_unit_test(opens_the_one_in_the_program),      cmocka_unit_test(adds_the_weights_of_what_it_finds),
        cmocka_unit_test(looks_no_further_than_it_may),      cmocka_unit_test(finds_the_best_labels),
        cmocka_unit_test(steps_only_where_a_name_may_go_on), cmocka_unit_test(chooses_windows),
        cmocka_unit_test(tells_what_holds_of_a_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
