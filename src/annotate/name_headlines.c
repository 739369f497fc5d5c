/* name_headlines: the names of all sentences are gathered by their words; then each headline is read for them, and what
 * the model made of its other words is cut to what may be a name. */
#include "annotate/name_headlines.h"

#include <string.h>

#include "annotate/name_features.h"
#include "annotate/name_key.h"
#include "annotate/names_casing.h"

/* Longer names are not looked for; a longer headline is a list, or a sentence full of names. */
enum { UNITS_MOST = 6, HEADLINE_MOST = 32 };

static const uint64_t common = WORD_BIT(WORD_COMMON) | WORD_BIT(WORD_CUE) | WORD_BIT(WORD_VERB) |
                               WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_AUXILIARY) | WORD_BIT(WORD_FUNCTION) |
                               WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SPEAKER_NOUN) |
                               WORD_BIT(WORD_REPORTING_NOUN) | WORD_BIT(WORD_STARTER);
static const uint64_t listed = WORD_BIT(WORD_GIVEN_NAME) | WORD_BIT(WORD_SURNAME) | WORD_BIT(WORD_COUNTRY) |
                               WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ORGANIZATION) | WORD_BIT(WORD_DEMONYM) |
                               WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_TITLE) | WORD_BIT(WORD_WORK_OR_EVENT) |
                               WORD_BIT(WORD_CALENDAR) | WORD_BIT(WORD_GAZETTEER_GIVEN_NAME) |
                               WORD_BIT(WORD_GAZETTEER_SURNAME);

struct reader {
    const char *text;
    const struct name_unit *units;
    size_t count;
    uint8_t *labels;
    struct name_table names; /* of the sentences: how often one of each kind stands there, by its words */
};

/* "Mark Ruiz", "Grace Halloway": a given name that is a common word, before what is none. */
static bool is_given_name(const struct reader *reader, size_t index)
{
    const struct name_unit *unit = &reader->units[index];
    return unit->classes & WORD_BIT(WORD_GIVEN_NAME) && index + 1 < unit->end && unit[1].live &&
           !(unit[1].classes & common) && unit[1].range.start == unit->range.end + 1;
}

/* True when the unit would be large in any other sentence, too, as far as can be told. */
static bool stays_large(const struct reader *reader, size_t index)
{
    const struct name_unit *unit = &reader->units[index];
    unsigned large = unit->writing / WRITINGS, small = unit->writing % WRITINGS;
    if (large && unit->style == STYLE_SENTENCE && !unit->start)
        large--; /* that one is here */
    if (unit->shape != TOKEN_CAPITALIZED || unit->joined || (index + 1 < unit->end && unit[1].joined))
        return true;
    if (large || small)
        return large >= small;
    if (unit->classes & common)
        return is_given_name(reader, index);
    return unit->classes & listed || unit->gazetted ||
           !name_looks_inflected(reader->text + unit->range.start, unit->range.end - unit->range.start);
}

/* True when one of the words behind the first would be small in any other sentence. */
static bool has_small_word(const struct reader *reader, size_t first, size_t end)
{
    for (size_t i = first + 1; i < end; i++)
        if (!stays_large(reader, i))
            return true;
    return false;
}

/* True when the sentence is a line of its own without a full stop. */
static bool is_line(const struct reader *reader, size_t first, size_t end)
{
    size_t start = reader->units[first].range.start, behind = reader->units[end - 1].range.end;
    return (start == 0 || reader->text[start - 1] == '\n') && strchr("\n", reader->text[behind]) &&
           reader->text[behind - 1] != '.';
}

/* True when nearly all of its words are large, common ones among them or one that would be small in any other sentence. */
static bool is_headline(const struct reader *reader, size_t first)
{
    enum { WORDS_LEAST = 4 };
    const struct name_unit *units = reader->units;
    size_t words = 0, large = 0, end = units[first].end;
    if (end - first > HEADLINE_MOST || units[first].style != STYLE_SENTENCE)
        return end - first <= HEADLINE_MOST && units[first].style == STYLE_TITLE_CASE;
    for (size_t i = first; i < end; i++) {
        if (units[i].shape == TOKEN_NUMBER)
            return false; /* results and standings are full of names, too */
        if (units[i].shape > TOKEN_MIXED || units[i].range.end - units[i].range.start < 2)
            continue;
        large += units[i].shape != TOKEN_LOWER;
        words += units[i].shape != TOKEN_LOWER || !(units[i].classes & WORD_BIT(WORD_FUNCTION));
    }
    return words >= WORDS_LEAST && large * 5 >= words * 4 && is_line(reader, first, end) &&
           has_small_word(reader, first, end);
}

static uint64_t key_of(const struct name_unit *units, size_t first, size_t end)
{
    uint64_t key = 1;
    for (size_t i = first; i < end; i++)
        key = name_feature_pair(key, units[i].word);
    return key ? key : 1;
}

/* Where the name that begins at unit `first` ends. */
static size_t name_end(const struct reader *reader, size_t first)
{
    size_t end = first + 1;
    while (end < reader->count && label_goes_on(reader->labels[end]))
        end++;
    return end;
}

static void gather(struct reader *reader, size_t first, size_t end)
{
    for (size_t i = first, next; i < end; i = next) {
        next = i + 1;
        if (reader->labels[i] == LABEL_OUTSIDE)
            continue;
        next = name_end(reader, i);
        enum entity_type type = label_type(reader->labels[i]);
        if (next - i <= UNITS_MOST)
            name_table_slot(&reader->names, key_of(reader->units, i, next))->numbers[type]++;
        if (type == ENTITY_PERSON && next - i > 1)
            name_table_slot(&reader->names, key_of(reader->units, next - 1, next))->numbers[type]++;
    }
}

/* How many units from `first` on, at most to `end`, are a name of the sentences, and its kind; 0: none. */
static size_t known_name(const struct reader *reader, size_t first, size_t end, enum entity_type *type)
{
    size_t most = first + UNITS_MOST < end ? first + UNITS_MOST : end;
    if (!reader->units[first].live)
        return 0;
    for (size_t at = most; at > first; at--) {
        const struct name_slot *slot =
            reader->units[at - 1].live ? name_table_find(&reader->names, key_of(reader->units, first, at)) : NULL;
        if (!slot)
            continue;
        size_t best = 0;
        for (size_t i = 1; i < NAME_TYPES; i++)
            best = slot->numbers[i] > slot->numbers[best] ? i : best;
        *type = (enum entity_type)best;
        return at - first;
    }
    return 0;
}

static void write_name(struct reader *reader, size_t first, size_t end, enum entity_type type)
{
    for (size_t i = first; i < end; i++)
        reader->labels[i] = label_of(type, end - first == 1 ? NAME_ONLY
                                           : i == first     ? NAME_FIRST
                                           : i + 1 == end   ? NAME_LAST
                                                            : NAME_MIDDLE);
}

/* True when the units hold a name of several units that the sentences have. */
static bool holds_full_name(const struct reader *reader, size_t first, size_t end)
{
    enum entity_type type;
    for (size_t i = first; i < end; i++)
        if (known_name(reader, i, end, &type) > 1)
            return true;
    return false;
}

static void keep_known_names(struct reader *reader, size_t first, size_t end)
{
    for (size_t i = first, length; i < end; i += length ? length : 1) {
        enum entity_type type;
        length = known_name(reader, i, end, &type);
        reader->labels[i] = LABEL_OUTSIDE;
        write_name(reader, i, i + length, type);
    }
}

/* The stretches of what stays large, without the signs at their ends. */
static void keep_large(struct reader *reader, size_t first, size_t end)
{
    for (size_t i = first, from; i < end; i++) {
        for (from = i; i < end && stays_large(reader, i); i++)
            ;
        size_t to = i;
        while (to > from && !reader->units[to - 1].live)
            reader->labels[--to] = LABEL_OUTSIDE;
        write_name(reader, from, to, ENTITY_PERSON);
        if (i < end)
            reader->labels[i] = LABEL_OUTSIDE;
    }
}

/* "Ana Ruiz Ties Omar Haddad": a person's name is one that the sentences have, or what stays large. */
static void settle_person(struct reader *reader, size_t first, size_t end)
{
    enum entity_type type;
    if (known_name(reader, first, end, &type) == end - first)
        return;
    if (holds_full_name(reader, first, end))
        keep_known_names(reader, first, end);
    else
        keep_large(reader, first, end);
}

/* Board: ‘Nobody Asked Us’: somebody's words, unless the sentences have them as a title. */
static void settle_title(struct reader *reader, size_t first, size_t end)
{
    enum entity_type type;
    bool marked = first > reader->units[first].first && reader->units[first - 1].shape == TOKEN_MARK;
    for (size_t i = first; marked && known_name(reader, first, end, &type) != end - first && i < end; i++)
        reader->labels[i] = LABEL_OUTSIDE;
}

static void settle(struct reader *reader, size_t first, size_t end)
{
    for (size_t i = first, next; i < end; i = next) {
        next = i + 1;
        enum entity_type type;
        size_t length = reader->labels[i] == LABEL_OUTSIDE ? known_name(reader, i, end, &type) : 0;
        bool open = length > 1 || !(reader->units[i].classes & common);
        for (size_t at = i; at < i + length; at++)
            open = open && reader->labels[at] == LABEL_OUTSIDE;
        if (length && open) {
            write_name(reader, i, i + length, type);
            next = i + length;
        } else if (reader->labels[i] != LABEL_OUTSIDE) {
            next = name_end(reader, i);
            if (label_type(reader->labels[i]) == ENTITY_PERSON)
                settle_person(reader, i, next);
            else if (label_type(reader->labels[i]) == ENTITY_OTHER)
                settle_title(reader, i, next);
        }
    }
}

bool name_headlines_settle(const char *text, const struct name_units *units, uint8_t *labels)
{
    struct reader reader = {
        .text = text,
        .units = name_units_items(units),
        .count = units->units.count,
        .labels = labels,
        .names = name_table_create(),
    };
    for (size_t i = 0; i < reader.count; i = reader.units[i].end)
        if (!is_headline(&reader, i))
            gather(&reader, i, reader.units[i].end);
    for (size_t i = 0; i < reader.count; i = reader.units[i].end)
        if (is_headline(&reader, i))
            settle(&reader, i, reader.units[i].end);
    bool whole = !reader.names.failed;
    name_table_release(&reader.names);
    return whole;
}
