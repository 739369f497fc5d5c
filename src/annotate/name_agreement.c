/* name_agreement: one spelling names one thing in an article, but for a few. Never in here: where names begin and end. */
#include "annotate/name_agreement.h"

#include "annotate/name_key.h"

/* "The Tarvolos" are the family of a Tarvolo. */
static void count_last(struct name_table *table, uint64_t word, enum entity_type type)
{
    name_table_slot(table, word)->numbers[type]++;
    if (type == ENTITY_PERSON)
        name_table_slot(table, name_word_with(word, 's'))->numbers[type]++;
}

/* The kinds of the names of several units that end with each word. */
static struct name_table last_words(const struct name_units *units, const uint8_t *labels)
{
    struct name_table table = name_table_create();
    const struct name_unit *items = name_units_items(units);
    for (size_t i = 0; i < units->units.count; i++)
        if (labels[i] != LABEL_OUTSIDE && label_place(labels[i]) == NAME_LAST)
            count_last(&table, items[i].word, label_type(labels[i]));
    return table;
}

/* True when the unit stands alone, is outside of names, and could be a name by the way it is written. */
static bool is_passed_over(const struct name_unit *unit, const uint8_t *labels, size_t index)
{
    const uint64_t meaning = WORD_BIT(WORD_ORGANIZATION_WORD) | WORD_BIT(WORD_PLACE_WORD) | WORD_BIT(WORD_EVENT_WORD) |
                             WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_COMMON) |
                             WORD_BIT(WORD_FUNCTION) | WORD_BIT(WORD_CALENDAR) | WORD_BIT(WORD_DEMONYM) |
                             WORD_BIT(WORD_COMPANY_SUFFIX) | WORD_BIT(WORD_NAME_SUFFIX) | WORD_BIT(WORD_PORTFOLIO);
    bool beside = (index > unit->first && labels[index - 1] != LABEL_OUTSIDE) ||
                  (index + 1 < unit->end && (labels[index + 1] != LABEL_OUTSIDE || unit[1].joined));
    return labels[index] == LABEL_OUTSIDE && unit->live && unit->shape == TOKEN_CAPITALIZED && !unit->joined &&
           !beside && unit->style == STYLE_SENTENCE && unit->writing % WRITINGS == 0 && !(unit->classes & meaning) &&
           unit->run_end == index + 1;
}

bool names_complete(const struct name_units *units, uint8_t *labels)
{
    struct name_table table = last_words(units, labels);
    const struct name_unit *items = name_units_items(units);
    for (size_t i = 0; i < units->units.count; i++) {
        const struct name_slot *slot =
            is_passed_over(&items[i], labels, i) ? name_table_find(&table, items[i].word) : NULL;
        if (!slot)
            continue;
        int persons = slot->numbers[ENTITY_PERSON], organizations = slot->numbers[ENTITY_ORGANIZATION];
        if (persons > organizations)
            labels[i] = label_of(ENTITY_PERSON, NAME_ONLY);
        else if (organizations > 0)
            labels[i] = label_of(ENTITY_ORGANIZATION, NAME_ONLY);
    }
    bool whole = !table.failed;
    name_table_release(&table);
    return whole;
}

static uint64_t key_of(const struct name_finder *finder, const struct name_piece *piece)
{
    return name_key(finder->analysis->article->text + piece->range.start, piece->range.end - piece->range.start);
}

bool names_agree(struct name_finder *finder)
{
    struct name_table table = name_table_create();
    struct name_piece *pieces = finder->pieces.items;
    for (size_t i = 0; i < finder->pieces.count; i++)
        name_table_slot(&table, key_of(finder, &pieces[i]))->numbers[name_kind(&pieces[i])]++;
    for (size_t i = 0; i < finder->pieces.count; i++) {
        const struct name_slot *slot = name_table_find(&table, key_of(finder, &pieces[i]));
        int all = 0;
        for (size_t j = 0; slot && j < ENTITY_TYPES; j++)
            all += slot->numbers[j];
        for (size_t j = 0; slot && j < ENTITY_TYPES; j++)
            if (slot->numbers[j] * 3 >= all * 2) {
                pieces[i].votes[name_kind(&pieces[i])] = 0;
                pieces[i].votes[j] = VOTE_SURE;
            }
    }
    bool whole = !table.failed;
    name_table_release(&table);
    return whole;
}
