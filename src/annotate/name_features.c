/* name_features: the features of a unit that need no first pass. Never in here: weights. */
#include "annotate/name_features.h"

/* What stands beyond the ends of a sentence. */
static const struct name_unit outside = {.word = 1, .form = 1};

uint64_t name_feature_pair(uint64_t one, uint64_t other)
{
    uint64_t hash = one * 0x9e3779b97f4a7c15u;
    hash = (hash ^ hash >> 29) + other;
    hash *= 0xbf58476d1ce4e5b9u;
    return hash ^ hash >> 32;
}

void name_features_add(struct name_features *features, enum name_feature kind, uint64_t value)
{
    if (features->count == NAME_FEATURES_MAX)
        return;
    features->kinds[features->count] = (uint8_t)kind;
    features->items[features->count++] = name_feature_pair((uint64_t)kind + 1, value);
}

struct view {
    const struct analysis *analysis;
    const struct name_unit *units, *unit;
    const struct name_unit *before, *before_2, *behind, *behind_2;
    struct name_features *features;
};

static const struct name_unit *neighbour(const struct name_unit *units, size_t index, int offset)
{
    const struct name_unit *unit = &units[index];
    if (offset < 0)
        return index >= unit->first + (size_t)-offset ? unit + offset : &outside;
    return index + (size_t)offset < unit->end ? unit + offset : &outside;
}

static void add(const struct view *view, enum name_feature kind, uint64_t value)
{
    name_features_add(view->features, kind, value);
}

static void add_pair(const struct view *view, enum name_feature kind, uint64_t one, uint64_t other)
{
    name_features_add(view->features, kind, name_feature_pair(one, other));
}

static void add_words(const struct view *view)
{
    add(view, NAME_FEATURE_WORD, view->unit->word);
    add(view, NAME_FEATURE_WORD_BEFORE, view->before->word);
    add(view, NAME_FEATURE_WORD_BEHIND, view->behind->word);
    add(view, NAME_FEATURE_WORD_BEFORE_2, view->before_2->word);
    add(view, NAME_FEATURE_WORD_BEHIND_2, view->behind_2->word);
    add_pair(view, NAME_FEATURE_WORDS_BEFORE, view->before->word, view->unit->word);
    add_pair(view, NAME_FEATURE_WORDS_BEHIND, view->unit->word, view->behind->word);
    add_pair(view, NAME_FEATURE_WORDS_AROUND, view->before->word, view->behind->word);
}

static void add_forms(const struct view *view)
{
    uint64_t before = name_feature_pair(view->before->form, view->unit->form);
    add(view, NAME_FEATURE_FORM, view->unit->form);
    add_pair(view, NAME_FEATURE_FORM_START, view->unit->form, view->unit->start);
    add(view, NAME_FEATURE_FORMS_BEFORE, before);
    add_pair(view, NAME_FEATURE_FORMS_BEHIND, view->unit->form, view->behind->form);
    add_pair(view, NAME_FEATURE_FORMS, before, view->behind->form);
    if (view->unit->joined || view->behind->joined)
        add_pair(view, NAME_FEATURE_JOINED, view->unit->joined * 2u + view->behind->joined,
                 view->unit->joined ? view->before->form : view->behind->form);
}

/* Bytes, ASCII made lower case: a prefix that cuts a character is one as well. */
static uint64_t affix(const char *text, size_t length)
{
    uint64_t hash = length;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        hash = (hash << 8) | (byte >= 'A' && byte <= 'Z' ? byte | 0x20u : byte);
    }
    return hash;
}

static uint64_t suffix_of(const struct view *view, const struct name_unit *unit, size_t size)
{
    size_t length = unit->range.end - unit->range.start;
    return affix(view->analysis->article->text + unit->range.end - (size < length ? size : length),
                 size < length ? size : length);
}

static void add_affixes(const struct view *view)
{
    static const struct {
        enum name_feature prefix, suffix;
        size_t size;
    } affixes[] = {
        {NAME_FEATURE_PREFIX_2, NAME_FEATURE_SUFFIX_2, 2},
        {NAME_FEATURE_PREFIX_3, NAME_FEATURE_SUFFIX_3, 3},
        {NAME_FEATURE_PREFIX_4, NAME_FEATURE_SUFFIX_4, 4},
    };
    size_t length = view->unit->range.end - view->unit->range.start;
    for (size_t i = 0; i < sizeof affixes / sizeof *affixes && affixes[i].size < length; i++) {
        add(view, affixes[i].prefix, affix(view->analysis->article->text + view->unit->range.start, affixes[i].size));
        add(view, affixes[i].suffix, suffix_of(view, view->unit, affixes[i].size));
    }
    add(view, NAME_FEATURE_SUFFIX_BEFORE, suffix_of(view, view->before, 3));
    add(view, NAME_FEATURE_SUFFIX_BEHIND, suffix_of(view, view->behind, 3));
}

static void add_bits(const struct view *view, enum name_feature kind, uint64_t classes)
{
    for (; classes; classes &= classes - 1)
        add(view, kind, (uint64_t)__builtin_ctzll(classes));
}

static void add_article(const struct view *view)
{
    uint64_t writing = name_feature_pair(view->unit->writing, view->unit->start);
    add_pair(view, NAME_FEATURE_STYLE, view->unit->style, view->unit->start);
    add_pair(view, NAME_FEATURE_STYLE_FORM, view->unit->style, view->unit->form);
    add(view, NAME_FEATURE_WRITING, writing);
    add_bits(view, NAME_FEATURE_CONTEXT, view->unit->contexts);
    add(view, NAME_FEATURE_CONTEXTS, view->unit->contexts);
    add_pair(view, NAME_FEATURE_CONTEXTS_FORM, view->unit->contexts, view->unit->form);
    add_pair(view, NAME_FEATURE_CONTEXTS_CLASSES, view->unit->contexts, view->unit->told);
    add_pair(view, NAME_FEATURE_WRITING_FORM, writing, view->unit->form);
}

static void add_lists(const struct view *view)
{
    uint64_t classes = view->unit->told;
    uint64_t before = view->before->told, behind = view->behind->told;
    add_bits(view, NAME_FEATURE_CLASS, classes);
    add_bits(view, NAME_FEATURE_CLASS_BEFORE, before);
    add_bits(view, NAME_FEATURE_CLASS_BEHIND, behind);
    add(view, NAME_FEATURE_CLASSES, classes);
    add_pair(view, NAME_FEATURE_CLASSES_BEFORE, before, classes);
    add_pair(view, NAME_FEATURE_CLASSES_BEHIND, classes, behind);
    add(view, NAME_FEATURE_CLASSES_BEFORE_2, view->before_2->told);
    add(view, NAME_FEATURE_CLASSES_BEHIND_2, view->behind_2->told);
    add_pair(view, NAME_FEATURE_CLASSES_FORM, classes, view->unit->form);
    add(view, NAME_FEATURE_LISTED, view->unit->listed);
    add_pair(view, NAME_FEATURE_LISTED_BEFORE, view->before->listed, view->unit->listed);
    add_pair(view, NAME_FEATURE_LISTED_BEHIND, view->unit->listed, view->behind->listed);
}

static void add_gazetteers(const struct view *view)
{
    uint64_t gazetted = view->unit->gazetted;
    add_bits(view, NAME_FEATURE_GAZETTED, gazetted);
    add_bits(view, NAME_FEATURE_GAZETTED_BEFORE, view->before->gazetted);
    add_bits(view, NAME_FEATURE_GAZETTED_BEHIND, view->behind->gazetted);
    add(view, NAME_FEATURE_GAZETTED_ALL, gazetted);
    add_pair(view, NAME_FEATURE_GAZETTED_FORM, gazetted, view->unit->form);
    add_pair(view, NAME_FEATURE_GAZETTED_LISTED, gazetted, view->unit->told);
}

static void add_runs(const struct view *view)
{
    const struct name_unit *unit = view->unit;
    size_t index = (size_t)(unit - view->units), first = unit->run_first, last = unit->run_end - 1;
    size_t length = last - first < 4 ? last - first : 4;
    uint64_t place = (index == first) * 2u + (index == last);
    const struct name_unit *before = neighbour(view->units, first, -1), *behind = neighbour(view->units, last, 1);
    add_pair(view, NAME_FEATURE_RUN, place, length);
    if (index != first) {
        add_pair(view, NAME_FEATURE_RUN_FIRST_WORD, place, view->units[first].word);
        add_pair(view, NAME_FEATURE_RUN_FIRST_CLASSES, place, view->units[first].told);
        add_pair(view, NAME_FEATURE_WORD_BEFORE_RUN, place, before->word);
    }
    if (index != last) {
        add_pair(view, NAME_FEATURE_RUN_LAST_WORD, place, view->units[last].word);
        add_pair(view, NAME_FEATURE_RUN_LAST_CLASSES, place, view->units[last].told);
        add_pair(view, NAME_FEATURE_WORD_BEHIND_RUN, place, behind->word);
    }
    add_pair(view, NAME_FEATURE_WORD_BEFORE_RUN_2, place, neighbour(view->units, first, -2)->word);
    add_pair(view, NAME_FEATURE_WORD_BEHIND_RUN_2, place, neighbour(view->units, last, 2)->word);
    add_pair(view, NAME_FEATURE_CLASSES_BEFORE_RUN, place, before->told);
    add_pair(view, NAME_FEATURE_CLASSES_BEHIND_RUN, place, behind->told);
    add_pair(view, NAME_FEATURE_WORDS_AROUND_RUN, before->word, behind->word);
}

static void add_rules(const struct view *view)
{
    const struct name_unit *unit = view->unit;
    uint64_t rule = name_feature_pair(unit->rule, unit->surety);
    add(view, NAME_FEATURE_RULE, unit->rule);
    add(view, NAME_FEATURE_RULE_SURETY, rule);
    add_pair(view, NAME_FEATURE_RULES_BEFORE, view->before->rule, rule);
    add_pair(view, NAME_FEATURE_RULES_BEHIND, rule, view->behind->rule);
    add_pair(view, NAME_FEATURE_RULE_FORM, rule, unit->form);
    add_pair(view, NAME_FEATURE_RULE_WRITING, rule, unit->writing * 2u + unit->start);
    add_pair(view, NAME_FEATURE_RULE_WORD, unit->rule, unit->word);
    add_pair(view, NAME_FEATURE_RULE_CLASSES, unit->rule, unit->told);
    add_pair(view, NAME_FEATURE_RULE_LISTED, unit->rule, unit->listed);
    add_pair(view, NAME_FEATURE_CASING, unit->casing, unit->start);
}

void name_features_collect(const struct analysis *analysis, const struct name_units *units, size_t index,
                           struct name_features *features)
{
    const struct name_unit *items = name_units_items(units);
    struct view view = {
        .analysis = analysis,
        .units = items,
        .unit = &items[index],
        .before = neighbour(items, index, -1),
        .before_2 = neighbour(items, index, -2),
        .behind = neighbour(items, index, 1),
        .behind_2 = neighbour(items, index, 2),
        .features = features,
    };
    features->count = 0;
    add_words(&view);
    add_forms(&view);
    add_affixes(&view);
    add_article(&view);
    add_lists(&view);
    add_gazetteers(&view);
    add_runs(&view);
    add_rules(&view);
}
