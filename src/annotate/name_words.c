/* name_words: gathers over the article what each of its large words is seen with (Krishnan and Manning 2006 gather labels
 * so). Never in here: weights. */
#include "annotate/name_words.h"

#include <string.h>

#include "annotate/name_key.h"

/* What is kept for a word, in its slot. */
enum { COUNT_LARGE, COUNT_SMALL, CONTEXTS };

static bool is_sign(const char *text, const struct name_unit *unit, char sign)
{
    return unit->range.end - unit->range.start == 1 && text[unit->range.start] == sign;
}

static unsigned contexts_behind(const char *text, const struct name_unit *unit, const struct name_unit *before)
{
    static const struct {
        enum word_class word_class;
        bool large; /* the word of the class is itself in the row of capitals */
        enum name_context context;
    } rows[] = {
        {WORD_TITLE, true, CONTEXT_BEHIND_TITLE},
        {WORD_HONORIFIC, true, CONTEXT_BEHIND_TITLE},
        {WORD_GIVEN_NAME, true, CONTEXT_BEHIND_GIVEN_NAME},
        {WORD_GAZETTEER_GIVEN_NAME, true, CONTEXT_BEHIND_GIVEN_NAME},
        {WORD_TITLE, false, CONTEXT_BEHIND_ROLE},
        {WORD_PLACE_PREPOSITION, false, CONTEXT_BEHIND_PLACE_PREPOSITION},
        {WORD_DETERMINER, false, CONTEXT_BEHIND_ARTICLE},
    };
    unsigned contexts = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (before->classes & WORD_BIT(rows[i].word_class) && before->live == rows[i].large)
            contexts |= 1u << rows[i].context;
    bool of = unit->range.start >= 3 && memcmp(text + unit->range.start - 3, "of ", 3) == 0;
    return contexts | (of ? 1u << CONTEXT_BEHIND_OF : 0) | (is_sign(text, before, '(') ? 1u << CONTEXT_IN_BRACKETS : 0);
}

static unsigned contexts_before(const char *text, const struct name_unit *unit, const struct name_unit *behind)
{
    static const struct {
        enum word_class word_class;
        enum name_context context;
    } rows[] = {
        {WORD_CUE, CONTEXT_BEFORE_CUE},
        {WORD_SURNAME, CONTEXT_BEFORE_SURNAME},
        {WORD_GAZETTEER_SURNAME, CONTEXT_BEFORE_SURNAME},
        {WORD_COMPANY_SUFFIX, CONTEXT_BEFORE_COMPANY_SUFFIX},
        {WORD_ORGANIZATION_WORD, CONTEXT_BEFORE_ORGANIZATION_WORD},
        {WORD_PLACE_WORD, CONTEXT_BEFORE_PLACE_WORD},
    };
    unsigned contexts = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (behind->classes & WORD_BIT(rows[i].word_class))
            contexts |= 1u << rows[i].context;
    bool clitic = behind->shape == TOKEN_LOWER && behind->range.start == unit->range.end && !behind->joined;
    contexts |= clitic ? 1u << CONTEXT_BEFORE_POSSESSIVE : 0;
    contexts |= behind->shape == TOKEN_NUMBER ? 1u << CONTEXT_BEFORE_NUMBER : 0;
    return contexts | (is_sign(text, behind, '(') ? 1u << CONTEXT_BEFORE_BRACKET : 0);
}

static unsigned contexts_of(const char *text, const struct name_unit *units, size_t index)
{
    const struct name_unit *unit = &units[index];
    bool first = unit->run_first == index, last = unit->run_end == index + 1;
    unsigned contexts = 1u << (first && last ? CONTEXT_ALONE
                               : first       ? CONTEXT_FIRST_OF_ROW
                               : last        ? CONTEXT_LAST_OF_ROW
                                             : CONTEXT_MIDDLE_OF_ROW);
    if (index > unit->first)
        contexts |= contexts_behind(text, unit, &units[index - 1]);
    if (index + 1 < unit->end)
        contexts |= contexts_before(text, unit, &units[index + 1]);
    return contexts;
}

/* Only words that are written large somewhere have a slot. */
static void count_large(const char *text, const struct name_unit *units, size_t count, struct name_table *words)
{
    for (size_t i = 0; i < count; i++) {
        if (!units[i].live)
            continue;
        struct name_slot *slot = name_table_slot(words, units[i].word);
        slot->numbers[COUNT_LARGE] += !units[i].start && units[i].style == STYLE_SENTENCE;
        if (units[i].style == STYLE_SENTENCE)
            slot->numbers[CONTEXTS] |= (int)contexts_of(text, units, i);
    }
}

static void count_small(const struct name_unit *units, size_t count, struct name_table *words)
{
    for (size_t i = 0; i < count; i++)
        if (units[i].shape == TOKEN_LOWER && name_table_find(words, units[i].word))
            name_table_slot(words, units[i].word)->numbers[COUNT_SMALL]++;
}

bool name_words_tell(const char *text, struct name_unit *units, size_t count)
{
    struct name_table words = name_table_create();
    count_large(text, units, count, &words);
    count_small(units, count, &words);
    for (size_t i = 0; i < count; i++) {
        const struct name_slot *slot = units[i].live ? name_table_find(&words, units[i].word) : NULL;
        if (!slot)
            continue;
        int large = slot->numbers[COUNT_LARGE], small = slot->numbers[COUNT_SMALL];
        units[i].contexts = (uint32_t)slot->numbers[CONTEXTS];
        units[i].writing = (uint8_t)(WRITINGS * (large < 2 ? large : 2) + (small < 2 ? small : 2));
    }
    bool whole = !words.failed;
    name_table_release(&words);
    return whole;
}
