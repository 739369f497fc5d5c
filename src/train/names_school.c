/* names_school: windows in rows, features in numbers. */
#include "train/names_school.h"

#include <stdlib.h>
#include <string.h>

enum feature_group {
    GROUP_WORDS,
    GROUP_FORMS,
    GROUP_AFFIXES,
    GROUP_ARTICLE,
    GROUP_CONTEXTS,
    GROUP_LISTS,
    GROUP_GAZETTEERS,
    GROUP_RUNS,
    GROUP_RULES,
};

static const char *const group_names[] = {
    "words", "forms", "affixes", "article", "contexts", "lists", "gazetteers", "runs", "rules",
};

static const uint8_t groups[] = {
#define NAME_FEATURE(identifier, group) GROUP_##group,
#include "annotate/name_features.def"
#undef NAME_FEATURE
};

uint64_t school_group(const char *name)
{
    for (size_t i = 0; i < sizeof group_names / sizeof *group_names; i++)
        if (strcmp(name, group_names[i]) == 0)
            return (uint64_t)1 << i;
    return 0;
}

/* --- windows --- */

static bool lay_out(struct school *school)
{
    for (size_t i = 0; i < school->example_count; i++) {
        const struct name_units *units = &school->examples[i].units;
        const struct name_window *windows = units->windows.items;
        school->window_count += units->windows.count;
        for (size_t j = 0; j < units->windows.count; j++)
            school->row_count += windows[j].end - windows[j].first;
    }
    school->windows = calloc(school->window_count + 1, sizeof *school->windows);
    school->labels = calloc(school->row_count + 1, 1);
    if (!school->windows || !school->labels)
        return false;
    size_t window = 0, row = 0;
    for (size_t i = 0; i < school->example_count; i++) {
        const struct name_example *example = &school->examples[i];
        const struct name_window *windows = example->units.windows.items;
        for (size_t j = 0; j < example->units.windows.count; j++) {
            size_t count = windows[j].end - windows[j].first;
            double weight = example->spoilt[j] ? 0 : example->weight;
            school->windows[window++] = (struct crf_window){row, count, i, example->number, weight};
            memcpy(school->labels + row, example->labels + windows[j].first, count);
            row += count;
        }
    }
    return true;
}

/* --- features --- */

/* What is done with the features of each row. */
struct visitor {
    struct school *school;
    void (*visit)(struct visitor *visitor, const struct name_example *example, const struct name_features *features);
    uint64_t without;
    size_t row, count; /* rows and features so far */
};

static void remove_groups(uint64_t without, struct name_features *features)
{
    size_t kept = 0;
    for (size_t i = 0; i < features->count; i++) {
        if (without >> groups[features->kinds[i]] & 1)
            continue;
        features->items[kept] = features->items[i];
        features->kinds[kept++] = features->kinds[i];
    }
    features->count = kept;
}

static void visit_rows(struct visitor *visitor)
{
    struct name_features features;
    visitor->row = visitor->count = 0;
    for (size_t i = 0; i < visitor->school->example_count; i++) {
        const struct name_example *example = &visitor->school->examples[i];
        const struct name_window *windows = example->units.windows.items;
        for (size_t j = 0; j < example->units.windows.count; j++)
            for (size_t at = windows[j].first; at < windows[j].end; at++) {
                name_features_collect(&example->analysis, &example->units, at, &features);
                remove_groups(visitor->without, &features);
                visitor->visit(visitor, example, &features);
                visitor->row++;
            }
    }
}

static void count_features(struct visitor *visitor, const struct name_example *example,
                           const struct name_features *features)
{
    for (size_t i = 0; !example->is_copy && i < features->count; i++)
        feature_dictionary_count(&visitor->school->dictionary, features->items[i]);
    visitor->count += features->count;
}

static void keep_features(struct visitor *visitor, const struct name_example *example,
                          const struct name_features *features)
{
    (void)example;
    for (size_t i = 0; i < features->count; i++) {
        uint32_t number = feature_dictionary_find(&visitor->school->dictionary, features->items[i]);
        if (number != DICTIONARY_NONE)
            visitor->school->features[visitor->count++] = number;
    }
    visitor->school->starts[visitor->row + 1] = visitor->count;
}

bool school_open(struct school *school, const struct array *examples, uint32_t least, uint64_t without)
{
    *school = (struct school){.examples = examples->items, .example_count = examples->count};
    if (!lay_out(school))
        return false;
    struct visitor visitor = {.school = school, .visit = count_features, .without = without};
    visit_rows(&visitor);
    feature_dictionary_number(&school->dictionary, least);
    school->features = calloc(visitor.count + 1, sizeof *school->features);
    school->starts = calloc(school->row_count + 1, sizeof *school->starts);
    if (school->dictionary.failed || !school->features || !school->starts)
        return false;
    visitor.visit = keep_features;
    visit_rows(&visitor);
    return true;
}

void school_close(struct school *school)
{
    feature_dictionary_release(&school->dictionary);
    free(school->windows);
    free(school->labels);
    free(school->starts);
    free(school->features);
}
